import { decision, input, literal } from '../dmn/testing-model.ts'
import { fromJson } from '../values/json.ts'
import { collection, component, context, gives, invocation, item, knowledge, says, typed } from './testing-models.ts'

/** Implicit conversions (DMN 1.5, clause 10.3.2.9.4) wherever a type is declared, and item definitions (clause 7.3.3). */

const lists = item('tNumbers', typed('number'), collection) + item('tMoments', typed('date and time'), collection)
const midnight = '2026-01-01T00:00:00Z'

gives(
  'results of decisions',
  lists +
    [
      ['5', 'tNumbers'],
      ['[5]', 'number'],
      ['[5, 6]', 'number'],
      ['"x"', 'number'],
      ['"x"', 'tNumbers'],
      ['1', 'string'],
      ['[[1]]', 'number'],
      ['[]', 'number'],
      ['[]', 'tNumbers'],
      ['[null]', 'tNumbers'],
      ['[1, "a"]', 'tNumbers'],
      ['null', 'tNumbers'],
      ['@"2026-01-01"', 'date and time'],
      ['[@"2026-01-01"]', 'date and time'],
      ['@"2026-01-01T00:00:00"', 'date'],
      ['[1]', 'Any'],
      ['@"P1D"', 'dayTimeDuration'],
      ['@"P1D"', 'yearMonthDuration'],
    ]
      .map(([text = '', type], index) => says(`d${index}`, text, [], type))
      .join(''),
  [
    '[5]',
    '5',
    'null',
    'null',
    'null',
    'null',
    'null',
    'null',
    '[]',
    '[null]',
    'null',
    'null',
    midnight,
    midnight,
    'null',
    '[1]',
    'P1D',
    'null',
  ].map((wanted, index) => [`d${index}`, {}, wanted] as const),
)
gives(
  'inputs',
  lists +
    input('list', 'tNumbers') +
    input('one', 'number') +
    input('moment', 'date and time') +
    input('any', ' Any ') +
    says('a', 'list', ['input:list']) +
    says('b', 'one', ['input:one']) +
    says('c', 'moment', ['input:moment']) +
    says('d', 'any', ['input:any']),
  [
    ['a', { list: 5 }, '[5]'],
    ['b', { one: [5] }, '5'],
    ['b', { one: [5, 6] }, 'null'],
    ['c', { moment: fromJson({ '@': '2026-01-01' }) }, midnight],
    ['d', { any: [5] }, '[5]'],
  ],
)
gives(
  'arguments, by position, by name and in invocations',
  lists +
    knowledge('f', ['x:tNumbers'], 'count(x)') +
    knowledge('g', ['x:date and time'], 'x') +
    says('a', '[f(5), f(x: [1, 2])]', ['knowledge:f']) +
    says('b', 'g(@"2026-01-01")', ['knowledge:g']) +
    decision('c', invocation('g', { x: '@"2026-01-01"' }), ['knowledge:g']) +
    says('d', '(function(d: date and time) d)(@"2026-01-01")') +
    says('e', '(function(p: list<number>, q: context<a: number>) p[1] + q.a)(1, {a: 2})'),
  [
    ['a', {}, '[1, 2]'],
    ['b', {}, midnight],
    ['c', {}, midnight],
    ['d', {}, midnight],
    ['e', {}, '3'],
  ],
)
gives(
  'boxed expressions, entries and cells',
  lists +
    decision('a', literal('"a"', 'number')) +
    decision('b', literal('[1]', 'number')) +
    decision('c', `<list typeRef="tNumbers">${literal('1')}${literal('"a"')}</list>`) +
    decision('d', context(['a', '"no"', 'number'], ['b', 'a = null'])) +
    decision(
      'e',
      `<relation><column name="n" typeRef="string"/><column name="v" typeRef="number"/><row>${literal('"A"')}${literal('[1]')}</row><row>${literal('"B"')}${literal('"x"')}</row></relation>`,
    ),
  [
    ['a', {}, 'null'],
    ['b', {}, '1'],
    ['c', {}, 'null'],
    ['d', {}, '{a: null, b: true}'],
    ['e', {}, '[{n: "A", v: 1}, {n: "B", v: null}]'],
  ],
)

gives(
  'contexts have all components of their type, and may have more',
  item('tP', component('n', typed('string')) + component('k', typed('number'))) +
    ['{n: "a", k: 1}', '{n: 1, k: 2}', '{n: "a"}', '{n: "a", k: 1, z: 2}', '{n: "a", k: null}', '5']
      .map((text, index) => says(`d${index}`, text, [], 'tP'))
      .join(''),
  ['{n: "a", k: 1}', 'null', 'null', '{n: "a", k: 1, z: 2}', '{n: "a", k: null}', 'null'].map(
    (wanted, index) => [`d${index}`, {}, wanted] as const,
  ),
)

const constrained: readonly (readonly [type: string, text: string, wanted: string])[] = [
  ['tRange', '5', '5'],
  ['tRange', '11', 'null'],
  ['tEnum', '"c"', 'null'],
  ['tTest', '"abc"', '"abc"'],
  ['tTest', '"ab"', 'null'],
  ['tNot', '5', 'null'],
  ['tNot', '6', '6'],
  ['tInner', '4', '4'],
  ['tInner', '6', 'null'],
  ['tInner', '0', 'null'],
  ['tEach', '["a", "b"]', '["a", "b"]'],
  ['tEach', '["a", "c"]', 'null'],
  ['tEach', '"a"', '["a"]'],
  ['tOfEnum', '["a", "c"]', 'null'],
  ['tWhole', '["x", "y"]', '["x", "y"]'],
  ['tWhole', '"x"', 'null'],
  ['tBoth', '["a", "b"]', '["a", "b"]'],
  ['tBoth', '["a"]', 'null'],
  ['tBoth', '["a", "x"]', 'null'],
  ['tNested', '[["a"], ["b", "a"]]', '[["a"], ["b", "a"]]'],
  ['tNested', '[["a"], ["c"]]', 'null'],
  ['tOne', '3', 'null'],
  ['tOne', '4', '4'],
  ['tDeep', '{n: "x", sub: {k: 1, l: [1]}}', '{n: "x", sub: {k: 1, l: [1]}}'],
  ['tDeep', '{n: "x", sub: {k: 0, l: []}}', 'null'],
  ['tDeep', '{n: "z", sub: {k: 1, l: []}}', 'null'],
]
gives(
  'allowed values are of each element, a type constraint of the whole',
  item('tRange', typed('number', '[1..10]')) +
    item('tEnum', typed('string', '"a", "b"')) +
    item('tTest', typed('string', 'string length(?) > 2')) +
    item('tNot', typed('number', 'not(5)')) +
    item('tInner', typed('tRange', '< 5')) +
    item('tEach', typed('string', '"a", "b"'), collection) +
    item('tOfEnum', typed('tEnum'), collection) +
    item('tWhole', typed('string', undefined, 'count(?) > 1'), collection) +
    item('tBoth', typed('string', '"a", "b"', 'count(?) = 2'), collection) +
    item('tNested', typed('tEach'), collection) +
    item('tOne', typed('number', undefined, '> 3')) +
    item(
      'tDeep',
      component('n', typed('string', '"x", "y"')) +
        component('sub', component('k', typed('number', '> 0')) + component('l', typed('number'), collection)),
    ) +
    constrained.map(([type, text], index) => says(`d${index}`, text, [], type)).join(''),
  constrained.map(([, , wanted], index) => [`d${index}`, {}, wanted] as const),
)
gives(
  'instance of asks for the type without its allowed values',
  item('tEnum', typed('string', '"a", "b"')) +
    item('tP', component('n', typed('tEnum'))) +
    says(
      'a',
      '["z" instance of tEnum, {n: "q"} instance of tP, {m: "q"} instance of tP, [{n: "a"}] instance of list<tP>]',
    ),
  [['a', {}, '[true, true, false, true]']],
)
gives(
  'collections of contexts are filtered, walked and read by entry',
  item('tP', component('n', typed('string')) + component('years of age', typed('number'))) +
    item('tPs', typed('tP'), collection) +
    input('ps', 'tPs') +
    ['ps[years of age > 18].n', 'for p in ps return p.n + string(p.years of age)', 'ps[n = "A"]', 'ps.n']
      .map((text, index) => says(`d${index}`, text, ['input:ps'], index === 2 ? 'tP' : undefined))
      .join(''),
  ['["B"]', '["A1", "B20"]', '{n: "A", years of age: 1}', '["A", "B"]'].map(
    (wanted, index) =>
      [
        `d${index}`,
        {
          ps: [
            { n: 'A', 'years of age': 1 },
            { n: 'B', 'years of age': 20 },
          ],
        },
        wanted,
      ] as const,
  ),
)
