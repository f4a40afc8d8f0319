import { Decimal } from '../../values/number.ts'

/** The number of the fewest digits that is this float. */
export const shortFloat = (value: number): number => {
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits))
    if (Math.fround(short) === value) return short
  }
  return Number(value.toPrecision(9))
}

/** As `Double.toString` writes it: with a point, and with an exponent below a thousandth and from ten millions on. */
export const realText = (value: number): string => {
  if (!Number.isFinite(value)) return String(value)
  const size = Math.abs(value)
  const isPlain = value === 0 || (size >= 1e-3 && size < 1e7)
  const [digits = '', exponent] = (isPlain ? String(value + 0) : new Decimal(value).toExponential()).split('e')
  const pointed = digits.includes('.') ? digits : `${digits}.0`
  return exponent === undefined ? pointed : `${pointed}E${Number(exponent)}`
}
