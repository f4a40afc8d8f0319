export type FileReading =
  | { readonly ok: true; readonly value: string; readonly kind: 'relative' | 'url' }
  | { readonly ok: false; readonly fault: 'form' | 'path' }

/** Longest reference kept, in characters. */
export const fileMostCharacters = 1024

const url = /^https:\/\/[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?(?::[0-9]{1,5})?(?:[/?#].*)?$/u
/** Nothing that a file system, a shell or a browser reads as more than a name. */
const forbidden = /[\p{Cc}\p{Cs}\ufffd"*:<>?\\|]|[^\S ]/u
const forbiddenInUrl = /[\p{Cc}\p{Cs}\ufffd"<>\\|\s]/u
/** `.` and `..` as a step of a path, plain or percent-encoded, and encoded separators that hide one. */
const traversal = /(?:^|\/)\.{1,2}(?:[/?#]|$)|%2e|%2f|%5c/i

/**
 * Reads a reference to a file: a name below the place where a resource keeps its files (`2026/plan.pdf`), or an https
 * address. `path`: it would lead out of that place.
 */
export function parseFileReference(text: string): FileReading {
  const value = text.trim()
  if (value === '' || [...value].length > fileMostCharacters) return { ok: false, fault: 'form' }
  const isUrl = value.startsWith('https://')
  if (traversal.test(value) || value.startsWith('/')) return { ok: false, fault: 'path' }
  if (isUrl)
    return url.test(value) && !forbiddenInUrl.test(value)
      ? { ok: true, value, kind: 'url' }
      : { ok: false, fault: 'form' }
  if (forbidden.test(value) || value.endsWith('/') || value.includes('//')) return { ok: false, fault: 'form' }
  return { ok: true, value, kind: 'relative' }
}
