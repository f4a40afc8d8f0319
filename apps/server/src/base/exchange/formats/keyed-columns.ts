/**
 * Records with named fields (JSON, properties of a feature) → records with columns. The columns are the names met so far, in
 * order of appearance; the sink is told when there are more.
 */
import { type KnownTitles, normalTitle, type RecordSink } from '../record-source.ts'

/** Distinct names taken; a file with more uses keys as data, and the rest would only fill memory. */
const mostColumns = 2_000
const deepestNesting = 8

export type KeyedColumns = {
  /** Adds a field; nested objects become dotted names, arrays and titles that take a nested value whole become JSON text. */
  readonly put: (name: string, value: unknown) => void
  /** The fields put since the last call, as a record's; tells the sink of new columns first. */
  readonly take: () => (string | null)[]
  readonly dropped: () => number
}

const textOf = (value: unknown): string | null => {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  if (typeof value === 'object') return JSON.stringify(value)
  return String(value)
}

export const makeKeyedColumns = (sink: RecordSink, titles: KnownTitles): KeyedColumns => {
  const positions = new Map<string, number>()
  const names: string[] = []
  const wholeNames = new Map<string, boolean>()
  let told = -1
  let dropped = 0
  let fields: (string | null)[] = []

  const isWhole = (name: string): boolean => {
    const known = wholeNames.get(name)
    if (known !== undefined) return known
    const whole = titles.whole.has(normalTitle(name))
    if (wholeNames.size < mostColumns) wholeNames.set(name, whole)
    return whole
  }
  const putText = (name: string, text: string | null) => {
    let at = positions.get(name)
    if (at === undefined) {
      if (names.length >= mostColumns) {
        dropped++
        return
      }
      at = names.length
      names.push(name)
      positions.set(name, at)
    }
    fields[at] = text
  }
  const put = (name: string, value: unknown, depth = 0) => {
    if (
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      depth < deepestNesting &&
      !isWhole(name)
    )
      for (const key in value) put(`${name}.${key}`, (value as Record<string, unknown>)[key], depth + 1)
    else putText(name, textOf(value))
  }
  return {
    put: (name, value) => put(name, value),
    take: () => {
      if (names.length !== told) {
        told = names.length
        sink.columns([...names])
      }
      const taken = fields
      for (let at = 0; at < names.length; at++) taken[at] ??= null
      fields = new Array(names.length).fill(null)
      return taken
    },
    dropped: () => dropped,
  }
}
