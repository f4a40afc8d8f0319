export type Pointer = readonly (string | number)[]
/** Of a property: its name, its value, or a character of a text, counted in the text's own UTF-16 units. */
export type Part = 'key' | 'value' | { readonly offset: number }
/** Counted from 1. */
export type Position = { readonly line: number; readonly column: number }

export type Fault = Position & { readonly message: string; readonly expected?: string }

/** One file of a city folder: its parsed document, and where in the text a part of the document stands. */
export type Source = {
  /** Path below the city folder, with forward slashes. */
  readonly path: string
  /** Undefined when the text could not be read as its format. */
  readonly document: unknown
  readonly faults: readonly Fault[]
  /** Position of a part, or of its nearest existing ancestor; `key` asks for the name before the value. */
  readonly at: (pointer: Pointer, part?: Part) => Position
}

export function positionOfOffset(text: string, offset: number): Position {
  const before = text.slice(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  return { line: before.split('\n').length, column: offset - lineStart + 1 }
}

export function withoutByteOrderMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}
