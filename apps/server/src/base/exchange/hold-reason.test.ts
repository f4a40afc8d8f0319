import { describe, expect, it } from 'vitest'
import { holdReason } from './hold-reason.ts'

const of = (
  deleted: number,
  rowsBefore: number,
  more: { unreadable?: number; confirmed?: number; most?: number } = {},
) => holdReason({ deleted, rowsBefore, unreadable: more.unreadable ?? 0 }, more.most ?? 0.05, more.confirmed ?? null)

describe('a batch waits for a person', () => {
  it('when it removes more than one row in twenty, and not at exactly that share', () => {
    expect(of(5, 100)).toBeNull()
    expect(of(6, 100)).toBe('removes-much')
    expect(of(6, 100, { most: 0.1 })).toBeNull()
  })
  it('when it would empty the register, whatever share the resource allows', () => {
    expect(of(1, 1, { most: 1 })).toBe('removes-all')
    expect(of(0, 0, { most: 0 })).toBeNull()
  })
  it('when rows go while rejected rows had keys that nobody could read', () => {
    expect(of(1, 100, { unreadable: 1 })).toBe('unreadable-keys')
    expect(of(0, 100, { unreadable: 1 })).toBeNull()
  })
  it('not again for as many as were confirmed, but again for one more', () => {
    expect(of(50, 100, { confirmed: 50 })).toBeNull()
    expect(of(49, 100, { confirmed: 50, unreadable: 3 })).toBeNull()
    expect(of(51, 100, { confirmed: 50 })).toBe('removes-much')
  })
})
