import { describe, expect, it } from 'vitest'
import { anyType, type FeelType, listOf, simpleType } from '../values/type.ts'
import type { Expression } from './ast.ts'
import { childrenOf } from './children.ts'
import { parseExpression, parseType, parseUnaryTests } from './parse.ts'
import type { Scope } from './scope.ts'

const scopeOf = (...names: string[]): Scope => ({ variables: new Map(names.map((name) => [name, anyType])) })

/** A tree as text: operators in brackets around what they bind, names in quotes. */
const shape = (node: Expression): string => {
  const inside = childrenOf(node).map(shape)
  switch (node.kind) {
    case 'name':
      return `'${node.name}'`
    case 'number':
    case 'boolean':
      return String(node.value)
    case 'string':
      return JSON.stringify(node.value)
    case 'arithmetic':
    case 'comparison':
      return `(${inside.join(` ${node.operator} `)})`
    case 'path':
      return `${inside[0]}.'${node.name}'`
    case 'filter':
      return `${inside[0]}[${inside[1]}]`
    case 'call':
      return `${inside[0]}(${inside.slice(1).join(', ')})`
    case 'range':
      return node.operator
        ? `(${node.operator} ${inside[0]})`
        : `${node.startIncluded ? '[' : '('}${inside.join('..')}${node.endIncluded ? ']' : ')'}`
    case 'in':
      return `(${inside[0]} in ${node.tests
        .map((test) => (test.test === 'compare' ? `${test.operator} ${shape(test.operand)}` : shape(test.expression)))
        .join(' | ')})`
    default:
      return `(${node.kind}${inside.map((text) => ` ${text}`).join('')})`
  }
}

const read = (source: string, scope?: Scope): string => {
  const parsed = parseExpression(source, scope)
  return parsed.ok ? shape(parsed.expression) : `${parsed.problems[0].code}: ${parsed.problems[0].message}`
}

describe('operators', () => {
  it.each([
    ['1 + 2 * 3 ** 4', '(1 + (2 * (3 ** 4)))'],
    ['10 - 2 - 3', '((10 - 2) - 3)'],
    ['2 ** 3 ** 2', '((2 ** 3) ** 2)'],
    ['-3 ** 2', '(-3 ** 2)'],
    ['-x ** 2', "((negate 'x') ** 2)"],
    ['1 -3', '(1 - 3)'],
    ['-3 instance of number', '(instance of -3)'],
    ['2 ** -1', '(2 ** -1)'],
    ['- - 1', '(negate (negate 1))'],
    ['1 + 2 = 3 and true or false', '(or (and ((1 + 2) = 3) true) false)'],
    ['true or false and false', '(or true (and false false))'],
    ['1 between 2 and 3 and true', '(and (between 1 2 3) true)'],
    ['1 + 1 between 2 and 3 + 4', '(between (1 + 1) 2 (3 + 4))'],
    ['-x instance of number', "(negate (instance of 'x'))"],
    ['1 + if true then 2 else 3 + 4', '(1 + (if true 2 (3 + 4)))'],
    ['if x then 1 else if f then 2 else 3 + 4', "(if 'x' 1 (if 'f' 2 (3 + 4)))"],
    ['f(1)(2)[3].a', "'f'(1)(2)[3].'a'"],
    ['-a.b[1]', "(negate 'a'.'b'[1])"],
  ])('%s', (source, expected) => {
    expect(read(source, scopeOf('x', 'f', 'a'))).toBe(expected)
  })
})

describe('names', () => {
  it.each([
    ['a - b', ['a', 'b'], "('a' - 'b')"],
    ['a - b', ['a', 'b', 'a-b'], "'a-b'"],
    ['a-b', ['a', 'b', 'a - b'], "'a - b'"],
    ['(a)-(b)', ['a', 'b', 'a-b'], "('a' - 'b')"],
    ['profit and loss', ['profit', 'loss'], "(and 'profit' 'loss')"],
    ['profit and loss', ['profit', 'loss', 'profit and loss'], "'profit and loss'"],
    ['what if?', ['what if?'], "'what if?'"],
    ['if x then y else z', ['if x', 'x', 'y', 'z'], 'feel.syntax: the end was expected, "then" stands here'],
    ['applicant   \n age + 1', ['applicant age'], "('applicant age' + 1)"],
    ['age of applicant', ['age'], "'age of applicant'"],
    ['room 12 b', [], "'room 12 b'"],
    ["Mike's daughter.name", ["Mike's daughter.name"], "'Mike's daughter.name'"],
    ["Mike's daughter.name", ["Mike's daughter"], "'Mike's daughter'.'name'"],
    ['common.credit limit', ['common'], "'common'.'credit limit'"],
    ['a1+b2', ['a1+b2', 'a1', 'b2'], "'a1+b2'"],
    ['date and time("2020-01-01T00:00:00")', [], `'date and time'("2020-01-01T00:00:00")`],
    ['days in weekend', ['days in weekend'], "'days in weekend'"],
    ['x in days in weekend', ['x', 'days in weekend'], "('x' in 'days in weekend')"],
    ['a/*b*/b', ['a b'], "'a b'"],
    ['2026年收入 + 1', ['2026年收入'], "('2026年收入' + 1)"],
    ['收入(元) > 2026', ['收入(元)'], "('收入(元)' > 2026)"],
    ['2026 - 1', ['2026'], '(2026 - 1)'],
    ['?', ['?'], "'?'"],
    ['? > 5', ['?'], "('?' > 5)"],
    ['a.b', ['a.b', 'a'], "'a.b'"],
  ])('%s among %j', (source, names, expected) => {
    expect(read(source, scopeOf(...names))).toBe(expected)
  })

  it('of loops, parameters and keys hold where they are seen, and nowhere else', () => {
    expect(read('for a-b in [1] return a-b')).toBe("(for (list 1) 'a-b')")
    expect(read('[for a-b in [1] return 1, a-b]')).toBe("(list (for (list 1) 1) ('a' - 'b'))")
    expect(read('function(a-b, b) a-b + b')).toBe("(function ('a-b' + 'b'))")
    expect(read('{a-b: 1, c: a-b}')).toBe("(context 1 'a-b')")
    expect(read('some unit price in [1] satisfies unit price > 1')).toBe("(quantified (list 1) ('unit price' > 1))")
  })

  it('of entries are known in paths and filters from types and from contexts before', () => {
    const order: FeelType = { kind: 'context', entries: { 'unit-price': simpleType('number') } }
    const scope: Scope = { variables: new Map([['orders', listOf(order)]]) }
    expect(read('orders.unit-price', scope)).toBe("'orders'.'unit-price'")
    expect(read('orders[unit-price > 5]', scope)).toBe("'orders'[('unit-price' > 5)]")
    expect(read('unit-price', scope)).toBe("('unit' - 'price')")
    expect(read('[{a+b: 1}][a+b = 1].a+b')).toBe("(list (context 1))[('a+b' = 1)].'a+b'")
    expect(read('x.start included', scopeOf('x'))).toBe("'x'.'start included'")
  })

  it('of entries are known from types of parameters', () => {
    expect(read('function(p: context<first-name: string>) p.first-name')).toBe("(function 'p'.'first-name')")
  })

  it('may be keywords as entries', () => {
    expect(read('a.in', scopeOf('a'))).toBe("'a'.'in'")
    expect(read('{if: 1, for: 2, "and": 3}')).toBe('(context 1 2 3)')
  })
})

describe('ranges and tests', () => {
  it.each([
    ['[1..5]', '[1..5]'],
    ['(1..5)', '(1..5)'],
    [']1..5[', '(1..5)'],
    ['[1..5[', '[1..5)'],
    ['[1+1..f(2)]', "[(1 + 1)..'f'(2)]"],
    ['[x[1]..y[2][', "['x'[1]..'y'[2])"],
    ['[]1..5[, ]6..7]]', '(list (1..5) (6..7])'],
    ['(< 5)', '(< 5)'],
    ['(!= 5)', '(!= 5)'],
    ['f(> 5, 1)', "'f'((> 5), 1)"],
    ['1 in [2, 3]', '(1 in (list 2 3))'],
    ['1 in (2, < 3, [4..5])', '(1 in 2 | < 3 | [4..5])'],
    ['1 in (2..4)', '(1 in (2..4))'],
    ['1 in (2)', '(1 in 2)'],
    ['1 in (x) + 1', "(1 in ('x' + 1))"],
    ['1 in (x) - 1', "(1 in ('x' - 1))"],
    ['1 in (x).y', "(1 in 'x'.'y')"],
    ['1 in > 0', '(1 in > 0)'],
    ['1 in ]2..4[ and true', '(and (1 in (2..4)) true)'],
    ['1 in ((2..4), 5)', '(1 in (2..4) | 5)'],
    ['if 1 in ]2..4[ then 1 else 2', '(if (1 in (2..4)) 1 2)'],
    ['[1, 2][1]', '(list 1 2)[1]'],
    ['[][1]', '(list)[1]'],
    ['[] = []', '((list) = (list))'],
  ])('%s', (source, expected) => {
    expect(read(source, scopeOf('x', 'y', 'f'))).toBe(expected)
  })

  it.each([
    ['-', 'any'],
    ['', 'any'],
    ['  // nothing', 'any'],
    ['-1', '-1'],
    ['not(1, > 5)', 'not 1 | > 5'],
    ['not(1), 2', "'not'(1) | 2"],
    ['not(1) and true', "(and 'not'(1) true)"],
    ['1, 2..3', 'feel.syntax'],
    ['< 5, [6..7]', '< 5 | [6..7]'],
    [']1..5[, ]7..9[', '(1..5) | (7..9)'],
    ['[1, 2]', '(list 1 2)'],
    ['not([1, 2])', 'not (list 1 2)'],
    ['not(', 'feel.syntax'],
  ])('cell %s', (source, expected) => {
    const parsed = parseUnaryTests(source, scopeOf('?'))
    const text = parsed.ok
      ? `${parsed.expression.any ? 'any' : ''}${parsed.expression.negated ? 'not ' : ''}${parsed.expression.tests
          .map((test) => (test.test === 'compare' ? `${test.operator} ${shape(test.operand)}` : shape(test.expression)))
          .join(' | ')}`
      : parsed.problems[0].code
    expect(text).toBe(expected)
  })
})

describe('a cell whose condition leaves out the input is told how to write it', () => {
  it.each([
    ['>= 18 and < 35', '? >= 18 and ? < 35'],
    ['< 18 or > 60', '? < 18 or ? > 60'],
    ['"a and b", > "x" and < "z"', '"a and b", ? > "x" and ? < "z"'],
  ])('%s', (source, suggestion) => {
    expect(parseUnaryTests(source, scopeOf('?')).problems).toMatchObject([
      { code: 'feel.cell-condition', suggestion, span: { from: 0, to: source.length } },
    ])
    expect(parseUnaryTests(suggestion, scopeOf('?')).ok).toBe(true)
  })

  it('and is not, where that would not help', () => {
    expect(parseUnaryTests('> 5 and', scopeOf('?')).problems).toMatchObject([{ code: 'feel.syntax' }])
    expect(parseUnaryTests('5 and 6', scopeOf('?')).ok).toBe(true)
  })
})

describe('types', () => {
  it.each([
    ['number', { type: 'named', name: 'number' }],
    ['years and months duration', { type: 'named', name: 'years and months duration' }],
    ['list<date and time>', { type: 'list', of: { type: 'named', name: 'date and time' } }],
    ['range<list<number>>', { type: 'range', of: { type: 'list', of: { type: 'named', name: 'number' } } }],
    ['context<>', { type: 'context', entries: [] }],
    [
      'context<first name: string, n: list<Any>>',
      { type: 'context', entries: [{ name: 'first name', type: { name: 'string' } }, { name: 'n' }] },
    ],
    [
      'function<number, string>->function<> -> Any',
      { type: 'function', parameters: [{}, {}], result: { type: 'function', parameters: [], result: { name: 'Any' } } },
    ],
    ['imported.tRisk', { type: 'named', name: 'imported.tRisk' }],
    ['function', { type: 'named', name: 'function' }],
  ])('%s', (source, expected) => {
    expect(parseType(source)).toMatchObject({ ok: true, expression: expected })
  })

  it('end where an operator or a keyword goes on', () => {
    expect(read('x instance of number and y', scopeOf('x', 'y'))).toBe("(and (instance of 'x') 'y')")
    expect(read('x instance of number < 5', scopeOf('x'))).toBe("((instance of 'x') < 5)")
    expect(read('x instance of tRisk = true', scopeOf('x'))).toBe("((instance of 'x') = true)")
  })
})

describe('spans', () => {
  it('are those of the source, brackets and all', () => {
    const parsed = parseExpression(' (a) + f( 1 ) ', scopeOf('a', 'f'))
    expect(parsed).toMatchObject({
      ok: true,
      expression: {
        from: 1,
        to: 13,
        left: { from: 1, to: 4 },
        right: { from: 7, to: 13, args: [{ value: { from: 10, to: 11 } }] },
      },
    })
  })

  it('of names and keys stand apart', () => {
    const parsed = parseExpression('{first name: 1}.first name')
    expect(parsed).toMatchObject({
      expression: { nameSpan: { from: 16, to: 26 }, source: { entries: [{ keySpan: { from: 1, to: 11 } }] } },
    })
  })
})

describe('what cannot be read is told with what was expected and where', () => {
  it.each([
    ['1 +', 'an expression', 'the end', 3, 3],
    ['[1, 2', '"," or "]"', 'the end', 5, 5],
    ['[1 2]', '"," or "]"', '"2"', 3, 4],
    ['f(1', '"," or ")"', 'the end', 3, 3],
    ['(1', '")"', 'the end', 2, 2],
    ['if true then 1', '"else"', 'the end', 14, 14],
    ['if true 1', '"then"', '"1"', 8, 9],
    ['for x in [1] x', '"return"', '"x"', 13, 14],
    ['some x in [1] return x', '"satisfies"', '"return"', 14, 20],
    ['for x of [1] return x', '"in"', '"["', 9, 10],
    ['{a 1}', '":"', '"}"', 4, 5],
    ['{: 1}', 'a name', '":"', 1, 2],
    ['1 between 2 or 3', '"and"', '"or"', 12, 14],
    ['[1..', 'an expression', 'the end', 4, 4],
    ['[1..2', '"]" or ")"', 'the end', 5, 5],
    ['1 instance number', '"of"', '"number"', 11, 17],
    ['1 instance of', 'a type', 'the end', 13, 13],
    ['1 instance of list<', 'a type', 'the end', 19, 19],
    ['1 2', 'the end', '"2"', 2, 3],
    ['1)', 'the end', '")"', 1, 2],
    ['', 'an expression', 'the end', 0, 0],
    ['1 ; 2', 'the end', '";"', 2, 3],
  ])('%s', (source, expected, found, from, to) => {
    expect(parseExpression(source, scopeOf('f'))).toEqual({
      ok: false,
      problems: [
        {
          code: 'feel.syntax',
          severity: 'error',
          message: `${expected} was expected, ${found} stands here`,
          params: { expected, found },
          span: { from, to },
          source,
        },
      ],
    })
  })

  it.each([
    ['“a”', 0, '"'],
    ['f(1、2)', 3, ',2'],
    ['1 ＋ 2', 2, '+'],
  ])('%s has a sign of another keyboard', (source, from, suggestion) => {
    expect(parseExpression(source, scopeOf('f')).problems).toMatchObject([
      { code: 'feel.syntax', span: { from }, suggestion },
    ])
  })

  it.each([
    ['f(a: 1, 2)', 'feel.mixed-arguments', { from: 8, to: 9 }],
    ['f(1, a: 2)', 'feel.mixed-arguments', { from: 5, to: 6 }],
    ['1 + 1e7000', 'feel.number', { from: 4, to: 10 }],
    ['"a', 'feel.unclosed-string', { from: 0, to: 2 }],
    ['1 /* 2', 'feel.unclosed-comment', { from: 2, to: 6 }],
  ])('%s', (source, code, span) => {
    expect(parseExpression(source, scopeOf('f')).problems).toMatchObject([{ code, span }])
  })
})
