/**
 * Patterns that mean the same in XQuery and in PostgreSQL: characters, classes of characters and ranges, groups, alternatives,
 * repetition, anchors. What either of them reads otherwise (`\d` and `\w` are all of Unicode in one and ASCII in the other, `.`
 * differs at line ends …) is told apart here and refused with its place in the pattern.
 */
export type PatternFault = { readonly at: number; readonly what: string }

/** Letters and digits behind a backslash are commands; punctuation stands for itself. */
const isPunctuation = (character: string): boolean => /^[\\|.\-^?*+{}()[\]$/,:;=!@#%&_~'" <>]$/.test(character)

/** PostgreSQL repeats no more often. */
const mostRepeats = 255

/** What of a pattern is not portable, or undefined. */
export const patternFault = (pattern: string): PatternFault | undefined => {
  let open = 0
  /** Whether there is something that a repetition could repeat. */
  let repeatable = false
  for (let at = 0; at < pattern.length; ) {
    const character = String.fromCodePoint(pattern.codePointAt(at) as number)
    const rest = pattern.slice(at)
    const fault = (what: string): PatternFault => ({ at, what })
    if (character === '\\') {
      const next = pattern[at + 1] ?? ''
      if (!isPunctuation(next)) {
        const instead =
          { d: ', write [0-9]', w: ', write the characters meant', s: ', write the blanks meant' }[next] ?? ''
        return fault(`\\${next} means something else in the database${instead}`)
      }
      at += 2
      repeatable = true
    } else if (character === '[') {
      const found = classEnd(pattern, at)
      if (typeof found !== 'number') return found
      at = found
      repeatable = true
    } else if (character === '(') {
      if (rest.startsWith('(?') && !rest.startsWith('(?:')) return fault('(? begins something else in the database')
      at += rest.startsWith('(?:') ? 3 : 1
      open++
      repeatable = false
    } else if (character === ')') {
      if (open-- === 0) return fault('nothing is open here')
      at++
      repeatable = true
    } else if ('*+?{'.includes(character)) {
      const [written = '', least = '', , most = ''] = /^(?:[*+?]|\{(\d+)(,(\d*))?\})/.exec(rest) ?? []
      if (written === '') return fault('{ stands for itself only as \\{')
      if (!repeatable) return fault('there is nothing to repeat')
      if (Number(least) > mostRepeats || Number(most) > mostRepeats)
        return fault(`the database repeats ${mostRepeats} times at most`)
      if (least !== '' && most !== '' && Number(least) > Number(most))
        return fault('the bounds are the wrong way round')
      at += written.length
      if (/^[*+?{]/.test(pattern.slice(at))) return { at, what: 'a repetition is not repeated' }
      repeatable = false
    } else if (character === '.') return fault('. differs at line ends, write a class of characters')
    else if (character === ']' || character === '}')
      return fault(`${character} stands for itself only as \\${character}`)
    else if (character === '|' || character === '^') {
      at++
      repeatable = false
    } else if (character === '$') {
      at++
      repeatable = false
    } else {
      at += character.length
      repeatable = true
    }
  }
  return open > 0 ? { at: pattern.length, what: 'a group is not closed' } : undefined
}

/** Where a class of characters ends, or what of it is not portable. */
const classEnd = (pattern: string, from: number): number | PatternFault => {
  let at = from + 1
  if (pattern[at] === '^') at++
  let last: number | undefined
  let count = 0
  for (;;) {
    const point = pattern.codePointAt(at)
    if (point === undefined) return { at: from, what: 'the class of characters is not closed' }
    let character = String.fromCodePoint(point)
    if (character === ']') {
      return count > 0 ? at + 1 : { at, what: 'the class of characters is empty' }
    }
    if (character === '[' || character === '^' || character === '&')
      return { at, what: `${character} in a class stands for itself only as \\${character}` }
    const isRange = character === '-'
    if (isRange) {
      // Only between two characters it means a range to both.
      const next = pattern.codePointAt(at + 1)
      if (last === undefined || next === undefined || '-]\\['.includes(String.fromCodePoint(next)))
        return { at, what: '- at an end of a class stands for itself only as \\-' }
      if (next < last) return { at, what: 'the range is the wrong way round' }
      at += 1 + String.fromCodePoint(next).length
      last = undefined
      continue
    }
    if (character === '\\') {
      character = pattern[at + 1] ?? ''
      if (!isPunctuation(character)) return { at, what: `\\${character} means something else in the database` }
      at += 2
    } else at += character.length
    last = character.codePointAt(0)
    count++
  }
}
