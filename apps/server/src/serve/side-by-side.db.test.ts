/** Several processes on one database, each with its part: what one takes in the others show, and who dies is replaced. */
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Batch, LiveEvent } from '@onecity/contracts'
import { listenLive, makeClient, sendBatch } from '@onecity/sdk/node'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { projectRoot } from '../platform/config/index.ts'
import {
  ask,
  buildServer,
  embeddedUrl,
  endAll,
  findPostmasterPid,
  makeFolder,
  pointRows,
  type Server,
  startServer,
  until,
} from './testing-process.ts'

const folders: string[] = []
beforeAll(buildServer)
afterAll(() => endAll(...folders))

const newFolder = () => {
  const folder = makeFolder('beside')
  folders.push(folder)
  return folder
}

/** A database without anything in it, as an operator hands one over. */
const makeEmptyDatabase = async () => {
  const url = new URL(inject('databaseUrl'))
  url.pathname = '/postgres'
  const name = `t_beside_${process.pid}`
  await ask(url.href, `create database ${name}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  return { url: own.href, drop: () => ask(url.href, `drop database ${name} with (force)`) }
}

const city = ['--city', join(projectRoot, 'cities/tiny'), '--port', '0']

/** Collects what a listener hears until told to stop. */
const listen = (server: Server) => {
  const stopping = new AbortController()
  const heard: LiveEvent[] = []
  const running = (async () => {
    for await (const event of listenLive(makeClient({ url: server.url }), { signal: stopping.signal }))
      heard.push(event)
  })()
  return {
    heard,
    stop: async () => {
      stopping.abort()
      await running.catch(() => {})
    },
  }
}

const send = async (server: Server, key: string, rows: string): Promise<Batch> => {
  const outcome = await sendBatch(makeClient({ url: server.url }), Readable.from([rows]), {
    resource: 'charging-point',
    key,
  })
  if (outcome.outcome !== 'done') throw new Error(JSON.stringify(outcome))
  return outcome.batch
}

/** Change sets a process has numbered since it started. */
const numberedBy = async (server: Server): Promise<number> => {
  const text = await (await fetch(`${server.url}/metrics`)).text()
  return Number(/^onecity_change_sets_numbered_total (\d+)/m.exec(text)?.[1] ?? 0)
}

const sequencers = (url: string) =>
  ask<{ n: number }>(
    url,
    `select count(*)::int as n from pg_locks where locktype = 'advisory' and granted and classid = 0 and objid = 7310001
      and database = (select oid from pg_database where datname = current_database())`,
  )

describe.each(['the embedded database', 'a database of their own'])('processes side by side on %s', (kind) => {
  const embedded = kind === 'the embedded database'
  it('share the work by their roles, show what another took in, and take over from one that is killed', async () => {
    const data = newFolder()
    const external = embedded ? undefined : await makeEmptyDatabase()
    // Embedded, both name the same folder; else each has one of its own, as on two machines.
    const start = (role: string) =>
      startServer(
        ['--role', role, ...city, '--demo', 'off', '--data', embedded ? data : newFolder()],
        external ? { DATABASE_URL: external.url } : {},
      )
    const [intake, web] = await Promise.all([start('intake'), start('web')])
    const url = external?.url ?? embeddedUrl(data)

    // What each is for.
    const refused = await fetch(`${web.url}/api/registers/charging-point/batches`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: pointRows(1, 1),
    })
    expect(refused.status).toBe(421)
    expect(await refused.json()).toMatchObject({ code: 'wrong-role', params: { role: 'intake' } })

    // What one takes in, the other tells and shows.
    const listener = listen(web)
    await until('the listener was greeted', () => listener.heard.some(({ type }) => type === 'hello'))
    const batch = await send(intake, 'first', pointRows(1, 50))
    const change = await until('the change is told live', () =>
      listener.heard.find((event) => event.type === 'change' && event.batch === batch.id),
    )
    expect(change).toMatchObject({ resource: 'charging-point', inserted: 50, updated: 0, deleted: 0 })
    await until('the batch is told live', () =>
      listener.heard.some(
        (event) => event.type === 'batch' && event.batch.id === batch.id && event.batch.status === 'done',
      ),
    )
    await listener.stop()
    const page = await fetch(`${web.url}/api/registers/charging-point/rows?limit=100`)
    expect(((await page.json()) as { rows: unknown[] }).rows).toHaveLength(50)

    // One numbers at a time; when it is killed, the other goes on.
    expect(await sequencers(url)).toEqual([{ n: 1 }])
    const helper = await start('jobs')
    const counts = await Promise.all([intake, web, helper].map(numberedBy))
    expect(counts.filter((count) => count > 0)).toHaveLength(1)
    const elected = [intake, web, helper][counts.findIndex((count) => count > 0)] as Server
    await elected.kill()
    const left = [intake, web, helper].filter((each) => each !== elected)
    const receiving = elected === intake ? await start('intake') : intake
    if (receiving !== intake) left.push(receiving)
    const second = await send(receiving, 'second', pointRows(51, 50))
    await until('the second batch is numbered', async () => {
      const answer = await fetch(`${(left[0] as Server).url}/api/batches/${second.id}`)
      return ((await answer.json()) as Batch).changeNumber === 2
    })
    expect(await sequencers(url)).toEqual([{ n: 1 }])
    expect((await Promise.all(left.map(numberedBy))).reduce((a, b) => a + b)).toBe(1)

    // The last one out stops the embedded server; a database of somebody else is left alone.
    const last = left.pop() as Server
    for (const each of left) expect(await each.stop()).toEqual({ code: 0, signal: null })
    if (embedded) expect(findPostmasterPid(data)).toBeDefined()
    expect((await fetch(`${last.url}/api/health/ready`)).status).toBe(200)
    expect(await last.stop()).toEqual({ code: 0, signal: null })
    if (embedded) expect(findPostmasterPid(data)).toBeUndefined()
    else {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      const { rows } = await client.query(`select 1 from pg_stat_activity where application_name like 'onecity%'
        and datname = current_database()`)
      expect(rows).toEqual([])
      await client.end()
      await external?.drop()
    }
  })
})
