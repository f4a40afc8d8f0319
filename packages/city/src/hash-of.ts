import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { City } from './model.ts'

/**
 * SHA-256 (hex) over the city's canonical JSON. The order of properties does not count, so a city that went through a
 * JSON store keeps its hash; the order of lists does.
 */
export function hashOf(city: City): string {
  const hash = createHash('sha256')
  for (const piece of pieces(city)) hash.update(piece)
  return hash.digest('hex')
}

/** `hashOf`, letting other work of the process have its turn in between. */
export async function hashInTurns(city: City): Promise<string> {
  const hash = createHash('sha256')
  let length = 0
  for (const piece of pieces(city)) {
    hash.update(piece)
    length += piece.length
    if (length < turnLength) continue
    length = 0
    await setImmediate()
  }
  return hash.digest('hex')
}

/** Characters: some 20 ms of work. */
const turnLength = 500_000

function* pieces(city: City): Generator<string> {
  for (const [name, value] of Object.entries(city).sort(byName)) {
    if (!Array.isArray(value)) yield `${JSON.stringify(name)}:${canonical(value)}\n`
    else {
      yield `${JSON.stringify(name)}:[\n`
      for (const entry of value) yield `${canonical(entry)}\n`
    }
  }
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  return `{${fields
    .sort(byName)
    .map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`)
    .join(',')}}`
}

function byName(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0
}
