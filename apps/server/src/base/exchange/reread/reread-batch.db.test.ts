import { type LngLat, makeAreaTree } from '@onecity/city'
import type { Reading } from '@onecity/contracts'
import gcoord from 'gcoord'
import { afterEach, describe, expect, it } from 'vitest'
import { isAppError } from '../../../kernel/app-error.ts'
import { cellOf } from '../../../kernel/cell.ts'
import { distanceMetres } from '../../../kernel/geometry.ts'
import { sql } from '../../../platform/db/db.ts'
import { withTestDatabase } from '../../../platform/db/testing.ts'
import { makeAreaIndex } from '../../places/index.ts'
import { confirmBatch } from '../confirm-batch.ts'
import { makeIntake, readTestCity } from '../testing-intake.ts'
import { proposeUndo } from '../undo-batch.ts'
import { verifyLedger } from '../verify-ledger.ts'
import { listRereadings } from './list-rereadings.ts'
import { rereadBatch } from './reread-batch.ts'

const database = await withTestDatabase()
const { db } = database
const tiny = await readTestCity('tiny')
const base = tiny.resources.find(({ id }) => id === 'charging-point') as (typeof tiny.resources)[number]
/** The same with a service area, and one whose file says itself in which district a point is. */
const served = {
  ...base,
  id: 'served-point',
  items: [...base.items, { ...base.items[0], id: 'reach', name: { zh: '范围' }, type: 'polygon', optional: true }],
} as unknown as typeof base
const rule = (id: string, check: string, severity: 'warn' | 'reject') =>
  ({ id, title: { zh: `规则${id}`, en: `Rule ${id}` }, check, severity }) as const
const ruled = {
  ...base,
  id: 'ruled-point',
  quality: [
    rule('west', 'position.lng < 114.1', 'warn'),
    rule('first', 'district = "990102"', 'reject'),
    rule('small', 'point_id < 2', 'warn'),
  ],
} as unknown as typeof base
const city = { ...tiny, resources: [...tiny.resources, served, ruled] }
const send = makeIntake(database, city)
const areaIndex = makeAreaIndex(city)
const input = { city, tree: makeAreaTree(city.areas), areaIndex, version: 1 }
const queueMerge = <T>(work: () => Promise<T>) => work()
type Batch = Awaited<ReturnType<typeof send>>['batch']
const reread = (batch: Batch, reading: Reading, resource = base) =>
  rereadBatch({ database, input, worker: 1, queueMerge, onCommitted: () => {} }, resource, batch, reading, 'steward')
const decide = { database, city, queueMerge, onCommitted: () => {}, holdDays: 7 }
const asGcj: Reading = { crs: 'GCJ-02', swapped: false }

const gcjOf = (at: LngLat) => gcoord.transform([...at], gcoord.WGS84, gcoord.GCJ02) as [number, number]
const file = (rows: readonly (readonly [number, LngLat])[], more = '', cell = '') =>
  `point_id,status,public,longitude,latitude${more}\n${rows.map(([id, [lng, lat]]) => `${id},working,true,${lng},${lat}${cell}\n`).join('')}`
const stored = async (table = 'charging_point') => {
  const { rows } = await sql<{ id: number; lng: number; lat: number; district: string | null }>`
    select point_id as id, position_lng as lng, position_lat as lat, district from registers.${sql.raw(table)} order by point_id`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.id, row]))
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

it('tells which rules rows break when they are read again, and keeps the rows', async () => {
  // Read as GCJ-02 both stand west of 114.1, where the second district begins; read as WGS-84 the second does not.
  const { batch } = await send(
    ruled.id,
    file([
      [1, [114.05, 22.6]],
      [2, [114.103, 22.6]],
    ]),
    { crs: 'GCJ-02' },
  )
  expect(batch).toMatchObject({ inserted: 2, rejected: 0 })
  const again = await reread(batch, { crs: 'WGS-84', swapped: false }, ruled)
  expect(again).toMatchObject({ updated: 2, rejected: 0, rowsAfter: 2 })
  // Nothing is said of a rule over what the reading leaves alone, though a row breaks it.
  expect(again.notices.map(({ en }) => en)).toEqual([
    '1 row breaks the rule “Rule west” as read again (0 before); nothing was removed',
    '1 row breaks the rule “Rule first” as read again (0 before); nothing was removed',
  ])
})

afterEach(async () => {
  expect((await verifyLedger(database)).findings).toEqual([])
})

describe('reading the positions of a batch again', () => {
  // Two districts meet at 114.1; the city ends at 114.2. GCJ-02 numbers stand some 0.005 degrees further east.
  const truth = new Map<number, LngLat>([
    [1, [114.05, 22.6]],
    [2, [114.0985, 22.6]],
    [3, [114.1985, 22.6]],
    [4, [114.1975, 22.61]],
    [5, [114.199, 22.62]],
  ])

  it('rewrites what it brought and nobody changed since, with the areas worked out from it; undo gives it back', async () => {
    const delivered = [...truth].map(([id, at]) => [id, gcjOf(at)] as const)
    const { batch } = await send(base.id, file(delivered), { crs: 'WGS-84' })
    expect(batch.inserted).toBe(5)
    // A later delivery moves one point, and removes another.
    await send(base.id, file([[4, [114.03, 22.6]]]), { crs: 'WGS-84' })
    const { batch: removal } = await send(base.id, 'point_id\n5\n', { mode: 'delete' })
    await confirmBatch(decide, { batch: removal.id, deleted: 1, by: 'steward' })
    const before = await stored()
    expect([before.get(2)?.district, before.get(3)?.district]).toEqual(['990101', null])

    const found = await listRereadings(db, input, base, batch, true)
    expect(found).toMatchObject({ from: 'WGS-84', rows: 3, skipped: 2, exact: true, sampled: 3 })
    expect(found.inside).toBeCloseTo(2 / 3)
    const [proposed, ...others] = found.readings.filter((reading) => reading.proposed)
    expect(others).toEqual([])
    expect(proposed).toMatchObject({ crs: 'GCJ-02', swapped: false, inside: 1 })
    // What comes in is shown first, with the distance: GCJ-02 is off by some 500 m here.
    expect(proposed?.examples[0]).toMatchObject({ insideBefore: false, insideAfter: true })
    expect(proposed?.examples[0]?.metres).toBeGreaterThan(300)
    expect(proposed?.examples[0]?.metres).toBeLessThan(700)
    expect((await listRereadings(db, input, base, batch, false)).readings.flatMap(({ examples }) => examples)).toEqual(
      [],
    )

    const again = await reread(batch, asGcj)
    expect(again).toMatchObject({
      mode: 'reread',
      status: 'done',
      repairs: batch.id,
      reread: { from: 'WGS-84', to: 'GCJ-02', swapped: false },
      sentBy: 'steward',
      received: 5,
      updated: 3,
      unchanged: 0,
      skipped: 2,
      rowsBefore: 4,
      rowsAfter: 4,
    })
    const after = await stored()
    for (const id of [1, 2, 3]) {
      const row = after.get(id)
      expect(distanceMetres([row?.lng ?? 0, row?.lat ?? 0], truth.get(id) as LngLat)).toBeLessThan(1)
    }
    expect([1, 2, 3].map((id) => after.get(id)?.district)).toEqual(['990102', '990102', '990101'])
    expect(after.get(4)).toEqual(before.get(4))
    expect(after.has(5)).toBe(false)
    // Cells follow positions: a box around the true place finds the row.
    const { rows: cells } = await sql<{ lng: number; lat: number; cell: number }>`
      select position_lng as lng, position_lat as lat, position_cell as cell from registers.charging_point`.execute(db)
    expect(cells.map(({ cell }) => cell)).toEqual(cells.map(({ lng, lat }) => cellOf(lng, lat)))
    // Nothing of the batch is left to be read again; the new one could be, but not as what it is.
    expect(await codeOf(reread(batch, asGcj))).toBe('nothing-to-repair')
    expect(await codeOf(reread(again, asGcj))).toBe('nothing-to-repair')

    const held = await proposeUndo({ database, city, cityVersion: 1, holdDays: 7 }, again, 'steward')
    expect(held.plan).toMatchObject({ updated: 3, deleted: 0, skipped: 0 })
    await confirmBatch(decide, { batch: held.id, deleted: 0, by: 'steward' })
    expect(await stored()).toEqual(before)
  })

  it('works the delivered numbers out where they were converted, and moves shapes with their boxes', async () => {
    const at: LngLat = [114.15, 22.6]
    const ring = (lng: number, lat: number): LngLat[] => [
      [lng, lat],
      [lng + 0.01, lat],
      [lng + 0.01, lat + 0.01],
      [lng, lat],
    ]
    const polygon = `POLYGON((${ring(...at)
      .map((each) => each.join(' '))
      .join(', ')}))`
    // Numbers are WGS-84; the resource declares GCJ-02.
    const { batch } = await send(served.id, file([[1, at]], ',reach', `,"${polygon}"`))
    const moved = (await stored('served_point')).get(1)
    expect(distanceMetres([moved?.lng ?? 0, moved?.lat ?? 0], at)).toBeGreaterThan(300)
    await reread(batch, { crs: 'WGS-84', swapped: false }, served)
    const back = (await stored('served_point')).get(1)
    expect(distanceMetres([back?.lng ?? 0, back?.lat ?? 0], at)).toBeLessThan(1)
    const { rows } = await sql<{ reach: { coordinates: number[][][] }; west: number; north: number }>`
      select reach, reach_west as west, reach_north as north from registers.served_point`.execute(db)
    const first = rows[0]?.reach.coordinates[0]?.[0] as unknown as LngLat
    expect(distanceMetres(first, at)).toBeLessThan(1)
    expect(rows[0]?.west).toBeCloseTo(114.15, 5)
    expect(rows[0]?.north).toBeCloseTo(22.61, 5)
  })

  it('counts rows with a position, and leaves those without one as they are', async () => {
    const more = {
      ...served,
      id: 'placeless',
      items: served.items.map((item) => ({ ...item, optional: item.id !== 'point_id' })),
    }
    const wide = { ...city, resources: [...city.resources, more] }
    const sendMore = makeIntake(database, wide)
    const { batch } = await sendMore('placeless', 'point_id,longitude,latitude\n1,114.05,22.6\n2,,\n', {
      crs: 'WGS-84',
    })
    const found = await listRereadings(db, { ...input, city: wide }, more, batch, true)
    expect(found).toMatchObject({ rows: 1, skipped: 0, sampled: 1 })
    const again = await reread(batch, asGcj, more)
    expect([again.received, again.updated, again.unchanged]).toEqual([2, 1, 1])
  })

  it('leaves a district alone that a mapping took from the file, and more rows than one page all move', async () => {
    const rows = Array.from({ length: 2_500 }, (_, i) => [10_000 + i, [114.0985, 22.6 + i / 1e6] as LngLat] as const)
    const { batch } = await send(
      base.id,
      file(
        rows.map(([id, at]) => [id, gcjOf(at)] as const),
        ',district',
        ',990101',
      ),
      { layout: { crs: 'WGS-84', map: { district: 'district' } } },
    )
    expect(batch.inserted).toBe(2_500)
    const again = await reread(batch, asGcj)
    expect([again.received, again.updated]).toEqual([2_500, 2_500])
    const after = await stored()
    expect([...after.values()].filter(({ id }) => id >= 10_000).every(({ district }) => district === '990101')).toBe(
      true,
    )
    expect(
      distanceMetres([after.get(12_499)?.lng ?? 0, after.get(12_499)?.lat ?? 0], [114.0985, 22.602499]),
    ).toBeLessThan(1)
  })
})
