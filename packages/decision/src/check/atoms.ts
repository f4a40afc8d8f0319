import { minus, over, plus } from '../values/arithmetic.ts'
import { compare } from '../values/compare.ts'
import { isInteger, isNumber } from '../values/number.ts'
import { FeelDate, FeelDateTime, FeelDaysDuration, FeelMonthsDuration, FeelTime } from '../values/temporal.ts'
import type { SimpleTypeName } from '../values/type.ts'
import type { Value } from '../values/value.ts'
import { kindOf } from './kinds.ts'

/**
 * Values of one kind, cut where tests may change: every test comes out alike for all values of an atom, so that one sample of
 * it speaks for them all. In order: a point, what lies before the next point, that point …
 */
export type Atom = {
  readonly kind: SimpleTypeName | 'Null'
  /** One value that lies in it. */
  readonly sample: Value
  /** Exactly this value. */
  readonly point?: Value
  /** Between two points, both excluded; absent where it has no end. */
  readonly low?: Value
  readonly high?: Value
  /** All values that are not points, of a kind whose order nobody asked for. */
  readonly rest?: true
  /** Set when it is not known whether a value of it is allowed at all. */
  readonly uncertain?: true
}

export type Whole = { readonly whole?: boolean }

const hour = 3_600
const day = 24 * hour
const daysDuration = (seconds: number) => new FeelDaysDuration(seconds, 0)

/** Steps from a point to a value near it, the one that people would take first. */
const stepsOf: Readonly<Record<SimpleTypeName, readonly Value[]>> = {
  number: [1],
  string: [],
  boolean: [],
  date: [daysDuration(day)],
  time: [daysDuration(hour), daysDuration(60), daysDuration(1)],
  'date and time': [daysDuration(day), daysDuration(hour), daysDuration(60), daysDuration(1)],
  'days and time duration': [daysDuration(day), daysDuration(hour), daysDuration(60), daysDuration(1)],
  'years and months duration': [new FeelMonthsDuration(12), new FeelMonthsDuration(1)],
}

const isBelow = (left: Value, right: Value): boolean => {
  const order = compare(left, right)
  return order !== null && order < 0
}

/** Whether a value lies strictly between two ends. */
export const liesBetween = (value: Value, low: Value | undefined, high: Value | undefined): boolean =>
  value !== null && (low === undefined || isBelow(low, value)) && (high === undefined || isBelow(value, high))

const middleOf = (low: Value, high: Value): Value => {
  const middle = plus(low, over(minus(high, low), 2))
  if (!isNumber(middle)) return middle
  // A whole number near the middle reads better than an exact half.
  const rounded = Math.round(Number(middle))
  return liesBetween(rounded, low, high) ? rounded : middle
}

/** Strings soon after one; strings are compared by code points. */
const stringsAfter = (low: Value | undefined): readonly Value[] => {
  if (low === undefined) return ['', ' ', '0', 'A']
  return ['a', '0', ' ', '\u0001'].map((more) => `${String(low)}${more}`)
}

/** Values strictly between two ends, the most natural first; none when there is none. */
export const samplesBetween = (
  kind: SimpleTypeName,
  low: Value | undefined,
  high: Value | undefined,
  { whole }: Whole = {},
): readonly Value[] => {
  const tries: Value[] = []
  if (kind === 'string') tries.push(...stringsAfter(low))
  else {
    const steps = stepsOf[kind]
    for (const step of steps) {
      if (low !== undefined) tries.push(plus(low, step))
      if (high !== undefined) tries.push(minus(high, step))
    }
    if (low !== undefined && high !== undefined) tries.push(middleOf(low, high))
    if (kind === 'number' && low !== undefined)
      tries.unshift(...(isNumber(low) && !isInteger(low) ? [Math.floor(Number(low)) + 1] : []))
  }
  return tries.filter(
    (value) =>
      kindOf(value) === kind && liesBetween(value, low, high) && (!whole || (isNumber(value) && isInteger(value))),
  )
}

/** In order, twins removed; undefined when some cannot be compared (a local time with one of a zone). */
const ordered = (values: readonly Value[]): Value[] | undefined => {
  let comparable = true
  const sorted = [...values].sort((left, right) => {
    const order = compare(left, right)
    if (order === null) comparable = false
    return order ?? 0
  })
  if (!comparable) return undefined
  return sorted.filter((value, index) => index === 0 || compare(sorted[index - 1] as Value, value) !== 0)
}

/** Strings that no cell names, to stand for all others. */
const restSamples = (points: readonly Value[]): string[] =>
  ['other', 'another', 'none of them', ...points.map((point) => `${String(point)}*`)].filter(
    (text) => !points.includes(text),
  )

export type CutOptions = Whole & {
  /** Whether values are ordered as well as equal: a test has a range. Only asked for strings. */
  readonly isOrdered: boolean
  /** Whether a value belongs to the domain. */
  readonly allows?: (value: Value) => boolean
  /** Whether `allows` comes out alike all over an atom. */
  readonly isExact: boolean
}

/**
 * Cuts the values of a kind at the given points. Atoms that hold no value are left out, so are those whose values are not
 * allowed. Undefined when the points cannot be put in order.
 */
export const cut = (
  kind: SimpleTypeName,
  breaks: readonly Value[],
  options: CutOptions,
): readonly Atom[] | undefined => {
  const { allows = () => true, isExact } = options
  const atoms: Atom[] = []
  const add = (atom: Omit<Atom, 'sample'>, samples: readonly Value[]) => {
    const first = samples[0]
    if (first === undefined) return
    const allowed = samples.find(allows)
    if (allowed !== undefined) atoms.push({ ...atom, sample: allowed })
    // A point is tried whole; of the values between two only some are.
    else if (!isExact && atom.point === undefined) atoms.push({ ...atom, sample: first, uncertain: true })
  }
  if (kind === 'boolean') {
    for (const point of [true, false]) add({ kind, point }, [point])
    return atoms
  }
  if (kind === 'string' && !options.isOrdered) {
    const points = [...new Set(breaks)]
    for (const point of points) add({ kind, point }, [point])
    add({ kind, rest: true }, restSamples(points))
    return atoms
  }
  const points = ordered(options.whole ? wholeBreaks(breaks) : breaks)
  if (!points) return undefined
  if (points.length === 0) {
    add({ kind, rest: true }, anySamples[kind])
    return atoms
  }
  let low: Value | undefined
  for (const point of [...points, undefined]) {
    add(
      { kind, ...(low !== undefined && { low }), ...(point !== undefined && { high: point }) },
      samplesBetween(kind, low, point, options),
    )
    if (point !== undefined) add({ kind, point }, [point])
    low = point
  }
  return atoms
}

/** Between whole numbers a test changes at both neighbours of a fraction. */
const wholeBreaks = (breaks: readonly Value[]): Value[] =>
  breaks.flatMap((value) =>
    !isNumber(value) || isInteger(value) ? [value] : [Math.floor(Number(value)), Math.floor(Number(value)) + 1],
  )

const anyTime = new FeelTime(12, 0, 0, 0, undefined, undefined)
const anyDate = new FeelDate(2026, 1, 1)
const anySamples: Readonly<Record<SimpleTypeName, readonly Value[]>> = {
  number: [1, 0, 10, 100, 1_000],
  string: ['other', 'another'],
  boolean: [true, false],
  date: [anyDate],
  time: [anyTime],
  'date and time': [new FeelDateTime(anyDate, anyTime)],
  'days and time duration': [daysDuration(day)],
  'years and months duration': [new FeelMonthsDuration(12)],
}
