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

/** Written for speed: of reading a large city it is the part after parsing that takes longest. */
function canonical(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  let text = ''
  if (Array.isArray(value)) {
    for (const entry of value) text += text === '' ? canonical(entry) : `,${canonical(entry)}`
    return `[${text}]`
  }
  const fields = value as Record<string, unknown>
  for (const name of inOrder(Object.keys(fields))) {
    const field = fields[name]
    if (field !== undefined) text += `${text === '' ? '' : ','}${labelOf(name)}${canonical(field)}`
  }
  return `{${text}}`
}

/** A city has few shapes of objects and few names of properties. */
const orders = new Map<string, readonly string[]>()
const labels = new Map<string, string>()
const mostKept = 5_000

function inOrder(names: readonly string[]): readonly string[] {
  if (names.length < 2) return names
  const shape = names.join('\n')
  let order = orders.get(shape)
  if (!order) {
    order = [...names].sort()
    if (orders.size < mostKept) orders.set(shape, order)
  }
  return order
}

/** Most texts of a city need no escapes, which are looked for faster than written. */
const quoted = (text: string): string => (needsEscapes.test(text) ? JSON.stringify(text) : `"${text}"`)
const needsEscapes = /["\\\p{Cc}\p{Cs}]/u

function labelOf(name: string): string {
  let label = labels.get(name)
  if (label === undefined) {
    label = `${JSON.stringify(name)}:`
    if (labels.size < mostKept) labels.set(name, label)
  }
  return label
}

function byName(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0
}
