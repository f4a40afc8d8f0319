import { negate } from '../values/number.ts'
import type { ArithmeticOperator, ComparisonOperator, Expression, NumberLiteral, UnaryTest, UnaryTests } from './ast.ts'
import { comparisons, OperandReader } from './operand-reader.ts'

/**
 * Reads operators, loosest first, and tests (DMN 1.5, clause 10.3.1.2). A reading may begin with an operand that was read before
 * it was known to be one, as the brackets of `x in (a) + 1`.
 */
export class ExpressionReader extends OperandReader {
  expression(): Expression {
    this.enter()
    let left = this.#conjunction()
    while (this.isWord('or')) {
      this.next()
      const right = this.#conjunction()
      left = { kind: 'or', left, right, from: left.from, to: right.to }
    }
    this.leave()
    return left
  }

  #conjunction(): Expression {
    let left = this.#comparison()
    while (this.isWord('and')) {
      this.next()
      const right = this.#comparison()
      left = { kind: 'and', left, right, from: left.from, to: right.to }
    }
    return left
  }

  #isComparison(): boolean {
    const { kind, text } = this.peek()
    return kind === 'symbol' && comparisons.has(text)
  }

  #comparison(): Expression {
    let left = this.#isComparison() ? this.operatorRange(this.next(), this.#sum()) : this.#sum()
    for (;;) {
      if (this.#isComparison()) {
        const operator = this.next().text as ComparisonOperator
        const right = this.#sum()
        left = { kind: 'comparison', operator, left, right, from: left.from, to: right.to }
      } else if (this.isWord('between')) {
        this.next()
        const low = this.#sum()
        this.takeWord('and')
        const high = this.#sum()
        left = { kind: 'between', value: left, low, high, from: left.from, to: high.to }
      } else if (this.isWord('in')) {
        this.next()
        const tests = this.#testsOfIn()
        left = { kind: 'in', value: left, tests, from: left.from, to: this.before().to }
      } else return left
    }
  }

  #sum(operand?: Expression): Expression {
    let left = this.#product(operand)
    while (this.is('+') || this.is('-')) {
      const operator = this.next().text as ArithmeticOperator
      const right = this.#product()
      left = { kind: 'arithmetic', operator, left, right, from: left.from, to: right.to }
    }
    return left
  }

  #product(operand?: Expression): Expression {
    let left = this.#exponentiation(operand)
    while (this.is('*') || this.is('/')) {
      const operator = this.next().text as ArithmeticOperator
      const right = this.#exponentiation()
      left = { kind: 'arithmetic', operator, left, right, from: left.from, to: right.to }
    }
    return left
  }

  #exponentiation(operand?: Expression): Expression {
    let left = operand ? this.#instanceOf(operand) : this.#negation()
    while (this.skip('**')) {
      const right = this.#negation()
      left = { kind: 'arithmetic', operator: '**', left, right, from: left.from, to: right.to }
    }
    return left
  }

  /** Binds tighter than `**`: -3 ** 2 is 9 (DMN 1.5, rule 4). */
  #negation(): Expression {
    if (!this.is('-')) return this.#instanceOf()
    const minus = this.next()
    const { from } = minus
    const number = this.peek()
    // A sign right before its digits belongs to the literal (rule 36): -3 instance of number is true.
    if (number.kind === 'number' && number.from === minus.to) {
      const literal = this.operand() as NumberLiteral
      return this.#instanceOf({ ...literal, value: negate(literal.value), from })
    }
    this.enter()
    const operand = this.#negation()
    this.leave()
    return { kind: 'negate', operand, from, to: operand.to }
  }

  #instanceOf(operand?: Expression): Expression {
    let value = this.#postfix(operand)
    while (this.isWord('instance')) {
      this.next()
      this.takeWord('of')
      const type = this.typeExpression()
      value = { kind: 'instance of', value, type, from: value.from, to: type.to }
    }
    return value
  }

  #postfix(operand?: Expression): Expression {
    let source = operand ?? this.operand()
    const { from } = source
    for (;;) {
      if (this.is('.')) {
        if (this.peek(1).kind !== 'word') return source
        this.next()
        const { name, ...nameSpan } = this.entryName()
        source = { kind: 'path', source, name, nameSpan, from, to: nameSpan.to }
      } else if (this.opensFilter()) {
        this.next()
        this.enterFilter()
        const condition = this.expression()
        this.leaveFilter()
        source = { kind: 'filter', source, condition, from, to: this.take(']').to }
      } else if (this.skip('(')) source = { kind: 'call', callee: source, from, ...this.callArguments() }
      else return source
    }
  }

  // -- tests ----------------------------------------------------------------------------------------------------------------

  unaryTests(): UnaryTests {
    const { from } = this.peek()
    const made = (rest: { any: boolean; negated: boolean; tests: readonly UnaryTest[] }): UnaryTests => ({
      kind: 'unary tests',
      from,
      to: this.before().to,
      ...rest,
    })
    const isAny = this.is('-') && this.peek(1).kind === 'end'
    if (isAny) this.next()
    if (this.peek().kind === 'end') return made({ any: true, negated: false, tests: [] })
    if (this.isWord('not') && this.is('(', 1)) {
      const tests = this.attempt(() => {
        this.advance(2)
        const read = this.#tests()
        this.take(')')
        return this.peek().kind === 'end' ? read : undefined
      })
      if (tests) return made({ any: false, negated: true, tests })
      this.leaveAll()
    }
    return made({ any: false, negated: false, tests: this.#tests() })
  }

  #tests(): readonly UnaryTest[] {
    return this.#moreTests(this.#operatorTest() ?? expressionTest(this.expression()))
  }

  #moreTests(first: UnaryTest): readonly UnaryTest[] {
    const tests = [first]
    while (this.skip(',')) tests.push(this.#operatorTest() ?? expressionTest(this.expression()))
    return tests
  }

  #operatorTest(): UnaryTest | undefined {
    if (!this.#isComparison()) return undefined
    const { text, from } = this.next()
    const operand = this.#sum()
    return { test: 'compare', operator: text as ComparisonOperator, operand, from, to: operand.to }
  }

  /** After `in`: one test, or several in brackets. `(1..5)` is one range, `(1, 2)` are two tests, `(a) + 1` is one operand. */
  #testsOfIn(): readonly UnaryTest[] {
    const opening = this.peek()
    if (!this.skip('(')) return [this.#operatorTest() ?? expressionTest(this.#sum())]
    const first = this.#operatorTest() ?? expressionTest(this.expression())
    if (first.test === 'expression' && this.is('..'))
      return [expressionTest(this.#sum(this.rangeAfter(opening.from, first.expression, false)))]
    const tests = this.#moreTests(first)
    const { to } = this.take(')')
    if (first.test === 'compare' || tests.length > 1) return tests
    return [expressionTest(this.#sum({ ...first.expression, from: opening.from, to }))]
  }
}

const expressionTest = (expression: Expression): UnaryTest => ({
  test: 'expression',
  expression,
  from: expression.from,
  to: expression.to,
})
