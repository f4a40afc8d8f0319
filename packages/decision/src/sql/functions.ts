import { builtins } from '../builtins/index.ts'
import type { CallExpression, Expression } from '../feel/ast.ts'
import { isInteger, isNumber } from '../values/number.ts'
import type { Value } from '../values/value.ts'
import { comparison, conjunction, disjunction } from './compare.ts'
import { calendarPart, dateOf, monthsBetween } from './dates.ts'
import { absolute, arithmetic, modulo, roundedTo } from './numbers.ts'
import { share } from './share.ts'
import { booleanTerm, called, type Kind, nullTerm, type Term, type Work } from './term.ts'
import {
  after,
  before,
  contains,
  endsWith,
  inCase,
  lengthOf,
  matches,
  part,
  startsWith,
  whole,
  written,
} from './texts.ts'

/** A call, with its arguments in order and translated. */
type Call = {
  readonly node: CallExpression
  readonly args: readonly Term[]
  readonly work: Work
  readonly name: string
}

/** Kinds that the parameters take, in order; the last may be left out as often as `optional` says. */
type Translation = {
  readonly takes: readonly (readonly Kind[])[]
  readonly optional?: number
  readonly sql: (call: Call) => Term | undefined
}

const numbers: readonly Kind[] = ['number']
const texts: readonly Kind[] = ['string']
const days: readonly Kind[] = ['date', 'date and time']

const of = (
  takes: Translation['takes'],
  sql: (args: readonly Term[], call: Call) => Term | undefined,
  optional = 0,
): Translation => ({
  takes,
  optional,
  sql: (call) => sql(call.args, call),
})

/** A whole number that is written, such as the places of a rounding. */
const wholeConstant = (constant: Value | undefined): number | undefined =>
  isNumber(constant) && isInteger(constant) && Math.abs(Number(constant)) < 1e9 ? Number(constant) : undefined

const rounding = (way: Parameters<typeof roundedTo>[0], optional: number): Translation =>
  of(
    [numbers, numbers],
    ([number, scale], { node, work }) => {
      const places = scale ? wholeConstant(scale.constant) : 0
      if (places === undefined)
        return work.refuse(node, 'sql.argument', 'To how many places is rounded is written out here, as a whole number')
      return roundedTo(way, number as Term, places, node, work)
    },
    optional,
  )

const ofTwoTexts = (translate: (text: Term, match: Term, work: Work) => Term): Translation =>
  of([texts, texts], ([text, match], { work }) => translate(text as Term, match as Term, work))

/** Only whole numbers are odd or even. */
const parity = (number: Term, rest: 0 | 1, work: Work): Term =>
  share(work, [number], ({ sql }) =>
    booleanTerm(`case when ${sql} = trunc(${sql}) then abs(mod(${sql}, 2)) = ${rest} end`, true),
  )

/** Functions of one value each that PostgreSQL can be made to compute exactly alike. */
const translations: ReadonlyMap<string, Translation> = new Map<string, Translation>([
  ['not', of([['boolean']], ([negand]) => booleanTerm(`not ${(negand as Term).sql}`, (negand as Term).nullable))],
  [
    'abs',
    of([['number', 'days and time duration', 'years and months duration']], ([number]) => absolute(number as Term)),
  ],
  ['floor', rounding('floor', 1)],
  ['ceiling', rounding('ceiling', 1)],
  ['round up', rounding('up', 1)],
  ['round down', rounding('down', 1)],
  ['round half up', rounding('half up', 1)],
  ['round half down', rounding('half down', 1)],
  ['decimal', rounding('half even', 0)],
  ['modulo', of([numbers, numbers], ([l, r], { node, work }) => modulo(l as Term, r as Term, node, work))],
  ['odd', of([numbers], ([number], { work }) => parity(number as Term, 1, work))],
  ['even', of([numbers], ([number], { work }) => parity(number as Term, 0, work))],
  ['string length', of([texts], ([text]) => lengthOf(text as Term))],
  ['upper case', of([texts], ([text]) => inCase('upper', text as Term))],
  ['lower case', of([texts], ([text]) => inCase('lower', text as Term))],
  ['contains', ofTwoTexts(contains)],
  ['starts with', ofTwoTexts(startsWith)],
  ['ends with', ofTwoTexts(endsWith)],
  ['substring before', ofTwoTexts(before)],
  ['substring after', ofTwoTexts(after)],
  [
    'substring',
    of(
      [texts, numbers, numbers],
      ([text, start, length], { node, work }) => {
        const from = wholeConstant(start?.constant)
        const count = length && wholeConstant(length.constant)
        if (from === undefined || (length && count === undefined))
          return work.refuse(node, 'sql.argument', 'Start and length are written out here, as whole numbers')
        return part(text as Term, from, count, node, work)
      },
      1,
    ),
  ],
  [
    'matches',
    of(
      [texts, texts, texts],
      ([input, pattern, flags], { node, work }) => {
        if (flags && typeof flags.constant !== 'string')
          return work.refuse(node, 'sql.pattern', 'Flags are written out here')
        return matches(input as Term, pattern as Term, (flags?.constant as string | undefined) ?? '', node, work)
      },
      1,
    ),
  ],
  [
    'string',
    of([[...texts, ...numbers, 'boolean', ...days]], ([value], { node, work }) => written(value as Term, node, work)),
  ],
  ['date', of([days], ([day], { work }) => dateOf(day as Term, work))],
  [
    'years and months duration',
    of([days, days], ([from, to], { work }) =>
      monthsBetween(dateOf(from as Term, work), dateOf(to as Term, work), work),
    ),
  ],
  ...['day of year', 'week of year', 'day of week', 'month of year'].map((name): [string, Translation] => [
    name,
    of([days], ([day], { work }) => calendarPart(name, day as Term, work)),
  ]),
])

/** Functions of a list that is written out, or of their arguments. */
const overList: Readonly<Record<string, (elements: readonly Term[], call: Omit<Call, 'args'>) => Term | undefined>> = {
  count: (elements, { work }) => whole(work.parameter(String(elements.length), 'numeric'), false),
  min: (elements, call) => extreme('least', elements, call),
  max: (elements, call) => extreme('greatest', elements, call),
  sum: (elements, call) => folded('+', elements, call),
  product: (elements, call) => folded('*', elements, call),
  mean: (elements, call) => {
    const total = folded('+', elements, call)
    const { work, node } = call
    const length = String(elements.length)
    const count: Term = {
      kind: 'number',
      sql: work.parameter(length, 'numeric'),
      nullable: false,
      digits: { before: length.length, after: 0 },
    }
    return total && total.kind === 'number' ? arithmetic('/', total, count, node, work) : total
  },
  all: (elements) =>
    elements.length === 0 ? { kind: 'boolean', sql: 'true', nullable: false } : conjunction(elements.map(truth)),
  any: (elements) =>
    elements.length === 0 ? { kind: 'boolean', sql: 'false', nullable: false } : disjunction(elements.map(truth)),
}

const truth = (term: Term): Term =>
  term.kind === 'boolean' ? term : { kind: 'boolean', sql: 'null::boolean', nullable: true }

/** Null as soon as one of them is. */
const extreme = (
  pick: 'least' | 'greatest',
  elements: readonly Term[],
  { node, work, name }: Omit<Call, 'args'>,
): Term | undefined => {
  const [first, ...others] = elements
  if (!first || elements.some(({ kind }) => kind === 'Null')) return nullTerm
  if (elements.some(({ kind }) => kind !== first.kind) || first.kind === 'boolean')
    return work.refuse(node, 'sql.kinds', `"${name}" compares values of one kind that has an order`)
  if (others.length === 0) return first
  const digits = elements.map((term) => term.digits)
  return share(work, elements, (...once): Term => {
    const ordered = once.map(({ sql }) => (first.kind === 'string' ? `${sql} collate "C"` : sql)).join(', ')
    const picked = `${pick}(${ordered})${first.kind === 'string' ? ' collate "default"' : ''}`
    const given = once.filter((term) => term.nullable).map(({ sql }) => `${sql} is not null`)
    return {
      kind: first.kind,
      sql: given.length === 0 ? `(${picked})` : `(case when ${given.join(' and ')} then ${picked} end)`,
      nullable: given.length > 0,
      beyond: Math.max(...elements.map(({ beyond = 0 }) => beyond)),
      ...(first.zone !== undefined && { zone: first.zone }),
      ...(digits.every((each) => each !== undefined) && {
        digits: {
          before: Math.max(...digits.map(({ before }) => before)),
          after: Math.max(...digits.map(({ after }) => after)),
        },
      }),
    }
  })
}

/** One after the other, each result rounded as FEEL rounds it. */
const folded = (
  operator: '+' | '*',
  elements: readonly Term[],
  { node, work, name }: Omit<Call, 'args'>,
): Term | undefined => {
  const [first, ...others] = elements
  if (!first || elements.some(({ kind }) => kind === 'Null')) return nullTerm
  if (elements.some(({ kind }) => kind !== 'number')) return work.refuse(node, 'sql.kinds', `"${name}" takes numbers`)
  let total: Term | undefined = first
  for (const element of others) total = total && arithmetic(operator, total, element, node, work)
  return total
}

export const translatable: ReadonlySet<string> = new Set([
  ...translations.keys(),
  ...Object.keys(overList),
  'list contains',
  'now',
  'today',
])

/** Arguments as written, in the order of the function's parameters. */
export const inOrder = ({ args }: CallExpression, name: string): readonly (Expression | undefined)[] | undefined => {
  if (args[0]?.name === undefined) return args.map(({ value }) => value)
  const parameters = builtins
    .get(name)
    ?.signatures.find((signature) =>
      args.every((argument) => signature.some((parameter) => parameter.name === argument.name)),
    )
  const ordered = parameters?.map((parameter) => args.find((argument) => argument.name === parameter.name)?.value)
  while (ordered && ordered.length > 0 && ordered.at(-1) === undefined) ordered.pop()
  return ordered
}

/** A call of a function of single values; undefined after telling why it cannot be translated. */
export const translateCall = (call: Call): Term | undefined => {
  const { node, args, name, work } = call
  const translation = translations.get(name)
  if (!translation)
    return work.refuse(node, 'sql.function', `The database cannot do "${name}" as FEEL does it`, { params: { name } })
  const { takes, optional = 0 } = translation
  if (args.length > takes.length || args.length < takes.length - optional)
    return work.refuse(node, 'sql.arguments', `"${name}" does not take ${args.length} arguments here`, {
      params: { name },
    })
  // `string(null)` aside, what is given nothing gives nothing.
  if (args.some(({ kind }) => kind === 'Null')) return nullTerm
  for (const [index, arg] of args.entries()) {
    const kinds = takes[index] as readonly Kind[]
    if (!kinds.includes(arg.kind))
      return work.refuse(
        node.args[index]?.value ?? node,
        'sql.kinds',
        `"${name}" takes ${called(kinds[0] as Kind)} here, this is ${called(arg.kind)}`,
        {
          params: { name },
        },
      )
  }
  return translation.sql(call)
}

/** A call of a function of a list that is written out. */
export const translateOverList = (
  name: string,
  elements: readonly Term[],
  node: CallExpression,
  work: Work,
): Term | undefined => overList[name]?.(elements, { node, work, name })

export const isOverList = (name: string): boolean => Object.hasOwn(overList, name)

/** `list contains(list, element)` of a list that is written out. */
export const listContains = (elements: readonly Term[], element: Term, node: CallExpression, work: Work): Term => {
  const equals = elements.map((each) => comparison('=', each, element, node, work))
  if (equals.length === 0) return { kind: 'boolean', sql: 'false', nullable: false }
  return disjunction(equals.map((term) => (term.nullable ? booleanTerm(`${term.sql} is true`, false) : term)))
}
