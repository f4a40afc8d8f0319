import fc from 'fast-check'
import { expect, it } from 'vitest'
import { DecisionError } from '../problem.ts'
import { temporalFromText } from '../values/literal.ts'
import { numberFromText } from '../values/number.ts'
import { FeelFunction, FeelRange, isList, type Value } from '../values/value.ts'
import { builtins } from './index.ts'
import { callByName, callInOrder } from './invoke.ts'
import { builtinNames } from './names.ts'

it('has a function for every name that the parser knows, and no other', () => {
  expect([...builtins.keys()].sort()).toEqual([...builtinNames].sort())
})

it('gives each function its own name', () => {
  for (const [name, { name: own }] of builtins) expect(own).toBe(name)
})

const clock = { now: 0, zone: 'UTC' }
const scalar: fc.Arbitrary<Value> = fc.oneof(
  fc.constantFrom<Value>(null, true, false, '', 'a', '[1..2]', '(a)+', '\u{1f40e}', 0, 1, -1, 2.5, 1e300),
  fc
    .constantFrom('9999999999999999999999999999999999', '-1e-6000', '1e6000')
    .map((text) => numberFromText(text) ?? null),
  fc.constantFrom('2026-11-20', '10:00:00Z', '2026-11-20T10:00:00@Asia/Shanghai', 'P1D', '-P1Y').map(temporalFromText),
)
const value: fc.Arbitrary<Value> = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 4 }) },
  fc.array(fc.record({ key: scalar, value: scalar }), { maxLength: 3 }),
  fc.dictionary(fc.constantFrom('a', 'key', 'value', '__proto__'), scalar),
  fc.tuple(scalar, scalar, fc.boolean(), fc.boolean()).map((parts) => new FeelRange(...parts)),
  fc.constantFrom<Value>(
    new FeelFunction('first', [[{ name: 'x' }, { name: 'y' }]], ([x = null]) => x),
    new FeelFunction('true', [[{ name: 'x' }, { name: 'y' }]], () => true),
  ),
)

const isDefined = (result: Value): boolean => {
  if (isList(result)) return result.every(isDefined)
  return typeof result === 'number' ? Number.isFinite(result) : result !== undefined
}

/** null for limits, which may be thrown. */
const called = (call: () => Value | undefined): Value => {
  try {
    return call() ?? null
  } catch (fault) {
    if (fault instanceof DecisionError) return null
    throw fault
  }
}

it.each([...builtins.keys()])('%s gives a value, or null, for whatever it is given', (name) => {
  const callee = builtins.get(name) as FeelFunction
  fc.assert(
    fc.property(fc.array(value, { maxLength: 4 }), fc.nat(), (values, pick) => {
      expect(isDefined(called(() => callInOrder(callee, values, clock)))).toBe(true)
      const signature = callee.signatures[pick % callee.signatures.length] ?? []
      const names = signature.slice(0, values.length).map((parameter) => parameter.name)
      expect(isDefined(called(() => callByName(callee, names, values, clock)))).toBe(true)
    }),
    { numRuns: 200 },
  )
})
