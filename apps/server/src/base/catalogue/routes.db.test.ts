import type { City, Resource, Role } from '@onecity/city'
import { afterAll, describe, expect, it } from 'vitest'
import { newId } from '../../kernel/ids.ts'
import { withTestDatabase } from '../../platform/db/testing.ts'
import {
  makeRegister,
  makeTestCity,
  numberChangeSet,
  serveRoutes,
  writeChangeSet,
} from '../registers/routes-testing.ts'
import { makeCatalogueRoutes } from './routes.ts'

const database = await withTestDatabase()
const roles: Role[] = [
  { id: 'nobody', name: { zh: '无' }, grants: [] },
  { id: 'open-only', name: { zh: '公开' }, grants: [{ actions: ['catalogue.read'], shareTypes: ['unconditional'] }] },
]
const base = await makeTestCity()
const secret: Resource = {
  ...base.resource('charging-point'),
  id: 'secret-thing',
  name: { zh: '机密' },
  share: { type: 'none' },
}
const all = await makeTestCity({ roles, resources: [secret] })
const told = ['charging-point', 'noise-reading', 'person', 'secret-thing']
const declared: City = { ...all.city, resources: all.city.resources.filter(({ id }) => told.includes(id)) }
const live = { ...all.current(), city: declared }
const city = { ...all, city: declared, current: () => live }
const app = await serveRoutes(city, makeCatalogueRoutes({ database, city }))
afterAll(() => app.close())
const points = city.resource('charging-point')
await makeRegister(database, points)
const id = await writeChangeSet(
  database,
  points,
  [1, 2].map((n) => ({ kind: 'i' as const, rowId: newId(), values: { point_id: n, status: 'working', public: true } })),
  { simulated: true },
)
await numberChangeSet(database, id, 7, '2026-01-01T00:00:00Z')

type Body = {
  readonly code?: string
  readonly resources: { readonly id: string; readonly register: unknown }[]
  readonly total: number
  readonly facets: { readonly owner: { id: string; count: number }[]; readonly shareType: unknown[] }
  readonly reading: Record<string, unknown>
  readonly departments: { id: string; resources: number }[]
  readonly params?: unknown
}
const ask = async (url: string, role = 'steward') => {
  const answer = await app.inject({ url, headers: { 'x-onecity-role': role } })
  return { status: answer.statusCode, headers: answer.headers, text: answer.payload, body: () => answer.json<Body>() }
}
const found = async (query: string, role?: string) =>
  (await ask(`/api/catalogue/resources${query}`, role)).body().resources.map((resource) => resource.id)

describe('the catalogue', () => {
  it('lists resources with the state of their registers', async () => {
    const body = (await ask('/api/catalogue/resources')).body()
    expect(body.total).toBe(4)
    const stateOf = (resource: string) => body.resources.find((each) => each.id === resource)?.register
    expect(stateOf('charging-point')).toMatchObject({ rows: 2, simulatedRows: true, lastChange: 7 })
    expect(stateOf('person')).toEqual({ rows: 0, simulatedRows: false, lastBatchAt: null, lastChange: null })
  })

  it('finds every word, in names, abstract, items and department, in both languages, whatever the case', async () => {
    expect(await found(`?q=${encodeURIComponent('充电')}`)).toEqual(['charging-point'])
    expect(await found('?q=CHARGING')).toEqual(['charging-point'])
    expect(await found(`?q=${encodeURIComponent('声级')}`)).toEqual(['noise-reading'])
    expect(await found('?q=without%20key')).toEqual(['noise-reading'])
    expect(await found('?q=charging%20noise')).toEqual([])
    expect(await found(`?q=${encodeURIComponent('Ｃｈａｒｇｉｎｇ')}`)).toEqual(['charging-point'])
    const works = city.city.departments.find((department) => department.id === 'works')
    expect(await found(`?q=${encodeURIComponent(works?.name.zh ?? '')}`)).toEqual([
      'charging-point',
      'noise-reading',
      'secret-thing',
    ])
  })

  it('narrows by owner, kind, personal and rows, and pages', async () => {
    expect(await found('?owner=registry')).toEqual(['person'])
    expect(await found('?personal=true')).toEqual(['person'])
    expect(await found('?personal=false&hasRows=false')).toEqual(['noise-reading', 'secret-thing'])
    expect(await found('?hasRows=true')).toEqual(['charging-point'])
    expect(await found('?kind=stored&shareType=none')).toEqual(['secret-thing'])
    const everything = await found('')
    expect(await found('?limit=1&offset=1')).toEqual(everything.slice(1, 2))
    expect((await ask('/api/catalogue/resources?limit=1')).body().total).toBe(4)
  })

  it('counts by owner and sharing type, each ignoring its own narrowing', async () => {
    const { facets } = (await ask('/api/catalogue/resources?owner=registry')).body()
    expect(facets.owner.map((each) => [each.id, each.count])).toEqual([
      ['works', 3],
      ['registry', 1],
    ])
    expect(facets.shareType).toEqual([{ id: 'conditional', count: 1 }])
  })

  it('says what a reader would see, with and without the purpose, reading nothing', async () => {
    const reading = async (role: string, query = '') =>
      (await ask(`/api/catalogue/resources/person${query}`, role)).body().reading
    const masked = ['birth_date', 'id_number', 'name', 'phone']
    const areas = ['990101', '990101001', '990101002']
    const steward = { purposes: ['data-check'], hiddenItems: [], maskedItems: masked, areas, mayImport: false }
    expect(await reading('district-steward')).toEqual({ allowed: false, ...steward })
    expect(await reading('district-steward', '?purpose=data-check')).toEqual({ allowed: true, ...steward })
    expect(await reading('steward', '?purpose=data-check')).toMatchObject({
      allowed: true,
      areas: null,
      mayImport: true,
    })
    expect(await reading('visitor')).toEqual({
      allowed: false,
      purposes: [],
      hiddenItems: [],
      maskedItems: [],
      areas: null,
      mayImport: false,
    })
  })

  it('gives a header row to fill in, without what is worked out', async () => {
    const plain = await ask('/api/catalogue/resources/charging-point/template.csv')
    expect(plain.text).toBe('\ufeffpoint_id,status,power,public,operator,longitude,latitude\r\n')
    expect(plain.headers['content-disposition']).toBe('attachment; filename="charging-point-template.csv"')
    expect((await ask('/api/catalogue/resources/person/template.csv?lang=zh')).text).toBe(
      '\ufeff公民身份号码,姓名,出生日期,联系电话,所属街道\r\n',
    )
  })

  it('lists departments with what they own', async () => {
    const { departments } = (await ask('/api/catalogue/departments')).body()
    expect(departments.map((each) => [each.id, each.resources])).toEqual(
      expect.arrayContaining([
        ['works', 3],
        ['registry', 1],
      ]),
    )
  })

  it('is decided on every route: allowed for the steward, refused to nobody', async () => {
    for (const url of ['resources', 'resources/person', 'resources/person/template.csv', 'departments']) {
      expect((await ask(`/api/catalogue/${url}`)).status, url).toBe(200)
      expect((await ask(`/api/catalogue/${url}`, 'nobody')).body().code, url).toBe('not-allowed')
    }
  })

  it('shows in no list, count or suggestion what the reader may not know of', async () => {
    expect(await found('', 'open-only')).toEqual(['charging-point', 'noise-reading'])
    const body = (await ask('/api/catalogue/resources', 'open-only')).body()
    expect(body.facets.shareType).toEqual([{ id: 'unconditional', count: 2 }])
    expect(
      (await ask('/api/catalogue/departments', 'open-only')).body().departments.find((each) => each.id === 'registry')
        ?.resources,
    ).toBe(0)
    expect((await ask('/api/catalogue/resources/secret-thing', 'open-only')).body().code).toBe('not-found')
    expect((await ask('/api/catalogue/resources/secret-thin', 'open-only')).body().params).toBeUndefined()
    expect((await ask('/api/catalogue/resources/secret-thin')).body()).toMatchObject({
      code: 'not-found',
      params: { didYouMean: 'secret-thing' },
    })
  })
})
