/** How a workbook shows its numbers: which of them are dates, and what a serial number means. ECMA-376 part 1, 18.8.30 and 18.17.4. */

export type NumberKind = 'number' | 'date' | 'datetime' | 'time'

/** Built-in formats that are dates or times; 27–36 and 50–58 are those of the Chinese, Japanese and Korean editions. */
const builtIn = (id: number): NumberKind => {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 54) || (id >= 57 && id <= 58))
    return 'date'
  if (id === 22) return 'datetime'
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id === 55 || id === 56)
    return 'time'
  return 'number'
}

/** What a format code shows. Text in quotes, escapes, colours and locales (`[$-804]`) are no date letters; `[h]` counts hours. */
const kindOfCode = (code: string): NumberKind => {
  const first = code.split(';')[0] ?? ''
  const elapsed = /\[(h+|m+|s+)\]/i.test(first)
  const letters = first
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/general/gi, '')
  if (elapsed) return 'number'
  const hasDay = /[yd年月日]/i.test(letters)
  const hasTime = /[hs]/i.test(letters)
  const hasMonth = /m/i.test(letters)
  if (hasDay) return hasTime ? 'datetime' : 'date'
  if (hasTime) return 'time'
  return hasMonth && !/[0#?]/.test(letters) ? 'date' : 'number'
}

export const kindOfFormat = (id: number, code: string | undefined): NumberKind =>
  code === undefined ? builtIn(id) : kindOfCode(code)

const dayMs = 86_400_000
const epoch1904 = Date.UTC(1904, 0, 1)
/** Day 0 of the 1900 system as it counts from March 1900 on: it holds a 29 February 1900 that there never was. */
const epoch1900 = Date.UTC(1899, 11, 30)
const feb29 = 60

/** A serial number as `YYYY-MM-DD`, `YYYY-MM-DD HH:mm:ss` or `HH:mm:ss`; null when it is no date. */
export const formatSerial = (serial: number, kind: NumberKind, uses1904: boolean): string | null => {
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_466) return null
  const days = !uses1904 && serial < feb29 ? serial + 1 : serial
  const at = Math.round(((uses1904 ? epoch1904 : epoch1900) + days * dayMs) / 1000) * 1000
  const text = new Date(at).toISOString()
  const time = text.slice(11, 19)
  if (serial < 1 && kind !== 'date') return time
  if (kind === 'time') return `${text.slice(0, 10)} ${time}`
  return time === '00:00:00' && kind === 'date' ? text.slice(0, 10) : `${text.slice(0, 10)} ${time}`
}
