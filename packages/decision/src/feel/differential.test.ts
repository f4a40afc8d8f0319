/**
 * The same expressions here and in feelin, the FEEL of bpmn.io: made by a small typed grammar, so that both are defined. Where they
 * differ the standard's text decides, and the difference stands in the table at the end.
 */
import fc from 'fast-check'
import { evaluate, unaryTest } from 'feelin'
import { expect, it } from 'vitest'
import { toJson } from '../values/json.ts'
import { anyType } from '../values/type.ts'
import type { Value } from '../values/value.ts'
import { type CompileResult, compileExpression, compileUnaryTests } from './program-of.ts'
import type { Scope } from './scope.ts'

const variables: Readonly<Record<string, Value>> = {
  x: 7,
  'total amount': 12,
  flag: true,
  name: 'Ann',
  xs: [4, 2, 9],
  person: { n: 1, s: 'p', b: false },
}
const scope: Scope = { variables: new Map(Object.keys(variables).map((name) => [name, anyType])) }

const jsonOf = (made: CompileResult, values = variables): unknown => {
  if (!made.ok) throw new Error(made.problems[0]?.message)
  return toJson(made.program.evaluate(values))
}

type Text = fc.Arbitrary<string>
/** A text with generated parts. */
const text = (pieces: TemplateStringsArray, ...parts: Text[]): Text =>
  fc.tuple(...parts).map((made) => pieces.reduce((whole, piece, index) => whole + made[index - 1] + piece))

const integer = (min: number, max: number) => fc.integer({ min, max }).map(String)
const order = fc.constantFrom('=', '!=', '<', '<=', '>', '>=')
const equality = fc.constantFrom('=', '!=')
/** Two numbers, the smaller one first, with a sign between. */
const ends = (sign: string): Text =>
  fc.tuple(fc.nat(20), fc.nat(20)).map(([low, more]) => `${low}${sign}${low + more + 1}`)

type Grammar = { number: string; boolean: string; string: string; list: string; context: string }

const grammar = fc.letrec<Grammar>((tie) => {
  const [number, boolean, string, list, context] = (['number', 'boolean', 'string', 'list', 'context'] as const).map(
    (name) => tie(name),
  ) as [Text, Text, Text, Text, Text]
  const size = { maxDepth: 4 }
  return {
    number: fc.oneof(
      size,
      integer(0, 20),
      fc.constantFrom('x', 'total amount', '-3'),
      text`(${number} ${fc.constantFrom('+', '-', '*')} ${number})`,
      text`${number} + ${number} * ${number}`,
      text`-(${number})`,
      text`(if ${boolean} then ${number} else ${number})`,
      // Of what is surely there: what null does to operators is a matter of the table below.
      text`append(${list}, ${number})[${fc.constantFrom('1', '-1')}]`,
      text`count(${list})`,
      text`sum(append(${list}, 0))`,
      text`max(append(${list}, 0))`,
      text`string length(${string})`,
      text`${context}.n`,
      text`(function(p, q r) p + q r)(q r: 2, p: ${number})`,
      text`{f: function(p) p * 2, r: f(${number})}.r`,
      text`abs(${number})`,
      text`modulo(${number}, 7)`,
    ),
    boolean: fc.oneof(
      size,
      fc.constantFrom('true', 'false', 'flag', 'null'),
      text`(${number} ${order} ${number})`,
      text`(${string} ${order} ${string})`,
      text`(${boolean} ${equality} ${boolean})`,
      text`{a: ${list}, b: ${list}, r: count(a) = count(b) and a = b}.r`,
      text`(${boolean} and ${boolean})`,
      text`(${boolean} or ${boolean})`,
      text`not(${boolean})`,
      text`(${number} in [${ends('..')}])`,
      text`(${number} in ]${ends('..')}[)`,
      text`(${number} in (${number}, > ${number}, [${ends('..')}]))`,
      text`(${number} between ${ends(' and ')})`,
      text`(some i in ${list} satisfies i > ${number})`,
      text`(every i in ${list}, j in [1, 2] satisfies i * j >= ${number})`,
      text`list contains(${list}, ${number})`,
      text`contains(${string}, ${string})`,
      text`(${fc.oneof(number, string, list)} instance of ${fc.constantFrom('number', 'string', 'boolean')})`,
      text`${context}.b`,
      text`(${number} = null)`,
    ),
    string: fc.oneof(
      size,
      fc.constantFrom('"a"', '"abc"', '""', '"年龄"', '"🐎b"', 'name'),
      text`(${string} + ${string})`,
      text`upper case(${string})`,
      text`(if ${boolean} then ${string} else ${string})`,
      text`substring("abc" + ${string}, 2, 2)`,
      text`${context}.s`,
      text`string(${number})`,
      text`substring before(${string}, "b")`,
    ),
    list: fc.oneof(
      size,
      fc.constantFrom('xs', '[1, 2, 3]'),
      text`[${number}, ${number}]`,
      text`(for i in ${list} return i + ${number})`,
      text`(for i in 1..${integer(1, 4)} return i * ${number})`,
      text`(for i in ${integer(1, 4)}..1 return i)`,
      text`(for i in ${list}, j in [1, 2] return i * j)`,
      text`(for i in ${list} return if count(partial) = 0 then i else partial[-1] + i)`,
      text`${list}[item > ${number}]`,
      text`[{n: ${number}}, {n: 2}][n > ${number}].n`,
      text`append(${list}, ${number})`,
      text`reverse(${list})`,
      text`[${context}, ${context}].n`,
      text`distinct values(${list})`,
      text`sort(${list}, function(a, b) a < b)`,
    ),
    context: fc.oneof(
      size,
      fc.constant('person'),
      text`{n: ${number}, s: ${string}, b: ${boolean}}`,
      text`{first one: ${number}, n: first one + 1, s: "s", b: n > 1}`,
    ),
  }
})

it('comes to what feelin comes to', () => {
  const any = fc.oneof(grammar.number, grammar.boolean, grammar.string, grammar.list, grammar.context)
  fc.assert(
    fc.property(any, (source) => {
      // As JSON: feelin has a zero below zero.
      expect(JSON.stringify(jsonOf(compileExpression(source, scope))), source).toBe(
        JSON.stringify(evaluate(source, { ...variables }).value),
      )
    }),
    { numRuns: 1_500, seed: 20_261_120 },
  )
})

it('lets the inputs pass that feelin lets pass', () => {
  // Simple ones: in not(…) of longer ones feelin's parser may see a call.
  const number = fc.oneof(integer(0, 20), fc.constantFrom('x', 'total amount', 'x + 1', 'count(xs)'))
  const test = fc.oneof(
    integer(0, 9),
    text`< ${number}`,
    text`>= ${number}`,
    text`[${ends('..')})`,
    text`? > ${number} and ? < 15`,
    text`${fc.constantFrom('xs', '[1, 2, 3]')}`,
  )
  const cell = fc.oneof(test, text`${test}, ${test}`, text`not(${test}, ${test})`, fc.constant('-'))
  fc.assert(
    fc.property(cell, fc.nat(20), (source, input) => {
      const all = { ...variables, '?': input }
      const made = compileUnaryTests(source, { variables: new Map([...scope.variables, ['?', anyType]]) })
      // Whether it passes: feelin has false where the standard has null.
      expect(jsonOf(made, all) === true, `${source} of ${input}`).toBe(unaryTest(source, all).value === true)
    }),
    { numRuns: 1_000, seed: 20_261_120 },
  )
})

/** What feelin 8.2.0 does differently, what the standard (DMN 1.5) says, and where. */
const deviations: readonly [source: string, feelin: unknown, standard: unknown, clause: string][] = [
  ['2 in [3..1]', true, false, 'table 55: e1 >= 3 and e1 <= 1'],
  ['2 between 3 and 1', true, false, 'table 55: e1 >= 3 and e1 <= 1'],
  ['1 between 2 and null', null, false, 'table 50: false and null is false'],
  ['5 in (null..10)', true, null, 'table 55: 5 > null is null'],
  ['some x in [1, 2] satisfies x > null', false, null, 'table 48: false or null or null'],
  ['[1, 2] = [1]', null, false, 'table 53: lists must be of the same length'],
]

it.each(deviations)('%s is %j in feelin and %j by the standard (%s)', (source, feelin, standard) => {
  expect(jsonOf(compileExpression(source, scope))).toEqual(standard)
  expect(evaluate(source, { ...variables }).value).toEqual(feelin)
})
