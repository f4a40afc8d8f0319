import { describe, expect, it } from 'vitest'
import { parseExpression, parseUnaryTests } from '../../feel/parse.ts'
import type { Scope } from '../../feel/scope.ts'
import type { Problem } from '../../problem.ts'
import { anyType, type FeelType, listOf, simpleType } from '../../values/type.ts'
import { inferTests, inferType } from './index.ts'
import { typeName } from './relations.ts'

const person: FeelType = {
  kind: 'context',
  name: 'tPerson',
  entries: { age: simpleType('number'), name: simpleType('string'), born: simpleType('date') },
}
const scope: Scope = {
  variables: new Map<string, FeelType>([
    ['n', simpleType('number')],
    ['s', simpleType('string')],
    ['b', simpleType('boolean')],
    ['d', simpleType('date')],
    ['dt', simpleType('date and time')],
    ['dur', simpleType('days and time duration')],
    ['p', person],
    ['people', listOf(person)],
    ['numbers', listOf(simpleType('number'))],
    ['any', anyType],
    ['f', { kind: 'function', parameters: [simpleType('number')], result: simpleType('string') }],
  ]),
}

const look = (source: string) => {
  const parsed = parseExpression(source, scope)
  if (!parsed.ok) throw new Error(`${source}: ${parsed.problems[0].message}`)
  const problems: Problem[] = []
  const type = inferType(parsed.expression, scope, problems)
  return { type: typeName(type), problems }
}

it.each([
  ['n + 1', 'number'],
  ['s + "x"', 'string'],
  ['d - d', 'days and time duration'],
  ['d + dur', 'date'],
  ['dur / dur', 'number'],
  ['n * dur', 'days and time duration'],
  ['any + 1', 'Any'],
  ['p.age', 'number'],
  ['people.age', 'list<number>'],
  ['people[age > 3]', 'list<tPerson>'],
  ['people[1].name', 'string'],
  ['people[age > n][1].born.year', 'number'],
  ['numbers[item > 2]', 'list<number>'],
  ['for x in numbers return string(x)', 'list<string>'],
  ['for x in 1..3 return d', 'list<date>'],
  ['some x in people satisfies x.age > 3', 'boolean'],
  ['if b then 1 else 2', 'number'],
  ['if b then 1 else "x"', 'Any'],
  ['if b then 1 else null', 'number'],
  ['{a: 1, c: a + 1}.c', 'number'],
  ['[1, 2]', 'list<number>'],
  ['[1, "x"]', 'list'],
  ['string length(s)', 'number'],
  ['f(1)', 'string'],
  ['(function(x: number) x > 1)(2)', 'boolean'],
  ['[1..5]', 'range<number>'],
  ['@"P1D"', 'days and time duration'],
  ['unheard of', 'Any'],
])('knows that %s is %s', (source, type) => {
  expect(look(source)).toEqual({ type, problems: [] })
})

describe('tells what can only come to null', () => {
  it.each([
    ['n + s', 'check.arithmetic', 'n + s'],
    ['1 + (s * 2)', 'check.arithmetic', '(s * 2)'],
    ['-s', 'check.arithmetic', '-s'],
    ['d + d', 'check.arithmetic', 'd + d'],
    ['n > s', 'check.incomparable', 'n > s'],
    ['s = 1', 'check.incomparable', 's = 1'],
    ['b < true', 'check.incomparable', 'b < true'],
    ['n between 1 and "x"', 'check.incomparable', '"x"'],
    ['n in ("a", "b")', 'check.test-type', '"a"'],
    ['n in > s', 'check.test-type', '> s'],
    ['if n then 1 else 2', 'check.condition', 'n'],
    ['b and s', 'check.condition', 's'],
    ['people[name]', 'check.condition', 'name'],
    ['every x in numbers satisfies x', 'check.condition', 'x'],
    ['n(1)', 'check.no-function', 'n(1)'],
    ['f()', 'check.arguments', 'f()'],
    ['f("x")', 'check.arguments', 'f("x")'],
    ['string length(n)', 'check.arguments', 'string length(n)'],
    ['substring("abc")', 'check.arguments', 'substring("abc")'],
    ['substring(string: "abc", begin: 1)', 'check.arguments', 'substring(string: "abc", begin: 1)'],
    ['n.year', 'check.unknown-entry', 'year'],
    ['p.agee', 'check.unknown-entry', 'agee'],
    ['people.agee', 'check.unknown-entry', 'agee'],
  ])('%s', (source, code, at) => {
    const { problems } = look(source)
    expect(problems[0]).toMatchObject({ code, severity: 'warning' })
    const { from = 0, to = 0 } = problems[0]?.span ?? {}
    expect(source.slice(from, to)).toBe(at)
  })

  it('with the entry that may have been meant', () => {
    expect(look('p.agee').problems).toMatchObject([{ suggestion: 'age', params: { name: 'agee', type: 'tPerson' } }])
  })
})

it.each([
  'n = null',
  'null + n',
  'numbers = 1',
  '[n] + 1',
  'd < dt',
  'd = dt',
  'any > "x"',
  'p.age in people.age',
  'sum(numbers)',
  'sum(1, 2, 3)',
  'max(d, d)',
  'concatenate(numbers, people)',
  'string length([s])',
  'people[any]',
  'any.whatever.year',
  'd.month',
  'duration("P1D").days',
  'list contains(numbers, "x")',
  'if any then 1 else 2',
  'sort(people, function(x, y) x.age < y.age)',
  'people[item.age > 3]',
  'people[later > 3]',
  'get value(p, "other")',
  's in ("a", "b")',
  'n in [1..5]',
  'n in [[1..5], [7..9]]',
  'd in [@"2026-01-01"..@"2026-12-31"]',
])('says nothing of %s', (source) => {
  expect(look(source).problems).toEqual([])
})

describe('of the tests of a cell', () => {
  const test = (source: string, type: FeelType) => {
    const parsed = parseUnaryTests(source, scope)
    if (!parsed.ok) throw new Error(source)
    const problems: Problem[] = []
    inferTests(parsed.expression, type, scope, problems)
    return problems.map(({ code }) => code)
  }

  it.each([
    ['"a"', simpleType('number')],
    ['< "a"', simpleType('number')],
    ['[1..3]', simpleType('string')],
    ['not("a")', simpleType('number')],
    ['string length(?) > 2', simpleType('number')],
  ])('tells %s where values are %o', (source, type) => {
    expect(test(source, type)).not.toEqual([])
  })

  it.each([
    ['"a", "b"', simpleType('string')],
    ['< n, > 5', simpleType('number')],
    ['true', simpleType('number')],
    ['? > 5 and b', simpleType('number')],
    ['null', simpleType('number')],
    ['any', simpleType('number')],
    ['numbers', simpleType('number')],
    ['"a"', listOf(simpleType('string'))],
    ['list contains(?, "a")', listOf(simpleType('string'))],
  ])('takes %s where values are %o', (source, type) => {
    expect(test(source, type)).toEqual([])
  })
})
