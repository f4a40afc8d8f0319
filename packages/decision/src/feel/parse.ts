import { defaultLimits, type Limits, type Problem } from '../problem.ts'
import { numberFromText } from '../values/number.ts'
import type {
  Argument,
  ComparisonOperator,
  ContextEntry,
  Expression,
  Iteration,
  Parameter,
  TypeExpression,
  UnaryTest,
  UnaryTests,
} from './ast.ts'
import { childrenOf } from './children.ts'
import { NameReader, nameSymbols, stops } from './name-reader.ts'
import { emptyScope, type Scope } from './scope.ts'
import { SyntaxFault } from './syntax-fault.ts'
import { type Token, tokensOf } from './tokens.ts'

/**
 * FEEL text to tree by recursive descent (DMN 1.5, clause 10.3.1.2). One thing makes FEEL unlike other languages: a name may hold
 * spaces and operators, so what `a-b` means depends on the names at hand. At each place where a name may stand, the longest known
 * name wins; words that follow each other without being known can only be one unknown name.
 */
export type Parsed<T> =
  | { readonly ok: true; readonly expression: T; readonly problems: readonly [] }
  | { readonly ok: false; readonly problems: readonly [Problem] }

/** Reads an expression: what stands in a literal expression. */
export const parseExpression = (
  source: string,
  scope = emptyScope,
  limits: Limits = defaultLimits,
): Parsed<Expression> => parsed(source, scope, limits, (parser) => parser.expression())

/** Reads the tests of a decision table's cell or of allowed values; an empty text is `-`. */
export const parseUnaryTests = (
  source: string,
  scope = emptyScope,
  limits: Limits = defaultLimits,
): Parsed<UnaryTests> => parsed(source, scope, limits, (parser) => parser.unaryTests())

/** Reads a type as written after `instance of`. */
export const parseType = (source: string, scope = emptyScope, limits: Limits = defaultLimits): Parsed<TypeExpression> =>
  parsed(source, scope, limits, (parser) => parser.typeExpression())

const parsed = <T extends object>(
  source: string,
  scope: Scope,
  limits: Limits,
  read: (parser: Parser) => T,
): Parsed<T> => {
  try {
    if (source.length > limits.sourceLength)
      throw new SyntaxFault(
        'limit.source-length',
        `The expression has ${source.length} characters, ${limits.sourceLength} are allowed`,
        { from: limits.sourceLength, to: source.length },
        { length: source.length, limit: limits.sourceLength },
      )
    const parser = new Parser(tokensOf(source), scope, limits)
    const expression = read(parser)
    parser.end()
    if ('kind' in expression) assertShallow(expression as unknown as Expression)
    return { ok: true, expression, problems: [] }
  } catch (fault) {
    if (!(fault instanceof SyntaxFault)) throw fault
    const { code, message, span, params } = fault
    return { ok: false, problems: [{ code, severity: 'error', message, params, span, source }] }
  }
}

/** A chain of operators nests to the left, one level each: beyond this, compiling and evaluating it would leave the stack. */
const deepest = 1_000

const assertShallow = (root: Expression): void => {
  let level: Expression[] = [root]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest)
      throw new SyntaxFault(
        'limit.depth',
        `The expression is nested deeper than ${deepest} levels`,
        level[0] as Expression,
        {
          limit: deepest,
        },
      )
    level = level.flatMap(childrenOf)
  }
}

const comparisons = new Set(['=', '!=', '<', '<=', '>', '>='])
class Parser extends NameReader {
  /** An operand that was read before it was known to be one: `x in (a) + 1`. */
  #pending: Expression | undefined

  expression(): Expression {
    return this.nested(() => this.#disjunction())
  }

  unaryTests(): UnaryTests {
    const from = this.peek().from
    const made = (rest: { any: boolean; negated: boolean; tests: readonly UnaryTest[] }): UnaryTests => ({
      kind: 'unary tests',
      from,
      to: this.before().to,
      ...rest,
    })
    const isAny = this.is('-') && this.peek(1).kind === 'end'
    if (isAny) this.next()
    if (isAny || this.peek().kind === 'end') return made({ any: true, negated: false, tests: [] })
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

  // -- operators, loosest first ---------------------------------------------------------------------------------------------

  #disjunction(): Expression {
    let left = this.#conjunction()
    while (this.isWord('or')) {
      this.next()
      const right = this.#conjunction()
      left = { kind: 'or', left, right, from: left.from, to: right.to }
    }
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

  #comparison(): Expression {
    let left = this.#sum()
    for (;;) {
      const token = this.peek()
      if (token.kind === 'symbol' && comparisons.has(token.text)) {
        this.next()
        const right = this.#sum()
        left = {
          kind: 'comparison',
          operator: token.text as ComparisonOperator,
          left,
          right,
          from: left.from,
          to: right.to,
        }
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

  /** After `in`: one test, or several in brackets. `(1..5)` is one range, `(1, 2)` are two tests, `(a) + 1` is one operand. */
  #testsOfIn(): readonly UnaryTest[] {
    if (!this.is('(')) return [this.#test(() => this.#sum())]
    const { from } = this.next()
    const first = this.#test(() => this.expression())
    if (first.test === 'expression' && this.is('..')) {
      this.#pending = this.#rangeAfter(from, first.expression, false)
      return [this.#test(() => this.#sum())]
    }
    const tests = this.#moreTests(first)
    this.take(')')
    const [only] = tests
    if (tests.length > 1 || only?.test !== 'expression' || !this.#continuesOperand()) return tests
    this.#pending = only.expression
    return [this.#test(() => this.#sum())]
  }

  #continuesOperand(): boolean {
    return this.peek().kind === 'symbol' && ['+', '-', '*', '/', '**', '.', '[', '..'].includes(this.peek().text)
  }

  #tests(): readonly UnaryTest[] {
    return this.#moreTests(this.#test(() => this.expression()))
  }

  #moreTests(first: UnaryTest): readonly UnaryTest[] {
    const tests = [first]
    while (this.skip(',')) tests.push(this.#test(() => this.expression()))
    return tests
  }

  #test(otherwise: () => Expression): UnaryTest {
    const token = this.peek()
    if (token.kind === 'symbol' && comparisons.has(token.text)) {
      this.next()
      const operand = this.#sum()
      return {
        test: 'compare',
        operator: token.text as ComparisonOperator,
        operand,
        from: token.from,
        to: operand.to,
      }
    }
    const expression = otherwise()
    return { test: 'expression', expression, from: expression.from, to: expression.to }
  }

  #sum(): Expression {
    let left = this.#product()
    for (;;) {
      const token = this.peek()
      if (token.kind !== 'symbol' || (token.text !== '+' && token.text !== '-')) return left
      this.next()
      const right = this.#product()
      left = { kind: 'arithmetic', operator: token.text, left, right, from: left.from, to: right.to }
    }
  }

  #product(): Expression {
    let left = this.#exponentiation()
    for (;;) {
      const token = this.peek()
      if (token.kind !== 'symbol' || (token.text !== '*' && token.text !== '/')) return left
      this.next()
      const right = this.#exponentiation()
      left = { kind: 'arithmetic', operator: token.text, left, right, from: left.from, to: right.to }
    }
  }

  #exponentiation(): Expression {
    let left = this.#negation()
    while (this.skip('**')) {
      const right = this.#negation()
      left = { kind: 'arithmetic', operator: '**', left, right, from: left.from, to: right.to }
    }
    return left
  }

  /** Binds tighter than `**`: -3 ** 2 is 9 (DMN 1.5, rule 4). */
  #negation(): Expression {
    if (!this.is('-')) return this.#instanceOf()
    const { from } = this.next()
    const operand = this.nested(() => this.#negation())
    return { kind: 'negate', operand, from, to: operand.to }
  }

  #instanceOf(): Expression {
    let value = this.#postfix()
    while (this.isWord('instance')) {
      this.next()
      this.takeWord('of')
      const type = this.typeExpression()
      value = { kind: 'instance of', value, type, from: value.from, to: type.to }
    }
    return value
  }

  #postfix(): Expression {
    let source = this.#primary()
    for (;;) {
      if (this.is('.') && this.peek(1).kind === 'word') {
        this.next()
        const { name, from, to } = this.name(this.entries)
        source = { kind: 'path', source, name, nameSpan: { from, to }, from: source.from, to }
      } else if (this.is('[') && !this.#opensNothing()) {
        this.next()
        this.filters++
        const condition = this.expression()
        this.filters--
        const { to } = this.take(']')
        source = { kind: 'filter', source, condition, from: source.from, to }
      } else if (this.is('(')) {
        this.next()
        const args = this.#arguments()
        const { to } = this.take(')')
        source = { kind: 'call', callee: source, args, from: source.from, to }
      } else return source
    }
  }

  /** In `]1..5[` the last bracket closes a range: nothing that a filter could hold follows it. */
  #opensNothing(): boolean {
    const { kind, text } = this.peek(1)
    if (kind === 'end') return true
    if (kind === 'word') return stops.has(text)
    return kind === 'symbol' && !['(', '[', ']', '{', '-', '.', '<', '>', '<=', '>=', '=', '!='].includes(text)
  }

  // -- operands -------------------------------------------------------------------------------------------------------------

  #primary(): Expression {
    if (this.#pending) {
      const read = this.#pending
      this.#pending = undefined
      return read
    }
    const token = this.peek()
    const { from, to } = token
    switch (token.kind) {
      case 'number': {
        this.next()
        const value = numberFromText(token.text)
        if (value === undefined) throw new SyntaxFault('feel.number', `${token.text} is out of bounds`, token)
        return { kind: 'number', value, from, to }
      }
      case 'string':
        this.next()
        return { kind: 'string', value: token.text, from, to }
      case 'at':
        this.next()
        return { kind: 'at', text: token.text, from, to }
      case 'word':
        return this.#wordExpression(token)
      case 'symbol':
        if (token.text === '(') return this.#brackets()
        if (token.text === '[') return this.#listOrRange()
        if (token.text === ']') return this.#rangeFrom(this.next().from, false)
        if (token.text === '{') return this.#context()
    }
    return this.unexpected('an expression')
  }

  #wordExpression(token: Token): Expression {
    const { from, to, text } = token
    const known = this.knownLength()
    if (known <= 1) {
      const follows = this.peek(1)
      if (text === 'if') return this.#if()
      if (text === 'for' && follows.kind === 'word') return this.#for()
      if ((text === 'some' || text === 'every') && follows.kind === 'word') return this.#quantified(text)
      if (text === 'function' && this.is('(', 1)) return this.#function()
      if (known === 0 && (text === 'true' || text === 'false')) {
        this.next()
        return { kind: 'boolean', value: text === 'true', from, to }
      }
      if (known === 0 && text === 'null') {
        this.next()
        return { kind: 'null', from, to }
      }
    }
    const { name, to: end } = this.name(this.namesHere())
    return { kind: 'name', name, from, to: end }
  }

  #if(): Expression {
    const { from } = this.next()
    const condition = this.expression()
    this.takeWord('then')
    const consequent = this.expression()
    this.takeWord('else')
    const alternative = this.expression()
    return { kind: 'if', condition, consequent, alternative, from, to: alternative.to }
  }

  #for(): Expression {
    const { from } = this.next()
    return this.withLocals(() => {
      const iterations = this.#iterations('return')
      const result = this.expression()
      return { kind: 'for', iterations, result, from, to: result.to }
    })
  }

  #quantified(quantifier: 'some' | 'every'): Expression {
    const { from } = this.next()
    return this.withLocals(() => {
      const iterations = this.#iterations('satisfies')
      const condition = this.expression()
      return { kind: 'quantified', quantifier, iterations, condition, from, to: condition.to }
    })
  }

  #iterations(until: string): readonly Iteration[] {
    const iterations: Iteration[] = []
    do {
      const declared = this.declaredName('in')
      this.takeWord('in')
      const source = this.expression()
      const end = this.skip('..') ? this.expression() : undefined
      iterations.push({
        name: declared.name,
        nameSpan: { from: declared.from, to: declared.to },
        source,
        ...(end && { end }),
        from: declared.from,
        to: (end ?? source).to,
      })
      // Later iterations and the result see it.
      this.local(declared.name)
    } while (this.skip(','))
    this.takeWord(until)
    return iterations
  }

  #function(): Expression {
    const { from } = this.next()
    this.take('(')
    const parameters: Parameter[] = []
    while (!this.is(')')) {
      if (parameters.length > 0) this.take(',')
      const { name } = this.declaredName(':', ',', ')')
      const type = this.skip(':') ? this.typeExpression() : undefined
      parameters.push({ name, ...(type && { type }) })
    }
    this.take(')')
    const external = this.isWord('external')
    if (external) this.next()
    return this.withLocals(() => {
      for (const { name } of parameters) this.local(name)
      const body = this.expression()
      return { kind: 'function', parameters, body, external, from, to: body.to }
    })
  }

  #brackets(): Expression {
    const { from } = this.next()
    const operator = this.peek()
    if (operator.kind === 'symbol' && comparisons.has(operator.text)) {
      this.next()
      const operand = this.#sum()
      const { to } = this.take(')')
      const written = operator.text as ComparisonOperator
      const isAbove = written === '>' || written === '>='
      const isBelow = written === '<' || written === '<='
      return {
        kind: 'range',
        start: isBelow ? undefined : operand,
        end: isAbove ? undefined : written === '!=' ? undefined : operand,
        startIncluded: written === '>=' || written === '=' || written === '!=',
        endIncluded: written === '<=' || written === '=',
        operator: written,
        from,
        to,
      }
    }
    const inside = this.expression()
    if (this.is('..')) return this.#rangeAfter(from, inside, false)
    const { to } = this.take(')')
    // The brackets belong to what is shown of it.
    return { ...inside, from, to }
  }

  #listOrRange(): Expression {
    const { from } = this.next()
    const elements: Expression[] = []
    while (!this.is(']')) {
      if (elements.length > 0) this.take(',')
      elements.push(this.expression())
      if (elements.length === 1 && this.is('..')) return this.#rangeAfter(from, elements[0] as Expression, true)
    }
    const { to } = this.take(']')
    return { kind: 'list', elements, from, to }
  }

  #rangeFrom(from: number, startIncluded: boolean): Expression {
    return this.#rangeAfter(from, this.expression(), startIncluded)
  }

  #rangeAfter(from: number, start: Expression, startIncluded: boolean): Expression {
    this.take('..')
    const end = this.expression()
    const closing = this.peek()
    if (!this.is(']') && !this.is(')') && !this.is('[')) this.unexpected('] or )')
    this.next()
    return { kind: 'range', start, end, startIncluded, endIncluded: closing.text === ']', from, to: closing.to }
  }

  #context(): Expression {
    const { from } = this.next()
    return this.withLocals(() => {
      const entries: ContextEntry[] = []
      while (!this.is('}')) {
        if (entries.length > 0) this.take(',')
        const token = this.peek()
        const key =
          token.kind === 'string' ? { name: this.next().text, from: token.from, to: token.to } : this.declaredName(':')
        this.take(':')
        const value = this.expression()
        entries.push({ key: key.name, keySpan: { from: key.from, to: key.to }, value })
        // Later entries see it, and paths and filters after this context may name it.
        this.local(key.name)
        this.met.add(key.name)
      }
      const { to } = this.take('}')
      return { kind: 'context', entries, from, to }
    })
  }

  #arguments(): readonly Argument[] {
    const args: Argument[] = []
    while (!this.is(')')) {
      if (args.length > 0) this.take(',')
      const isNamed = this.#namesArgument()
      if (args[0] && (args[0].name !== undefined) !== isNamed)
        throw new SyntaxFault('feel.mixed-arguments', 'Arguments are either all named or all in order', this.peek())
      const name = isNamed ? this.declaredName(':').name : undefined
      if (isNamed) this.take(':')
      args.push({ value: this.expression(), ...(name !== undefined && { name }) })
    }
    return args
  }

  /** Names hold words, numbers and operators only: if a colon ends such a run, it is the name of an argument. */
  #namesArgument(): boolean {
    if (this.peek().kind !== 'word') return false
    for (let ahead = 0; ; ahead++) {
      const { kind, text } = this.peek(ahead)
      if (kind === 'symbol' && text === ':') return true
      if (kind !== 'word' && kind !== 'number' && !(kind === 'symbol' && nameSymbols.includes(text))) return false
    }
  }
}
