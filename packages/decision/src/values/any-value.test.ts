import fc from 'fast-check'
import { expect, test } from 'vitest'
import { minus, negative, over, plus, raise, times } from './arithmetic.ts'
import { compare } from './compare.ts'
import { conform, isInstance, typeOf, typeText } from './conform.ts'
import { equal } from './equal.ts'
import { iterate } from './iterate.ts'
import { fromJson, toJson } from './json.ts'
import { temporalFromText } from './literal.ts'
import { isNumber, numberFromText } from './number.ts'
import { contains, makeRange } from './range.ts'
import { temporalText, toText } from './text.ts'
import { FeelFunction, FeelRange, isContext, isList, type Value } from './value.ts'

const at = (text: string): Value => temporalFromText(text)

/** Edges of every kind of value. */
const leaf: fc.Arbitrary<Value> = fc.oneof(
  fc.constantFrom<Value>(
    null,
    true,
    false,
    '',
    'x',
    '\u{1f40e}',
    0,
    -1,
    0.1,
    2 ** 53 - 1,
    1e20,
    1e-320,
    ...['1e6144', '-1e6144', '1e-6100', '9999999999999999999999999999999999', '0.30000000000000000001'].map(
      (text) => numberFromText(text) as Value,
    ),
    ...[
      '999999999-12-31',
      '-999999999-01-01',
      '2024-02-29',
      '00:00:00',
      '23:59:59.999999999-14:00',
      '10:00:00@Asia/Shanghai',
      '999999999-12-31T23:59:59.999999999@Europe/Paris',
      '-999999999-01-01T00:00:00+14:00',
      '2024-02-29T12:00:00',
      'P104249991374DT7H36M31S',
      '-PT0.000000001S',
      'P750599937895082Y',
      '-P1M',
    ].map(at),
    new FeelFunction('f', [[{ name: 'a' }]], () => null),
  ),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.string(),
)
const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 3 }) as fc.Arbitrary<Value>,
    fc.tuple(leaf, leaf).map(([start, end]) => makeRange(start, end, true, false)),
  ),
}))

const isValue = (candidate: unknown): boolean =>
  candidate === null ||
  typeof candidate === 'boolean' ||
  typeof candidate === 'string' ||
  isNumber(candidate) ||
  isList(candidate) ||
  temporalText(candidate as Value) !== undefined ||
  candidate instanceof FeelRange ||
  isContext(candidate)

test('whatever the values, operators give a value or null, and nothing else', () => {
  fc.assert(
    fc.property(value, value, (left, right) => {
      for (const operate of [plus, minus, times, over, raise]) {
        const result = operate(left, right)
        expect(isValue(result)).toBe(true)
        // What can be computed can be told, and read again if it is a date, time or duration.
        const text = temporalText(result)
        if (text !== undefined) expect(toText(at(text))).toBe(text)
      }
      expect(isValue(negative(left))).toBe(true)
      const order = compare(left, right)
      const backwards = compare(right, left)
      expect(order === null ? null : Math.sign(order) + 0).toBe(backwards === null ? null : 0 - Math.sign(backwards))
      expect([true, false, null]).toContain(equal(left, right))
      expect(equal(left, right)).toBe(equal(right, left))
      if (order === 0 && isNumber(left)) expect(equal(left, right)).toBe(true)
      if (left instanceof FeelRange) expect([true, false, null]).toContain(contains(left, right))
    }),
    { numRuns: 3_000 },
  )
})

test('every value is of its own type, equal to itself, and can be told', () => {
  fc.assert(
    fc.property(value, (one) => {
      expect(equal(one, one)).toBe(true)
      const type = typeOf(one)
      expect(typeText(type)).not.toBe('')
      if (one !== null) expect(isInstance(one, type)).toBe(true)
      expect(conform(one, type)?.value).toBe(one)
      expect(typeof toText(one)).toBe('string')
      expect(() => fromJson(toJson(one))).not.toThrow()
      if (!(one instanceof FeelRange))
        expect(one === null ? iterate(one) : [...(iterate(one) ?? [])]).not.toBeUndefined()
    }),
    { numRuns: 1_000 },
  )
})
