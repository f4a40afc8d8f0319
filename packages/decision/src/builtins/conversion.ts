import { makeDate, monthsBetween } from '../values/calendar.ts'
import { midnightInUtc } from '../values/instant.ts'
import { dateFromText, dateTimeFromText, durationFromText, furthestOffset, timeFromText } from '../values/literal.ts'
import { type FeelNumber, isInteger, isNumber, numberFromText, toDecimal } from '../values/number.ts'
import { FeelDate, FeelDateTime, FeelDaysDuration, FeelMonthsDuration, FeelTime } from '../values/temporal.ts'
import { toText } from '../values/text.ts'
import { anyType } from '../values/type.ts'
import { type FeelFunction, isList, type Value } from '../values/value.ts'
import { builtin, numberType, optional, required, stringType, type } from './declare.ts'

/** A list of one is its element: parameters that take several types are not converted by the call. */
const single = (value: Value | undefined): Value =>
  isList(value) && value.length === 1 ? (value[0] as Value) : (value ?? null)

/** A small whole number, or NaN, which no part of a date is. */
const whole = (value: Value | undefined): number =>
  value !== undefined && isNumber(value) && isInteger(value) ? Number(value) : Number.NaN

const dateFrom = (from: Value): Value => {
  if (typeof from === 'string') return dateFromText(from)
  if (from instanceof FeelDateTime) return from.date
  return from instanceof FeelDate ? from : null
}

const timeFrom = (from: Value): Value => {
  if (typeof from === 'string') return timeFromText(from)
  if (from instanceof FeelDateTime) return from.time
  if (from instanceof FeelDate) return midnightInUtc(from).time
  return from instanceof FeelTime ? from : null
}

const dateTimeFrom = (from: Value): Value => {
  if (typeof from === 'string') return dateTimeFromText(from)
  return from instanceof FeelDateTime ? from : null
}

const secondAndNanosecond = (value: FeelNumber): [number, number] => {
  if (Number.isSafeInteger(value)) return [value as number, 0]
  const exact = toDecimal(value)
  const floor = exact.floor()
  return [floor.toNumber(), exact.minus(floor).times(1_000_000_000).trunc().toNumber()]
}

const offsetFrom = (offset: Value): number | undefined | null => {
  if (offset === null) return undefined
  if (!(offset instanceof FeelDaysDuration) || offset.nanoseconds !== 0) return null
  return Math.abs(offset.seconds) <= furthestOffset ? offset.seconds : null
}

const timeOf = (hourValue: Value, minuteValue: Value, secondValue: Value, offsetValue: Value): Value => {
  const [hour, minute] = [whole(hourValue), whole(minuteValue)]
  if (!(hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59) || !isNumber(secondValue)) return null
  const [second, nanosecond] = secondAndNanosecond(secondValue)
  const offset = offsetFrom(offsetValue)
  if (!(second >= 0 && second <= 59) || offset === null) return null
  return new FeelTime(hour, minute, second, nanosecond, offset, undefined)
}

const dayOf = (value: Value): FeelDate | undefined =>
  value instanceof FeelDateTime ? value.date : value instanceof FeelDate ? value : undefined

/** Grammar rule 37, after the separators are made those of FEEL. */
const numberFrom = (from: Value, grouping: Value, decimal: Value): Value => {
  if (typeof from !== 'string') return null
  if (grouping !== null && grouping !== ' ' && grouping !== ',' && grouping !== '.') return null
  if (decimal !== null && decimal !== ',' && decimal !== '.') return null
  if (grouping !== null && grouping === decimal) return null
  const ungrouped = grouping === null ? from : from.replaceAll(grouping, '')
  const text = decimal === ',' ? ungrouped.replaceAll('.', ' ').replaceAll(',', '.') : ungrouped
  return /^-?(\d+(\.\d+)?|\.\d+)(e[+-]?\d+)?$/i.test(text) ? (numberFromText(text) ?? null) : null
}

const timeParameters = [
  required('hour', numberType),
  required('minute', numberType),
  required('second', numberType),
  optional('offset', type('days and time duration')),
]

/** DMN 1.5, table 72. */
export const conversionFunctions: readonly (readonly [string, FeelFunction])[] = [
  builtin(
    'date',
    [[required('from')], [required('year', numberType), required('month', numberType), required('day', numberType)]],
    type('date'),
    ([first, month, day], signature) =>
      signature === 0 ? dateFrom(single(first)) : makeDate(whole(first), whole(month), whole(day)),
  ),
  builtin('time', [[required('from')], timeParameters], type('time'), ([first, minute, second, offset], signature) =>
    signature === 0 ? timeFrom(single(first)) : timeOf(first ?? null, minute ?? null, second ?? null, offset ?? null),
  ),
  builtin(
    'date and time',
    [[required('from')], [required('date'), required('time', type('time'))]],
    type('date and time'),
    ([first, time], signature) => {
      if (signature === 0) return dateTimeFrom(single(first))
      const date = dayOf(single(first))
      return date && time instanceof FeelTime ? new FeelDateTime(date, time) : null
    },
  ),
  builtin('duration', [[required('from', stringType)]], anyType, ([from]) =>
    typeof from === 'string' ? durationFromText(from) : null,
  ),
  builtin(
    'years and months duration',
    [[required('from'), required('to')]],
    type('years and months duration'),
    ([from, to]) => {
      const [first, last] = [dayOf(single(from)), dayOf(single(to))]
      return first && last ? new FeelMonthsDuration(monthsBetween(first, last)) : null
    },
  ),
  builtin(
    'number',
    [
      [
        required('from', stringType),
        required('grouping separator', stringType),
        required('decimal separator', stringType),
      ],
    ],
    numberType,
    ([from, grouping, decimal]) => numberFrom(from ?? null, grouping ?? null, decimal ?? null),
  ),
  builtin('string', [[required('from')]], stringType, ([from]) =>
    from === null || from === undefined ? null : toText(from),
  ),
]
