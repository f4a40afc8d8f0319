import { assertSize } from '../../values/limit.ts'
import { Decimal, type FeelNumber, isInteger, isNumber, numberToText, toDecimal } from '../../values/number.ts'
import { toText } from '../../values/text.ts'
import type { Value } from '../../values/value.ts'

const directive = /%(?:(\d+)\$|(<))?([-#+ 0,(]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])/g

/** Flags that each conversion takes; capitals only where Java has them. */
const flagsOf: Readonly<Record<string, string>> = {
  s: '-',
  S: '-',
  b: '-',
  B: '-',
  c: '-',
  C: '-',
  d: '-+ 0,(',
  o: '-+ 0(#',
  x: '-+ 0(#',
  X: '-+ 0(#',
  f: '-+ 0,(',
  e: '-+ 0(',
  E: '-+ 0(',
  '%': '-',
  n: '',
}

const grouped = (digits: string): string => {
  const [whole = '', fraction] = digits.split('.')
  const parts: string[] = []
  for (let end = whole.length; end > 0; end -= 3) parts.unshift(whole.slice(Math.max(0, end - 3), end))
  return parts.join(',') + (fraction === undefined ? '' : `.${fraction}`)
}

/** Without its sign; undefined where the conversion does not take the number. */
const digitsOf = (size: Decimal, kind: string, precision: number | undefined, flags: string): string | undefined => {
  if (kind === 'f') return size.toFixed(precision ?? 6, Decimal.ROUND_HALF_UP)
  if (kind === 'e')
    return size
      .toExponential(precision ?? 6, Decimal.ROUND_HALF_UP)
      .replace(/(e[+-])(\d)$/, (_, sign: string, digit: string) => `${sign}0${digit}`)
  if (!isInteger(size) || precision !== undefined) return undefined
  if (kind === 'd') return numberToText(size)
  const prefix = flags.includes('#') ? (kind === 'x' ? '0x' : '0') : ''
  return prefix + BigInt(size.toFixed()).toString(kind === 'x' ? 16 : 8)
}

const numberText = (value: FeelNumber, kind: string, flags: string, width: number, precision: number | undefined) => {
  const decimal = toDecimal(value)
  const digits = digitsOf(decimal.abs(), kind, precision, flags)
  if (digits === undefined) return undefined
  const isNegative = decimal.isNegative() && !decimal.isZero()
  const inBrackets = isNegative && flags.includes('(')
  const sign = inBrackets ? '(' : isNegative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : ''
  const written = flags.includes(',') ? grouped(digits) : digits
  const room = flags.includes('0') ? width - sign.length - (inBrackets ? 1 : 0) : 0
  const prefix = written.startsWith('0x') ? '0x' : ''
  const body = prefix + written.slice(prefix.length).padStart(room - prefix.length, '0')
  return sign + body + (inBrackets ? ')' : '')
}

const plainText = (value: Value, kind: string): string | undefined => {
  if (kind === 'b') return String(value === null ? false : typeof value === 'boolean' ? value : true)
  if (value === null) return 'null'
  if (kind === 's') return toText(value)
  if (kind !== 'c') return undefined
  if (typeof value === 'string') return [...value].length === 1 ? value : undefined
  const code = isNumber(value) && isInteger(value) ? Number(value) : -1
  return code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined
}

/** `String.format` of Java, of no language; undefined where Java refuses the pattern or an argument. */
export const format = (pattern: string, args: readonly Value[]): string | undefined => {
  const parts: string[] = []
  let [size, at, next, last] = [0, 0, 0, -1]
  for (const found of pattern.matchAll(directive)) {
    const [all, index, again, flags = '', widthText, precisionText, conversion = ''] = found
    const between = pattern.slice(at, found.index)
    at = found.index + all.length
    const width = Number(widthText ?? 0)
    const precision = precisionText === undefined ? undefined : Number(precisionText)
    size += between.length + width + (precision ?? 0)
    assertSize(size)
    const allowed = Object.hasOwn(flagsOf, conversion) ? (flagsOf[conversion] as string) : undefined
    const isRefused =
      allowed === undefined ||
      between.includes('%') ||
      [...flags].some((flag, order) => !allowed.includes(flag) || flags.indexOf(flag) !== order) ||
      (/[-0]/.test(flags) && widthText === undefined) ||
      (flags.includes('-') && flags.includes('0')) ||
      (flags.includes('+') && flags.includes(' ')) ||
      (precision !== undefined && /[cC%n]/.test(conversion)) ||
      (conversion === 'n' && widthText !== undefined)
    if (isRefused) return undefined
    const kind = conversion.toLowerCase()
    let text: string | undefined
    if (kind === 'n') text = '\n'
    else if (kind === '%') text = '%'
    else {
      last = index === undefined ? (again === undefined ? next++ : last) : Number(index) - 1
      const value = args[last]
      if (value === undefined) return undefined
      text =
        isNumber(value) && /[doxfe]/.test(kind)
          ? numberText(value, kind, flags, width, precision)
          : plainText(value, kind === 's' || kind === 'b' || kind === 'c' ? kind : value === null ? 's' : '')
      // Java cuts the word null too, of numbers as of texts.
      if (text !== undefined && precision !== undefined && (value === null || /[sb]/.test(kind)))
        text = text.slice(0, precision)
    }
    if (text === undefined) return undefined
    if (conversion !== kind) text = text.toUpperCase()
    text = flags.includes('-') ? text.padEnd(width) : text.padStart(width)
    size += text.length
    assertSize(size)
    parts.push(between, text)
  }
  const rest = pattern.slice(at)
  return rest.includes('%') ? undefined : parts.join('') + rest
}
