import { assertSize } from '../../values/limit.ts'
import type { Value } from '../../values/value.ts'
import { format } from './format.ts'
import { realText, shortFloat } from './text.ts'

/** A method as Java declares it, types by their simple names. */
export type Signature = { readonly result: string; readonly name: string; readonly types: readonly string[] }

/** Whole numbers of Java are bigints here, `float` and `double` numbers, a `char` a string of one unit. */
export type JavaValue = bigint | number | Value

export const bitsOf: Readonly<Record<string, number>> = { byte: 8, short: 16, int: 32, long: 64 }

const parsed = (text: string | null, type: string, radix = 10n): JavaValue | undefined => {
  if (type === 'boolean') return text?.toLowerCase() === 'true'
  if (text === null) return undefined
  if (!(type in bitsOf)) {
    const [, digits] = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)[fd]?$/i.exec(text.trim()) ?? []
    return digits === undefined ? undefined : type === 'float' ? Math.fround(Number(digits)) : Number(digits)
  }
  if (radix < 2n || radix > 36n || !/^[+-]?[0-9a-z]{1,99}$/i.test(text)) return undefined
  let value = 0n
  for (const letter of text.replace(/^[+-]/, '')) {
    const digit = Number.parseInt(letter, Number(radix))
    if (Number.isNaN(digit)) return undefined
    value = value * radix + BigInt(digit)
  }
  return text.startsWith('-') ? -value : value
}

const textOf = (value: JavaValue, type = ''): string =>
  typeof value === 'number' ? realText(type === 'float' ? shortFloat(value) : value) : String(value)

/** Java's `char` or code point, as text. */
const letterOf = (letter: string | bigint): string =>
  typeof letter === 'string' ? letter : letter >= 0n && letter <= 0x10ffffn ? String.fromCodePoint(Number(letter)) : ''

const isLike = (pattern: RegExp) => (letter: string | bigint) => pattern.test(letterOf(letter))

/** In the other case, where that is one letter as well. */
const recased = (change: (text: string) => string) => (letter: string | bigint) => {
  const text = letterOf(letter)
  const changed = [...change(text)]
  const result = changed.length === 1 ? (changed[0] as string) : text
  return typeof letter === 'string' ? result : BigInt(result.codePointAt(0) ?? letter)
}

const inBase = (base: number) =>
  function (this: Signature, value: bigint) {
    return BigInt.asUintN(bitsOf[this.types[0] as string] as number, value).toString(base)
  }

/** Both numbers are of one kind: TypeScript cannot say so. */
type Both = number

/** By name: what differs between classes shows in the signature, which is `this`. Those of `Math` that are not here are JavaScript's. */
export const methods: Readonly<Record<string, (this: Signature, ...args: never[]) => JavaValue | undefined>> = {
  abs: (value: Both) => (value < 0 ? -value : value),
  max: (left: Both, right: Both) => (left > right ? left : right),
  min: (left: Both, right: Both) => (left < right ? left : right),
  sum: (left: Both, right: Both) => left + right,
  signum: (value: Both) => (value > 0 ? 1 : value < 0 ? -1 : 0),
  rint: (value: number) => (value % 1 === 0.5 || value % 1 === -0.5 ? 2 * Math.round(value / 2) : Math.round(value)),
  toDegrees: (angle: number) => angle * (180 / Math.PI),
  toRadians: (angle: number) => angle * (Math.PI / 180),
  round(value: number) {
    const past = 2n ** BigInt((bitsOf[this.result] as number) - 1)
    const whole = Math.round(value)
    return whole >= Number(past) ? past - 1n : whole < -Number(past) ? -past : BigInt(whole)
  },
  addExact: (left: bigint, right: bigint) => left + right,
  subtractExact: (left: bigint, right: bigint) => left - right,
  multiplyExact: (left: bigint, right: bigint) => left * right,
  negateExact: (value: bigint) => -value,
  incrementExact: (value: bigint) => value + 1n,
  decrementExact: (value: bigint) => value - 1n,
  toIntExact: (value: bigint) => value,
  floorDiv(left: bigint, right: bigint) {
    if (right === 0n) return undefined
    return left / right - (left % right !== 0n && left < 0n !== right < 0n ? 1n : 0n)
  },
  floorMod: (left: bigint, right: bigint) => (right === 0n ? undefined : ((left % right) + right) % right),
  compare(left: Both, right: Both) {
    if (this.types[0] === 'char') return String(left).charCodeAt(0) - String(right).charCodeAt(0)
    if (this.types[0] === 'byte' || this.types[0] === 'short') return Number(left) - Number(right)
    return left > right ? 1 : left < right ? -1 : 0
  },
  valueOf(this: Signature, value: JavaValue, more?: bigint) {
    if (this.types[0] === 'String') return parsed(value as string | null, this.result, more)
    if (this.result === 'String') return textOf(value, this.types[0])
    return more === undefined ? value : `${value}e${-more}`
  },
  toString(this: Signature, value: JavaValue, radix?: bigint) {
    if (radix !== undefined) return (value as bigint).toString(radix < 2n || radix > 36n ? 10 : Number(radix))
    return textOf(value, this.types[0])
  },
  toHexString: inBase(16),
  toOctalString: inBase(8),
  toBinaryString: inBase(2),
  isNaN: () => false,
  isInfinite: (value: number) => !Number.isFinite(value),
  isFinite: (value: number) => Number.isFinite(value),
  logicalAnd: (left: boolean, right: boolean) => left && right,
  logicalOr: (left: boolean, right: boolean) => left || right,
  logicalXor: (left: boolean, right: boolean) => left !== right,
  isDigit: isLike(/^\p{Nd}$/u),
  isLetter: isLike(/^\p{L}$/u),
  isLetterOrDigit: isLike(/^[\p{L}\p{Nd}]$/u),
  isUpperCase: isLike(/^\p{Uppercase}$/u),
  isLowerCase: isLike(/^\p{Lowercase}$/u),
  isAlphabetic: isLike(/^\p{Alphabetic}$/u),
  isWhitespace: (letter: string | bigint) =>
    /^(?![\u00a0\u2007\u202f])[\p{Z}\t-\r]$/u.test(letterOf(letter)) ||
    /^(28|29|30|31)$/.test(String(letterOf(letter).codePointAt(0))),
  isSpaceChar: isLike(/^\p{Z}$/u),
  toUpperCase: recased((text) => text.toUpperCase()),
  toLowerCase: recased((text) => text.toLowerCase()),
  format: (pattern: string, ...args: Value[]) => format(pattern, args),
  join: (between: string, ...parts: string[]) => {
    assertSize(parts.reduce((size, part) => size + part.length + between.length, 0))
    return parts.join(between)
  },
}
