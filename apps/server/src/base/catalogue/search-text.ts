/** Texts as the search sees them: width and case folded, cut into words of letters and runs of Chinese characters. */

/** Full-width letters, and upper case, are the same as their ordinary ones. */
export const plain = (text: string): string => text.normalize('NFKC').toLowerCase()

const isHan = (code: number): boolean => (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf)
// Everything beyond ASCII that is not punctuation of the CJK block counts as a letter.
const isLetter = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code > 0xbf && !(code >= 0x2000 && code <= 0x303f))

export type Token = { readonly text: string; readonly han: boolean }

/** Words and Chinese runs of a plain text, in order. Written as a loop: it sees every text of the catalogue. */
export const tokensOf = (text: string): Token[] => {
  const tokens: Token[] = []
  let start = -1
  let han = false
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : 32
    const kind = isHan(code) ? 'han' : isLetter(code) ? 'word' : 'gap'
    if (start >= 0 && (kind === 'gap' || (kind === 'han') !== han)) {
      tokens.push({ text: text.slice(start, at), han })
      start = -1
    }
    if (start < 0 && kind !== 'gap') {
      start = at
      han = kind === 'han'
    }
  }
  return tokens
}

/** The text with each one of its letters left out. */
export const withoutOneLetter = (text: string): string[] => {
  const found: string[] = []
  for (let at = 0; at < text.length; at++)
    if (text[at] !== text[at - 1]) found.push(text.slice(0, at) + text.slice(at + 1))
  return found
}

/** Whether one letter changed, added, left out or swapped with its neighbour makes one text the other. */
export const isOneTypoAway = (a: string, b: string): boolean => {
  if (Math.abs(a.length - b.length) > 1) return false
  let from = 0
  while (from < a.length && a[from] === b[from]) from++
  let [endA, endB] = [a.length, b.length]
  while (endA > from && endB > from && a[endA - 1] === b[endB - 1]) {
    endA--
    endB--
  }
  const [leftA, leftB] = [endA - from, endB - from]
  if (leftA <= 1 && leftB <= 1) return true
  return leftA === 2 && leftB === 2 && a[from] === b[from + 1] && a[from + 1] === b[from]
}

/**
 * The part of `text` that is the Chinese run with one character wrong, missing or too much; undefined if there is none.
 * The first or last character may be the wrong one only where the others stand together.
 */
export const findWithOneWrong = (text: string, run: string): string | undefined => {
  // One too much at an end: the others stand there as they are.
  if (run.length >= 4) for (const part of [run.slice(1), run.slice(0, -1)]) if (text.includes(part)) return part
  for (let start = 0; start < text.length; start++) {
    // One character wrong.
    let wrong = 0
    if (start + run.length <= text.length) {
      for (let at = 0; at < run.length && wrong < 2; at++) if (text[start + at] !== run[at]) wrong++
      if (wrong < 2) return text.slice(start, start + run.length)
    }
    // One more here than there, or one fewer.
    for (const length of [run.length - 1, run.length + 1]) {
      if (length < 2 || start + length > text.length) continue
      // Looked at before anything is cut out: nearly all places end here.
      if (text[start] !== run[0] || text[start + length - 1] !== run.at(-1)) continue
      const part = text.slice(start, start + length)
      if (isOneTypoAway(part, run)) return part
    }
  }
  return undefined
}

/** Whether all characters of the run stand in the text in their order, perhaps with others between them. */
export const holdsInOrder = (text: string, run: string): boolean => {
  let at = -1
  for (const character of run) {
    at = text.indexOf(character, at + 1)
    if (at < 0) return false
  }
  return true
}
