/**
 * One reader per item type: the text of a field → the text PostgreSQL's COPY takes for the column, or why not.
 *
 * A reader must be at least as strict as the column's input function: a value that passed here and failed there would fail
 * the whole COPY. Readers are compiled once per batch and run for every field of every row.
 */
import type { AreaTree, Item } from '@onecity/city'
import { checkValue, parseCitizenId, parsePhone, parseUscc, truthWords } from '@onecity/city/values'
import { formatDate, formatDateTime, isCalendarDay, makeDateReader } from './date-format.ts'
import type { ReasonParams, RejectCode } from './reject-reasons.ts'

export type Fault = { readonly code: RejectCode; readonly params?: ReasonParams }
/** `text` is trimmed and not empty. */
export type ReadValue = (text: string) => string | Fault

export type ReaderContext = {
  readonly tree: AreaTree
  readonly timeZone: string
  /** Called for a unified social credit code that is well formed but fails its check character; it is kept. */
  readonly onUnverified: (item: string) => void
}

const unstorable = /[\0\ufffd]/

/** Whether PostgreSQL can store a text as it was meant: no NUL, nothing that was no character in the source. */
export const isStorable = (text: string): boolean => !unstorable.test(text) && text.isWellFormed()

const readText = (item: Item): ReadValue => {
  const max = item.max ?? Number.POSITIVE_INFINITY
  return (text) => {
    if (text.length <= max) return text
    // Characters, not UTF-16 units: a rare Chinese character counts once.
    const length = [...text].length
    return length <= max ? text : { code: 'too-long', params: { max, length } }
  }
}

/** Null when the item has no bounds. */
const rangeFault = (item: Item): ((value: number) => Fault | null) | null => {
  const { min, max } = item.range ?? {}
  if (min === undefined && max === undefined) return null
  const fault: Fault = {
    code: 'out-of-range',
    params: { ...(min !== undefined && { min }), ...(max !== undefined && { max }) },
  }
  return (value) => ((min !== undefined && value < min) || (max !== undefined && value > max) ? fault : null)
}

const wholeNumber = /^[+-]?\d{1,18}(?:\.0+)?$/
const readInteger = (item: Item): ReadValue => {
  const outOfRange = rangeFault(item)
  return (text) => {
    if (!wholeNumber.test(text)) return { code: 'not-an-integer' }
    const point = text.indexOf('.')
    const digits = point === -1 ? text : text.slice(0, point)
    return outOfRange?.(Number(digits)) ?? digits
  }
}

const decimalNumber = /^[+-]?(?:\d{1,60}(?:\.\d{0,60})?|\.\d{1,60})(?:[eE][+-]?\d{1,2})?$/
/** Told from the place of the point alone: no exponent, and no more digits behind it than allowed. */
const hasFewDecimals = (text: string, scale: number): boolean => {
  const point = text.indexOf('.')
  return (point === -1 || text.length - point - 1 <= scale) && !text.includes('e') && !text.includes('E')
}

const readDecimal = (item: Item): ReadValue => {
  const outOfRange = rangeFault(item)
  const { scale } = item
  return (text) => {
    if (!decimalNumber.test(text)) return { code: 'not-a-decimal' }
    if (scale !== undefined && !hasFewDecimals(text, scale)) {
      const [mantissa = '', exponent = '0'] = text.split(/[eE]/)
      const point = mantissa.indexOf('.')
      const digits = point === -1 ? 0 : mantissa.replace(/0+$/, '').length - point - 1
      if (digits - Number(exponent) > scale) return { code: 'too-many-decimals', params: { scale } }
    }
    return outOfRange?.(Number(text)) ?? text
  }
}

const truths: ReadonlyMap<string, 't' | 'f'> = new Map([
  ...truthWords.true.map((word) => [word, 't'] as const),
  ...truthWords.false.map((word) => [word, 'f'] as const),
])
const readBoolean: ReadValue = (text) => truths.get(text) ?? truths.get(text.toLowerCase()) ?? { code: 'not-a-boolean' }

/** The form nearly every date has: checked by its digits, without taking it apart. */
const plainDay = /^\d{4}-\d\d-\d\d$/
const digit = (text: string, at: number): number => text.charCodeAt(at) - 48
const dayOf = (text: string): boolean =>
  isCalendarDay(
    digit(text, 0) * 1000 + digit(text, 1) * 100 + digit(text, 2) * 10 + digit(text, 3),
    digit(text, 5) * 10 + digit(text, 6),
    digit(text, 8) * 10 + digit(text, 9),
  )

const readDate = (item: Item): ReadValue => {
  const formats = item.formats ?? []
  const read = makeDateReader(formats)
  const fault: Fault = { code: 'not-a-date', params: { formats: ['YYYY-MM-DD', ...formats].join(', ') } }
  return (text) => {
    if (plainDay.test(text)) return dayOf(text) ? text : fault
    const parts = read(text)
    return parts ? formatDate(parts) : fault
  }
}

/** The same for a time of day, to the minute or second, with or without an offset in whole hours. */
const plainTime = /^\d{4}-\d\d-\d\d[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:Z|[+-](?:0\d|1[0-4])(?::00)?)?$/
const plainLocal = /\d$/
const longestLocal = 19

const readDateTime = (item: Item, context: ReaderContext): ReadValue => {
  const formats = item.formats ?? []
  const read = makeDateReader(formats)
  const fault: Fault = { code: 'not-a-datetime', params: { formats: ['YYYY-MM-DD HH:mm:ss', ...formats].join(', ') } }
  return (text) => {
    if (plainTime.test(text)) {
      if (!dayOf(text)) return fault
      // An offset stands behind the sixteenth or nineteenth character; a date's hyphens stand before them.
      const isLocal =
        text.length <= longestLocal && plainLocal.test(text) && text.lastIndexOf('-') === 7 && !text.includes('+')
      return isLocal ? `${text} ${context.timeZone}` : text
    }
    const parts = read(text)
    return parts ? formatDateTime(parts, context.timeZone) : fault
  }
}

const longestCodeListShown = 12
const readCode = (item: Item): ReadValue => {
  const codes = item.codes ?? []
  const meant = new Map<string, string>()
  for (const { value, name } of codes)
    for (const label of [name.zh, name.en]) if (label) meant.set(label.toLowerCase(), value)
  for (const { value } of codes) meant.set(value.toLowerCase(), value)
  for (const { value } of codes) meant.set(value, value)
  const shown = codes.slice(0, longestCodeListShown).map((code) => code.value)
  const fault: Fault = {
    code: 'unknown-code',
    params: { codes: [...shown, ...(codes.length > shown.length ? ['…'] : [])].join(', ') },
  }
  return (text) => meant.get(text) ?? meant.get(text.toLowerCase()) ?? fault
}

const readCitizenId: ReadValue = (text) => {
  const reading = parseCitizenId(text)
  return reading.ok ? reading.value : { code: `bad-citizen-id-${reading.fault}` }
}

const readUscc = (item: Item, context: ReaderContext): ReadValue => {
  return (text) => {
    const { value, verdict } = parseUscc(text)
    if (verdict === 'malformed') return { code: 'bad-uscc' }
    if (verdict === 'unverified') context.onUnverified(item.id)
    return value
  }
}

const plainMobile = /^1[3-9]\d{9}$/
const readPhone: ReadValue = (text) => {
  if (plainMobile.test(text)) return text
  const reading = parsePhone(text)
  return reading.ok ? reading.value : { code: 'bad-phone' }
}

/** Types whose values mean the same everywhere: the check of the type is the reader. */
const readByType = (item: Item): ReadValue => {
  return (text) => {
    // A character that was broken on the way is named as such, whatever else the type would say of it.
    if (!isStorable(text)) return { code: 'bad-character' }
    const reading = checkValue(item, text)
    return reading.ok ? reading.value : { code: reading.fault }
  }
}

const longestRemembered = 10_000
const readArea = (context: ReaderContext): ReadValue => {
  // Names repeat through a file; resolving one walks all names of the city.
  const resolved = new Map<string, string | Fault>()
  return (text) => {
    const known = resolved.get(text)
    if (known !== undefined) return known
    const found = context.tree.resolve(text) ?? { code: 'unknown-area' as const }
    if (resolved.size < longestRemembered) resolved.set(text, found)
    return found
  }
}

/** The reader of an item; points are read by `point-reader.ts`, from one column or two, shapes by `shape-reader.ts`. */
export const makeValueReader = (item: Item, context: ReaderContext): ReadValue => {
  switch (item.type) {
    case 'text':
      return readText(item)
    case 'integer':
      return readInteger(item)
    case 'decimal':
      return readDecimal(item)
    case 'boolean':
      return readBoolean
    case 'date':
      return readDate(item)
    case 'datetime':
      return readDateTime(item, context)
    case 'code':
      return readCode(item)
    case 'citizen-id':
      return readCitizenId
    case 'uscc':
      return readUscc(item, context)
    case 'phone':
      return readPhone
    case 'area':
      return readArea(context)
    case 'address':
    case 'plate':
    case 'travel-permit':
    case 'camera-id':
    case 'licence-id':
    case 'json':
    case 'file':
      return readByType(item)
    case 'point':
    case 'line':
    case 'polygon':
      throw new Error('points, lines and polygons have readers of their own')
  }
}
