import { describe, expect, it } from 'vitest'
import { type CachedTile, makeTileCache } from './tile-cache.ts'
import { makeTurnstile } from './turnstile.ts'

const tileOf = (bytes: number): CachedTile => ({ body: Buffer.alloc(bytes), gzip: null })

describe('the tile cache', () => {
  it('stays within its bytes and lets go of what was not asked for longest', async () => {
    const cache = makeTileCache(10_000)
    const made: string[] = []
    const ask = (key: string) =>
      cache.get(key, async () => {
        made.push(key)
        return tileOf(2_000)
      })
    for (const key of ['a', 'b', 'c', 'd']) await ask(key)
    await ask('a')
    await ask('e')
    expect(cache.bytes()).toBeLessThanOrEqual(10_000)
    await ask('a')
    await ask('b')
    expect(made).toEqual(['a', 'b', 'c', 'd', 'e', 'b'])
  })

  it('keeps nothing that is larger than all it may hold', async () => {
    const cache = makeTileCache(1_000)
    await cache.get('big', async () => tileOf(5_000))
    expect(cache.bytes()).toBe(0)
  })

  it('makes a tile once for all who wait for it, and again after a failure', async () => {
    const cache = makeTileCache(10_000)
    let calls = 0
    const failing = () => {
      calls++
      return Promise.reject<CachedTile>(new Error('no'))
    }
    const outcomes = await Promise.allSettled([cache.get('a', failing), cache.get('a', failing)])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(calls).toBe(1)
    expect((await cache.get('a', async () => tileOf(1))).body.length).toBe(1)
  })
})

describe('the turnstile', () => {
  it('lets so many in at once, everybody in the end, and goes on after failures', async () => {
    const inTurn = makeTurnstile(3)
    let inside = 0
    let most = 0
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) =>
        inTurn(async () => {
          most = Math.max(most, ++inside)
          await new Promise((resolve) => setTimeout(resolve, 2))
          inside--
          if (i % 4 === 0) throw new Error('no')
          return i
        }),
      ),
    )
    expect(most).toBe(3)
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(15)
    expect(inside).toBe(0)
  })
})
