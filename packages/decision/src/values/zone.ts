// Its functions rather than its classes: a browser loads a third.
import { fromEpochMilliseconds, toZonedDateTimeISO } from 'temporal-polyfill/fns/Instant'
import { create, toZonedDateTime } from 'temporal-polyfill/fns/PlainDateTime'
import { offsetNanoseconds } from 'temporal-polyfill/fns/ZonedDateTime'
import { dateOfDays } from './calendar.ts'

/** Zones of the IANA database, as far as this machine knows them. */

const known = new Map<string, boolean>()
/** Names come from outside: what is remembered of them stays small. */
const mostKnown = 1_000

const resolves = (name: string): boolean => {
  try {
    toZonedDateTimeISO(fromEpochMilliseconds(0), name)
    return true
  } catch {
    return false
  }
}

export const isZone = (name: string): boolean => {
  const found = known.get(name)
  if (found !== undefined) return found
  // Offsets are zones to Temporal, but not to FEEL.
  const is = name.length <= 64 && /^[A-Za-z][\w+\-/]*$/.test(name) && resolves(name)
  if (known.size >= mostKnown) known.clear()
  known.set(name, is)
  return is
}

/** The calendar repeats after 400 years, and so do the rules of zones; before their records they have one offset. */
const reach = 99_999_000
const cycle = 146_097
const within = (days: number): number => (days < -reach ? -reach : days > reach ? days % cycle : days)

/** Offset in seconds east of UTC at an instant, given in days since 1970-01-01 and seconds of the day of UTC. */
export const offsetAt = (zone: string, days: number, seconds: number): number =>
  offsetNanoseconds(toZonedDateTimeISO(fromEpochMilliseconds((within(days) * 86_400 + seconds) * 1_000), zone)) / 1e9

/** Offset at a local time. One that clocks skip has the offset from before; of one that comes twice, the first is meant. */
export const offsetAtLocal = (zone: string, days: number, seconds: number): number => {
  const date = dateOfDays(within(days))
  if (!date) return 0
  const local = create(
    date.year,
    date.month,
    date.day,
    Math.floor(seconds / 3_600),
    Math.floor(seconds / 60) % 60,
    seconds % 60,
  )
  const told = offsetNanoseconds(toZonedDateTime(local, zone)) / 1e9
  // For a skipped time the offset after the change is told: at that distance from it, the one before still holds.
  return offsetAt(zone, days, seconds - told)
}
