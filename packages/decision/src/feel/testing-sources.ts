import { anyType, listOf, simpleType } from '../values/type.ts'
import type { Value } from '../values/value.ts'
import type { Scope } from './scope.ts'

/** For tests: numbers from 0 up to 1 that are the same for the same seed. */
export type Random = () => number

export const randomOf = (seed: number): Random => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export const oneOf = <T>(random: Random, choices: readonly T[]): T =>
  choices[Math.floor(random() * choices.length)] as T

/** The variables that generated sources know. */
export const variables: Readonly<Record<string, Value>> = {
  x: 5,
  'applicant age': 36,
  'a-b': 2.5,
  name: 'Ann Ōe 🐎',
  xs: [3, 1, null, 2],
  orders: [{ 'unit price': 10, date: '2026-11-20', of: { id: 1 } }, { 'unit price': null }, { date: 7 }],
  person: { 'first name': 'Bo', age: 7, tags: ['a', 'b'] },
  nothing: null,
  '?': 4,
}

export const scope: Scope = {
  variables: new Map([
    ...Object.keys(variables).map((name) => [name, anyType] as const),
    ['orders', listOf({ kind: 'context', entries: { 'unit price': simpleType('number'), date: anyType } })],
  ]),
  types: new Map([['tRisk', simpleType('string')]]),
}

const functions =
  `abs|all|any|append|before|ceiling|concatenate|contains|context|context merge|context put|count|date|date and time|day of week|
decimal|distinct values|duration|during|ends with|even|exp|flatten|floor|get entries|get value|includes|index of|insert before|is|
list contains|list replace|log|lower case|matches|max|mean|median|min|mode|modulo|not|now|number|odd|overlaps|product|range|remove|
replace|reverse|round up|sort|split|sqrt|starts with|stddev|string|string join|string length|sublist|substring|substring after|sum|
time|today|union|upper case|week of year|years and months duration`.split(/\|\s*/)

const leaves = [
  ...Object.keys(variables),
  'null',
  'true',
  'false',
  '0',
  '1',
  '-1',
  '2',
  '3.75',
  '.5',
  '1e3',
  '12345678901234567890.123',
  '1e6144',
  '""',
  '"a"',
  '"2026-11-20"',
  '"(a+)+$"',
  String.raw`"\uD83D\uDC0E\n"`,
  '@"2026-11-20"',
  '@"2026-11-20T23:59:59+08:00"',
  '@"10:11:12@Asia/Shanghai"',
  '@"P1Y2M"',
  '@"-P3DT4H"',
  '@"what"',
  '[]',
  '{}',
]
/** Most places do not know them. */
const strangers = ['unit price', 'item', 'partial', 'no such name']
const types = [
  'number',
  'string',
  'list<number>',
  'context<a: Any>',
  'function<number>->Any',
  'range<date>',
  'tRisk',
  'list',
  'nope',
]
const bound = ['i', 'unit price', 'a+b', 'x']

/** An expression that is mostly whole; `depth` bounds its nesting. */
export const randomSource = (random: Random, depth = 4): string => {
  const inside = () => randomSource(random, depth - 1)
  if (depth <= 0 || random() < 0.15) return oneOf(random, random() < 0.02 ? strangers : leaves)
  const local = oneOf(random, bound)
  switch (Math.floor(random() * 22)) {
    case 0:
    case 1:
      return `${inside()} ${oneOf(random, ['+', '-', '*', '/', '**'])} ${inside()}`
    case 2:
      return `${inside()} ${oneOf(random, ['=', '!=', '<', '<=', '>', '>='])} ${inside()}`
    case 3:
      return `${inside()} ${oneOf(random, ['and', 'or'])} ${inside()}`
    case 4:
      return `(${inside()})`
    case 5:
      return `[${inside()}, ${inside()}, ${inside()}]`
    case 6:
      return `${oneOf(random, ['[', '(', ']'])}${inside()}..${inside()}${oneOf(random, [']', ')', '['])}`
    case 7:
      return `{${local}: ${inside()}, "k": ${inside()}, c: ${local}}`
    case 8:
      return `if ${inside()} then ${inside()} else ${inside()}`
    case 9:
      return `for ${local} in ${inside()} return ${inside()}`
    case 10:
      return `for i in ${inside()}..${inside()}, ${local} in ${inside()} return partial[-1]`
    case 11:
      return `${oneOf(random, ['some', 'every'])} ${local} in ${inside()} satisfies ${inside()}`
    case 12:
      return `${oneOf(random, ['xs', 'orders', inside()])}[${inside()}]`
    case 13:
      return `${oneOf(random, ['person', 'orders', inside()])}.${oneOf(random, ['first name', 'unit price', 'year', 'k', 'of.id'])}`
    case 14:
      return `${inside()} in ${oneOf(random, [`(${inside()}, < ${inside()})`, inside(), `>= ${inside()}`, `(? > ${inside()})`])}`
    case 15:
      return `${inside()} between ${inside()} and ${inside()}`
    case 16:
      return `${inside()} instance of ${oneOf(random, types)}`
    case 17:
      return `(function(${local}, b: number) ${inside()})(${inside()}, ${inside()})`
    case 18:
      return `-${inside()}`
    default: {
      const count = Math.floor(random() * 4)
      return `${oneOf(random, functions)}(${Array.from({ length: count }, inside).join(', ')})`
    }
  }
}

export const randomCell = (random: Random): string => {
  const tests = Array.from({ length: 1 + Math.floor(random() * 3) }, () =>
    oneOf(random, [`${oneOf(random, ['<', '<=', '>', '>=', '=', '!='])} `, '', '']).concat(randomSource(random, 2)),
  ).join(', ')
  return random() < 0.3 ? `not(${tests})` : tests
}

const noise = [
  ...'()[]{}<>=!+-*/.,:;@"?\\\'’“\n\u0000\u180E\uFEFF\uD800é年𠮷',
  ...[
    '..',
    '**',
    '->',
    '//',
    '/*',
    '*/',
    'and',
    'or',
    'in',
    'not(',
    'if',
    'then',
    'else',
    'for',
    'return',
    'some',
    'every',
  ],
  ...[
    'satisfies',
    'between',
    'instance of',
    'function(',
    'external',
    '1e',
    '1e9999',
    '@"',
    '\\u',
    '((((((((',
    '[[[[[[[[',
  ],
  ...['- - - - ', 'x.x.x.x', '{a:{a:{a:', 'list<list<', ' '.repeat(50)],
]

/** A source with something left out, put in, doubled or exchanged, somewhere. */
export const mutated = (random: Random, source: string, other: string): string => {
  let text = source
  for (let turns = 1 + Math.floor(random() * 3); turns > 0; turns--) {
    const from = Math.floor(random() * (text.length + 1))
    const to = Math.min(text.length, from + Math.floor(random() * 6))
    const put = oneOf(random, [
      '',
      oneOf(random, noise),
      oneOf(random, noise),
      text.slice(from, to).repeat(2),
      other.slice(Math.floor(random() * other.length)),
    ])
    text = text.slice(0, from) + put + text.slice(to)
  }
  return text.slice(0, 4_000)
}
