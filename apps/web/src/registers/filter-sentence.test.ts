import { describe, expect, it } from 'vitest'
import { fromAddress, isComplete, operatorsFor, toAddress, toCql2 } from './filter-sentence.ts'

const items = [
  { id: 'name', type: 'text' },
  { id: 'count', type: 'integer' },
  { id: 'price', type: 'decimal' },
  { id: 'open', type: 'boolean' },
  { id: 'born', type: 'date' },
  { id: 'created_at', type: 'datetime' },
  { id: 'status', type: 'code' },
  { id: 'position', type: 'point' },
] as const
const zone = 'Asia/Shanghai'
const cql = (item: string, operator: Parameters<typeof toCql2>[0][number]['operator'], ...values: string[]) =>
  toCql2([{ item, operator, values }], items, zone)

describe('a filter sentence as CQL2', () => {
  it('doubles quotes inside a character literal', () => {
    expect(cql('name', 'is', "O'Hara")).toBe("name = 'O''Hara'")
  })

  it('keeps a quote behind a backslash one value, and refuses a value that ends in a backslash', () => {
    expect(cql('name', 'is', "a\\'b")).toBe("name = 'a\\\\'b'")
    expect(cql('name', 'is', 'a\\')).toBeUndefined()
  })

  it('escapes wildcards that the reader typed, and adds its own', () => {
    expect(cql('name', 'contains', '50%_\\')).toBe("name LIKE '%50\\%\\_\\\\%'")
    expect(cql('name', 'starts', '南')).toBe("name LIKE '南%'")
  })

  it('writes numbers bare and refuses what is no number', () => {
    expect(cql('count', 'at-least', ' 12 ')).toBe('count >= 12')
    expect(cql('price', 'between', '-1.5', '+2')).toBe('price BETWEEN -1.5 AND 2')
    expect(cql('count', 'is', '1; DROP')).toBeUndefined()
    expect(cql('price', 'is', '1e400')).toBeUndefined()
  })

  it('writes dates as DATE and local times as instants of the zone', () => {
    expect(cql('born', 'before', '2000-02-29')).toBe("born < DATE('2000-02-29')")
    expect(cql('created_at', 'at-least', '2026-03-01T08:00')).toBe(
      "created_at >= TIMESTAMP('2026-03-01T00:00:00.000Z')",
    )
  })

  it('asks for one of several codes with IN, for one with equality', () => {
    expect(cql('status', 'in', 'Open', 'Email Sent')).toBe("status IN ('Open', 'Email Sent')")
    expect(cql('status', 'in', 'Open')).toBe("status = 'Open'")
    expect(cql('status', 'in')).toBeUndefined()
  })

  it('asks for empty and filled values', () => {
    expect(cql('position', 'empty')).toBe('position IS NULL')
    expect(cql('name', 'filled')).toBe('name IS NOT NULL')
  })

  it('knows the two truth values only', () => {
    expect(cql('open', 'is', 'true')).toBe('open = TRUE')
    expect(cql('open', 'is', 'maybe')).toBeUndefined()
  })

  it('joins conditions with AND and leaves out items that are gone', () => {
    const conditions = [
      { item: 'count', operator: 'at-least', values: ['3'] },
      { item: 'removed', operator: 'is', values: ['x'] },
      { item: 'open', operator: 'is', values: ['false'] },
    ] as const
    expect(toCql2(conditions, items, zone)).toBe('count >= 3 AND open = FALSE')
    expect(toCql2([], items, zone)).toBeUndefined()
  })

  it('is incomplete until every value is there', () => {
    expect(isComplete({ item: 'price', operator: 'between', values: ['1'] }, items[2], zone)).toBe(false)
    expect(isComplete({ item: 'price', operator: 'between', values: ['1', '2'] }, items[2], zone)).toBe(true)
  })
})

describe('a filter in the address', () => {
  it('comes back as it was', () => {
    const conditions = [{ item: 'status', operator: 'in', values: ['Open', 'Closed'] }] as const
    expect(fromAddress(toAddress(conditions))).toEqual(conditions)
    expect(toAddress([])).toBeUndefined()
  })

  it('drops what it does not understand', () => {
    expect(fromAddress('x')).toEqual([])
    expect(fromAddress([['a', 'no-such-verb', '1'], 'b', [], ['c', 'empty']])).toEqual([
      { item: 'c', operator: 'empty', values: [] },
    ])
  })
})

describe('verbs', () => {
  it('speak of emptiness only where a value may be missing', () => {
    expect(operatorsFor({ type: 'integer', optional: false })).not.toContain('empty')
    expect(operatorsFor({ type: 'integer', optional: true })).toContain('empty')
  })
})
