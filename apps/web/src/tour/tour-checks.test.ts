import { describe, expect, it } from 'vitest'
import { reachedSteps, type Seen } from './tour-checks.ts'

const begun = '2026-11-20T09:00:00.000Z'
const nothing: Seen = {
  pathname: '/',
  search: {},
  role: 'data-steward',
  begun,
  batches: [],
  drafts: [],
  found: undefined,
  seenAs: [],
  recognised: false,
  operations: undefined,
}
const batch = {
  mode: 'upsert' as const,
  status: 'done' as const,
  repairs: null,
  startedAt: '2026-11-20T09:01:00.000Z',
  plan: null,
}

describe('steps of the tour', () => {
  it('are not reached by opening the tour', () => {
    expect(reachedSteps(nothing)).toEqual([])
    expect(reachedSteps({ ...nothing, batches: [batch], pathname: '/map' })).toEqual([])
  })

  it('are reached by what the address and the server show', () => {
    const cases: readonly [string, Partial<Seen>][] = [
      ['map', { pathname: '/map', search: { area: '440305' } }],
      ['find', { pathname: '/catalogue', search: { q: 'x' }, found: 2 }],
      ['masks', { seenAs: ['data-steward', 'visitor'] }],
      ['wizard', { pathname: '/recognise', recognised: true }],
      ['repair', { batches: [{ ...batch, repairs: 'another' }] }],
      ['hold', { batches: [{ ...batch, mode: 'replace', status: 'discarded' }] }],
      ['undo', { batches: [{ ...batch, mode: 'undo' }] }],
      [
        'draft',
        { drafts: [{ updatedAt: batch.startedAt, files: [{ path: 'a', change: 'changed', conflict: false }] }] },
      ],
      ['operate', { pathname: '/status', operations: { database: { schema: 'ok' } } }],
    ]
    for (const [id, part] of cases) expect(reachedSteps({ ...nothing, ...part }), id).toEqual([id])
  })

  it('are not reached by what was there before, by what is still under way, or by finding nothing', () => {
    const before = '2026-11-20T08:00:00.000Z'
    expect(reachedSteps({ ...nothing, batches: [{ ...batch, repairs: 'another', startedAt: before }] })).toEqual([])
    expect(reachedSteps({ ...nothing, batches: [{ ...batch, mode: 'replace', status: 'held' }] })).toEqual([])
    expect(reachedSteps({ ...nothing, batches: [{ ...batch, mode: 'undo', status: 'held' }] })).toEqual([])
    expect(reachedSteps({ ...nothing, drafts: [{ updatedAt: begun, files: [] }] })).toEqual([])
    expect(reachedSteps({ ...nothing, pathname: '/catalogue', search: { q: 'x' }, found: 0 })).toEqual([])
    expect(reachedSteps({ ...nothing, seenAs: ['visitor'] })).toEqual([])
  })
})
