import type { City, Item } from '@onecity/city'
import { expect, it } from 'vitest'
import { withTestDatabase } from '../../platform/db/testing.ts'
import { readTestCity } from '../exchange/testing-intake.ts'
import { buildIndexes, ensureTables } from './ensure-tables.ts'
import { refuseIncompatibleRegisters } from './refuse-incompatible.ts'
import { planTables } from './table-plan.ts'

const { db } = await withTestDatabase()
const tiny = await readTestCity('tiny')
const point = tiny.resources.find((resource) => resource.id === 'charging-point')
if (!point) throw new Error('the tiny city has no charging points')

const declare = (changes: { items?: (items: readonly Item[]) => readonly Item[]; key?: readonly string[] }): City => ({
  ...tiny,
  resources: tiny.resources.map((resource) =>
    resource.id === point.id
      ? { ...resource, items: changes.items?.(resource.items) ?? resource.items, key: changes.key ?? resource.key }
      : resource,
  ),
})
const problemsOf = (city: City) => db.transaction().execute((tx) => refuseIncompatibleRegisters({ city }, tx))

it('lets anything be declared before the first batch', async () => {
  expect(await problemsOf(declare({ key: ['status'] }))).toEqual([])
})

it('afterwards welcomes new items and holds types and key', async () => {
  await db.transaction().execute(async (tx) => {
    await ensureTables(tx, planTables(point))
    await buildIndexes(tx, planTables(point))
  })
  expect(await problemsOf(tiny)).toEqual([])
  const added: Item = { id: 'colour', name: { zh: '颜色' }, type: 'text', optional: true, headers: [], index: false }
  expect(await problemsOf(declare({ items: (items) => [...items, added] }))).toEqual([])
  expect(await problemsOf(declare({ items: (items) => items.filter((item) => item.id !== 'power') }))).toEqual([])

  const retyped = await problemsOf(
    declare({ items: (items) => items.map((item) => (item.id === 'power' ? { ...item, type: 'text' } : item)) }),
  )
  expect(retyped.map((problem) => problem.message)).toEqual([
    'item power of charging-point is declared as text, its rows are stored as numeric',
  ])
  const rekeyed = await problemsOf(declare({ key: ['point_id', 'status'] }))
  expect(rekeyed.map((problem) => problem.message)).toEqual([
    'the key of charging-point is declared as [point_id, status], its rows are kept by [point_id]',
  ])
})
