import type { FeelNumber } from './number.ts'
import type { FeelDate, FeelDateTime, FeelDaysDuration, FeelMonthsDuration, FeelTime } from './temporal.ts'
import type { FeelType } from './type.ts'

/**
 * A value of FEEL as it is while evaluating. Plain JSON is a FEEL value as it stands (a number denotes the decimal its shortest
 * text writes, see number.ts); dates, times, durations, ranges and functions are objects of the classes named here. Contexts are
 * plain objects, read by own properties only and never changed.
 */
export type Value =
  | null
  | boolean
  | string
  | FeelNumber
  | FeelDate
  | FeelTime
  | FeelDateTime
  | FeelDaysDuration
  | FeelMonthsDuration
  | FeelRange
  | FeelFunction
  | readonly Value[]
  | FeelContext

export type FeelContext = { readonly [key: string]: Value }

/**
 * A range (DMN 1.5, table 52). An endpoint that is absent is unbounded; both endpoints are of one comparable type.
 * `isNot` marks `(!= a)`, which holds all but `start`; `isOnly` marks `(= a)`, which holds what `[a..a]` holds and still is not
 * equal to it.
 */
export class FeelRange {
  constructor(
    readonly start: Value | undefined,
    readonly end: Value | undefined,
    readonly startIncluded: boolean,
    readonly endIncluded: boolean,
    readonly isNot = false,
    readonly isOnly = false,
  ) {}
}

/** When and where an evaluation takes place, for `now()` and `today()`: milliseconds since 1970, a zone or an offset. */
export type Clock = { readonly now: number; readonly zone: string }

/** A function value: built in, written in FEEL, or boxed in a model. */
export class FeelFunction {
  constructor(
    readonly name: string,
    /** Parameter names of each signature, for named arguments; the first is shown to people. A name ending in `...` takes the rest. */
    readonly signatures: readonly (readonly FunctionParameter[])[],
    /** Values in the order of the signature at `signature`, of its types; what it cannot do is null. Throws for limits only. */
    readonly invoke: (args: readonly Value[], signature: number, clock: Clock) => Value,
    readonly result?: FeelType,
  ) {}
}

export type FunctionParameter = {
  readonly name: string
  readonly type?: FeelType
  readonly optional?: boolean
  readonly variadic?: boolean
}

/** True for contexts: plain objects, not the classes of other FEEL values. */
export const isContext = (value: unknown): value is FeelContext => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

export const isList = (value: unknown): value is readonly Value[] => Array.isArray(value)
