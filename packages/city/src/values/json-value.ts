/** Longest JSON value kept, in bytes of UTF-8. Larger documents are files, not items of a row. */
export const jsonMostBytes = 262_144
/** Deepest nesting kept: the value itself is level 0. */
export const jsonMostDepth = 64

export type JsonReading =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly fault: 'form' | 'size' | 'content' }

/**
 * Checks a JSON text (RFC 8259) without changing it, so that numbers keep every digit. `content`: something PostgreSQL's jsonb
 * does not take (NUL and half characters in strings, numbers beyond any use), or nesting deeper than `jsonMostDepth`.
 */
export function parseJsonValue(text: string): JsonReading {
  const value = text.trim()
  if (value.length > jsonMostBytes || new TextEncoder().encode(value).length > jsonMostBytes)
    return { ok: false, fault: 'size' }
  let parsed: unknown
  try {
    parsed = JSON.parse(value)
  } catch {
    return { ok: false, fault: 'form' }
  }
  return isKeepable(parsed, 0) && !hugeNumber.test(value.replace(strings, '""'))
    ? { ok: true, value }
    : { ok: false, fault: 'content' }
}

const strings = /"(?:[^"\\]|\\.)*"/g
/** An exponent of four digits, or a thousand digits on end. */
const hugeNumber = /[eE][+-]?\d{4}|\d{1000}/

function isKeepable(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return !/[\0\p{Cs}]/u.test(value)
  if (typeof value !== 'object' || value === null) return true
  if (depth >= jsonMostDepth) return false
  return Object.entries(value).every(([key, each]) => isKeepable(key, depth) && isKeepable(each, depth + 1))
}
