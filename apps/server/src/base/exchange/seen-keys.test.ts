import { expect, it } from 'vitest'
import { makeSeenKeys } from './seen-keys.ts'

it('never forgets a key', () => {
  const seen = makeSeenKeys()
  for (let i = 0; i < 200_000; i++) seen.maybeSeen(`K${i * 7919}`)
  let forgotten = 0
  for (let i = 0; i < 200_000; i++) if (!seen.maybeSeen(`K${i * 7919}`)) forgotten++
  expect(forgotten).toBe(0)
})

it('seldom takes a new key for a seen one, be the keys running numbers or identity numbers', () => {
  for (const keyOf of [
    (i: number) => `${i}`,
    (i: number) => `440399${19500101 + (i % 9999)}${i}`,
    (i: number) => `a\u0001${i}`,
  ]) {
    const seen = makeSeenKeys()
    let suspected = 0
    for (let i = 0; i < 1_000_000; i++) if (seen.maybeSeen(keyOf(i))) suspected++
    expect(suspected).toBeLessThan(200)
  }
})
