import { type Atom, cut, liesBetween } from '../check/atoms.ts'
import { domainOf } from '../check/domain.ts'
import { kindOf } from '../check/kinds.ts'
import type { Scope } from '../feel/scope.ts'
import { minus, plus } from '../values/arithmetic.ts'
import { compare } from '../values/compare.ts'
import { conform } from '../values/conform.ts'
import { equal } from '../values/equal.ts'
import { canonical, isInteger, isNumber, toDecimal } from '../values/number.ts'
import { FeelDateTime, FeelDaysDuration, FeelMonthsDuration, FeelTime } from '../values/temporal.ts'
import type { SimpleTypeName } from '../values/type.ts'
import type { Value } from '../values/value.ts'
import { distance } from './distance.ts'
import type { Landmarks } from './landmarks.ts'
import type { Leaf } from './leaves.ts'

/** What may be done to one input; everything when absent. */
export type InputLimits = {
  readonly min?: Value
  readonly max?: Value
  /** Only more, or only less than now: an age can only grow. */
  readonly direction?: 'up' | 'down'
  /** Whole numbers only; numbers whose type says so are found. */
  readonly whole?: boolean
  /** The smallest step worth proposing; by default as many decimals as the value and the boundaries have. */
  readonly step?: Value
  /** Only these values. */
  readonly values?: readonly Value[]
}

export type Candidate = {
  readonly value: Value
  readonly distance: number
  /** Stands for all values that no rule names. */
  readonly anyOther?: true
  /** Tried between boundaries: the outcome may turn nearer. */
  readonly probe?: true
}

/** A leaf with what it may become, the nearest first. */
export type Choice = {
  readonly leaf: Leaf
  readonly candidates: readonly Candidate[]
  readonly kind: SimpleTypeName | undefined
  readonly step: Value
  /** Used in ways that constants do not tell. */
  readonly isLoose: boolean
  /** Compared with constants. */
  readonly isAsked: boolean
  readonly allows: (value: Value) => boolean
}

const ordered = new Set<string>([
  'number',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
])

export const choiceOf = (leaf: Leaf, landmarks: Landmarks, scope: Scope, limits: InputLimits = {}): Choice => {
  const domain = domainOf([leaf.type], [], scope)
  const own = landmarks.byPath.get(leaf.name) ?? []
  const kind = domain.kind ?? scalarKind(leaf.value) ?? own.map(scalarKind).find((found) => found !== undefined)
  const ofKind = (values: readonly Value[]) => values.filter((value) => value !== null && kindOf(value) === kind)
  const bounds = [limits.min, limits.max].filter((value) => value !== undefined)
  const whole = limits.whole ?? domain.isWhole
  const points = ofKind([...own, ...domain.breaks, ...bounds])
  const step = limits.step ?? stepOf(kind, [...ofKind([leaf.value]), ...points], whole)
  const allows = (value: Value): boolean =>
    domain.allows(value) &&
    conform(value, leaf.type) !== undefined &&
    isWithin(value, leaf.value, limits) &&
    !(whole && !(isNumber(value) && isInteger(value)))
  // An entry asked further in (the year of a date) turns where no constant says.
  const isLoose =
    landmarks.loose.some((path) => startsWith(leaf.path, path) || startsWith(path, leaf.path)) ||
    landmarks.asked.some((path) => path.length > leaf.path.length && startsWith(path, leaf.path))
  const made = (value: Value, more: Partial<Candidate> = {}): Candidate => ({
    value,
    distance: distance(leaf.value, value, leaf.type),
    ...more,
  })
  const found: Candidate[] = []
  if (limits.values) found.push(...limits.values.map((value) => made(value)))
  else if (kind !== undefined) {
    const pooled = nearestOf(ofKind(landmarks.pool), leaf, 40)
    const atoms =
      cut(kind, [...points, ...pooled], { isOrdered: false, whole, allows: domain.allows, isExact: domain.isExact }) ??
      []
    for (const atom of atoms) {
      // Strings that nobody names are all alike.
      if (atom.rest) {
        if (kind === 'string' && points.length + pooled.length > 0) found.push(made(atom.sample, { anyOther: true }))
      } else found.push(...nearestIn(atom, leaf.value, step, allows).map((value) => made(value)))
    }
    if (isLoose && ordered.has(kind))
      found.push(...probesOf(kind, leaf.value, step).map((value) => made(value, { probe: true })))
  }
  const candidates = found
    .filter(({ value }) => equal(value, leaf.value) !== true && allows(value))
    .sort((left, right) => left.distance - right.distance || Number(left.probe ?? false) - Number(right.probe ?? false))
    .filter(({ value }, index, all) => all.findIndex((other) => equal(other.value, value) === true) === index)
  return { leaf, candidates, kind, step, isLoose, isAsked: own.length > 0, allows }
}

const startsWith = (path: readonly string[], start: readonly string[]): boolean =>
  start.every((name, at) => path[at] === name)

const scalarKind = (value: Value): SimpleTypeName | undefined => {
  const kind = kindOf(value)
  return kind === 'Null' ? undefined : kind
}

const isWithin = (value: Value, now: Value, { min, max, direction }: InputLimits): boolean => {
  const order = (other: Value) => compare(value, other) ?? 0
  if (min !== undefined && order(min) < 0) return false
  if (max !== undefined && order(max) > 0) return false
  if (direction === undefined || now === null) return true
  return direction === 'up' ? order(now) >= 0 : order(now) <= 0
}

const nearestOf = (values: readonly Value[], leaf: Leaf, most: number): readonly Value[] =>
  [...values]
    .sort((left, right) => distance(leaf.value, left, leaf.type) - distance(leaf.value, right, leaf.type))
    .slice(0, most)

const decimalsOf = (value: Value): number => (isNumber(value) ? toDecimal(value).decimalPlaces() : 0)

const isWholeMinute = (value: Value): boolean => {
  if (value instanceof FeelDateTime) return isWholeMinute(value.time)
  if (value instanceof FeelTime) return value.second === 0 && value.nanosecond === 0
  return true
}

/** The smallest step that is worth telling: a day, a minute, the last decimal that anybody used. */
const stepOf = (kind: SimpleTypeName | undefined, values: readonly Value[], whole: boolean): Value => {
  if (kind === 'number') {
    const decimals = whole ? 0 : Math.min(30, Math.max(0, ...values.map(decimalsOf)))
    return canonical(toDecimal(10).pow(-decimals)) ?? 1
  }
  if (kind === 'years and months duration') return new FeelMonthsDuration(1)
  if (kind === 'date') return new FeelDaysDuration(86_400, 0)
  if (kind === 'days and time duration') {
    const seconds = values.map((value) => (value instanceof FeelDaysDuration ? value.seconds : 0))
    return new FeelDaysDuration([86_400, 3_600, 60].find((unit) => seconds.every((one) => one % unit === 0)) ?? 1, 0)
  }
  return new FeelDaysDuration(values.every(isWholeMinute) ? 60 : 1, 0)
}

/** The value of an atom that is nearest to one outside of it; none when it lies inside. */
const nearestIn = (atom: Atom, from: Value, step: Value, allows: (value: Value) => boolean): readonly Value[] => {
  if (atom.point !== undefined) return [atom.point]
  if (liesBetween(from, atom.low, atom.high)) return []
  const isAbove = atom.low !== undefined && from !== null && (compare(from, atom.low) ?? 1) <= 0
  const inner = isAbove ? plus(atom.low as Value, step) : atom.high !== undefined ? minus(atom.high, step) : atom.sample
  return liesBetween(inner, atom.low, atom.high) && allows(inner) ? [inner] : [atom.sample]
}

/** Further and further away in both directions, twice as far each time. */
const probesOf = (kind: SimpleTypeName, from: Value, step: Value): readonly Value[] => {
  if (kind === 'time') return Array.from({ length: 24 }, (_, hour) => new FeelTime(hour, 0, 0, 0, undefined, undefined))
  if (from === null)
    return kind === 'number' ? [0, 1, 10, 100, 1_000, 10_000, 100_000, 1_000_000].flatMap((one) => [one, 0 - one]) : []
  const probes: Value[] = kind === 'number' ? [0] : []
  const turns = kind === 'number' ? 40 : 20
  let far = step
  for (let turn = 0; turn < turns; turn++) {
    for (const value of [plus(from, far), minus(from, far)]) if (value !== null) probes.push(value)
    far = plus(far, far)
    if (far === null) break
  }
  return probes
}
