/** Every item type from a delivered file to the row that the API answers, and back through the recount. */
import { itemTypes, type Resource } from '@onecity/city'
import { expect, it } from 'vitest'
import { sql } from '../../platform/db/db.ts'
import { withTestDatabase } from '../../platform/db/testing.ts'
import { countTypeFaults, makeRegisterRoutes } from '../registers/index.ts'
import { makeTestCity, serveRoutes } from '../registers/routes-testing.ts'
import { listRejects } from './reject-ledger.ts'
import { makeIntake } from './testing-intake.ts'

const database = await withTestDatabase()
const { db } = database

const item = (id: string, type: (typeof itemTypes)[number], more: object = {}) => ({
  id,
  name: { zh: id },
  type,
  optional: true,
  headers: [],
  index: false,
  ...more,
})
const sex = [
  { value: '1', name: { zh: '男性' } },
  { value: '2', name: { zh: '女性' } },
]
const everything: Resource = {
  id: 'everything',
  kind: 'stored',
  name: { zh: '各类信息项' },
  owner: 'works',
  size: 'normal',
  share: { type: 'unconditional' },
  open: { type: 'none' },
  grade: { level: 'general', personal: false },
  update: 'daily',
  key: ['a'],
  crs: 'WGS-84',
  highlights: ['a'],
  items: [
    item('a', 'integer', { optional: false, range: { min: 1 } }),
    item('b', 'text', { max: 20 }),
    item('c', 'decimal', { scale: 2 }),
    item('d', 'boolean'),
    item('e', 'datetime'),
    // Before the number it follows from, so that the order of the items cannot matter.
    item('birth_date', 'date', { optional: false, derived: 'id_number' }),
    item('sex', 'code', { derived: 'id_number', codes: sex }),
    item('id_number', 'citizen-id'),
    item('permit', 'travel-permit'),
    item('uscc', 'uscc'),
    item('phone', 'phone'),
    item('plate', 'plate'),
    item('camera', 'camera-id'),
    item('licence', 'licence-id'),
    item('address', 'address'),
    item('district', 'area', { from: 'address' }),
    item('place', 'point'),
    item('route', 'line'),
    item('ground', 'polygon'),
    item('more', 'json'),
    item('plan', 'file'),
  ],
}
const role = (id: string, more: object) => ({ id, name: { zh: id }, grants: [{ actions: ['*'], ...more }] })
const city = await makeTestCity({ resources: [everything], roles: [role('all', {})] })
const send = makeIntake(database, city.city)
const app = await serveRoutes(city, makeRegisterRoutes({ database, city }))
const rowsOf = async () => {
  const answer = await app.inject({
    url: '/api/registers/everything/rows?sort=a',
    headers: { 'x-onecity-role': 'all' },
  })
  return (answer.json() as { rows: { values: Record<string, unknown>; marks?: object }[] }).rows
}

const licence = '1.2.156.3005.2.11100000000013338W032.11220000013544541J.2430599.001.F'
const filled = {
  a: '1',
  b: '甲\\乙',
  c: '1.50',
  d: '是',
  e: '2026-05-01T08:00:00+08:00',
  id_number: '44039919790704205x',
  permit: 'H1234 5678',
  // Issued, though its check character should be 9.
  uscc: '91350203M0001QAY9B',
  phone: '+86 130 0000 0000',
  plate: '粤b·12345',
  camera: '44030400001320000001',
  licence,
  address: '小城东区河东街道一百号之二＼北门',
  place: '114.15,22.6',
  route: 'LINESTRING (114.1 22.6, 114.2 22.6)',
  ground: 'POLYGON ((114 22, 114.1 22, 114.1 22.1, 114 22))',
  more: { n: [1.5, '\\n"'], 中: null },
  plan: '图纸/plan 1.pdf',
}
const ndjson = (...records: object[]) => records.map((record) => `${JSON.stringify(record)}\n`).join('')

it('every type is delivered, kept in its form, answered, and found sound', async () => {
  expect(new Set(everything.items.map(({ type }) => type))).toEqual(new Set(itemTypes))
  const { batch } = await send('everything', ndjson(filled, { a: '2', birth_date: '1979-07-04', address: '彩虹路3号' }))
  expect([batch.inserted, batch.rejected]).toEqual([2, 0])
  const [first, second] = await rowsOf()
  expect(first?.values).toEqual({
    ...filled,
    a: 1,
    d: true,
    e: '2026-05-01T00:00:00Z',
    birth_date: '1979-07-04',
    sex: '1',
    id_number: '44039919790704205X',
    permit: 'H12345678',
    phone: '13000000000',
    plate: '粤B12345',
    address: '小城东区河东街道100号-2\\北门',
    district: '990101001',
    place: [114.15, 22.6],
    route: {
      type: 'LineString',
      coordinates: [
        [114.1, 22.6],
        [114.2, 22.6],
      ],
    },
    ground: {
      type: 'Polygon',
      coordinates: [
        [
          [114, 22],
          [114.1, 22],
          [114.1, 22.1],
          [114, 22],
        ],
      ],
    },
  })
  expect(second?.values).toMatchObject({ birth_date: '1979-07-04', sex: null, district: null })
  expect(batch.notices.map(({ en }) => en).join('\n')).toMatch(/1 address names no area for certain/)
  expect(await countTypeFaults(db, city.city)).toEqual([])
})

it('a credit code that fails its check is kept and marked, on the row and in a stream, but not where it is masked', async () => {
  const [first, second] = await rowsOf()
  expect(first?.marks).toEqual({ uscc: 'unverified' })
  expect(second).not.toHaveProperty('marks')
  const stream = await app.inject({
    url: '/api/registers/everything/rows?f=ndjson&sort=a',
    headers: { 'x-onecity-role': 'all' },
  })
  expect(JSON.parse(stream.body.split('\n')[0] ?? '')).toMatchObject({ marks: { uscc: 'unverified' } })
  const masked = {
    ...everything,
    items: everything.items.map((each) => (each.id === 'uscc' ? { ...each, mask: 'keep-4-4' as const } : each)),
  }
  const other = await makeTestCity({ resources: [masked], roles: [role('all', {})] })
  const veiled = await serveRoutes(other, makeRegisterRoutes({ database, city: other }))
  const answer = await veiled.inject({
    url: '/api/registers/everything/rows?sort=a',
    headers: { 'x-onecity-role': 'all' },
  })
  const [row] = (answer.json() as { rows: { values: Record<string, unknown>; marks?: object }[] }).rows
  expect(row?.values['uscc']).toBe('9135**********AY9B')
  expect(row).not.toHaveProperty('marks')
})

it('what breaks its type is turned away with the rule, and what contradicts the citizen ID too', async () => {
  const { batch } = await send(
    'everything',
    ndjson(
      { ...filled, a: 11, birth_date: '1979-07-05' },
      { ...filled, a: 12, sex: '女性' },
      { ...filled, a: 13, birth_date: '1979-07-04', sex: '男性' },
      { ...filled, a: 14, id_number: '440399197907042050' },
      { ...filled, a: 15, id_number: null },
      { ...filled, a: 16, plate: '粤B1234O' },
      { ...filled, a: 17, plan: '../secret' },
      { ...filled, a: 18, camera: '44030400001180000001' },
      { ...filled, a: 19, more: `{"a": ${'['.repeat(70)}${']'.repeat(70)}}` },
    ),
  )
  expect([batch.inserted, batch.rejected]).toEqual([1, 8])
  const rejects = await listRejects(db, batch.id, 0, 100)
  expect(rejects.map(({ item, code }) => `${item}: ${code}`)).toEqual([
    'birth_date: differs-from-id',
    'sex: differs-from-id',
    'id_number: bad-citizen-id-check',
    'birth_date: missing',
    'plate: bad-plate-letter',
    'plan: bad-file-path',
    'camera: bad-camera-id-type',
    'more: bad-json-content',
  ])
})

it('the recount finds values that came past intake', async () => {
  await sql`update registers.everything set id_number = '440399197907042050', plate = '粤O12345', route = '{"type": "LineString"}',
    c = 1.555, district = '110000' where a = 1`.execute(db)
  expect((await countTypeFaults(db, city.city)).map(({ item, rows }) => [item, rows])).toEqual([
    ['c', 1],
    ['id_number', 1],
    ['plate', 1],
    ['district', 1],
    ['route', 1],
  ])
})
