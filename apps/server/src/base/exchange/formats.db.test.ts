/** Files that are no plain table, all the way into a register, and what is kept of how they were read. */
import { Readable } from 'node:stream'
import type { City, Intake, Item, Resource } from '@onecity/city'
import { makeAreaTree } from '@onecity/city'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { sql } from '../../platform/db/db.ts'
import { withTestDatabase } from '../../platform/db/testing.ts'
import { makeAreaIndex } from '../places/index.ts'
import { makeSpool } from './formats/spool.ts'
import { makeDbf, makePointShp, makeWorkbook, textRow } from './formats/testing-archives.ts'
import { testSpoolFolder } from './formats/testing-formats.ts'
import { formatPlace, placeOf } from './place-of.ts'
import { previewFile } from './preview-file.ts'
import { findDelivered, listRejects } from './reject-ledger.ts'
import { makeIntake, readTestCity } from './testing-intake.ts'
import { writeRejects } from './write-rejects.ts'

const database = await withTestDatabase()
const { db } = database
const tiny = await readTestCity('tiny')

const item = (id: string, type: Item['type'], more: Partial<Item> = {}): Item => ({
  id,
  name: { zh: id },
  type,
  optional: false,
  headers: [],
  index: false,
  ...more,
})
const declare = (id: string, items: readonly Item[], key: readonly string[], intake?: Intake): Resource => ({
  ...(tiny.resources[0] as Resource),
  id,
  kind: 'stored',
  items,
  key,
  highlights: [items[0]?.id ?? ''],
  ...(intake && { intake }),
})
const spots = declare('spot', [item('name', 'text'), item('at', 'point')], ['name'])
const districts = declare(
  'district-figure',
  [
    item('district', 'text', { headers: ['区'] }),
    item('people', 'integer', { headers: ['常住人口'] }),
    item('day', 'date', { optional: true, headers: ['日期'] }),
    item('source', 'text', { optional: true }),
  ],
  ['district'],
)
const speeds = declare(
  'speed',
  [item('sensor', 'text'), item('at', 'datetime'), item('mph', 'decimal', { range: { min: 0, max: 120 } })],
  ['sensor', 'at'],
  {
    unpivot: { keep: [], title: 'sensor', value: 'mph', row: 'at', start: '2012-03-01T00:00:00', every: '5m' },
  },
)
const services = declare(
  'service-item',
  [item('department', 'text'), item('name', 'text'), item('fee', 'integer', { optional: true })],
  ['department', 'name'],
  { format: 'json', recordPath: '[].items[]', outer: { department: '[].department' } },
)
const stops = declare(
  'stop',
  [item('name', 'text', { max: 3 }), item('place', 'point', { columns: { lng: ['lng'], lat: ['lat'] } })],
  ['name'],
)
const city: City = { ...tiny, resources: [spots, districts, speeds, services, stops] }
const send = makeIntake(database, city)

const rowsOf = async (resource: Resource, columns: string) =>
  (
    await sql<
      Record<string, unknown>
    >`select ${sql.raw(columns)} from ${sql.raw(`registers."${resource.id.replaceAll('-', '_')}"`)} order by 1, 2`.execute(
      db,
    )
  ).rows.map((row) => Object.values(row))
const rejectFile = async (batch: { id: string }) => {
  const shape = await findDelivered(db, batch.id)
  if (!shape) throw new Error('no batch')
  let text = ''
  for await (const piece of writeRejects(shape, (after, limit) => listRejects(db, batch.id, after, limit), 'en'))
    text += piece
  return text.replace('\ufeff', '')
}
const preview = (resource: Resource, bytes: string | Uint8Array, sent: Intake | null = null) =>
  previewFile(
    resource,
    { city, tree: makeAreaTree(city.areas), areaIndex: makeAreaIndex(city) },
    {
      source: Readable.from([Buffer.from(bytes as string)]),
      spool: makeSpool(testSpoolFolder),
      sent,
      partial: false,
      mostSpooled: 1024 * 1024,
    },
    async (_, rows) => rows.map(() => []),
  )

const workbook = Buffer.from(
  makeWorkbook({
    styles: '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>',
    sheets: ['福田区,155', '南山区,many'].map((line, i) => ({
      name: `${i + 1}月`,
      rows: `${textRow(1, ['常住人口统计表'])}${textRow(2, ['区', '人数', '日期'])}<row r="3">${line
        .split(',')
        .map((cell, c) => `<c r="${'AB'[c]}3" t="inlineStr"><is><t>${cell}</t></is></c>`)
        .join('')}<c r="C3" s="1"><v>43831</v></c></row>`,
    })),
  }),
)
const mapping: Intake = { sheet: '*', map: { 人数: 'people' }, constants: { source: '统计局' } }

describe('a workbook with positions', () => {
  it('names the sheet and row of a position outside, not the number they are packed into', async () => {
    const sheets = ['东,"114.15,22.6"', '海,"116.5,20"'].map((line, i) => ({
      name: `表${i + 1}`,
      rows: `${textRow(1, ['name', 'at'])}${textRow(2, line.replaceAll('"', '').split(/,(.*)/s).slice(0, 2))}`,
    }))
    const file = Buffer.from(makeWorkbook({ styles: '<cellXfs><xf numFmtId="0"/></cellXfs>', sheets }))
    const { batch } = await send('spot', file, { layout: { sheet: '*', crs: 'WGS-84' } })
    expect(batch).toMatchObject({ inserted: 2, rejected: 0 })
    expect(batch.notices.map(({ en }) => en)).toEqual([
      '50 % of the positions (1) lies outside the city, for example 116.5,20 at “表2!2”',
    ])
  })
})

describe('a workbook with a mapping', () => {
  it('is taken in sheet by sheet; rejects say sheet and row, and come back as a table that can be sent again', async () => {
    const { batch } = await send('district-figure', workbook, { layout: mapping, fileName: '人口.xlsx' })
    expect(batch).toMatchObject({ format: 'xlsx', received: 2, inserted: 1, rejected: 1 })
    expect(await rowsOf(districts, 'district, people, day::text, source')).toEqual([
      ['福田区', 155, '2020-01-01', '统计局'],
    ])
    const delivered = await findDelivered(db, batch.id)
    expect(delivered?.layout).toMatchObject({ ...mapping, sheets: ['1月', '2月'], headerLine: 2 })
    const [reject] = await listRejects(db, batch.id, 0, 10)
    expect(reject).toMatchObject({
      item: 'people',
      value: 'many',
      code: 'not-an-integer',
      raw: '南山区,many,2020-01-01',
    })
    expect(formatPlace(placeOf(reject?.line ?? 0, delivered?.layout ?? null))).toBe('2月!3')

    const mended = (await rejectFile(batch)).replace('many', '187')
    const again = await send('district-figure', mended, { layout: mapping })
    expect(again.batch).toMatchObject({ format: 'csv', received: 1, inserted: 1, rejected: 0 })
  })

  it('is previewed cell by cell, with what would be proposed, and nothing is stored', async () => {
    const before = await sql<{ n: number }>`select count(*)::int as n from exchange.batches`.execute(db)
    const plain = await preview(districts, workbook)
    expect(plain).toMatchObject({
      format: 'xlsx',
      headerLine: 2,
      missing: ['people'],
      records: 1,
      complete: true,
      parts: [
        { name: '1月', chosen: true },
        { name: '2月', chosen: false },
      ],
    })
    expect(plain.columns.map(({ name, item: id, by }) => [name, id, by])).toEqual([
      ['区', 'district', 'title'],
      ['人数', null, null],
      ['日期', 'day', 'title'],
    ])
    const mapped = await preview(districts, workbook, mapping)
    expect(mapped).toMatchObject({ missing: [], records: 2, faulty: 1 })
    expect(mapped.rows.map((row) => row.place)).toEqual(['1月!3', '2月!3'])
    expect(mapped.rows[0]?.cells).toContainEqual({ item: 'day', value: '2020-01-01', delivered: null, reason: null })
    expect(mapped.rows[0]?.cells).toContainEqual({ item: 'source', value: '统计局', delivered: null, reason: null })
    expect(mapped.rows[1]?.cells.find((cell) => cell.item === 'people')).toMatchObject({
      value: null,
      delivered: 'many',
      reason: { en: 'is not a whole number' },
    })
    const after = await sql<{ n: number }>`select count(*)::int as n from exchange.batches`.execute(db)
    expect(after.rows).toEqual(before.rows)
  })

  it('has its misspelt titles told apart from strange ones', async () => {
    const { columns } = await preview(districts, 'distrct,people,weather\nx,1,y\n')
    expect(columns.map(({ likely }) => likely)).toEqual(['district', null, null])
  })
})

describe('a wide table', () => {
  it('becomes a row for each column; rejects name row and column and may come back as they are', async () => {
    const { batch } = await send('speed', 'a,b\n64.4,999\n62,\n')
    expect(batch).toMatchObject({ received: 3, inserted: 2, rejected: 1 })
    expect(await rowsOf(speeds, 'sensor, mph::float8')).toEqual([
      ['a', 62],
      ['a', 64.4],
    ])
    const layout = (await findDelivered(db, batch.id))?.layout ?? null
    const [reject] = await listRejects(db, batch.id, 0, 10)
    expect(formatPlace(placeOf(reject?.line ?? 0, layout))).toBe('2 · b')
    const again = await send('speed', (await rejectFile(batch)).replace('999', '99'))
    expect(again.batch).toMatchObject({ received: 1, inserted: 1, rejected: 0 })
  })
})

describe('nested JSON', () => {
  it('is taken in by the path its resource declares; rejects come back as lines that are taken in too', async () => {
    const { batch } = await send(
      'service-item',
      JSON.stringify([
        {
          department: 'A',
          items: [
            { name: 'x', fee: 1 },
            { name: 'y', fee: 'free' },
          ],
        },
        { department: 'B', items: [{ name: 'x' }] },
      ]),
    )
    expect(batch).toMatchObject({ format: 'json', received: 3, inserted: 2, rejected: 1 })
    const file = await rejectFile(batch)
    expect(JSON.parse(file)).toMatchObject({ department: 'A', name: 'y', fee: 'free' })
    const again = await send('service-item', file.replace('"free"', '0'))
    expect(again.batch).toMatchObject({ format: 'ndjson', received: 1, inserted: 1, rejected: 0 })
  })

  it('without any field of the resource is refused as a whole', async () => {
    await expect(send('service-item', '{"a":1}\n{"b":2}\n')).rejects.toMatchObject({ code: 'missing-columns' })
  })
})

describe('a shapefile', () => {
  it('puts its geometry into the point of the resource, in WGS-84 whatever the resource declares', async () => {
    const gcj = { ...stops, crs: 'GCJ-02' as const }
    const sendGcj = makeIntake(database, { ...city, resources: [gcj] })
    const bytes = zipSync({
      'stops.shp': makePointShp([
        [114.05, 22.54],
        [114.06, 22.55],
      ]),
      'stops.dbf': makeDbf([{ name: 'NAME', type: 'C', length: 8 }], [[Buffer.from('A')], [Buffer.from('TOOLONG')]]),
      'stops.prj': Buffer.from(
        'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]',
      ),
    })
    const { batch } = await sendGcj('stop', Buffer.from(bytes))
    expect(batch).toMatchObject({ format: 'shapefile', received: 2, inserted: 1, rejected: 1 })
    expect(await rowsOf(gcj, 'place_lng, place_lat')).toEqual([[114.05, 22.54]])
    const delivered = await findDelivered(db, batch.id)
    expect(delivered?.crs).toBe('WGS-84')
    expect(JSON.parse(await rejectFile(batch))).toMatchObject({ NAME: 'TOOLONG', geometry: { type: 'Point' } })
  })
})
