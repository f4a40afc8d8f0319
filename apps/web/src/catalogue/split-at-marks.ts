export type Part = { readonly text: string; readonly marked: boolean }

/**
 * Cuts a text where one of the marks stands in it, letter case aside; the longest mark at a place wins, and marks that touch
 * become one.
 */
export const splitAtMarks = (text: string, marks: readonly string[]): readonly Part[] => {
  const plain = text.toLowerCase()
  // Folding may change the length of rare letters; then places would not fit.
  if (marks.length === 0 || plain.length !== text.length) return [{ text, marked: false }]
  const longest = [...marks].filter((mark) => mark !== '').sort((a, b) => b.length - a.length)
  const parts: Part[] = []
  const add = (piece: string, marked: boolean) => {
    const last = parts.at(-1)
    if (piece === '') return
    if (last?.marked === marked) parts[parts.length - 1] = { text: last.text + piece, marked }
    else parts.push({ text: piece, marked })
  }
  for (let at = 0; at < text.length; ) {
    const here = longest.find((mark) => plain.startsWith(mark, at))
    add(text.slice(at, at + (here?.length ?? 1)), here !== undefined)
    at += here?.length ?? 1
  }
  return parts
}
