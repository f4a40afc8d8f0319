import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DecisionError } from '../problem.ts'
import { equal } from './equal.ts'
import { fromJson, type Json, toJson } from './json.ts'
import { temporalFromText } from './literal.ts'
import { numberFromText } from './number.ts'
import { makeRange } from './range.ts'
import { toText } from './text.ts'
import { type FeelType, listOf, simpleType } from './type.ts'
import { FeelFunction, type Value } from './value.ts'

const at = (text: string): Value => temporalFromText(text)

test('what JSON knows stands as it is', () => {
  const json = { a: [1, 'x', true, null], 'applicant age': 0.1 }
  expect(toJson(json)).toEqual(json)
  expect(fromJson(json)).toEqual(json)
})

test('dates, times, durations and large numbers are objects of one entry', () => {
  expect(toJson(at('2026-11-20'))).toEqual({ '@': '2026-11-20' })
  expect(toJson([at('PT90M')])).toEqual([{ '@': 'PT1H30M' }])
  expect(toJson(numberFromText('12345678901234567890') as Value)).toEqual({ '#': '12345678901234567890' })
  expect(toJson(new FeelFunction('sqrt', [], () => null))).toEqual({ '()': 'sqrt' })
})

test('every value comes back as it was', () => {
  const leaf = fc.constantFrom<Value>(
    null,
    true,
    'x',
    '2026-11-20',
    0.1,
    numberFromText('0.12345678901234567890') as Value,
    at('2026-11-20'),
    at('10:30:00.5@Asia/Shanghai'),
    at('2026-11-20T10:30:00+08:00:30'),
    at('-P1DT0.5S'),
    at('P14M'),
    makeRange(1, 10, true, false),
    makeRange(undefined, at('2026-11-20'), false, true),
    makeRange('a', undefined, true, false, true),
  )
  const key = fc.constantFrom('a', 'b c', '@', '#', '..', '{}', '()', '__proto__')
  const { value } = fc.letrec<{ value: Value }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.array(tie('value'), { maxLength: 3 }),
      fc.uniqueArray(fc.tuple(key, tie('value')), { maxLength: 3, selector: ([name]) => name }).map((entries) => {
        const context: Record<string, Value> = Object.create(null)
        for (const [name, entry] of entries) context[name] = entry as Value
        return context
      }),
    ),
  }))
  fc.assert(
    fc.property(value, (original) => {
      const back = fromJson(JSON.parse(JSON.stringify(toJson(original))) as Json)
      expect(toText(back)).toBe(toText(original))
      expect(equal(back, original)).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('plain texts become dates and durations where the type says so', () => {
  const type: FeelType = {
    kind: 'context',
    entries: {
      born: simpleType('date'),
      open: simpleType('time'),
      at: simpleType('date and time'),
      waits: listOf(simpleType('days and time duration')),
      name: simpleType('string'),
    },
  }
  const value = fromJson(
    {
      born: '2001-02-03',
      open: '08:00:00',
      at: '2026-11-20T10:00:00Z',
      waits: ['PT1H', 'soon'],
      name: '2001-02-03',
      note: 'P1D',
    },
    type,
  )
  expect(toText(value)).toBe(
    '{born: 2001-02-03, open: 08:00:00, at: 2026-11-20T10:00:00Z, waits: [PT1H, "soon"], name: "2001-02-03", note: "P1D"}',
  )
})

test('a form that says nothing stays a context', () => {
  expect(toText(fromJson({ '@': 'no date' }))).toBe('{"@": "no date"}')
  expect(toText(fromJson({ '#': 7 }))).toBe('{"#": 7}')
  expect(toText(fromJson({ '..': { start: 2, end: 1 } }))).toBe('{"..": {start: 2, end: 1}}')
})

test('what comes from outside cannot change how values behave', () => {
  const value = fromJson(JSON.parse('{"__proto__": {"polluted": 1}, "constructor": 2}') as Json) as Record<
    string,
    Value
  >
  expect(Object.keys(value)).toEqual(['__proto__', 'constructor'])
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`) as Json
  expect(() => fromJson(deep)).toThrow(DecisionError)
})
