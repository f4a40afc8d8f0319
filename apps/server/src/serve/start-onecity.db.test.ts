import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { parseArguments, projectRoot, type SettingName, settingDefinitions } from '../platform/config/index.ts'
import { sql } from '../platform/db/db.ts'
import { withTestDatabase } from '../platform/db/testing.ts'
import { silentLog } from '../platform/log/index.ts'
import { type RunningOneCity, startOneCity } from './start-onecity.ts'

// The template holds the schema without the runner's record of it; here the program itself migrates.
const database = await withTestDatabase()
const { rows: schemas } = await sql<{ name: string }>`
  select nspname as name from pg_namespace
  where nspowner = (select oid from pg_roles where rolname = current_user) and nspname !~ '^pg_'`.execute(database.db)
for (const { name } of schemas) await sql`drop schema ${sql.id(name)} cascade`.execute(database.db)

const folder = mkdtempSync(join(tmpdir(), 'onecity-start-'))
cpSync(join(projectRoot, 'cities/tiny'), folder, { recursive: true })
afterAll(() => rmSync(folder, { recursive: true }))

let running: RunningOneCity[] = []
afterEach(async () => {
  await Promise.all(running.map((city) => city.close(100)))
  running = []
})

const start = async (...flags: string[]): Promise<RunningOneCity> => {
  const args = ['--database-url', database.url, '--city', folder, '--data', folder, '--port', '0', ...flags]
  const { settings } = parseArguments(args, {}, Object.keys(settingDefinitions) as SettingName[])
  const city = await startOneCity({ settings, log: silentLog() })
  running.push(city)
  return city
}
const get = async (city: RunningOneCity, path: string): Promise<{ status: number; body: Record<string, unknown> }> => {
  const answer = await fetch(city.url + path)
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}
/** The database notices a closed connection a moment later. */
const nobodyConnected = async () => {
  let left = ''
  for (const end = Date.now() + 3_000; Date.now() < end; await sleep(20)) {
    const { rows } = await sql<{ name: string }>`
      select application_name || ': ' || query as name from pg_stat_activity
      where datname = current_database() and application_name = 'onecity'`.execute(database.db)
    left = rows.map((row) => row.name).join('\n')
    if (left === '') return
  }
  expect(left).toBe('')
}

/** An upload of which the second half is sent when asked. */
const beginUpload = (city: RunningOneCity) => {
  const outgoing = request(`${city.url}/api/registers/noise-reading/batches?mode=append`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv' },
  })
  outgoing.write('read_at,level\n2026-01-01T00:00:00Z,50.1\n')
  const answer = new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    outgoing.once('error', reject)
    outgoing.once('response', (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode, text }))
      response.once('error', reject)
    })
  })
  return { answer, finish: () => outgoing.end('2026-01-01T01:00:00Z,51.2\n') }
}

describe('one process of OneCity', () => {
  it('migrates an empty database, publishes its city and is ready', async () => {
    const city = await start()
    expect(await get(city, '/api/health/ready')).toEqual({
      status: 200,
      body: { status: 'ok', checks: { database: 'ok', migrations: 'ok', city: 'ok' } },
    })
    expect((await get(city, '/api/city')).body).toMatchObject({ id: 'tiny', version: 1, demo: false, refused: null })
    const me = (await get(city, '/api/me')).body as { role: { id: string }; actions: string[] }
    expect(me.role.id).toBe('steward')
    expect(me.actions).toContain('city.read')
  })

  it('describes every route with an action', async () => {
    const city = await start()
    const { paths } = (await get(city, '/api/openapi.json')).body as { paths: Record<string, Record<string, object>> }
    const open = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, operation]) => ('x-action' in operation ? [] : [`${method} ${path}`])),
    )
    expect(open).toEqual(['get /api/openapi.json', 'get /api/health/live', 'get /api/health/ready'])
  })

  it('leaves nothing behind when it stops', async () => {
    const city = await start()
    await city.close()
    await nobodyConnected()
    await expect(fetch(city.url)).rejects.toThrow()
  })

  it('says so when its port is taken, and leaves nothing behind', async () => {
    const first = await start()
    const port = new URL(first.url).port
    await expect(start('--port', port)).rejects.toThrow(new RegExp(`Port ${port} is in use`))
    expect((await get(first, '/api/health/ready')).status).toBe(200)
    await first.close()
    await nobodyConnected()
  })

  it('serves beside another one on the same database, each what its role allows', async () => {
    const [web, intake] = await Promise.all([start('--role', 'web'), start('--role', 'intake')])
    expect((await get(web, '/api/city')).body).toEqual((await get(intake, '/api/city')).body)
    expect((await get(intake, '/')).status).toBe(404)
    const refused = beginUpload(web)
    refused.finish()
    expect(await refused.answer).toMatchObject({ status: 421, text: expect.stringContaining('wrong-role') })
    const taken = beginUpload(intake)
    taken.finish()
    expect((await taken.answer).status).toBe(200)
  })

  it('lets a running upload finish while it stops, and takes no new request', async () => {
    const city = await start()
    const upload = beginUpload(city)
    await sleep(200)
    const closed = city.close()
    await sleep(50)
    await expect(
      fetch(`${city.url}/api/city`).then((answer) => (answer.ok ? 'served' : Promise.reject(new Error('refused')))),
    ).rejects.toThrow()
    upload.finish()
    const { status, text } = await upload.answer
    expect(status, text).toBe(200)
    expect(text).toContain('"inserted":2')
    await closed
  })

  it('cuts an upload off that does not end within the grace', async () => {
    const city = await start()
    const upload = beginUpload(city)
    const outcome = upload.answer.then(
      ({ status }) => status,
      () => 'cut off',
    )
    await sleep(200)
    const startedAt = performance.now()
    await city.close(300)
    expect(performance.now() - startedAt).toBeLessThan(3_000)
    expect(await outcome).not.toBe(200)
    const { rows } = await sql<{ rows: number }>`select count(*)::int as rows from registers.noise_reading`
      .execute(database.db)
      .catch(() => ({ rows: [] }))
    // What an earlier test sent is there, the half upload is not: rows come in twos.
    expect((rows[0]?.rows ?? 0) % 2).toBe(0)
  })
})
