import { conform } from '../../values/conform.ts'
import { numberFromText, toDecimal } from '../../values/number.ts'
import { temporalText, toText } from '../../values/text.ts'
import { type FeelType, simpleType } from '../../values/type.ts'
import { isList, type Value } from '../../values/value.ts'
import { declared, letters } from './declared.ts'
import { bitsOf, type JavaValue, methods, type Signature } from './methods.ts'
import { shortFloat } from './text.ts'

/** A static method of Java's own library, done without Java. */
export type JavaMethod = {
  /** Class, name and parameters. */
  readonly name: string
  readonly result: FeelType
  readonly takes: (count: number) => boolean
  /** What Java refuses or FEEL has no value for is null. */
  readonly call: (args: readonly Value[]) => Value
}

const kindOf = (type: string): 'boolean' | 'string' | 'number' =>
  type === 'boolean' ? type : /^(char|String|CharSequence)$/.test(type) ? 'string' : 'number'

/** A value as Java takes it: `Number.intValue` and its like drop the fraction and keep the lowest bits. Undefined when it is none. */
const toJava = (value: Value, type: string, mayBeNull: boolean): JavaValue | undefined => {
  if (type === 'Object') {
    const isScalar = value === null || typeof value !== 'object' || temporalText(value) !== undefined
    return isScalar || simpleNumber(value) ? value : undefined
  }
  const kind = kindOf(type)
  const found = conform(value, simpleType(kind))?.value
  if (found === undefined || (found === null && !mayBeNull)) return undefined
  if (type === 'char') return String(found).length === 1 ? found : undefined
  if (kind !== 'number' || found === null) return found
  const number = toDecimal(found as number)
  const bits = bitsOf[type]
  if (bits !== undefined) return BigInt.asIntN(bits, BigInt(number.trunc().toFixed()))
  return type === 'float' ? Math.fround(number.toNumber()) : number.toNumber()
}

const simpleNumber = (value: Value): boolean => conform(value, simpleType('number'))?.value === value

/** `isExact`: what does not fit is refused, where else the lowest bits are kept. */
const fromJava = (value: JavaValue | undefined, type: string, isExact: boolean): Value => {
  if (value === undefined || value === null || kindOf(type) !== 'number') return (value as Value | undefined) ?? null
  if (type === 'float') return numberFromText(String(shortFloat(Math.fround(value as number)))) ?? null
  const bits = bitsOf[type]
  if (bits === undefined || typeof value !== 'bigint') return numberFromText(String(value)) ?? null
  const kept = BigInt.asIntN(bits, value)
  return isExact && kept !== value ? null : (numberFromText(String(kept)) ?? null)
}

const methodOf = (className: string, signature: Signature): JavaMethod => {
  const { name, types, result } = signature
  const last = types.at(-1) ?? ''
  const element = last === 'Iterable' ? 'CharSequence' : last.endsWith('[]') ? last.slice(0, -2) : undefined
  const fixed = element === undefined ? types : types.slice(0, -1)
  const key = name.startsWith('parse') ? 'valueOf' : name
  const own = Object.hasOwn(methods, key) ? methods[key] : (Math as unknown as typeof methods)[name]
  const run = own as (this: Signature, ...args: unknown[]) => JavaValue | undefined
  return {
    name: `${className}.${name}(${types.join()})`,
    result: simpleType(kindOf(result)),
    takes: (count) => (last.endsWith('[]') ? count >= fixed.length : count === types.length),
    call: (args) => {
      const given = fixed.map((type, index) =>
        toJava(args[index] ?? null, type, type === 'String' && result === 'boolean'),
      )
      if (element !== undefined) {
        const more = args.slice(fixed.length)
        const only = more[0] ?? null
        const isSpread = element === 'CharSequence' && isList(only) && more.length === 1
        for (const part of isSpread ? only : more)
          given.push(element === 'CharSequence' && part === null ? 'null' : toJava(part, element, true))
      }
      if (given.includes(undefined)) return null
      // Java writes values of any kind as FEEL does, here.
      const texts =
        result === 'String' && name === 'valueOf' && types[0] === 'Object' ? [toText(args[0] ?? null)] : given
      return fromJava(run.apply(signature, texts), result, /Exact$|^parse|^valueOf$/.test(name))
    },
  }
}

/** Each line of a class for each of the types that its letters stand for. */
const signaturesOf = (lines: string): Signature[] =>
  lines.split('\n').flatMap((line) => {
    const letter = /\b[NICV]\b/.exec(line)?.[0]
    const written = letter
      ? (letters[letter] as readonly string[]).map((type) => line.replaceAll(new RegExp(`\\b${letter}\\b`, 'g'), type))
      : [line]
    return written.flatMap((one) => {
      const [, result = '', names = '', types = ''] = /^(\S+) (.+)\((.*)\)$/.exec(one) ?? []
      return names.split(' ').map((name) => ({ result, name, types: types.split(',') }))
    })
  })

/** Names of the classes of which something is known. */
export const javaClasses: readonly string[] = Object.keys(declared)

/** Methods of a class, which may be named without its package, by their signatures; undefined for other classes. */
export const javaMethods = (className: string): ReadonlyMap<string, JavaMethod> | undefined => {
  const full = javaClasses.find((known) => known === className || known.replace(/.*\./, '') === className)
  if (full === undefined) return undefined
  return new Map(
    signaturesOf(declared[full] as string).map((signature) => [
      `${signature.name}(${signature.types.join()})`,
      methodOf(full, signature),
    ]),
  )
}

/** A signature as the table writes it: without blanks and packages, arrays and varargs alike. */
export const plainSignature = (signature: string): string =>
  signature
    .replaceAll(/\s+/g, '')
    .replaceAll(/\[L([\w.]+);/g, '$1[]')
    .replaceAll('...', '[]')
    .replaceAll('java.lang.', '')
