import { describe, expect, test } from 'vitest'
import type { Field } from './desk-protocol.ts'
import { draftsOf, draftsOfLeaves, feelText, plainText } from './drafts.ts'

describe('values in the form', () => {
  test('a value is written as the FEEL source that means it', () => {
    expect(feelText('say "hi"')).toBe('"say \\"hi\\""')
    expect(feelText({ '@': '2026-11-20' })).toBe('@"2026-11-20"')
    expect(feelText({ '#': '12345678901234567890' })).toBe('12345678901234567890')
    expect(feelText({ '..': { start: 21, end: 60, startIncluded: true, endIncluded: false } })).toBe('[21..60)')
    expect(feelText([1, null, { 年龄: 36, 'a b': true }])).toBe('[1, null, {年龄: 36, "a b": true}]')
  })

  test('at the top, text and dates stand as people write them', () => {
    expect(plainText('男')).toBe('男')
    expect(plainText({ '@': '2026-11-20' })).toBe('2026-11-20')
    expect(plainText(36)).toBe('36')
  })

  test('each field gets its own form; what has no value is left empty', () => {
    const field = (path: string, control: Field['control'], fields?: readonly Field[]): Field => ({
      path,
      name: path.split('\n').at(-1) ?? path,
      label: path,
      control,
      type: '',
      ...(fields && { fields }),
    })
    const fields = [
      field('age', 'number'),
      field('sex', 'choice'),
      field('person', 'group', [field('person\nborn', 'date'), field('person\nname', 'text')]),
      field('list', 'feel'),
    ]
    expect(
      draftsOf(fields, { age: 36, sex: '男', person: { born: { '@': '1990-03-08' }, name: null }, list: ['a'] }),
    ).toEqual({ age: '36', sex: '"男"', 'person\nborn': '1990-03-08', list: '["a"]' })
    expect(draftsOfLeaves(fields, { 'person.born': { '@': '1991-01-01' }, age: null, other: 1 })).toEqual({
      'person\nborn': '1991-01-01',
      age: '',
    })
  })
})
