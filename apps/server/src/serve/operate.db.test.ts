/**
 * An operator's days with the built program and its own database: backed up while it runs, restored on another data folder,
 * exported and rebuilt, upgraded - on the PostgreSQL the tests run on, and across major versions when that is an older one.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readCity } from '@onecity/city'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '../platform/config/index.ts'
import { buildServer, endAll, makeFolder, pointRows, runCommand, type Server, startServer } from './testing-process.ts'

const folder = makeFolder('operate')
const data = join(folder, 'data')
const tiny = join(projectRoot, 'cities/tiny')
/** A dozen programs start and end one after the other: seconds each, more on a busy machine. */
const longMs = 180_000
/** Programs of an older PostgreSQL, in the stage that tests on one. */
const older = process.env['ONECITY_POSTGRES_BINARIES']

const serve = (where: string, env: Readonly<Record<string, string>> = {}): Promise<Server> =>
  startServer(['--data', where, '--city', tiny, '--port', '0', '--demo', 'off'], env)
const countRows = async ({ url }: Server): Promise<number> => {
  const answer = await fetch(`${url}/api/registers/charging-point/rows?count=exact&limit=1`)
  return ((await answer.json()) as { total: { value: number } }).total.value
}
const run = async (...args: readonly string[]) => {
  const ended = await runCommand(args)
  return { ...ended, all: `${ended.out}\n${ended.err}` }
}

beforeAll(buildServer)
afterAll(() => endAll(data, join(folder, 'restored'), join(folder, 'rebuilt'), folder))

test(
  'a backup made while the server runs is restored on another data folder, and so is an export, city folder and all',
  async () => {
    const server = await serve(data)
    const rows = pointRows(1, 500)
    const sent = await fetch(`${server.url}/api/registers/charging-point/batches`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: rows,
    })
    expect(sent.ok).toBe(true)
    const backup = await run('backup', join(folder, 'backup'), '--data', data)
    expect(backup.all).toContain('backup done')
    const exported = await run('export', '--all', join(folder, 'export'), '--data', data)
    expect(exported.all).toContain('export done')
    const status = (await (
      await fetch(`${server.url}/api/operations/status`, { headers: { 'x-onecity-role': 'operator' } })
    ).json()) as {
      lastBackup: { folder: string } | null
    }
    expect(status.lastBackup?.folder).toBe(join(folder, 'backup'))
    expect((await run('backup', join(folder, 'backup'), '--check')).code).toBe(0)
    await server.stop()

    for (const [from, to] of [
      ['backup', 'restored'],
      ['export', 'rebuilt'],
    ] as const) {
      const restored = await run('restore', join(folder, from), '--data', join(folder, to))
      expect(restored.all).toContain('Everything is accounted for')
      expect(restored.code).toBe(0)
    }
    // Into what is there already nothing is restored.
    const again = await run('restore', join(folder, 'export'), '--data', join(folder, 'rebuilt'))
    expect([again.code, again.all]).toEqual([1, expect.stringContaining('not empty')])
    const rebuilt = await serve(join(folder, 'rebuilt'))
    expect(await countRows(rebuilt)).toBe(500)
    await rebuilt.stop()

    // The city in an export is the folder it was published from.
    const city = await readCity(join(folder, 'export/city'))
    expect(city.ok && city.city.id).toBe('tiny')
  },
  longMs,
)

test(
  'an upgrade backs up first, brings everything along and says what it kept',
  async () => {
    const upgraded = older
      ? await runCommand(['upgrade', '--data', data, '--old-postgres-binaries', older], {
          ONECITY_POSTGRES_BINARIES: '',
        })
      : await runCommand(['upgrade', '--data', data])
    expect(`${upgraded.out}\n${upgraded.err}`).toContain('Everything is accounted for')
    expect(upgraded.code).toBe(0)
    expect(existsSync(join(data, 'backups'))).toBe(true)
    if (older) {
      const state = JSON.parse(readFileSync(join(data, 'postgres.json'), 'utf8')) as { major: number }
      const made = readFileSync(join(data, 'postgres/PG_VERSION'), 'utf8').trim()
      expect(Number(made)).toBeLessThan(state.major)
    }
    const server = await serve(data, older ? { ONECITY_POSTGRES_BINARIES: '' } : {})
    expect(await countRows(server)).toBe(500)
    await server.stop()
  },
  longMs,
)
