import { anyType, type FeelType } from '../../values/type.ts'
import { bareType } from '../kinds.ts'

/** How a type is called in a sentence. */
export const typeName = (type: FeelType): string => {
  switch (type.kind) {
    case 'list':
    case 'range':
      return type.of.kind === 'Any' ? type.kind : `${type.kind}<${typeName(type.of)}>`
    case 'constrained':
      return type.name ?? typeName(type.base)
    case 'reference':
      return type.name
    case 'context':
      return type.name ?? 'context'
    default:
      return type.kind
  }
}

/** Types may be defined by themselves: what lies deeper is not looked at. */
const deepest = 8

const areDates = (left: FeelType['kind'], right: FeelType['kind']): boolean =>
  (left === 'date' || left === 'date and time') && (right === 'date' || right === 'date and time')

/** Nothing is known of it, or nothing that would forbid anything: null belongs to every type. */
export const isOpen = (type: FeelType): boolean => type.kind === 'Any' || type.kind === 'Null'

/**
 * Whether a value of one type can be bound to another (DMN 1.5, clause 10.3.2.9.4, conversions included). False is certain: no
 * value but null can.
 */
export const mayBe = (given: FeelType, wanted: FeelType, depth = 0): boolean => {
  // A list may be defined as a list of itself.
  if (depth > deepest) return true
  const from = bareType(given)
  const to = bareType(wanted)
  if (isOpen(from) || isOpen(to)) return true
  // A list may be empty, or of one; what lies in contexts may be null.
  if (from.kind === 'list') return to.kind === 'list' || mayBe(from.of, to, depth + 1)
  if (to.kind === 'list') return mayBe(from, to.of, depth + 1)
  return from.kind === to.kind || areDates(from.kind, to.kind)
}

/** Whether two values can be equal or not, rather than incomparable. */
export const mayEqual = (left: FeelType, right: FeelType): boolean => mayBe(left, right) || mayBe(right, left)

const comparable = new Set<FeelType['kind']>([
  'number',
  'string',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
])

export const mayOrder = (left: FeelType, right: FeelType): boolean => {
  const [one, other] = [bareType(left), bareType(right)]
  if (isOpen(one) || isOpen(other)) return [one, other].every((type) => isOpen(type) || orderable(type))
  return orderable(one) && orderable(other) && mayEqual(one, other)
}

const orderable = (type: FeelType): boolean => comparable.has(type.kind) || type.kind === 'list'

/** Whether a value can pass a test by such a value: equal to it, in it when it is a range or list. */
export const mayPass = (input: FeelType, test: FeelType, depth = 0): boolean => {
  if (depth > deepest) return true
  const what = bareType(test)
  if (isOpen(what) || mayEqual(input, what)) return true
  if (what.kind === 'list') return mayPass(input, what.of, depth + 1)
  return what.kind === 'range' && mayOrder(input, what.of)
}

/** Whether it can be true or false. */
export const mayBeBoolean = (type: FeelType): boolean => mayBe(type, { kind: 'boolean' })

/** A type for values of either: exact where both agree. */
export const eitherOf = (left: FeelType, right: FeelType, depth = 0): FeelType => {
  if (depth > deepest) return anyType
  if (left === right || right.kind === 'Null') return left
  if (left.kind === 'Null') return right
  const [one, other] = [bareType(left), bareType(right)]
  if (one.kind !== other.kind) return anyType
  if (one.kind === 'list' || one.kind === 'range')
    return { kind: one.kind, of: eitherOf(one.of, (other as typeof one).of, depth + 1) }
  if (one.kind === 'context' && other.kind === 'context') {
    const shared = Object.keys(one.entries).filter((name) => Object.hasOwn(other.entries, name))
    // An entry that only one has may be there.
    if (shared.length < Object.keys(one.entries).length || shared.length < Object.keys(other.entries).length)
      return anyType
    return {
      kind: 'context',
      entries: Object.fromEntries(
        shared.map((name) => [
          name,
          eitherOf(one.entries[name] as FeelType, other.entries[name] as FeelType, depth + 1),
        ]),
      ),
    }
  }
  return one.kind === 'function' ? anyType : one
}
