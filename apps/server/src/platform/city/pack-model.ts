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

export const unpackModel = async (packed: Buffer): Promise<City> => {
  const bytes = await promisify(gunzip)(packed)
  const city: Record<string, unknown> = {}
  let turnEndsAt = performance.now() + turnMs
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(newline, start)
    const [name, value, isPiece] = JSON.parse(bytes.toString('utf8', start, end)) as [string, unknown, true?]
    const list = city[name]
    if (isPiece && Array.isArray(list)) for (const entry of value as unknown[]) list.push(entry)
    else city[name] = value
    start = end + 1
    if (performance.now() < turnEndsAt) continue
    await setImmediate()
    turnEndsAt = performance.now() + turnMs
  }
  return city as unknown as City
}
