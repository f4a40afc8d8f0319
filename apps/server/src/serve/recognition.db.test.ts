/** From a table kept by hand to a register with its rows, over the API as the pages and other programs use it. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type {
  Batch,
  CityDraft,
  Declaration,
  DeclarationRequest,
  DraftCheck,
  Recognition,
  ValueCheck,
} from '@onecity/contracts'
import { afterAll, expect, it } from 'vitest'
import { makeMessyRows, makeMessyWorkbook } from '../base/recognition/testing-messy.ts'
import { parseArguments, projectRoot, type SettingName, settingDefinitions } from '../platform/config/index.ts'
import { sql } from '../platform/db/db.ts'
import { withTestDatabase } from '../platform/db/testing.ts'
import { silentLog } from '../platform/log/index.ts'
import { startOneCity } from './start-onecity.ts'

const database = await withTestDatabase()
const { rows: schemas } = await sql<{ name: string }>`
  select nspname as name from pg_namespace
  where nspowner = (select oid from pg_roles where rolname = current_user) and nspname !~ '^pg_'`.execute(database.db)
for (const { name } of schemas) await sql`drop schema ${sql.id(name)} cascade`.execute(database.db)

const root = mkdtempSync(join(tmpdir(), 'onecity-recognition-'))
const folder = join(root, 'tiny')
cpSync(join(projectRoot, 'cities/tiny'), folder, { recursive: true })
const args = ['--database-url', database.url, '--city', folder, '--data', join(root, 'data'), '--port', '0']
const { settings } = parseArguments(args, {}, Object.keys(settingDefinitions) as SettingName[])
const server = await startOneCity({ settings, log: silentLog() })
afterAll(async () => {
  await server.close(100)
  rmSync(root, { recursive: true })
})

const ask = async <T>(method: string, path: string, body?: string | Buffer | object, role = 'operator') => {
  const json = typeof body === 'object' && !Buffer.isBuffer(body)
  const answer = await fetch(server.url + path, {
    method,
    headers: {
      'x-onecity-role': role,
      ...(body === undefined ? {} : { 'content-type': json ? 'application/json' : 'application/octet-stream' }),
    },
    ...(body === undefined ? {} : { body: json ? JSON.stringify(body) : (body as string) }),
  })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, body: (text === '' ? undefined : JSON.parse(text)) as T }
}

/** Some hundred metres inside the eastern border of the small city: GCJ-02 lies half a kilometre further east here. */
const places = Array.from({ length: 40 }, (_, i) => [114.1975 - (i % 2) * 0.001, 22.56 + i * 0.002] as const)
const rows = makeMessyRows(600, places)
const isWide = (text = '') => /[０-９]/.test(text)
/** GB 11643 numbers are half-width, and their last character follows from the others: every 50th is made wrong. */
const badIds = rows.filter((row, at) => at % 50 === 7 || isWide(row[3])).length

it('recognises a workbook kept by hand, makes the file, publishes it and takes the same workbook in', async () => {
  const workbook = await makeMessyWorkbook(rows)
  const { body: found, headers, status } = await ask<Recognition>('POST', '/api/recognition?fileName=zl.xlsx', workbook)
  expect(status, JSON.stringify(found)).toBe(200)
  expect(headers.get('cache-control')).toBe('no-store')
  expect(found.file).toMatchObject({ format: 'xlsx', headerLine: 4 })
  expect(found.file.parts).toEqual([
    { name: '登记表', chosen: true },
    { name: '说明', chosen: false },
  ])
  expect(found.read).toEqual({ records: 600, sampled: 600, faulty: 0, complete: true })
  const types = Object.fromEntries(found.columns.map(({ titles, item }) => [titles.join('+') || item.id, item.type]))
  expect(types).toMatchObject({
    登记编号: 'text',
    身份证号码: 'citizen-id',
    联系电话: 'phone',
    登记日期: 'date',
    租住方式: 'code',
    '经度+纬度': 'point',
    area: 'area',
  })
  const id = found.columns.find(({ item }) => item.type === 'citizen-id')
  expect(id?.share).toBeCloseTo(1 - badIds / 600, 6)
  expect(id?.evidence.en).toContain('93 %')
  expect(id?.doubts.map(({ en }) => en).join()).toContain('full-width')
  expect(found.columns.find(({ item }) => item.type === 'code')?.item.codes?.map(({ value }) => value)).not.toContain(
    '合祖',
  )
  expect(found.crs?.name).toBe('GCJ-02')
  expect(found).toMatchObject({ personal: true, subject: { kind: 'person' } })
  expect(found.sample.rows).toHaveLength(20)

  // Another type for a column: the floor as text fits wholly, as a yes or no hardly ever.
  const floor = found.columns.find(({ titles }) => titles[0] === '楼层')
  const as = async (type: string) =>
    (await ask<ValueCheck>('POST', '/api/recognition/check', { item: { ...floor?.item, type }, values: floor?.values }))
      .body
  expect(await as('text')).toEqual({ share: 1, odd: [] })
  const asTruth = await as('boolean')
  expect(asTruth.share).toBeLessThan(0.1)
  expect(asTruth.odd[0]?.reason.en).toBeTruthy()

  const request: DeclarationRequest = {
    language: 'en',
    file: { name: 'zl.xlsx', records: found.read.records, sampled: found.read.sampled, complete: found.read.complete },
    head: {
      id: 'rental-tenant',
      name: { zh: '出租屋承租人', en: 'Tenants: of rented rooms' },
      owner: 'works',
      share: { type: 'conditional', condition: { zh: '业务协同' } },
      open: { type: 'none' },
      update: 'monthly',
      personal: true,
      subject: { kind: 'person', item: id?.item.id ?? '' },
      crs: { name: 'GCJ-02', ...(found.crs && { evidence: found.crs.evidence }) },
    },
    key: { items: found.columns.flatMap(({ titles, item }) => (titles[0] === '登记编号' ? [item.id] : [])) },
    items: found.columns
      .filter(({ titles }) => titles[0] !== '序号')
      .map(({ item, titles, evidence }) => ({
        item: titles[0] === '楼层' ? { ...item, type: 'text' } : item,
        titles,
        evidence,
      })),
    leftOut: ['序号'],
    intake: {},
  }
  const declared = (await ask<Declaration>('POST', '/api/recognition/declaration', request)).body
  expect(declared.problems, declared.text).toEqual([])
  expect(declared.path).toBe('departments/works/resources/rental-tenant.yaml')
  expect(declared.text).toMatch(/^# Recognised from “zl\.xlsx” on \d{4}-\d\d-\d\d: 600 rows read \(all\)/)
  expect(declared.text).toContain('# 身份证号码: 93 % are valid citizen IDs')
  expect(declared.text, 'evidence names no value').not.toMatch(/440399/)

  const draft = (await ask<CityDraft>('POST', '/api/city/drafts?title=x')).body
  await ask('PUT', `/api/city/drafts/${draft.id}/files?path=${encodeURIComponent(declared.path)}`, declared.text)
  const check = (await ask<DraftCheck>('GET', `/api/city/drafts/${draft.id}/check`)).body
  expect(check).toMatchObject({ problems: [], breaking: [] })
  expect((await ask('POST', `/api/city/drafts/${draft.id}/publish?hash=${check.hash}`)).status).toBe(200)

  const batch = (await ask<Batch>('POST', '/api/registers/rental-tenant/batches?key=one', workbook)).body
  const faulty = rows.filter((row, at) => at % 50 === 7 || isWide(row[3]) || row[6] === '合祖').length
  expect(batch).toMatchObject({ status: 'done', received: 600, inserted: 600 - faulty, rejected: faulty })
})

it('says what a file that is no table, an id that is taken and a role without drafts lack', async () => {
  const problem = async (body: string | Buffer) =>
    (await ask<{ code: string; detail: string }>('POST', '/api/recognition', body)).body
  expect(await problem('')).toMatchObject({ code: 'empty-file' })
  expect(await problem('编号,名称\n')).toMatchObject({ code: 'empty-file' })
  expect((await problem(Buffer.from('d0cf11e0a1b11ae1000000', 'hex'))).code).toBe('unreadable-file')
  const wide = Array.from({ length: 501 }, (_, i) => `c${i}`).join(',')
  expect(await problem(`${wide}\n${wide}\n`)).toMatchObject({
    code: 'unreadable-file',
    detail: expect.stringContaining('501'),
  })

  const choices = (await ask<{ taken: object | null; owners: object[] }>('GET', '/api/recognition/choices?id=road'))
    .body
  expect(choices.taken).toMatchObject({ id: 'road' })
  expect(choices.owners).toContainEqual(expect.objectContaining({ id: 'works' }))
  for (const [method, path, body] of [
    ['POST', '/api/recognition', 'a,b\n1,2\n'],
    ['POST', '/api/recognition/check', { item: { id: 'a', name: { zh: 'a' }, type: 'text' }, values: [] }],
    ['GET', '/api/recognition/choices', undefined],
  ] as const)
    expect((await ask(method, path, body, 'steward')).status, path).toBe(403)
})

it('takes geometry, positions in one column and odd titles as they stand', async () => {
  const line = (i: number) => ({
    type: 'Feature',
    properties: { 编号: `R${i}`, 'a\nb': i },
    geometry: {
      type: 'LineString',
      coordinates: [
        [114.05 + i / 1000, 22.6],
        [114.06 + i / 1000, 22.6],
      ],
    },
  })
  const features = JSON.stringify({
    type: 'FeatureCollection',
    features: Array.from({ length: 30 }, (_, i) => line(i)),
  })
  const { body } = await ask<Recognition>('POST', '/api/recognition', features)
  expect(body.file).toMatchObject({ format: 'geojson', geometry: 'line' })
  const shape = body.columns.find(({ item }) => item.type === 'line')
  expect(shape).toMatchObject({ titles: ['geometry'], share: 1 })
  expect(body.columns.find(({ item }) => item.type === 'area')?.item.from).toBe(shape?.item.id)
  // In the middle of the city every system fits: RFC 7946 says WGS 84, and that it is unsure is said.
  expect(body.crs).toMatchObject({ name: 'WGS-84', unsure: true })
  expect(
    (
      await ask<ValueCheck>('POST', '/api/recognition/check', {
        item: shape?.item,
        geometry: true,
        values: shape?.values,
      })
    ).body.share,
  ).toBe(1)

  // Without a header: columns are called by their number, and the file's beginning is suspected where it looks like data.
  const bare = Array.from({ length: 40 }, (_, i) => `${1000 + i},2024/3/${(i % 28) + 1}`).join('\n')
  const suspected = (await ask<Recognition>('POST', '/api/recognition', bare)).body
  expect(suspected.file.notices.map(({ en }) => en).join()).toContain('looks like a row of data')
  const headless = (await ask<Recognition>('POST', '/api/recognition?headerLine=0', bare)).body
  expect(headless.read.records).toBe(40)
  expect(headless.columns.map(({ titles, item }) => [titles, item.type])).toEqual([
    [['1'], 'integer'],
    [['2'], 'date'],
  ])

  // JSON: the records are found, and those of another path when it is named.
  const nested = JSON.stringify({
    groups: [{ name: 'g', items: Array.from({ length: 30 }, (_, i) => ({ no: i, at: { lng: 1 } })) }],
  })
  const inner = (await ask<Recognition>('POST', '/api/recognition?recordPath=groups[].items[]', nested)).body
  expect(inner.sample.columns).toEqual(['no', 'at.lng'])
  expect(inner.file.parts.find(({ chosen }) => chosen)?.name).toBe('groups[].items[]')
})
