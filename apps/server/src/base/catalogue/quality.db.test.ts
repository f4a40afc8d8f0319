import type { City, Resource, Role } from '@onecity/city'
import type { Quality, ResourceDetail, ResourcePage } from '@onecity/contracts'
import { afterAll, describe, expect, it } from 'vitest'
import { newId } from '../../kernel/ids.ts'
import { sql } from '../../platform/db/db.ts'
import { withTestDatabase } from '../../platform/db/testing.ts'
import { makeRegister, makeTestCity, serveRoutes, writeChangeSet } from '../registers/routes-testing.ts'
import { measureQuality } from './quality.ts'
import { refuseReusedCodes } from './refuse-reused-codes.ts'
import { makeCatalogueRoutes } from './routes.ts'

/** Kinds, freshness, quality and codes: what the catalogue knows of resources beyond their rows. */
const database = await withTestDatabase()
const base = await makeTestCity()
const plain = base.resource('charging-point')
const item = (id: string, type: Resource['items'][number]['type'], optional = true): Resource['items'][number] => ({
  id,
  name: { zh: id },
  type,
  optional,
  headers: [],
  index: false,
})
const company: Resource = {
  ...plain,
  id: 'company',
  code: '102001/000001',
  name: { zh: '企业登记信息', en: 'Company registration' },
  update: 'daily',
  tags: [{ zh: '市场', en: 'market' }],
  key: ['number'],
  quality: [
    { id: 'numbered', title: { zh: '有编号' }, check: 'number > 0', severity: 'reject' },
    { id: 'noted', title: { zh: '有备注' }, check: 'note != null', severity: 'warn', source: { zh: '自定' } },
  ],
  items: [item('number', 'integer', false), item('code', 'uscc'), { ...item('note', 'text'), share: 'none', max: 40 }],
}
const service: Resource = {
  ...plain,
  id: 'marriage-check',
  kind: 'service',
  name: { zh: '婚姻登记核验', en: 'Marriage check' },
  code: '201001/000001',
  relatedCodes: ['102001/000001'],
  key: [],
  items: [item('number', 'text', false)],
  share: { type: 'conditional', condition: { zh: '依职责' } },
  service: { endpoint: 'https://a.example/ask', keys: ['number'], answers: 'yes-no', timeLimitMs: 3_000 },
}
const roles: Role[] = [
  { id: 'looker', name: { zh: '只看目录' }, grants: [{ actions: ['catalogue.read', 'city.read'] }] },
]
const all = await makeTestCity({ roles, resources: [company, service] })
const declared: City = { ...all.city, resources: [company, service] }
const live = { ...all.current(), city: declared }
const city = { ...all, city: declared, current: () => live }
const clock = { now: 0 }
const app = await serveRoutes(city, makeCatalogueRoutes({ database, city, now: () => clock.now }))
afterAll(() => app.close())

await makeRegister(database, company)
// Of the fictional area 440399: once with the right check character (GB 32100), once with another.
const right = '91440399MA0000000Y'
await writeChangeSet(
  database,
  company,
  [
    { number: 1, code: right, note: null },
    { number: 2, code: right.replace(/.$/, 'X'), note: 'a' },
    { number: 3, code: null, note: null },
    { number: 4, code: null, note: null },
  ].map((values) => ({ kind: 'i' as const, rowId: newId(), values })),
)
const ask = async <T>(url: string, role = 'steward') => {
  const answer = await app.inject({ url, headers: { 'x-onecity-role': role } })
  return {
    status: answer.statusCode,
    type: answer.headers['content-type'],
    text: answer.payload,
    body: () => answer.json<T>(),
  }
}
const minutes = 60_000

describe('freshness', () => {
  it('of daily rows is due in the last fifth of 36 hours and stale after them', async () => {
    const at = Date.parse(
      (await ask<ResourceDetail>('/api/catalogue/resources/company')).body().register.lastBatchAt ?? '',
    )
    const states: string[] = []
    for (const hours of [0, 28, 30, 37]) {
      clock.now = at + hours * 60 * minutes
      const { freshness } = (await ask<ResourceDetail>('/api/catalogue/resources/company')).body()
      const page = (await ask<ResourcePage>('/api/catalogue/resources?kind=stored')).body()
      expect(page.facets.freshness).toEqual([{ id: freshness.state, count: 1 }])
      expect(page.resources[0]?.freshness).toEqual(freshness)
      expect(Date.parse(freshness.staleAt ?? '')).toBe(at + 36 * 60 * minutes)
      states.push(freshness.state)
    }
    expect(states).toEqual(['fresh', 'fresh', 'due', 'stale'])
    expect((await ask<ResourcePage>('/api/catalogue/resources?freshness=stale')).body().total).toBe(1)
    expect((await ask<ResourcePage>('/api/catalogue/resources?freshness=untimed')).body().total).toBe(1)
  })
})

describe('quality', () => {
  it('is measured in the background: filled items, unverified codes; again only after a change', async () => {
    const read = async () => (await ask<Quality>('/api/catalogue/resources/company/quality')).body()
    expect((await read()).measured).toBeNull()
    expect(await measureQuality(database, declared)).toBe(1)
    const { measured } = await read()
    expect(measured).toMatchObject({ rows: 4, sampled: null, isCurrent: true, key: { repeated: 0 } })
    expect(measured?.items).toEqual([
      { id: 'number', filled: 4, unverified: null },
      { id: 'code', filled: 2, unverified: 1 },
      { id: 'note', filled: 1, unverified: null },
    ])
    expect(await measureQuality(database, declared)).toBe(0)
  })
  it('counts what the last batches left out, by reason', async () => {
    const batch = newId()
    await sql`insert into exchange.batches (id, key, resource, mode, status, city_version, received, rejected, started_at, finished_at)
      values (${batch}, 'k', 'company', 'upsert', 'done', 1, 3, 3, now(), now())`.execute(database.db)
    for (const line of [1, 2, 3])
      await sql`insert into exchange.rejects (batch, line, item, code, raw)
        values (${batch}, ${line}, ${line === 3 ? 'note' : 'code'}, ${line === 3 ? 'too-long' : 'bad-uscc'}, 'x')`.execute(
        database.db,
      )
    expect(await measureQuality(database, declared)).toBe(1)
    const { batches, rejects } = (await ask<Quality>('/api/catalogue/resources/company/quality')).body()
    expect(batches).toMatchObject([{ id: batch, received: 3, rejected: 3 }])
    expect(rejects).toMatchObject([
      { code: 'bad-uscc', item: 'code', count: 2 },
      { code: 'too-long', item: 'note', count: 1 },
    ])
    expect(rejects.every(({ reason }) => (reason.en ?? '').length > 0)).toBe(true)
  })
  it('lists the declared rules, with what the last batch that was held to them had against each as it reads now', async () => {
    const before = (await ask<Quality>('/api/catalogue/resources/company/quality')).body()
    expect(before.rulesBatch).toBeNull()
    expect(before.rules.map(({ id, rows }) => [id, rows])).toEqual([
      ['numbered', null],
      ['noted', null],
    ])
    const [held, later] = [newId(), newId()]
    const counts = [
      { rule: 'numbered', title: { zh: '有编号' }, check: 'number > 0', severity: 'reject', rows: 2 },
      // Has been mended since.
      { rule: 'noted', title: { zh: '有备注' }, check: 'note = "a"', severity: 'warn', rows: 9 },
    ]
    for (const [batch, quality] of [[held, counts] as const, [later, []] as const])
      await sql`insert into exchange.batches (id, key, resource, mode, status, city_version, received, rejected, quality, started_at, finished_at)
        values (${batch}, ${batch}, 'company', 'upsert', 'done', 1, 2, 2, ${JSON.stringify(quality)}, now(), now())`.execute(
        database.db,
      )
    const { rules, rulesBatch } = (await ask<Quality>('/api/catalogue/resources/company/quality')).body()
    expect(rulesBatch).toMatchObject({ id: held, received: 2 })
    expect(rules).toEqual([
      { id: 'numbered', title: { zh: '有编号' }, check: 'number > 0', severity: 'reject', rows: 2 },
      {
        id: 'noted',
        title: { zh: '有备注' },
        check: 'note != null',
        severity: 'warn',
        source: { zh: '自定' },
        rows: null,
      },
    ])
  })
})

describe('a service', () => {
  it('is shown with its section, its address only to those who may read it; it has no rows here', async () => {
    const shown = (await ask<ResourceDetail>('/api/catalogue/resources/marriage-check')).body()
    expect(shown.service).toEqual({ ...service.service, health: 'unknown' })
    expect(shown.related).toEqual([{ code: '102001/000001', id: 'company', name: company.name }])
    const looked = (await ask<ResourceDetail>('/api/catalogue/resources/marriage-check', 'looker')).body()
    expect(looked.service?.endpoint).toBeNull()
    for (const path of ['template.csv', 'quality'])
      expect((await ask<{ code: string }>(`/api/catalogue/resources/marriage-check/${path}`)).body().code).toBe(
        'no-register',
      )
  })
})

describe('the entry', () => {
  it('carries class names, data types, lengths and the stricter sharing type of each item', async () => {
    const { classification, items, rules } = (await ask<ResourceDetail>('/api/catalogue/resources/company')).body()
    expect(classification.map(({ code }) => code)).toEqual(['1', '102', '102001'])
    expect(classification[1]?.name?.zh).toBe('法人单位')
    expect(items.map(({ dataType, length, effectiveShare }) => [dataType, length, effectiveShare])).toEqual([
      ['I', undefined, 'unconditional'],
      ['C', '18', 'unconditional'],
      ['C', '40', 'none'],
    ])
    expect(rules.classification.source).toContain('政务信息资源目录编制指南')
  })
  it('is found in spite of a typo, with the item that was meant', async () => {
    const search = async (q: string) =>
      (await ask<ResourcePage>(`/api/catalogue/resources?q=${encodeURIComponent(q)}`)).body()
    expect((await search('compny registraton')).resources.map(({ id }) => id)).toEqual(['company'])
    expect((await search('企业登纪信息')).resources.map(({ id }) => id)).toEqual(['company'])
    expect((await search('note')).resources[0]?.matchedItems.map(({ id }) => id)).toEqual(['note'])
    expect((await search('company zebra')).suggestions).toContainEqual({ q: 'company', total: 1 })
  })
  it('comes as DCAT-AP in both forms, for the whole catalogue and for one resource', async () => {
    for (const [path, type] of [
      ['/api/catalogue.ttl', 'text/turtle'],
      ['/api/catalogue.jsonld', 'application/ld+json'],
      ['/api/catalogue/resources/company/dcat.ttl', 'text/turtle'],
      ['/api/catalogue/resources/company/dcat.jsonld', 'application/ld+json'],
    ] as const) {
      const answer = await ask(path)
      expect(answer.status, path).toBe(200)
      expect(answer.type).toContain(type)
      expect(answer.text).toContain('/api/catalogue/resources/company#csv')
      expect(answer.text.includes('Marriage check')).toBe(!path.includes('company'))
      expect((await ask(path, 'nobody-there')).status).toBe(400)
    }
    expect((await ask('/api/catalogue.ttl', 'looker')).text).not.toContain('https://a.example/ask')
  })
})

describe('codes', () => {
  it('never go from one resource to another, not even when the first is gone', async () => {
    const publish = (resources: readonly Resource[], version: number) =>
      database.db.transaction().execute((tx) => refuseReusedCodes({ city: { ...declared, resources }, version }, tx))
    expect(await publish([company], 4)).toEqual([])
    expect(await publish([], 5)).toEqual([])
    const other = { ...company, id: 'another' }
    expect((await publish([other], 6))[0]?.message).toBe(
      'code 102001/000001 belonged to “company” since city version 4; codes are never used again',
    )
    expect(await publish([{ ...other, code: '102001/000002' }, company], 7)).toEqual([])
  })
})
