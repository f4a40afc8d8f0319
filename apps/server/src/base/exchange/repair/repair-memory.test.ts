import type { Repairs } from '@onecity/contracts'
import { expect, it } from 'vitest'
import { makeRepairMemory } from './repair-memory.ts'

const answer = (repairable: number): Repairs => ({ groups: [], repairable, others: 0, repaired: 0 })

it('proposals are worked out once, also for two who ask at once, until the rejects of the batch change', async () => {
  const remember = makeRepairMemory()
  let worked = 0
  const ask = (batch: string, stamp: string) => remember(batch, stamp, async () => answer(++worked))
  const both = await Promise.all([ask('a', '9 0'), ask('a', '9 0')])
  expect(both.map(({ repairable }) => repairable)).toEqual([1, 1])
  expect((await ask('a', '9 4')).repairable).toBe(2)
  expect((await ask('b', '9 4')).repairable).toBe(3)
  expect((await ask('a', '9 4')).repairable).toBe(2)
})

it('a failure is not remembered', async () => {
  const remember = makeRepairMemory()
  await expect(remember('a', '1', () => Promise.reject(new Error('away')))).rejects.toThrow('away')
  expect((await remember('a', '1', async () => answer(5))).repairable).toBe(5)
})

it('the batches asked for longest ago are forgotten', async () => {
  const remember = makeRepairMemory()
  let worked = 0
  for (let i = 0; i <= 100; i++) await remember(`b${i}`, '1', async () => answer(++worked))
  await remember('b1', '1', async () => answer(++worked))
  expect(worked).toBe(101)
  await remember('b0', '1', async () => answer(++worked))
  expect(worked).toBe(102)
})
