import { dayOfYear, monthNames, weekdayNames, weekdayOf, weekOfYear } from '../values/calendar.ts'
import { dateTimeAt } from '../values/instant.ts'
import { offsetFromText } from '../values/literal.ts'
import { FeelDate, FeelDateTime } from '../values/temporal.ts'
import type { Clock, FeelFunction, Value } from '../values/value.ts'
import { isZone } from '../values/zone.ts'
import { builtin, numberType, required, stringType, type } from './declare.ts'

const dateParameter = required('date')

/** Of a date, or of the day of a date and time in its own place. */
const ofDay =
  (tell: (date: FeelDate) => Value) =>
  ([given]: readonly Value[]): Value => {
    const value = Array.isArray(given) && given.length === 1 ? (given[0] as Value) : given
    if (value instanceof FeelDate) return tell(value)
    return value instanceof FeelDateTime ? tell(value.date) : null
  }

const tellTime = (now: number, zone: string): FeelDateTime | null => {
  const offset = zone === 'UTC' ? 0 : offsetFromText(zone)
  if (offset !== null) return dateTimeAt(now, offset, undefined)
  return isZone(zone) ? dateTimeAt(now, undefined, zone) : null
}

let last = { now: Number.NaN, zone: '', told: null as FeelDateTime | null }

/** Asked by every decision of a batch for the same moment, and zones are slow to ask: the last answer is kept. */
const nowAt = ({ now, zone }: Clock): FeelDateTime | null => {
  if (last.now !== now || last.zone !== zone) last = { now, zone, told: tellTime(now, zone) }
  return last.told
}

/** DMN 1.5, tables 77 and 79. */
export const temporalFunctions: readonly (readonly [string, FeelFunction])[] = [
  builtin('day of year', [[dateParameter]], numberType, ofDay(dayOfYear)),
  builtin(
    'day of week',
    [[dateParameter]],
    stringType,
    ofDay((date) => weekdayNames[weekdayOf(date) - 1] as string),
  ),
  builtin(
    'month of year',
    [[dateParameter]],
    stringType,
    ofDay((date) => monthNames[date.month - 1] as string),
  ),
  builtin('week of year', [[dateParameter]], numberType, ofDay(weekOfYear)),
  builtin('now', [[]], type('date and time'), (_args, _signature, clock) => nowAt(clock)),
  builtin('today', [[]], type('date'), (_args, _signature, clock) => nowAt(clock)?.date ?? null),
]
