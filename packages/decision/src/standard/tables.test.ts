import { decision, input, table } from '../dmn/testing-model.ts'
import { fromJson } from '../values/json.ts'
import { collection, component, context, gives, item, knowledge, says, typed } from './testing-models.ts'

/** Decision tables (DMN 1.5, clause 8) over inputs of every kind. */

const first = { hitPolicy: 'FIRST' }
const a = ['input:a']
const cells: readonly (readonly [rows: readonly string[], given: readonly (readonly [unknown, string])[]])[] = [
  [
    ['null => 1', 'not(null) => 2'],
    [
      [undefined, '1'],
      [1, '2'],
    ],
  ],
  [
    ['[1, 2, 3] => "in"', '- => "out"'],
    [
      [2, '"in"'],
      [5, '"out"'],
      [[1, 2, 3], '"in"'],
    ],
  ],
  [
    ['even(?) => "even"', '? + 1 > 10 => "big"', '- => "else"'],
    [
      [2, '"even"'],
      [11, '"big"'],
      [3, '"else"'],
    ],
  ],
  [
    ['not(1, 2) => "no"', '1, 2 => "yes"'],
    [
      [1, '"yes"'],
      [3, '"no"'],
    ],
  ],
  [
    ['true => "t"', 'false => "f"', 'null => "n"'],
    [
      [true, '"t"'],
      [false, '"f"'],
      [undefined, '"n"'],
    ],
  ],
  [
    ['"x" => 1', '"y", "z" => 2', 'starts with(?, "q") => 3'],
    [
      ['z', '2'],
      ['qq', '3'],
      ['no', 'null'],
    ],
  ],
  [
    ['list contains(?, "c") => 1', '["a", "b"] => 2', '- => 3'],
    [
      [['c', 'd'], '1'],
      [['a', 'b'], '2'],
      [['b'], '3'],
    ],
  ],
  [
    ['{n: "a"} => 1', '?.n = "b" => 2', 'null => 3'],
    [
      [{ n: 'a' }, '1'],
      [{ n: 'b' }, '2'],
      [undefined, '3'],
    ],
  ],
  [
    ['@"2026-01-01" => 1', '> date("2026-01-02") => 2', '< duration("P1D") => 3', '> @"P1Y" => 4'],
    [
      [fromJson({ '@': '2026-01-01' }), '1'],
      [fromJson({ '@': '2026-01-03' }), '2'],
      [fromJson({ '@': 'PT1H' }), '3'],
      [fromJson({ '@': 'P2Y' }), '4'],
      [fromJson({ '@': 'P2D' }), 'null'],
    ],
  ],
]
gives(
  'cells',
  input('a') + cells.map(([rows], index) => decision(`d${index}`, table(['a'], ['d'], rows, first), a)).join(''),
  cells.flatMap(([, given], index) => given.map(([value, wanted]) => [`d${index}`, { a: value }, wanted] as const)),
)
gives(
  'cells speak of other inputs and call functions',
  input('a') +
    input('b') +
    knowledge('f', ['x'], 'x * 10') +
    decision('c', table(['a'], ['c'], ['b => "eq"', '> b => "gt"', '- => "no"'], first), [...a, 'input:b']) +
    decision('d', table(['a'], ['d'], ['[b..b + 2] => "in"', '- => "out"'], first), [...a, 'input:b']) +
    decision('e', table(['f(a)'], ['e'], ['> f(1) => f(a)', '- => "le"'], first), [...a, 'knowledge:f']),
  [
    ['c', { a: 1, b: 1 }, '"eq"'],
    ['c', { a: 2, b: 1 }, '"gt"'],
    ['c', { a: 2, b: [1, 2] }, '"eq"'],
    ['c', { b: 1 }, '"no"'],
    ['d', { a: 2, b: 1 }, '"in"'],
    ['d', { a: 2 }, '"out"'],
    ['e', { a: 2 }, '20'],
    ['e', { a: 1 }, '"le"'],
  ],
)
gives(
  'inputs are entries, functions and filters of a variable',
  item(
    'tP',
    component('Name', typed('string')) +
      component('Age of person', typed('number')) +
      component('tags', typed('string'), collection),
  ) +
    input('P', 'tP') +
    decision(
      't',
      table(
        ['P.Age of person', 'count(P.tags)', 'upper case(P.Name)'],
        ['t'],
        [
          '>= 18 | > 0 | "BOB" => "A" + P.Name',
          '< 18 | - | - => "child"',
          '- | 0 | - => "none"',
          '- | - | - => "else"',
        ],
        first,
      ),
      ['input:P'],
    ),
  [
    ['t', { P: { Name: 'Bob', 'Age of person': 20, tags: ['x'] } }, '"ABob"'],
    ['t', { P: { Name: 'Al', 'Age of person': 2, tags: [] } }, '"child"'],
    ['t', { P: { Name: 'Al', 'Age of person': 20, tags: [] } }, '"none"'],
    ['t', { P: { Name: 'Al', 'Age of person': 20, tags: ['b'] } }, '"else"'],
  ],
)
const otherwise = (text: string): string => `<defaultOutputEntry><text>${text}</text></defaultOutputEntry>`
gives(
  'several outputs are a context that fits the type of the decision',
  item('tO', component('x', typed('number')) + component('y', typed('string'))) +
    input('a', 'number') +
    decision('t', table(['a'], ['x', 'y'], ['1 => 10 | "one"', '2 => 20 | 3']), a, 'tO') +
    says('u', 't.x + 1', ['decision:t']) +
    decision(
      'v',
      table(['a'], ['x', 'y'], ['1 => 10 | "one"'], { outputParts: { x: otherwise('0'), y: otherwise('"none"') } }),
      a,
      'tO',
    ) +
    decision('w', table(['a'], ['x', 'y'], ['1 => 10 | "one"'], { outputParts: { x: otherwise('0') } }), a, 'tO'),
  [
    ['t', { a: 1 }, '{x: 10, y: "one"}'],
    ['t', { a: 2 }, 'null'],
    ['t', { a: 9 }, 'null'],
    ['u', { a: 1 }, '11'],
    ['v', { a: 9 }, '{x: 0, y: "none"}'],
    ['w', { a: 9 }, '{x: 0, y: null}'],
  ],
)
gives(
  'what is collected fits the type of the decision: a list, or the only element',
  item('tL', typed('number'), collection) +
    input('a', 'number') +
    ['tL', 'number']
      .map((type, index) =>
        decision(`d${index}`, table(['a'], ['d'], ['> 0 => 1', '> 1 => 2'], { hitPolicy: 'COLLECT' }), a, type),
      )
      .join('') +
    decision('lists', table(['a'], ['l'], ['> 0 => [1, 2]', '> 1 => [3]'], { hitPolicy: 'COLLECT' }), a),
  [
    ['d0', { a: 1 }, '[1]'],
    ['d0', { a: 2 }, '[1, 2]'],
    ['d0', { a: 0 }, '[]'],
    ['d1', { a: 1 }, '1'],
    ['d1', { a: 2 }, 'null'],
    ['lists', { a: 2 }, '[[1, 2], [3]]'],
  ],
)
gives(
  'a table stands inside a context and inside a function',
  input('a', 'number') +
    decision(
      'c',
      context(['t', table(['a'], ['t'], ['> 1 => "b"', '<= 1 => "s"'])], ['u', 't + "!"'], [null, 'u']),
      a,
    ) +
    knowledge('f', ['kind:string', 'name'], table(['kind'], ['f'], ['"M" => name + " dad"', '"F" => name + " mum"'])) +
    says('d', '[f("M", "x"), f(name: "y", kind: "F"), f("Q", "z")]', ['knowledge:f']),
  [
    ['c', { a: 2 }, '"b!"'],
    ['d', {}, '["x dad", "y mum", null]'],
  ],
)
