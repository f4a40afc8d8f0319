import type { ComparisonOperator, Filter, ItemRef, Literal } from './filter-ast.ts'
import { badFilter } from './filter-error.ts'
import { readTokens, type Token } from './filter-tokens.ts'

// Deeper nesting than people write; keeps the recursion, and the planner's, small.
const NESTING = 50

const operators: readonly string[] = ['=', '<>', '<', '<=', '>', '>='] satisfies ComparisonOperator[]
const flipped: Record<ComparisonOperator, ComparisonOperator> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
}
const keywords = new Set(['AND', 'OR', 'NOT', 'IN', 'BETWEEN', 'LIKE', 'IS', 'NULL', 'TRUE', 'FALSE'])

/**
 * Parses a filter in the subset of CQL2 Text (OGC 21-065) that registers answer: comparisons, AND, OR, NOT, parentheses,
 * IN, BETWEEN, LIKE, IS NULL, and text, number, boolean, DATE('…') and TIMESTAMP('…') literals.
 * Throws AppError `bad-filter` with the position.
 */
export const parseFilter = (text: string): Filter => {
  const parser = new Parser(readTokens(text))
  const filter = parser.readOr(0)
  parser.expectEnd()
  return filter
}

class Parser {
  readonly #tokens: readonly Token[]
  #index = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  readOr(depth: number): Filter {
    const parts = [this.#readAnd(depth)]
    while (this.#takeKeyword('OR')) parts.push(this.#readAnd(depth))
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'or', parts }
  }

  expectEnd(): void {
    const token = this.#next
    if (token.kind !== 'end') throw this.#unexpected(token, 'AND, OR or the end of the filter')
  }

  #readAnd(depth: number): Filter {
    const parts = [this.#readNot(depth)]
    while (this.#takeKeyword('AND')) parts.push(this.#readNot(depth))
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'and', parts }
  }

  #readNot(depth: number): Filter {
    if (depth > NESTING) throw badFilter(this.#next.at, `the filter is nested more than ${NESTING} deep`)
    if (this.#takeKeyword('NOT')) return { kind: 'not', part: this.#readNot(depth + 1) }
    if (this.#takeSign('(')) {
      const inner = this.readOr(depth + 1)
      this.#expectSign(')')
      return inner
    }
    return this.#readPredicate()
  }

  #readPredicate(): Filter {
    const left = this.#readOperand()
    if (left.kind !== 'item') {
      const operator = this.#readOperator('a comparison with an item')
      const right = this.#readOperand()
      if (right.kind !== 'item') throw badFilter(right.at, 'both sides are literals', { expected: 'an item' })
      return { kind: 'compare', item: right, operator: flipped[operator], literal: left }
    }
    if (this.#takeKeyword('IS')) {
      const not = this.#takeKeyword('NOT')
      if (!this.#takeKeyword('NULL')) throw this.#unexpected(this.#next, not ? 'NULL' : 'NULL or NOT NULL')
      return negate(not, { kind: 'is-null', item: left })
    }
    const not = this.#takeKeyword('NOT')
    if (this.#takeKeyword('LIKE')) return negate(not, { kind: 'like', item: left, pattern: this.#readLiteral() })
    if (this.#takeKeyword('BETWEEN')) {
      const low = this.#readLiteral()
      if (!this.#takeKeyword('AND')) throw this.#unexpected(this.#next, 'AND and the upper bound')
      return negate(not, { kind: 'between', item: left, low, high: this.#readLiteral() })
    }
    if (this.#takeKeyword('IN')) {
      this.#expectSign('(')
      const literals = [this.#readLiteral()]
      while (this.#takeSign(',')) literals.push(this.#readLiteral())
      this.#expectSign(')')
      return negate(not, { kind: 'in', item: left, literals })
    }
    if (not) throw this.#unexpected(this.#next, 'LIKE, BETWEEN or IN')
    const operator = this.#readOperator('a comparison, LIKE, BETWEEN, IN or IS NULL')
    return { kind: 'compare', item: left, operator, literal: this.#readLiteral() }
  }

  #readOperator(expected: string): ComparisonOperator {
    const token = this.#next
    if (token.kind !== 'sign' || !operators.includes(token.value)) throw this.#unexpected(token, expected)
    this.#index++
    return token.value as ComparisonOperator
  }

  #readLiteral(): Literal {
    const operand = this.#readOperand()
    if (operand.kind === 'item')
      throw badFilter(operand.at, `“${operand.name}” is not a literal`, {
        expected: `a number, '…', TRUE, FALSE, DATE('…') or TIMESTAMP('…')`,
        didYouMean: `'${operand.name}'`,
      })
    return operand
  }

  #readOperand(): ItemRef | Literal {
    const token = this.#next
    if (token.kind === 'text' || token.kind === 'number') {
      this.#index++
      return { kind: token.kind, value: token.value, at: token.at }
    }
    if (token.kind !== 'word') throw this.#unexpected(token, 'an item or a literal')
    if (token.quoted) {
      this.#index++
      return { kind: 'item', name: token.value, at: token.at }
    }
    const word = token.value.toUpperCase()
    if (word === 'TRUE' || word === 'FALSE') {
      this.#index++
      return { kind: 'boolean', value: word === 'TRUE', at: token.at }
    }
    const following = this.#tokens[this.#index + 1]
    if ((word === 'DATE' || word === 'TIMESTAMP') && following?.value === '(' && following.kind === 'sign') {
      this.#index += 2
      const value = this.#next
      if (value.kind !== 'text')
        throw this.#unexpected(value, word === 'DATE' ? `'YYYY-MM-DD'` : `'YYYY-MM-DDThh:mm:ssZ'`)
      this.#index++
      this.#expectSign(')')
      return { kind: word === 'DATE' ? 'date' : 'timestamp', value: value.value, at: value.at }
    }
    if (keywords.has(word)) throw this.#unexpected(token, 'an item or a literal')
    this.#index++
    return { kind: 'item', name: token.value, at: token.at }
  }

  get #next(): Token {
    const token = this.#tokens[this.#index]
    if (!token) throw new Error('read past the end of the filter')
    return token
  }

  #takeKeyword(keyword: string): boolean {
    const token = this.#next
    if (token.kind !== 'word' || token.quoted || token.value.toUpperCase() !== keyword) return false
    this.#index++
    return true
  }

  #takeSign(sign: string): boolean {
    const token = this.#next
    if (token.kind !== 'sign' || token.value !== sign) return false
    this.#index++
    return true
  }

  #expectSign(sign: string): void {
    if (!this.#takeSign(sign)) throw this.#unexpected(this.#next, `“${sign}”`)
  }

  #unexpected(token: Token, expected: string) {
    const what =
      token.kind === 'end' ? 'the filter ends too early' : `“${token.at.text.slice(0, 40)}” does not belong here`
    return badFilter(token.at, what, { expected })
  }
}

const negate = (not: boolean, part: Filter): Filter => (not ? { kind: 'not', part } : part)
