import { numberFromText } from '../values/number.ts'
import type { Argument, ComparisonOperator, ContextEntry, Expression, Iteration, Parameter } from './ast.ts'
import type { NameAt } from './name-reader.ts'
import { SyntaxFault, shown } from './syntax-fault.ts'
import type { Token } from './tokens.ts'
import { TypeReader } from './type-reader.ts'

export const comparisons = new Set(['=', '!=', '<', '<=', '>', '>='])
/** Symbols that an expression may begin with. */
const openings = new Set(['(', '[', ']', '{', '-', '<', '>', '<=', '>=', '=', '!='])

/** Reads what stands between operators: literals, names, brackets, and what begins with a word of its own. */
export abstract class OperandReader extends TypeReader {
  /** An expression, one level of nesting down. */
  abstract expression(): Expression

  /** What an operator in front of an endpoint means: a range that is open to one side. */
  protected operatorRange(operator: Token, operand: Expression): Expression {
    const written = operator.text as ComparisonOperator
    return {
      kind: 'range',
      start: written.startsWith('<') ? undefined : operand,
      end: written.startsWith('>') || written === '!=' ? undefined : operand,
      startIncluded: written === '>=' || written === '=' || written === '!=',
      endIncluded: written === '<=' || written === '=',
      operator: written,
      from: operator.from,
      to: operand.to,
    }
  }

  protected operand(): Expression {
    const token = this.peek()
    const { from, to, text } = token
    switch (token.kind) {
      case 'number': {
        // Not FEEL's, but models have such names: 2026 income.
        const known = this.knownName()
        if (known && known.length > 1) return { kind: 'name', ...this.usedName(known) }
        this.next()
        const value = numberFromText(text)
        if (value === undefined) throw new SyntaxFault('feel.number', `${shown(text)} is out of bounds`, token)
        return { kind: 'number', value, from, to }
      }
      case 'string':
        this.next()
        return { kind: 'string', value: text, from, to }
      case 'at':
        this.next()
        return { kind: 'at', text, from, to }
      case 'word':
        return this.#word(token)
      case 'symbol':
        if (text === '(') return this.#brackets()
        if (text === '[') return this.#listOrRange()
        if (text === ']' && this.#opensExpression(this.peek(1))) {
          this.next()
          return this.rangeAfter(from, this.expression(), false)
        }
        if (text === '{') return this.#context()
    }
    return this.unexpected('an expression')
  }

  #word(token: Token): Expression {
    const { from, to, text } = token
    const known = this.knownName()
    if (!known || known.length === 1) {
      switch (text) {
        case 'if':
          return this.#if()
        case 'for':
          if (this.peek(1).kind === 'word') return this.#for()
          break
        case 'some':
        case 'every':
          if (this.peek(1).kind === 'word') return this.#quantified(text)
          break
        case 'function':
          if (this.is('(', 1)) return this.#function()
          break
        case 'true':
        case 'false':
          this.next()
          return { kind: 'boolean', value: text === 'true', from, to }
        case 'null':
          this.next()
          return { kind: 'null', from, to }
      }
    }
    return { kind: 'name', ...this.usedName(known) }
  }

  /** A chain of `else if` is read in a loop: it is long, not deep. */
  #if(): Expression {
    const branches: { readonly from: number; readonly condition: Expression; readonly consequent: Expression }[] = []
    do {
      const { from } = this.next()
      const condition = this.expression()
      this.takeWord('then')
      const consequent = this.expression()
      this.takeWord('else')
      branches.push({ from, condition, consequent })
    } while (this.isWord('if') && (this.knownName()?.length ?? 0) <= 1)
    const last = this.expression()
    return branches.reduceRight(
      (alternative, branch) => ({ kind: 'if', ...branch, alternative, to: alternative.to }),
      last,
    )
  }

  #for(): Expression {
    const { from } = this.next()
    this.enterLocals()
    const iterations = this.#iterations('return')
    this.local('partial')
    const result = this.expression()
    this.leaveLocals()
    return { kind: 'for', iterations, result, from, to: result.to }
  }

  #quantified(quantifier: 'some' | 'every'): Expression {
    const { from } = this.next()
    this.enterLocals()
    const iterations = this.#iterations('satisfies')
    const condition = this.expression()
    this.leaveLocals()
    return { kind: 'quantified', quantifier, iterations, condition, from, to: condition.to }
  }

  #iterations(until: string): readonly Iteration[] {
    const iterations: Iteration[] = []
    do {
      const { name, from, to } = this.declaredName('in')
      this.takeWord('in')
      const source = this.expression()
      const end = this.skip('..') ? this.expression() : undefined
      iterations.push({
        name,
        nameSpan: { from, to },
        source,
        ...(end && { end }),
        from,
        to: (end ?? source).to,
      })
      // Later iterations and the result see it.
      this.local(name)
    } while (this.skip(','))
    this.takeWord(until)
    return iterations
  }

  #function(): Expression {
    const { from } = this.next()
    this.take('(')
    const parameters: Parameter[] = []
    this.listed(')', () => {
      const { name } = this.declaredName(':', ',', ')')
      parameters.push({ name, ...(this.skip(':') && { type: this.typeExpression() }) })
    })
    const external = this.isWord('external')
    if (external) this.next()
    this.enterLocals()
    for (const { name } of parameters) this.local(name)
    const body = this.expression()
    this.leaveLocals()
    return { kind: 'function', parameters, body, external, from, to: body.to }
  }

  #brackets(): Expression {
    const { from } = this.next()
    const inside = this.expression()
    if (this.is('..')) return this.rangeAfter(from, inside, false)
    const { to } = this.take(')')
    // The brackets belong to what is shown of it.
    return { ...inside, from, to }
  }

  #listOrRange(): Expression {
    const { from } = this.next()
    const elements: Expression[] = []
    let range: Expression | undefined
    while (!this.is(']') || (elements.length === 0 && this.#opensRange())) {
      if (elements.length > 0 && !this.skip(',')) this.unexpected('"," or "]"')
      const element = this.expression()
      if (elements.length === 0 && this.is('..')) {
        range = this.rangeAfter(from, element, true)
        break
      }
      elements.push(element)
    }
    return range ?? { kind: 'list', elements, from, to: this.next().to }
  }

  /** `]` at the begin of a range, where it could also close a list: `[]1..5[]`. */
  #opensRange(): boolean {
    const token = this.peek(1)
    return token.kind !== 'symbol' && this.#opensExpression(token)
  }

  /** The rest of a range, after its start. */
  protected rangeAfter(from: number, start: Expression, startIncluded: boolean): Expression {
    this.take('..')
    const end = this.expression()
    const closing = this.peek()
    if (!this.is(']') && !this.is(')') && !this.is('[')) this.unexpected('"]" or ")"')
    this.next()
    return { kind: 'range', start, end, startIncluded, endIncluded: closing.text === ']', from, to: closing.to }
  }

  /** In `]1..5[` the last bracket closes a range: nothing follows it that a filter could hold. */
  protected opensFilter(): boolean {
    return this.is('[') && !this.is(']', 1) && this.#opensExpression(this.peek(1))
  }

  #opensExpression(token: Token): boolean {
    return token.kind === 'symbol' ? openings.has(token.text) : token.kind !== 'end' && !this.isStop(token)
  }

  #context(): Expression {
    const { from } = this.next()
    this.enterLocals()
    const entries: ContextEntry[] = []
    const { to } = this.listed('}', () => {
      const { name, ...keySpan } = this.#key()
      this.take(':')
      entries.push({ key: name, keySpan, value: this.expression() })
      // Later entries see it.
      this.local(name)
      this.entry(name)
    })
    this.leaveLocals()
    return { kind: 'context', entries, from, to }
  }

  #key(): NameAt {
    const { kind, from, to } = this.peek()
    return kind === 'string' ? { name: this.next().text, from, to } : this.declaredName(':')
  }

  /** After the opening bracket, up to and with the closing one. */
  protected callArguments(): { readonly args: readonly Argument[]; readonly to: number } {
    const args: Argument[] = []
    const { to } = this.listed(')', () => {
      const first = this.peek()
      const isNamed = this.namesArgument()
      if (args[0] && (args[0].name !== undefined) !== isNamed)
        throw new SyntaxFault('feel.mixed-arguments', 'Arguments are either all named or all in order', first)
      const name = isNamed ? this.declaredName(':').name : undefined
      if (isNamed) this.take(':')
      args.push({ value: this.expression(), ...(name !== undefined && { name }) })
    })
    return { args, to }
  }
}
