import { comparisons } from './operand-reader.ts'
import { tokensOf } from './tokens.ts'

/** Words and signs after which an operator of a cell stands without what it compares. */
const before = new Set(['', 'and', 'or', ',', '('])

/** What whoever wrote `>= 18 and < 35` into a cell meant: `? >= 18 and ? < 35`. */
export const withNamedInput = (cell: string): string => {
  let text = ''
  let from = 0
  let last = ''
  for (const token of tokensOf(cell)) {
    if (token.kind === 'symbol' && comparisons.has(token.text) && before.has(last)) {
      text += `${cell.slice(from, token.from)}? `
      from = token.from
    }
    last = token.kind === 'string' || token.kind === 'at' ? '"' : token.text
  }
  return text + cell.slice(from)
}
