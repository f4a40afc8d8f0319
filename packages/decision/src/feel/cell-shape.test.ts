import { expect, it } from 'vitest'
import { toText } from '../values/text.ts'
import { cellShapeOf, constantOf } from './cell-shape.ts'
import { parseExpression, parseUnaryTests } from './parse.ts'

const shapeText = (cell: string): string => {
  const parsed = parseUnaryTests(cell)
  if (!parsed.ok) throw new Error(parsed.problems[0].message)
  const shape = cellShapeOf(parsed.expression)
  if (shape.kind !== 'set') return shape.kind
  const parts = shape.parts.map((part) => toText(part.kind === 'value' ? part.value : part.range))
  return `${shape.negated ? 'not ' : ''}${parts.join(' | ')}`
}

it.each([
  ['-', 'any'],
  ['', 'any'],
  ['5', '5'],
  ['"a", "b"', 'a | b'],
  ['-5, null, true', '-5 | null | true'],
  ['not(1, 2)', 'not 1 | 2'],
  ['< 5', '(< 5)'],
  ['>= 5, [1..2)', '(>= 5) | [1..2)'],
  ['= 5', '5'],
  ['!= 5', 'not 5'],
  ['not(!= 5)', '5'],
  ['!= 5, 6', 'opaque'],
  ['[1, [2..3]]', '1 | [2..3]'],
  ['[[1, 2]]', '[1, 2]'],
  ['date("2026-11-20")', '2026-11-20'],
  ['< date("2026-11-20")', '(< 2026-11-20)'],
  ['1 + 2', '3'],
  ['x', 'opaque'],
  ['> x', 'opaque'],
  ['? > 5', 'opaque'],
  ['< today()', 'opaque'],
  ['< null', 'opaque'],
  ['for i in 1..2 return i', 'opaque'],
])('the cell %s holds %s', (cell, expected) => {
  expect(shapeText(cell).replace(/@"([^"]*)"/g, '$1')).toBe(expected)
})

it('gives the value of an expression that needs none', () => {
  const constant = (source: string) => {
    const parsed = parseExpression(source)
    if (!parsed.ok) throw new Error(parsed.problems[0].message)
    return constantOf(parsed.expression)
  }
  expect(constant('[1, "a"]')).toEqual([1, 'a'])
  expect(constant('upper case("a")')).toBe('A')
  expect(constant('x')).toBeUndefined()
  expect(constant('now()')).toBeUndefined()
  expect(constant('no such function(1)')).toBeUndefined()
})
