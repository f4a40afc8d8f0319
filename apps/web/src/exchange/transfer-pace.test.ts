import type { Batch } from '@onecity/contracts'
import { describe, expect, it } from 'vitest'
import { paceOf } from './transfer-pace.ts'

const batch = (part: object): Batch =>
  ({ status: 'receiving', received: 0, bytesReceived: 0, rowsPerSecond: null, ...part }) as Batch

describe('the pace of an import', () => {
  it('counts what the server has read, not what left the browser', () => {
    const pace = paceOf(
      { sentBytes: 900, size: 1000, startedAtMs: 0, batch: batch({ bytesReceived: 250, received: 500 }) },
      10_000,
    )
    expect(pace.share).toBe(0.25)
    expect(pace.rowsPerSecond).toBe(50)
    expect(pace.secondsLeft).toBe(30)
  })

  it('goes by what left the browser until the server says something', () => {
    expect(paceOf({ sentBytes: 500, size: 1000, startedAtMs: 0, batch: null }, 500).share).toBe(0.5)
  })

  it('promises no time in the first moments, nor when everything is received', () => {
    expect(paceOf({ sentBytes: 500, size: 1000, startedAtMs: 0, batch: null }, 500).secondsLeft).toBeNull()
    const merging = paceOf(
      { sentBytes: 1000, size: 1000, startedAtMs: 0, batch: batch({ status: 'merging', bytesReceived: 990 }) },
      9000,
    )
    expect(merging.share).toBe(1)
    expect(merging.secondsLeft).toBeNull()
  })

  it('stands at nothing for an empty file', () => {
    expect(paceOf({ sentBytes: 0, size: 0, startedAtMs: 0, batch: null }, 5000)).toEqual({
      share: 0,
      rowsPerSecond: null,
      secondsLeft: null,
    })
  })
})
