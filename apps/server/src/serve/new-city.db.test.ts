/** From nothing to a city that takes data in and is changed in the web, as a newcomer goes: the program as people start it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CityDraft, CityVersion, DraftCheck } from '@onecity/contracts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sql } from '../platform/db/db.ts'
import { withTestDatabase } from '../platform/db/testing.ts'
import { buildServer, endAll, makeFolder, runCommand, type Server, startServer, until } from './testing-process.ts'

const database = await withTestDatabase()
const { rows: schemas } = await sql<{ name: string }>`
  select nspname as name from pg_namespace
  where nspowner = (select oid from pg_roles where rolname = current_user) and nspname !~ '^pg_'`.execute(database.db)
for (const { name } of schemas) await sql`drop schema ${sql.id(name)} cascade`.execute(database.db)

const folder = makeFolder('new')
const dir = join(folder, 'springfield')
const path = 'departments/parks/resources/park-bench.yaml'
const env = { DATABASE_URL: database.url }
let server: Server
beforeAll(buildServer)
afterAll(() => endAll(folder))

const ask = async <T>(
  method: string,
  address: string,
  role: string,
  body?: string,
): Promise<{ status: number; body: T }> => {
  const answer = await fetch(`${server.url}${address}`, {
    method,
    headers: { 'x-onecity-role': role, ...(body === undefined ? {} : { 'content-type': 'text/plain' }) },
    ...(body === undefined ? {} : { body }),
  })
  const text = await answer.text()
  return { status: answer.status, body: (text === '' ? undefined : JSON.parse(text)) as T }
}

it('is made, checked, started, filled, drafted, published, compared and taken out again', async () => {
  const made = await runCommand(['new', dir, '--name', '泉城', '--name-en', 'Springfield'])
  expect(made).toMatchObject({ code: 0, err: '' })
  expect(await runCommand(['new', dir])).toMatchObject({ code: 2 })
  const checked = await runCommand(['check', dir, '--json'])
  expect(JSON.parse(checked.out)).toMatchObject({ ok: true, city: 'springfield', problems: [] })

  server = await startServer(['--city', dir, '--data', join(folder, 'data'), '--port', '0'], env)
  const sample = join(dir, 'samples/park-bench.csv')
  const imported = await runCommand(['import', 'park-bench', sample, '--as', 'steward', '--url', server.url, '--json'])
  expect(imported).toMatchObject({ code: 0, err: '' })
  expect(JSON.parse(imported.out.split('\n').at(-1) ?? '')).toMatchObject({ received: 3, inserted: 3, rejected: 0 })
  const page = await ask<{ rows: unknown[] }>('GET', '/api/registers/park-bench/rows', 'visitor')
  expect(page.body.rows).toHaveLength(3)

  // What each role may draft: the steward only below the department's own folder, the visitor nothing.
  expect((await ask('POST', '/api/city/drafts?title=x', 'visitor')).status).toBe(403)
  const draft = (await ask<CityDraft>('POST', '/api/city/drafts?title=%E6%AF%8F%E5%91%A8', 'steward')).body
  const at = (file: string) => `/api/city/drafts/${draft.id}/files?path=${encodeURIComponent(file)}`
  expect((await ask('PUT', at('roles.yaml'), 'steward', 'x')).status).toBe(403)
  expect((await ask('PUT', at('departments/parks/../../roles.yaml'), 'operator', 'x')).status).toBe(400)
  expect((await ask('PUT', at('.version'), 'operator', 'x')).status).toBe(400)
  const text = readFileSync(join(dir, path), 'utf8').replace('update: monthly', 'update: weekly')
  const put = await ask<CityDraft>('PUT', at(path), 'steward', text)
  expect(put.body.files).toEqual([{ path, change: 'changed', conflict: false }])

  const check = (await ask<DraftCheck>('GET', `/api/city/drafts/${draft.id}/check`, 'steward')).body
  expect(check).toMatchObject({ problems: [], breaking: [], differences: [{ id: 'park-bench', property: 'update' }] })
  const publish = `/api/city/drafts/${draft.id}/publish?hash=${check.hash}`
  expect((await ask('POST', publish, 'steward')).status).toBe(403)
  expect(await ask('POST', publish, 'operator')).toEqual({ status: 200, body: { version: 2 } })
  await until('the folder has it', () => readFileSync(join(dir, path), 'utf8') === text)
  const { versions } = (await ask<{ versions: CityVersion[] }>('GET', '/api/city/versions', 'visitor')).body
  expect(versions.map(({ number, origin, title }) => [number, origin, title])).toEqual([
    [2, 'web', '每周'],
    [1, 'folder', null],
  ])

  expect((await ask('GET', '/api/city/versions/1/differences', 'visitor')).status).toBe(403)
  const differences = await ask<{ total: number }>('GET', '/api/city/versions/1/differences?to=2', 'operator')
  expect(differences.body).toMatchObject({ from: 1, to: 2, total: 1, breaking: [] })
  expect((await ask('GET', '/api/city/versions/9/differences', 'operator')).status).toBe(404)

  // Taken out: by the command as files, by the API as an archive of the same bytes.
  const out = join(folder, 'out')
  expect(await runCommand(['city', 'export', out], env)).toMatchObject({ code: 0 })
  expect(readFileSync(join(out, path), 'utf8')).toBe(text)
  expect(readFileSync(join(out, '.version'), 'utf8')).toMatch(/^number: 2$/m)
  const archive = await fetch(`${server.url}/api/city/versions/2/export.tar`, {
    headers: { 'x-onecity-role': 'operator' },
  })
  const tar = Buffer.from(await archive.arrayBuffer())
  expect(archive.headers.get('content-disposition')).toContain('springfield-v2.tar')
  expect(tar.includes(text)).toBe(true)
  expect(tar.length % 512).toBe(0)
  expect(tar.subarray(257, 262).toString()).toBe('ustar')

  writeFileSync(join(out, path), text.replace(/^ {2}- \{ id: seats.*\n/m, '').replace('material, seats', 'material'))
  const diff = await runCommand(['city', 'diff', out, '--with', '2'], env)
  expect(diff.out).toContain('Item “Seats” (park-bench/seats) is gone')
  expect(diff.out).toContain('不兼容 breaking: “公园座椅”的信息项 seats 被删除或改名')
  expect(await server.stop()).toEqual({ code: 0, signal: null })
})
