import { describe, expect, it } from 'vitest'
import { DecisionError, defaultLimits } from '../problem.ts'
import { anyType } from '../values/type.ts'
import { FeelFunction, type Value } from '../values/value.ts'
import { parseExpression, parseType, parseUnaryTests } from './parse.ts'
import type { RunOptions } from './program.ts'
import { compileExpression } from './program-of.ts'
import { problemsOf, valueText } from './testing-evaluate.ts'

const limitOf = (source: string, options: RunOptions = {}, variables: Readonly<Record<string, Value>> = {}): string => {
  try {
    return `value of ${valueText(source, variables, {}, options).length} characters`
  } catch (fault) {
    if (!(fault instanceof DecisionError)) throw fault
    return fault.problems.map(({ code }) => code).join()
  }
}

describe('a source', () => {
  it('of more characters than allowed is not read', () => {
    const source = `"${'x'.repeat(defaultLimits.sourceLength)}"`
    expect(parseExpression(source)).toMatchObject({
      ok: false,
      problems: [{ code: 'limit.source-length', params: { length: 100_002, limit: 100_000 }, span: { to: 100_002 } }],
    })
    expect(parseExpression(`"${'x'.repeat(99_998)}"`).ok).toBe(true)
  })

  const open = (text: string, middle: string, close: string, times: number) =>
    text.repeat(times) + middle + close.repeat(times)
  const nests: readonly [string, string, string][] = [
    ['(', '1', ')'],
    ['[', '1', ']'],
    ['{a:', '1', '}'],
    ['-', '1', ''],
    ['if true then ', '1', ' else 1'],
    ['if ', 'true', ' then true else true'],
    ['for x in [1] return ', '1', ''],
    ['some x in ', '[1]', ' satisfies x'],
    ['function() ', '1', ''],
    ['x[', '1', ']'],
    ['abs(', '1', ')'],
    ['1 in (', '1', ')'],
    ['[', '1', '..2]'],
    ['not(', 'true', ')'],
    ['1 + (', '1', ')'],
    ['< ', '1', ''],
  ]
  it.each(nests)('nested in %s is read up to the limit and refused beyond it', (before, middle, after) => {
    const { depth } = defaultLimits
    expect(parseExpression(open(before, middle, after, 100)).ok).toBe(before !== '< ')
    for (const times of [depth + 1, 2_500]) {
      const source = open(before, middle, after, times)
      const [problem] = parseExpression(source).problems
      expect(problem?.code).toBe(before === '< ' ? 'feel.syntax' : 'limit.depth')
      expect(parseUnaryTests(source).problems[0]?.code).toMatch(/^(limit\.depth|feel\.syntax)$/)
      expect(problem?.span?.from).toBeLessThan(source.length)
    }
  })

  it('with types nested beyond the limit is refused', () => {
    expect(parseType(open('list<', 'number', '>', 100)).ok).toBe(true)
    expect(parseType(open('list<', 'number', '>', 5_000)).problems[0]?.code).toBe('limit.depth')
    expect(problemsOf(`x instance of ${open('function<', '', '>->Any', 5_000)}`, { x: 1 })[0]?.code).toMatch(
      /^(limit|feel)\./,
    )
  })

  const chains: readonly [string, string][] = [
    ['1', ' + 1'],
    ['true', ' and true'],
    ['false', ' or false'],
    ['1', ' = 1'],
    ['1', ' in 1'],
    ['x', '.x'],
    ['x', '[true]'],
    ['x', '()'],
    ['1', ' instance of number'],
    ['1', ' between 1 and 1'],
    ['2', ' ** 1'],
  ]
  it.each(chains)('%s%s… is evaluated in a chain of 900 and refused in one of 2,000', (first, more) => {
    expect(limitOf(first + more.repeat(900), {}, { x: null })).toMatch(/^value/)
    const source = first + more.repeat(2_000)
    expect(parseExpression(source).problems[0]).toMatchObject({ code: 'limit.depth', params: { limit: 1_000 } })
  })

  it('may have a long chain of else if', () => {
    const chain = (length: number) => `${'if false then 1 else '.repeat(length)}2`
    expect(valueText(chain(900))).toBe('2')
    expect(parseExpression(chain(2_000)).problems[0]?.code).toBe('limit.depth')
  })

  it('may be as wide as it is long', () => {
    const wide = Array.from({ length: 9_000 }, (_, index) => `a${index}`)
    expect(parseExpression(`[${wide.join()}]`).ok).toBe(true)
    expect(limitOf(`{${wide.map((name) => `${name}:1`).join()}}`)).toMatch(/^value/)
    expect(
      limitOf(
        `{${wide
          .slice(0, 5_000)
          .map((name, index) => `${name}:a${index + 1}`)
          .join()}, a5000: 1}`,
      ),
    ).toMatch(/^(value|limit\.depth)/)
    expect(
      limitOf(
        `for ${wide
          .slice(0, 8_000)
          .map((name) => `${name} in [1]`)
          .join()} return 1`,
      ),
    ).toMatch(/^(value|limit)/)
    expect(limitOf(`count([${'1,'.repeat(40_000)}1])`)).toMatch(/^value/)
    expect(limitOf(`1 in (${'2,'.repeat(40_000)}1)`)).toMatch(/^value/)
  })

  it('is refused, not crashed on, when limits allow more than the stack has room for', () => {
    const limits = { ...defaultLimits, depth: 1_000_000 }
    const source = '('.repeat(50_000)
    expect(parseExpression(source, undefined, limits).problems[0]?.code).toBe('limit.depth')
  })
})

describe('an evaluation', () => {
  it.each([
    ['for i in 1..100000000 return 1', 'limit.steps'],
    ['for i in 1..1e6144 return 1', 'limit.steps'],
    ['for i in 1e40..1e41 return 1', 'limit.steps'],
    ['for i in [1..1e15] return 1', 'limit.steps'],
    ['for i in 1..10000, j in 1..10000 return 1', 'limit.steps'],
    ['some i in 1..100000000 satisfies i < 0', 'limit.steps'],
    ['for i in 1..40000 return count(partial)', 'limit.steps'],
    ['for i in 1..3000000 return i', 'limit.size'],
    ['for i in 1..60 return if i = 1 then "ab" else partial[-1] + partial[-1]', 'limit.size'],
    ['for i in 1..60 return if i = 1 then [1] else concatenate(partial[-1], partial[-1])', 'limit.size'],
    ['count(for i in 1..100 return for j in 1..100000 return j)', 'limit.steps'],
  ])('%s ends at %s', (source, code) => {
    expect(limitOf(source)).toBe(code)
  })

  it('takes the limits it is given', () => {
    expect(limitOf('for i in 1..100 return i', { limits: { steps: 50 } })).toBe('limit.steps')
    expect(limitOf('"abc" + "def"', { limits: { size: 5 } })).toBe('limit.size')
    expect(limitOf('[1, 2, 3][item > 0]', { limits: { steps: 2 } })).toBe('limit.steps')
  })

  it('keeps only what is asked of the results so far, where that is one of them', () => {
    expect(valueText('(for i in 1..200000 return if i = 1 then 1 else partial[-1] + 1)[-1]')).toBe('200000')
  })

  /** A function that calls itself: given to itself. */
  const recursive = (body: string) => `{f: function(f, n) ${body}, r: f(f, 100000)}.r`
  it.each([
    ['if n = 0 then 0 else f(f, n - 1)', 'limit.call-depth'],
    ['if n = 0 then 0 else 1 + f(f, n - 1)', 'limit.call-depth'],
    ['for i in [1] return f(f, n - 1)', 'limit.call-depth'],
    ['[f][f(f, n - 1) = 1]', 'limit.call-depth'],
    ['sort([1, 2], function(a, b) f(f, n - 1))', 'limit.call-depth'],
    ['f(f: f, n: n - 1)', 'limit.call-depth'],
  ])('of a function that calls itself without end (%s) ends at its depth', (body, code) => {
    expect(limitOf(recursive(body))).toBe(code)
  })

  it('of a deep body that calls itself ends at the stack, as a limit', () => {
    const body = `${'('.repeat(90)}${'if true then '.repeat(90)}f(f, n - 1)${' else 0'.repeat(90)}${' + 1'.repeat(800)}${')'.repeat(90)}`
    expect(limitOf(recursive(body), { limits: { depth: 100_000 } })).toBe('limit.depth')
  })

  it('leaves nothing behind: the next one is as good as new', () => {
    const made = compileExpression('f(1)', { variables: new Map([['f', anyType]]) })
    if (!made.ok) throw new Error('must compile')
    const calls = { f: new FeelFunction('f', [[{ name: 'x' }]], ([x]) => x ?? null) }
    expect(() => made.program.evaluate(calls, { limits: { depth: 0 } })).toThrow(DecisionError)
    expect(made.program.evaluate(calls)).toBe(1)
  })

  it('of values that share their parts many times over ends', () => {
    const shared = `{a0: [1, 1]${Array.from({ length: 60 }, (_, index) => `, a${index + 1}: [a${index}, a${index}]`).join('')}`
    expect(limitOf(`${shared}, r: string(a60)}.r`)).toBe('limit.size')
    expect(limitOf(`${shared}, r: count(flatten(a60))}.r`)).toMatch(/^limit\./)
    const other = shared.replaceAll('a', 'b').slice(1)
    expect(limitOf(`${shared}, ${other}, r: a60 = b60}.r`)).toMatch(/^limit\./)
  })
})
