import { makeAreaTree } from '@onecity/city'
import { afterEach, describe, expect, it } from 'vitest'
import { isAppError } from '../../../kernel/app-error.ts'
import { sql } from '../../../platform/db/db.ts'
import { withTestDatabase } from '../../../platform/db/testing.ts'
import { makeAreaIndex } from '../../places/index.ts'
import { listRejects } from '../reject-ledger.ts'
import { makeIntake, readTestCity } from '../testing-intake.ts'
import { verifyLedger } from '../verify-ledger.ts'
import { listRepairs } from './list-repairs.ts'
import { prepareRepair } from './repair-rejects.ts'

const database = await withTestDatabase()
const { db } = database
const city = await readTestCity('tiny')
const send = makeIntake(database, city)
const input = { city, tree: makeAreaTree(city.areas), areaIndex: makeAreaIndex(city) }
const resource = city.resources.find(({ id }) => id === 'charging-point') as (typeof city.resources)[number]

const header = 'point_id,status,power,public,longitude,latitude'
const points = (...lines: string[]) => `${[header, ...lines].join('\n')}\n`
const repairs = (batch: string) => listRepairs(db, input, resource, batch, true)
const repair = async (batch: string, chosen: Parameters<typeof prepareRepair>[4]) => {
  const request = await prepareRepair(db, input, resource, batch, chosen, 'steward')
  return (await send(resource.id, request.source, request)).batch
}
const codeOf = async (work: Promise<unknown>) => {
  try {
    await work
  } catch (error) {
    if (isAppError(error)) return error.code
    throw error
  }
  throw new Error('it was not refused')
}
const marks = async (batch: string) =>
  (
    await sql<{ line: number; by: string | null; repair: unknown }>`
      select line, repaired_by as by, repair from exchange.rejects where batch = ${batch} order by line`.execute(db)
  ).rows

afterEach(async () => {
  expect((await verifyLedger(database)).findings).toEqual([])
})

describe('repairing rejects', () => {
  it('proposes by rule and item, takes the chosen rows in as a batch, marks their rejects and leaves the others', async () => {
    const { batch } = await send(
      resource.id,
      points(
        '1,working,1,true,114.05,22.6',
        '２,working,1,true,114.05,22.6',
        '３,working,"1,000.5",true,114.05,22.6',
        '4,2.故障,1,true,114.05,22.6',
        '5,working,1,true,22.6,114.05',
        'six,working,1,true,114.05,22.6',
        '7,working,1',
        '1,broken,1,true,114.05,22.6',
      ),
      { fileName: 'points.csv' },
    )
    expect([batch.received, batch.inserted, batch.rejected]).toEqual([8, 1, 7])
    const found = await repairs(batch.id)
    expect(found).toMatchObject({ repairable: 4, others: 3, repaired: 0 })
    expect(found.groups.map(({ rule, item, count }) => [rule, item, count])).toEqual([
      ['half-width', 'point_id', 2],
      ['thousands-separator', 'power', 1],
      ['nearest-code', 'status', 1],
      ['swapped-lng-lat', 'position', 1],
    ])
    expect(found.groups[0]?.examples).toEqual([
      { line: 3, from: '２', to: '2' },
      { line: 4, from: '３', to: '3' },
    ])

    // Line 4 needs a second repair that is not chosen, and stays.
    const first = await repair(batch.id, {
      groups: [
        { rule: 'half-width', item: 'point_id' },
        { rule: 'swapped-lng-lat', item: 'position' },
      ],
    })
    expect(first).toMatchObject({
      mode: 'upsert',
      repairs: batch.id,
      sentBy: 'steward',
      fileName: 'points.csv',
      notices: [],
      received: 2,
      inserted: 2,
      rejected: 0,
    })
    expect(await marks(batch.id)).toEqual([
      { line: 3, by: first.id, repair: [{ item: 'point_id', rule: 'half-width', from: '２', to: '2', by: 'steward' }] },
      { line: 4, by: null, repair: null },
      { line: 5, by: null, repair: null },
      {
        line: 6,
        by: first.id,
        repair: [{ item: 'position', rule: 'swapped-lng-lat', from: '22.6,114.05', to: '114.05,22.6', by: 'steward' }],
      },
      { line: 7, by: null, repair: null },
      { line: 8, by: null, repair: null },
      { line: 9, by: null, repair: null },
    ])
    const { rows } = await sql<{ ids: number[] }>`
      select array_agg(point_id order by point_id)::int[] as ids from registers.charging_point`.execute(db)
    expect(rows[0]?.ids).toEqual([1, 2, 5])

    // What was repaired is proposed no more and cannot be taken in twice; the rest can.
    expect(await repairs(batch.id)).toMatchObject({ repairable: 2, others: 3, repaired: 2 })
    expect(await codeOf(repair(batch.id, { groups: [{ rule: 'swapped-lng-lat', item: 'position' }] }))).toBe(
      'nothing-to-repair',
    )
    const rest = await repair(batch.id, { groups: (await repairs(batch.id)).groups })
    expect([rest.received, rest.inserted]).toEqual([2, 2])
  })

  it('takes a row mended by hand; one that is still wrong is a reject of the new batch, on its old line, and can be mended there', async () => {
    const { batch } = await send(resource.id, points('21,working,1,true,114.05,22.6', 'x,melted,1,true,114.05,22.6'))
    const still = await repair(batch.id, { rows: [{ line: 3, values: { point_id: '22' } }] })
    expect([still.received, still.inserted, still.rejected]).toEqual([1, 0, 1])
    expect((await listRejects(db, still.id, 0, 10)).map(({ line, item, value }) => [line, item, value])).toEqual([
      [3, 'status', 'melted'],
    ])
    expect((await marks(batch.id))[0]?.by).toBeNull()
    const good = await repair(still.id, { rows: [{ line: 3, values: { status: 'broken' } }] })
    expect([good.received, good.inserted]).toEqual([1, 1])
    expect(await marks(still.id)).toEqual([
      {
        line: 3,
        by: good.id,
        repair: [{ item: 'status', rule: 'by-hand', from: 'melted', to: 'broken', by: 'steward' }],
      },
    ])
    expect(await codeOf(repair(batch.id, { rows: [{ line: 99, values: {} }] }))).toBe('nothing-to-repair')
  })

  it('two at once take each reject in once', async () => {
    const bad = Array.from({ length: 200 }, (_, i) => `${1000 + i}０,working,1,true,114.05,22.6`)
    const { batch } = await send(resource.id, points(...bad))
    const groups = [{ rule: 'half-width', item: 'point_id' }]
    const results = await Promise.allSettled([repair(batch.id, { groups }), repair(batch.id, { groups })])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await repairs(batch.id)).toMatchObject({ groups: [], repairable: 0, others: 0, repaired: 200 })
  })

  it('goes on from an NDJSON delivery, and updates a row whose key exists', async () => {
    await send(resource.id, points('31,working,1,true,114.05,22.6'))
    const { batch } = await send(
      resource.id,
      `${JSON.stringify({ point_id: '３１', status: 'broken', public: true, position: '114.05,22.6' })}\n`,
      { format: 'ndjson' },
    )
    expect(batch.rejected).toBe(1)
    const mended = await repair(batch.id, { groups: (await repairs(batch.id)).groups })
    expect([mended.received, mended.updated]).toEqual([1, 1])
  })
})
