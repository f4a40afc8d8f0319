import { createHash } from 'node:crypto'
import type { City } from './model.ts'

/**
 * SHA-256 (hex) over the city's canonical JSON. The order of properties does not count, so a city that went through a
 * JSON store keeps its hash; the order of lists does.
 */
export function hashOf(city: City): string {
  const hash = createHash('sha256')
  for (const [name, value] of Object.entries(city).sort(byName)) {
    if (!Array.isArray(value)) hash.update(`${JSON.stringify(name)}:${canonical(value)}\n`)
    else {
      hash.update(`${JSON.stringify(name)}:[\n`)
      for (const entry of value) hash.update(`${canonical(entry)}\n`)
    }
  }
  return hash.digest('hex')
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
