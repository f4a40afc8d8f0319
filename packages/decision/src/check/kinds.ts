import { isNumber } from '../values/number.ts'
import { FeelDate, FeelDateTime, FeelDaysDuration, FeelMonthsDuration, FeelTime } from '../values/temporal.ts'
import type { FeelType, SimpleTypeName } from '../values/type.ts'
import type { Value } from '../values/value.ts'

/** What a scalar value is; undefined for lists, contexts, ranges and functions. */
export const kindOf = (value: Value): SimpleTypeName | 'Null' | undefined => {
  if (value === null) return 'Null'
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'string') return 'string'
  if (isNumber(value)) return 'number'
  if (value instanceof FeelDate) return 'date'
  if (value instanceof FeelTime) return 'time'
  if (value instanceof FeelDateTime) return 'date and time'
  if (value instanceof FeelDaysDuration) return 'days and time duration'
  if (value instanceof FeelMonthsDuration) return 'years and months duration'
  return undefined
}

/** Without constraints and references around it. */
export const bareType = (type: FeelType): FeelType => {
  let bare = type
  // A definition may name itself alone: no type stands behind it.
  for (let turns = 0; turns < 50; turns++) {
    if (bare.kind === 'constrained') bare = bare.base
    else if (bare.kind === 'reference') bare = bare.resolve()
    else return bare
  }
  return { kind: 'Any' }
}

export type Constraint = FeelType & { readonly kind: 'constrained' }

/** The constraints around a type, outermost first. */
export const constraintsOf = (type: FeelType): readonly Constraint[] => {
  const found: Constraint[] = []
  let bare = type
  for (let turns = 0; turns < 50; turns++) {
    if (bare.kind === 'constrained') {
      found.push(bare)
      bare = bare.base
    } else if (bare.kind === 'reference') bare = bare.resolve()
    else break
  }
  return found
}
