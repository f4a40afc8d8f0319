/** One process publishes its city folder, another follows; and what the program refuses to start with. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CitySummary } from '@onecity/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../platform/config/index.ts'
import { sql } from '../platform/db/db.ts'
import { withTestDatabase } from '../platform/db/testing.ts'
import { buildServer, endAll, makeFolder, runCommand, type Server, startServer, until } from './testing-process.ts'

const database = await withTestDatabase()
const { rows: schemas } = await sql<{ name: string }>`
  select nspname as name from pg_namespace
  where nspowner = (select oid from pg_roles where rolname = current_user) and nspname !~ '^pg_'`.execute(database.db)
for (const { name } of schemas) await sql`drop schema ${sql.id(name)} cascade`.execute(database.db)

const folder = makeFolder('follow')
beforeAll(buildServer)
afterAll(() => endAll(folder))

const summaryOf = async (server: Server): Promise<CitySummary> =>
  (await (await fetch(`${server.url}/api/city`)).json()) as CitySummary

describe('a city folder', () => {
  it('is published by the process that has it and followed by the others; a broken one is refused and says where', async () => {
    const city = join(folder, 'city')
    cpSync(join(projectRoot, 'cities/tiny'), city, { recursive: true })
    const start = (dir: string) =>
      startServer(['--data', join(folder, 'data'), '--city', dir, '--port', '0'], { DATABASE_URL: database.url })
    const publishing = await start(city)
    const following = await start(join(folder, 'no-such-folder'))
    const both = [publishing, following]
    for (const server of both) expect(await summaryOf(server)).toMatchObject({ version: 1, refused: null })

    const file = join(city, 'city.yaml')
    const good = readFileSync(file, 'utf8')
    writeFileSync(file, good.replace('Tinytown', 'Newtown'))
    for (const server of both)
      await until('version 2 is live', async () => {
        const { version, name } = await summaryOf(server)
        return version === 2 && name.en === 'Newtown'
      })

    const resource = join(city, 'departments/works/resources/charging-point.yaml')
    const sound = readFileSync(resource, 'utf8')
    writeFileSync(resource, sound.replace('owner: works', 'owner: workz'))
    const line = sound.split('\n').findIndex((text) => text.startsWith('owner: works')) + 1
    for (const server of both) {
      const { refused, version, name } = await until('the refusal is shown', async () => {
        const summary = await summaryOf(server)
        return summary.refused === null ? undefined : summary
      })
      expect(version).toBe(2)
      expect(name.en).toBe('Newtown')
      expect(refused?.problems).toEqual([
        expect.objectContaining({
          file: 'departments/works/resources/charging-point.yaml',
          line,
          column: 'owner: '.length + 1,
          didYouMean: 'works',
        }),
      ])
      // The last good version goes on working.
      expect((await fetch(`${server.url}/api/catalogue/resources`)).status).toBe(200)
    }

    writeFileSync(resource, sound.replace('update: weekly', 'update: daily'))
    for (const server of both)
      await until('the mended folder is live', async () => {
        const { version, refused } = await summaryOf(server)
        return version === 3 && refused === null
      })
    for (const server of both) expect(await server.stop()).toEqual({ code: 0, signal: null })
  })
})

describe('a start', () => {
  it.each([
    ['an unknown flag', ['serve', '--prot', '8080'], {}, /--prot.*Did you mean --port\?/],
    ['an unknown variable', ['serve'], { ONECITY_PROT: '8080' }, /ONECITY_PROT.*Did you mean ONECITY_PORT\?/],
    ['an unknown role', ['serve', '--role', 'intak'], {}, /intak.*Did you mean intake\?/],
    ['an unknown command', ['sevre'], {}, /sevre.*Did you mean serve\?/],
    ['an address others can reach', ['serve', '--host', '0.0.0.0'], {}, /this machine only.*0\.0\.0\.0/],
    ['the same by a variable', ['serve'], { ONECITY_HOST: '192.0.2.1' }, /this machine only.*192\.0\.2\.1/],
  ] as const)('is refused with %s', async (_what, args, env, says) => {
    const { code, err } = await runCommand(args, env)
    expect(err).toMatch(says)
    expect(code).toBe(2)
  })
})
