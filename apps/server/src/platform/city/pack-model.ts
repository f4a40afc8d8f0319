/**
 * A city as compressed lines, each a piece of one part of the model: `["resources", [… some resources …]]`. A city of tens of
 * thousands of resources is beyond what jsonb takes in one value, and parsing it whole would hold up everything else the
 * process does; in pieces other work has its turn in between.
 */
import { setImmediate } from 'node:timers/promises'
import { promisify } from 'node:util'
import { constants, createGzip, gunzip } from 'node:zlib'
import type { City } from '@onecity/city'

const entriesInPiece = 50
/** Work at a stretch before others get their turn. */
const turnMs = 15
const newline = 0x0a

export const packModel = async (city: City): Promise<Buffer> => {
  const gzip = createGzip({ level: constants.Z_BEST_SPEED })
  const parts: Buffer[] = []
  gzip.on('data', (part: Buffer) => parts.push(part))
  const ended = new Promise<void>((resolve, reject) => gzip.once('end', resolve).once('error', reject))
  for (const [name, value] of Object.entries(city)) {
    if (!Array.isArray(value)) gzip.write(`${JSON.stringify([name, value])}\n`)
    else
      for (let from = 0; from === 0 || from < value.length; from += entriesInPiece) {
        const isTaken = gzip.write(`${JSON.stringify([name, value.slice(from, from + entriesInPiece), true])}\n`)
        if (!isTaken) await new Promise((resolve) => gzip.once('drain', resolve))
      }
  }
  gzip.end()
  await ended
  return Buffer.concat(parts)
}

/**
 * `like`: the version before. Entries that are as they were are the very same objects again: what differs is then told at a
 * glance, and two versions of a large city take little more memory than one.
 */
export const unpackModel = async (packed: Buffer, like?: City): Promise<City> => {
  const before = (like ?? {}) as Readonly<Record<string, unknown>>
  const known = new Map<string, ReadonlyMap<string, unknown>>()
  const asBefore = (name: string, entry: unknown): unknown => {
    const id = idOf(entry)
    if (id === undefined) return entry
    let byId = known.get(name)
    if (!byId) {
      byId = new Map(
        ((before[name] ?? []) as unknown[]).flatMap((each) =>
          idOf(each) === undefined ? [] : [[idOf(each) as string, each]],
        ),
      )
      known.set(name, byId)
    }
    const same = byId.get(id)
    return same !== undefined && isAlike(same, entry) ? same : entry
  }
  const bytes = await promisify(gunzip)(packed)
  const city: Record<string, unknown> = {}
  let turnEndsAt = performance.now() + turnMs
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(newline, start)
    const [name, value, isPiece] = JSON.parse(bytes.toString('utf8', start, end)) as [string, unknown, true?]
    const list = city[name]
    const entries =
      isPiece && Array.isArray(value) ? (like ? value.map((entry) => asBefore(name, entry)) : value) : value
    if (isPiece && Array.isArray(list)) for (const entry of entries as unknown[]) list.push(entry)
    else city[name] = entries
    start = end + 1
    if (performance.now() < turnEndsAt) continue
    await setImmediate()
    turnEndsAt = performance.now() + turnMs
  }
  return city as unknown as City
}

const idOf = (entry: unknown): string | undefined => {
  const { id, code } = (entry ?? {}) as { readonly id?: unknown; readonly code?: unknown }
  return typeof id === 'string' ? id : typeof code === 'string' ? code : undefined
}

/** Of two JSON values. */
const isAlike = (a: unknown, b: unknown): boolean => {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b))
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((each, i) => isAlike(each, b[i]))
  const [one, other] = [a as Record<string, unknown>, b as Record<string, unknown>]
  let left = 0
  for (const name in one) {
    if (!(name in other) || !isAlike(one[name], other[name])) return false
    left++
  }
  for (const _ in other) left--
  return left === 0
}
