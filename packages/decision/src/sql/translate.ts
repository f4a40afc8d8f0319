import type { CallExpression, Expression, InExpression, RangeExpression, UnaryTest } from '../feel/ast.ts'
import { constantOf } from '../feel/cell-shape.ts'
import { compileTree } from '../feel/compile/index.ts'
import { nearestName } from '../feel/nearest-name.ts'
import { parseExpression } from '../feel/parse.ts'
import { resolveType } from '../feel/resolve-type.ts'
import { newRun } from '../feel/run.ts'
import { emptyScope } from '../feel/scope.ts'
import type { Problem } from '../problem.ts'
import { FeelRange, isList } from '../values/value.ts'
import type { SqlColumn, SqlOptions } from './column.ts'
import { comparison, conjunction, disjunction, isTrue } from './compare.ts'
import { difference, plusDuration, property } from './dates.ts'
import { inOrder, isOverList, listContains, translatable, translateCall, translateOverList } from './functions.ts'
import { literal } from './literal.ts'
import { arithmetic, negated } from './numbers.ts'
import { inRange, type RangeTerm } from './ranges.ts'
import { share } from './share.ts'
import { asBoolean, booleanTerm, called, nullTerm, type Term, type Work } from './term.ts'
import { concatenated } from './texts.ts'

/** What is in an expression that SQL has no word for, as a person would call it. */
const wholeValues: Readonly<Partial<Record<Expression['kind'], string>>> = {
  list: 'A list',
  context: 'A context',
  range: 'A range',
  filter: 'A filter',
  for: 'A loop',
  quantified: '"some" and "every"',
  function: 'A function',
  'unary tests': 'A test of a cell',
}

/** Texts of SQL beyond this are no help to anybody. */
const mostText = 200_000

/** Written around the number of a parameter: no column's SQL holds such characters. */
const marks = /\ue000(\d+)\ue001/g

export class Translation implements Work {
  readonly problems: Problem[] = []
  readonly used = new Set<string>()
  readonly #columns: ReadonlyMap<string, SqlColumn>
  readonly #options: SqlOptions & { readonly now: number; readonly zone: string }
  #aliases = 0
  /** Parameters of the host's function that is being translated. */
  #locals: ReadonlyMap<string, Term> | undefined
  readonly #given: { readonly value: string; readonly type: string }[] = []

  constructor(columns: readonly SqlColumn[], options: SqlOptions) {
    this.#columns = new Map(columns.map((column) => [column.name, column]))
    this.#options = { ...options, now: options.now ?? Date.now(), zone: options.zone ?? 'UTC' }
  }

  /** A mark for now: what is folded away later leaves no parameter behind. */
  readonly parameter = (value: string, type: string): string => `\ue000${this.#given.push({ value, type }) - 1}\ue001`

  /** The text with its parameters in their places; the same value of the same type is sent once. */
  finish(sql: string): { readonly text: string; readonly values: readonly string[] } {
    const values: string[] = []
    const known = new Map<string, string>()
    const text = sql.replace(marks, (_, at: string) => {
      const { value, type } = this.#given[Number(at)] as { value: string; type: string }
      const made = known.get(`${type} ${value}`) ?? `$${(this.#options.offset ?? 0) + values.push(value)}::${type}`
      known.set(`${type} ${value}`, made)
      return made
    })
    return { text, values }
  }

  readonly alias = (): string => `feel_${++this.#aliases}`

  readonly refuse: Work['refuse'] = ({ from, to }, code, message, more) => {
    this.problems.push({ code, severity: 'error', message, span: { from, to }, ...more })
    return undefined
  }

  readonly warn: Work['warn'] = ({ from, to }, code, message) => {
    this.problems.push({ code, severity: 'warning', message, span: { from, to } })
  }

  translate(node: Expression): Term | undefined {
    const constant = this.#isShadowed(node) ? undefined : constantOf(node)
    if (constant !== undefined && !isList(constant) && !(constant instanceof FeelRange))
      return literal(constant, node, this)
    const term = this.#composed(node)
    if (term && term.sql.length > mostText)
      return this.refuse(node, 'limit.sql', `The text for the database would have more than ${mostText} characters`)
    return term
  }

  /** A call of what a column is called: then the name is that column. */
  #isShadowed(node: Expression): boolean {
    return node.kind === 'call' && node.callee.kind === 'name' && this.#columns.has(node.callee.name)
  }

  #composed(node: Expression): Term | undefined {
    switch (node.kind) {
      case 'name':
        return this.#column(node.name, node)
      case 'path':
        return this.#path(node)
      case 'negate':
        return this.#negation(node)
      case 'arithmetic':
        return this.#arithmetic(node)
      case 'comparison':
        return this.#both(node.left, node.right, (left, right) => comparison(node.operator, left, right, node, this))
      case 'between':
        return this.#between(node)
      case 'and':
      case 'or':
        return this.#both(node.left, node.right, (left, right) => {
          const sides = [left, right].map((side): Term => ({ ...side, kind: 'boolean', sql: asBoolean(side) }))
          for (const [side, written] of [[left, node.left] as const, [right, node.right] as const])
            if (side.kind !== 'boolean' && side.kind !== 'Null')
              this.warn(written, 'sql.kinds', `${called(side.kind)} is neither true nor false: it counts as null`)
          return node.kind === 'and' ? conjunction(sides) : disjunction(sides)
        })
      case 'in':
        return this.#in(node)
      case 'instance of':
        return this.#instanceOf(node)
      case 'if':
        return this.#if(node)
      case 'call':
        return this.#call(node)
      default:
        return this.refuse(node, 'sql.expression', `${wholeValues[node.kind] ?? 'This'} cannot be translated here`)
    }
  }

  #column(name: string, at: Expression): Term | undefined {
    const local = this.#locals?.get(name)
    if (local) return local
    const column = this.#columns.get(name)
    if (!column) {
      const names = [...this.#columns.keys()]
      if (names.some((other) => other.startsWith(`${name}.`)))
        return this.refuse(
          at,
          'sql.context',
          `"${name}" is taken by its parts here: ${names.filter((other) => other.startsWith(`${name}.`)).join(', ')}`,
          { params: { name } },
        )
      const suggestion = nearestName(name, [...names, ...(this.#options.functions?.keys() ?? []), ...translatable])
      return this.refuse(at, 'feel.unknown-name', `There is no "${name}" here`, {
        params: { name },
        ...(suggestion !== undefined && { suggestion }),
      })
    }
    this.used.add(name)
    const { type: kind, sql, required, digits, zone } = column
    const typed = kind === 'number' ? `(${sql})::numeric` : `(${sql})`
    return {
      kind,
      sql: typed,
      nullable: required !== true,
      ...(digits && { digits }),
      ...(kind === 'date and time' && { zone: zone ?? this.#options.zone }),
    }
  }

  #path(node: Expression & { kind: 'path' }): Term | undefined {
    if (node.source.kind === 'name' && this.#columns.has(`${node.source.name}.${node.name}`))
      return this.#column(`${node.source.name}.${node.name}`, node)
    const source = this.translate(node.source)
    if (!source || source.kind === 'Null') return source
    return property(source, node.name, { from: node.from, to: node.to }, this)
  }

  #both(left: Expression, right: Expression, join: (left: Term, right: Term) => Term | undefined): Term | undefined {
    // Both, so that everything that is wrong is told at once.
    const [first, second] = [this.translate(left), this.translate(right)]
    return first && second && join(first, second)
  }

  #negation(node: Expression & { kind: 'negate' }): Term | undefined {
    const operand = this.translate(node.operand)
    if (!operand || operand.kind === 'Null') return operand
    if (operand.kind === 'number' || isDuration(operand)) return negated(operand)
    return this.#nothing(node, `${called(operand.kind)} has no opposite`)
  }

  #nothing(at: Expression, why: string): Term {
    this.warn(at, 'sql.kinds', `${why}: this is always null`)
    return nullTerm
  }

  #arithmetic(node: Expression & { kind: 'arithmetic' }): Term | undefined {
    const { operator } = node
    return this.#both(node.left, node.right, (left, right) => {
      if (left.kind === 'Null' || right.kind === 'Null') return nullTerm
      if (left.kind === 'number' && right.kind === 'number') return arithmetic(operator, left, right, node, this)
      if (operator === '+' || operator === '-') {
        const isPlus = operator === '+'
        if (isPlus && left.kind === 'string' && right.kind === 'string') return concatenated(left, right)
        if (isDay(left) && isDuration(right)) return plusDuration(left, right, isPlus ? 1 : -1, node, this)
        if (isPlus && isDuration(left) && isDay(right)) return plusDuration(right, left, 1, node, this)
        if (!isPlus && isDay(left) && left.kind === right.kind) return difference(left, right)
        if (isDuration(left) && left.kind === right.kind)
          return {
            kind: left.kind,
            sql: `(${left.sql} ${operator} ${right.sql})`,
            nullable: left.nullable || right.nullable,
          }
        if (isDay(left) && isDay(right))
          return this.refuse(node, 'sql.kinds', 'Here a date is taken from a date only: take date() of the other')
      }
      if (isDuration(left) || isDuration(right))
        return this.refuse(node, 'sql.duration', `"${operator}" of durations is not done in the database`)
      return this.#nothing(node, `"${operator}" of ${called(left.kind)} and ${called(right.kind)} is nothing`)
    })
  }

  #between({ value, low, high, ...at }: Expression & { kind: 'between' }): Term | undefined {
    const [it, least, most] = [value, low, high].map((part) => this.translate(part))
    if (!it || !least || !most) return undefined
    return share(this, [it], (once) =>
      conjunction([comparison('>=', once, least, at, this), comparison('<=', once, most, at, this)]),
    )
  }

  #in(node: InExpression): Term | undefined {
    const value = this.translate(node.value)
    // Translated even without a value to test, so that everything that is wrong is told at once.
    return share(this, [value ?? nullTerm], (once) => {
      const tests = node.tests.map((test) => this.#test(once, test))
      return value && tests.every((test) => test !== undefined) ? disjunction(tests as Term[]) : undefined
    })
  }

  #test(value: Term, test: UnaryTest): Term | undefined {
    if (test.test === 'expression') return this.#isIn(value, test.expression, true)
    const operand = this.translate(test.operand)
    return operand && comparison(test.operator, value, operand, test, this)
  }

  /** Equal to it, inside of it, or to one of its elements. */
  #isIn(value: Term, what: Expression, elements: boolean): Term | undefined {
    if (what.kind === 'range') return this.#inRange(value, what)
    const constant = constantOf(what)
    if (constant instanceof FeelRange) return this.#inConstantRange(value, constant, what)
    if (what.kind === 'list' && elements) {
      const found = what.elements.map((element) => this.#isIn(value, element, false))
      if (found.some((each) => each === undefined)) return undefined
      return oneOf(found as Term[])
    }
    if (isList(constant) && elements) {
      const found = constant.map((element) =>
        element instanceof FeelRange
          ? this.#inConstantRange(value, element, what)
          : this.#equals(value, literal(element, what, this), what),
      )
      if (found.some((each) => each === undefined)) return undefined
      return oneOf(found as Term[])
    }
    return this.#equals(value, this.translate(what), what)
  }

  #equals(value: Term, other: Term | undefined, at: Expression): Term | undefined {
    return other && comparison('=', value, other, at, this)
  }

  #inConstantRange(value: Term, range: FeelRange, at: Expression): Term | undefined {
    const { start, end, startIncluded, endIncluded, isNot } = range
    const isOnly = (range as { readonly isOnly?: boolean }).isOnly === true
    if (isNot || isOnly) {
      const only = literal(start ?? null, at, this)
      return only && comparison(isNot ? '!=' : '=', value, only, at, this)
    }
    const [first, last] = [start, end].map((each) => (each === undefined ? undefined : literal(each, at, this)))
    if ((start !== undefined && !first) || (end !== undefined && !last)) return undefined
    return inRange(value, { start: first, end: last, startIncluded, endIncluded }, at, this)
  }

  #inRange(value: Term, node: RangeExpression): Term | undefined {
    if (node.operator === '=' || node.operator === '!=') {
      const only = node.start && this.translate(node.start)
      return only && comparison(node.operator, value, only, node, this)
    }
    const [start, end] = [node.start, node.end].map((each) => each && this.translate(each))
    if ((node.start && !start) || (node.end && !end)) return undefined
    const kinds = new Set([start, end].flatMap((each) => (each && each.kind !== 'Null' ? [each.kind] : [])))
    if (kinds.size > 1 || kinds.has('boolean'))
      return this.refuse(node, 'sql.range', 'The ends of a range are of one kind that has an order')
    const range: RangeTerm = { start, end, startIncluded: node.startIncluded, endIncluded: node.endIncluded }
    return inRange(value, range, node, this)
  }

  #instanceOf(node: Expression & { kind: 'instance of' }): Term | undefined {
    const value = this.translate(node.value)
    const problems: Problem[] = []
    const type = resolveType(node.type, emptyScope, problems)
    this.problems.push(...problems)
    if (!value || !type) return undefined
    const isKind = type.kind === 'Any' || type.kind === value.kind
    if (type.kind === 'Null') return value.kind === 'Null' ? yes : booleanTerm(`${value.sql} is null`, false)
    if (value.kind === 'Null' || !isKind) return no
    return value.nullable ? booleanTerm(`${value.sql} is not null`, false) : yes
  }

  #if(node: Expression & { kind: 'if' }): Term | undefined {
    const condition = this.translate(node.condition)
    const [yes, no] = [this.translate(node.consequent), this.translate(node.alternative)]
    if (!condition || !yes || !no) return undefined
    if (yes.kind === 'Null' && no.kind === 'Null') return nullTerm
    const kind = yes.kind === 'Null' ? no.kind : yes.kind
    if (no.kind !== 'Null' && no.kind !== kind)
      return this.refuse(
        node,
        'sql.kinds',
        `In the database both ways give one kind: here ${called(kind)}, there ${called(no.kind)}`,
      )
    if (yes.zone !== no.zone && yes.kind === no.kind)
      return this.refuse(node, 'sql.zone', 'In the database both ways give times of one zone')
    const given = [yes, no].filter((each) => each.kind !== 'Null')
    const digits = given.map((each) => each.digits)
    const zone = given[0]?.zone
    return {
      kind,
      sql: `(case when ${asBoolean(condition)} then ${yes.sql} else ${no.sql} end)`,
      nullable: yes.nullable || no.nullable,
      ...(digits.every((each) => each !== undefined) && {
        digits: {
          before: Math.max(...digits.map(({ before }) => before)),
          after: Math.max(...digits.map(({ after }) => after)),
        },
      }),
      ...(zone !== undefined && { zone }),
      beyond: Math.max(...given.map(({ beyond = 0 }) => beyond)),
    }
  }

  #call(node: CallExpression): Term | undefined {
    if (node.callee.kind !== 'name')
      return this.refuse(node, 'sql.function', 'Only functions by their name are called here')
    const { name } = node.callee
    if (this.#columns.has(name))
      return this.refuse(node.callee, 'sql.function', `"${name}" is a column here, no function`)
    const own = this.#options.functions?.get(name)
    if (own !== undefined) return this.#hostCall(node, name, own)
    if (name === 'now' || name === 'today') return this.#clock(node)
    const args = inOrder(node, name)
    if (!args || args.some((arg) => arg === undefined) || !translatable.has(name)) return this.#unknownCall(node, name)
    const given = args as readonly Expression[]
    if (isOverList(name) || name === 'list contains') return this.#overList(node, name, given)
    const terms = given.map((arg) => this.translate(arg))
    if (terms.some((term) => term === undefined)) return undefined
    return translateCall({ node, name, args: terms as Term[], work: this })
  }

  #unknownCall(node: CallExpression, name: string): undefined {
    const names = [...translatable, ...(this.#options.functions?.keys() ?? [])]
    const isKnown = constantOf({ ...node, args: [] }) !== undefined
    const suggestion = isKnown ? undefined : nearestName(name, names)
    return this.refuse(
      node,
      isKnown ? 'sql.function' : 'feel.unknown-name',
      isKnown ? `The database cannot do "${name}" as FEEL does it` : `There is no function "${name}" here`,
      { params: { name }, ...(suggestion !== undefined && { suggestion }) },
    )
  }

  #overList(node: CallExpression, name: string, args: readonly Expression[]): Term | undefined {
    const [first] = args
    const isWritten = first?.kind === 'list'
    const takesList = name === 'list contains' || name === 'count'
    if (
      (takesList && !isWritten) ||
      (isWritten && args.length !== (name === 'list contains' ? 2 : 1)) ||
      args.length === 0
    )
      return this.refuse(node, 'sql.list', `"${name}" takes a list that is written out here`)
    const elements = (isWritten ? first.elements : args).map((element) => this.translate(element))
    const searched = name === 'list contains' ? this.translate(args[1] as Expression) : nullTerm
    if (!searched || elements.some((element) => element === undefined)) return undefined
    const terms = elements as Term[]
    return name === 'list contains'
      ? listContains(terms, searched, node, this)
      : translateOverList(name, terms, node, this)
  }

  /** One instant for the whole statement, as for one evaluation. */
  #clock(node: CallExpression): Term | undefined {
    const { now, zone } = this.#options
    const value = compileTree(node, emptyScope, [])([newRun({ now, zone })])
    return literal(value, node, this)
  }

  /** What the host's function says, with the arguments for its parameters. */
  #hostCall(node: CallExpression, name: string, written: string): Term | undefined {
    const parsed = parseExpression(written)
    if (!parsed.ok || parsed.expression.kind !== 'function') throw new Error(`"${name}" is no function: ${written}`)
    const { parameters, body } = parsed.expression
    const args = node.args.map(({ value }) => this.translate(value))
    if (args.length !== parameters.length || node.args.some((arg) => arg.name !== undefined))
      return this.refuse(node, 'sql.arguments', `"${name}" takes ${parameters.length} arguments, in order`)
    if (args.some((arg) => arg === undefined)) return undefined
    return share(this, args as Term[], (...once) => {
      const outer = this.#locals
      const told = this.problems.length
      this.#locals = new Map(parameters.map((parameter, at) => [parameter.name, once[at] as Term]))
      const made = this.translate(body)
      this.#locals = outer
      // What is wrong inside of it is told at the call.
      const inside = this.problems.splice(told)
      this.problems.push(...inside.map((problem) => ({ ...problem, span: { from: node.from, to: node.to } })))
      return made
    })
  }
}

const yes: Term = { kind: 'boolean', sql: 'true', nullable: false }
const no: Term = { kind: 'boolean', sql: 'false', nullable: false }

/** What a list has is never unknown. */
const oneOf = (found: readonly Term[]): Term => (found.length === 0 ? no : disjunction(found.map(isTrue)))

const isDay = ({ kind }: Term): boolean => kind === 'date' || kind === 'date and time'
const isDuration = ({ kind }: Term): boolean =>
  kind === 'days and time duration' || kind === 'years and months duration'
