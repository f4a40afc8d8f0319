import type { LiveEvent } from '@onecity/contracts'
import { describe, expect, it } from 'vitest'
import { initialLiveState, livePath, onLost, onMessage, onOpened, parseLiveEvent, retryDelayMs } from './live-state.ts'
import { matchesFilter } from './use-live.ts'

const change = (number: number, resource = 'resident'): LiveEvent => ({
  type: 'change',
  number,
  resource,
  batch: null,
  inserted: 1,
  updated: 0,
  deleted: 0,
  at: '2026-03-01T00:00:00Z',
})

describe('the live connection', () => {
  it('starts at now, without asking for the past', () => {
    expect(livePath(initialLiveState)).toBe('/api/live')
  })

  it('asks for everything since the last number it saw after the connection was refused', () => {
    let state = onOpened(initialLiveState)
    state = onMessage(state, '41', { type: 'hello', number: 41, version: 3 }).state
    state = onMessage(state, '42', change(42)).state
    state = onLost(state)
    expect(livePath(state)).toBe('/api/live?since=42')
  })

  it('hears what it missed after a break', () => {
    const state = onOpened(onLost(onMessage(onOpened(initialLiveState), '42', change(42)).state))
    const late = onMessage(state, '43', change(43))
    expect(late.fresh).toBe(true)
    expect(late.state.lastNumber).toBe(43)
  })

  it('keeps the first greeting to itself and passes on a later one, which means that all must be loaded again', () => {
    const first = onMessage(initialLiveState, '41', { type: 'hello', number: 41, version: 3 })
    expect(first.fresh).toBe(false)
    const again = onMessage(first.state, '2000', { type: 'hello', number: 2000, version: 3 })
    expect(again.fresh).toBe(true)
    expect(livePath(again.state)).toBe('/api/live?since=2000')
  })

  it('goes back with a server that was set back, or it would hear nothing until the old number', () => {
    const state = onMessage(initialLiveState, '900', change(900)).state
    const restarted = onMessage(state, '5', { type: 'hello', number: 5, version: 1 }).state
    expect(onMessage(restarted, '6', change(6)).fresh).toBe(true)
  })

  it('hears a change once, however often it is sent', () => {
    const { state } = onMessage(initialLiveState, '7', change(7))
    expect(onMessage(state, '7', change(7)).fresh).toBe(false)
    expect(onMessage(state, '8', change(8)).fresh).toBe(true)
  })

  it('passes on a batch message, which carries no number of its own', () => {
    const batch = { type: 'batch', batch: { id: 'b' } } as unknown as LiveEvent
    const { state } = onMessage(initialLiveState, '7', change(7))
    const taken = onMessage(state, '', batch)
    expect(taken.fresh).toBe(true)
    expect(taken.state.lastNumber).toBe(7)
  })

  it('waits longer after each failure, from one second to half a minute', () => {
    expect([1, 2, 3, 4, 5, 6, 20].map(retryDelayMs)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
  })

  it('forgets its failures once it is open', () => {
    expect(onOpened(onLost(onLost(initialLiveState))).failures).toBe(0)
  })

  it('ignores what is no event', () => {
    expect(parseLiveEvent('not json')).toBeNull()
    expect(parseLiveEvent('[]')).toBeNull()
    expect(parseLiveEvent('{"type":"city","version":2}')).toEqual({ type: 'city', version: 2 })
  })
})

describe('what a page hears', () => {
  it('is limited to the kinds and the register it named', () => {
    expect(matchesFilter({ types: ['change'], resource: 'resident' }, change(1))).toBe(true)
    expect(matchesFilter({ types: ['change'], resource: 'weather' }, change(1))).toBe(false)
    expect(matchesFilter({ types: ['batch'] }, change(1))).toBe(false)
  })
})
