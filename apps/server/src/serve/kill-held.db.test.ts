/** What a kill -9 leaves of batches that wait for a person, of decisions under way, and of repairs: what was acknowledged. */
import { join } from 'node:path'
import type { Batch } from '@onecity/contracts'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { projectRoot } from '../platform/config/index.ts'
import {
  ask,
  beginCommand,
  buildServer,
  embeddedUrl,
  endAll,
  findPostmasterPid,
  freePort,
  makeFolder,
  pointRows,
  runCommand,
  type Server,
  startServer,
  until,
} from './testing-process.ts'

const data = makeFolder('kill-held')
let port = 0
let server: Server
const start = async () => {
  server = await startServer([
    ...['--data', data, '--city', join(projectRoot, 'cities/tiny')],
    ...['--port', `${port}`, '--demo', 'off'],
  ])
}
const killDatabase = () => process.kill(findPostmasterPid(data) as number, 'SIGKILL')
const isReady = async () => (await fetch(`${server.url}/api/batches`).catch(() => null))?.status === 200

beforeAll(async () => {
  buildServer()
  port = await freePort()
  await start()
})
afterAll(async () => {
  await holder?.end().catch(() => {})
  await endAll(data)
})

const send = async (rows: string, ...flags: string[]) => {
  const sender = beginCommand(['import', 'charging-point', '-', '--url', server.url, '--json', ...flags])
  sender.child.stdin?.end(rows)
  const { code } = await sender.ended
  expect([0, 3], sender.errors.join('\n')).toContain(code)
  return JSON.parse(sender.said.at(-1) ?? '') as { batch: string; status?: string; plan?: Batch['plan'] }
}
const post = (path: string, json?: unknown): Promise<Batch | null> =>
  fetch(`${server.url}/api/batches/${path}`, {
    method: 'POST',
    headers: json === undefined ? {} : { 'content-type': 'application/json' },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  })
    .then(async (answer) => (answer.ok ? ((await answer.json()) as Batch) : null))
    .catch(() => null)
const statusOf = async (id: string) =>
  (await ask<{ status: string }>(embeddedUrl(data), 'select status from exchange.batches where id = $1', [id]))[0]
    ?.status
const countRows = async () =>
  (await ask<{ n: number }>(embeddedUrl(data), 'select count(*)::int as n from registers.charging_point'))[0]?.n
const expectVerified = async () => {
  const verified = await runCommand(['verify', '--data', data, '--json'])
  expect(verified.code, verified.out + verified.err).toBe(0)
  expect(JSON.parse(verified.out)).toMatchObject({ ok: true, findings: [] })
}

/** Keeps merges waiting at their very end, when all rows are in and the register is about to note them. */
let holder: pg.Client | undefined
const holdMerges = async () => {
  holder = new pg.Client({ connectionString: embeddedUrl(data) })
  holder.on('error', () => {})
  await holder.connect()
  await holder.query('begin; lock table registers.registers in share mode')
}
const mergeWaits = () =>
  until('the merge waits', async () => {
    const waiting = await ask(embeddedUrl(data), `select 1 from pg_locks where locktype = 'relation' and not granted`)
    return waiting.length > 0
  })
const release = async () => {
  await holder?.end().catch(() => {})
  holder = undefined
}

let undone = ''

it('only roles for the whole city that may confirm decide on batches, and only those that may deliver mend', async () => {
  const { batch } = await send(pointRows(9_001, 1))
  const asked = async (role: string, method: string, path: string) =>
    (
      await fetch(`${server.url}/api/batches/${batch}/${path}`, {
        method,
        headers: { 'x-onecity-role': role, ...(method === 'POST' && { 'content-type': 'application/json' }) },
        ...(method === 'POST' && { body: path === 'confirm' ? '{"deleted":0}' : '{}' }),
      })
    ).status
  for (const role of ['visitor', 'district-steward'])
    for (const path of ['confirm', 'repairs']) expect(await asked(role, 'POST', path), `${role} ${path}`).toBe(403)
  expect(await asked('visitor', 'GET', 'preview')).toBe(403)
  expect(await asked('visitor', 'GET', 'repairs')).toBe(403)
  // Allowed, and refused for what it is: done, with nothing turned away.
  expect(await asked('steward', 'POST', 'confirm')).toBe(409)
  expect(await asked('steward', 'POST', 'repairs')).toBe(409)
  expect(await asked('steward', 'GET', 'preview')).toBe(200)
  await send('point_id\n9001\n', '--mode', 'delete').then(({ batch: held }) => post(`${held}/confirm`, { deleted: 1 }))
})

it('kill -9 of the database leaves a held batch with all its rows', async () => {
  await send(pointRows(1, 2_000))
  const held = await send(pointRows(1, 500), '--mode', 'replace')
  expect(held).toMatchObject({ status: 'held', plan: { deleted: 1_500, unchanged: 500 } })
  killDatabase()
  await until('the server is ready again', isReady)
  await expectVerified()
  expect(await statusOf(held.batch)).toBe('held')
  expect(await countRows()).toBe(2_000)
  undone = held.batch
})

it('kill -9 of the server while it does what was confirmed leaves the batch held, and confirming again does it', async () => {
  await holdMerges()
  const lost = post(`${undone}/confirm`, { deleted: 1_500 })
  await mergeWaits()
  await server.kill()
  expect(await lost).toBeNull()
  await release()
  await start()
  expect(await statusOf(undone)).toBe('held')
  expect(await countRows()).toBe(2_000)
  const done = await runCommand(['batch', 'confirm', undone, '--removals', '1500', '--url', server.url, '--json'])
  expect(done.code, done.err).toBe(0)
  expect(JSON.parse(done.out)).toMatchObject({ status: 'done', deleted: 1_500, rowsAfter: 500 })
  expect(await countRows()).toBe(500)
  await expectVerified()
})

it('kill -9 of the database while a batch is taken back leaves it as it was, and taking it back again does it', async () => {
  const undo = await post(`${undone}/undo`)
  expect(undo).toMatchObject({ status: 'held', mode: 'undo', plan: { inserted: 1_500, deleted: 0, skipped: 0 } })
  await holdMerges()
  const lost = post(`${undo?.id}/confirm`, { deleted: 0 })
  await mergeWaits()
  killDatabase()
  expect(await lost).toBeNull()
  await release()
  await until('the server is ready again', isReady)
  expect(await statusOf(undo?.id ?? '')).toBe('held')
  expect(await countRows()).toBe(500)
  expect(await post(`${undo?.id}/confirm`, { deleted: 0 })).toMatchObject({ status: 'done', inserted: 1_500 })
  expect(await countRows()).toBe(2_000)
  await expectVerified()
})

it('kill -9 of the server while mended rows are taken in leaves their rejects as they were, to be mended again', async () => {
  const [header = '', ...rows] = pointRows(5_001, 50).trim().split('\n')
  const wide = rows.map((row) => row.replace(/^\d/, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)))
  const { batch } = await send(`${[header, ...wide].join('\n')}\n`)
  const repairs = (await (await fetch(`${server.url}/api/batches/${batch}/repairs`)).json()) as {
    groups: { rule: string; item: string }[]
    repairable: number
  }
  expect(repairs.repairable).toBe(50)
  const groups = repairs.groups.map(({ rule, item }) => ({ rule, item }))
  await holdMerges()
  const lost = post(`${batch}/repairs`, { groups })
  await mergeWaits()
  await server.kill()
  expect(await lost).toBeNull()
  await release()
  await start()
  expect(await countRows()).toBe(2_000)
  await until('the repair can be made again', async () => {
    const again = await post(`${batch}/repairs`, { groups })
    return again?.status === 'done' && again.inserted === 50
  })
  const marked = await ask(
    embeddedUrl(data),
    'select 1 from exchange.rejects where batch = $1 and repaired_by is not null',
    [batch],
  )
  expect(marked).toHaveLength(50)
  await expectVerified()
})
