/**
 * Who delivers. `ours`, `limit` and `psql` go through every case on tables of their own and must end with what the file's rows
 * call for; `pgloader` and `ogr2ogr` only load one file into a table.
 */
import { createReadStream, statSync } from 'node:fs'
import { makeClient, sendBatch } from '@onecity/sdk/node'
import type pg from 'pg'
import type { Expected } from './files.ts'
import { deliver, makeTables } from './limit.ts'
import { deliverByHand, makeHandTables } from './peers/psql.ts'
import { runOgr2ogr, runPgloaderText, runPgloaderTyped } from './peers/staging-only.ts'
import { watchMemory } from './room.ts'
import type { RunningServer } from './server.ts'

export type Delivery = {
  readonly case: string
  readonly step: number
  readonly isFirst: boolean
  readonly files: { readonly ours: string; readonly limit: string; readonly expected: Expected }
}

export type Ground = {
  readonly client: pg.Client
  readonly url: string
  readonly work: string
  readonly server: RunningServer | null
  /** Longest time one delivery may take. */
  readonly seconds: (rows: number) => number
}

export type Contestant = {
  readonly name: string
  /** Tables that are vacuumed after its turn, so that autovacuum does not work during another's. */
  readonly tables: readonly string[]
  readonly prepare: (ground: Ground) => Promise<void>
  /** Whether a delivery is in already: asked when an earlier run was cut off. */
  readonly isIn: (ground: Ground, delivery: Pick<Delivery, 'case' | 'step'>) => Promise<boolean>
  readonly run: (ground: Ground, delivery: Delivery) => Promise<{ readonly memoryMB?: number }>
  /** Throws unless the delivery ended as the file calls for. */
  readonly check: (ground: Ground, delivery: Delivery) => Promise<void>
}

const rowsOf = async <T extends pg.QueryResultRow>(
  client: pg.Client,
  text: string,
  values: unknown[] = [],
): Promise<T[]> => (await client.query<T>(text, values)).rows

const assertSame = (who: string, found: unknown, expected: unknown) => {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)]
  if (a !== b) throw new Error(`${who} did not end as it should: found ${a}, expected ${b}`)
}

const within = async <T>(seconds: number, what: string, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took more than ${seconds} s`)), seconds * 1000)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

const goodOf = ({ inserted, updated }: Expected) => ({ i: inserted, u: updated })

/** Changes that a step logged, by kind. */
const loggedOf = async (client: pg.Client, table: string, step: number) => {
  const rows = await rowsOf<{ kind: string; count: string }>(
    client,
    `select kind::text, count(*) from ${table} where change_set = $1 group by kind`,
    [step],
  )
  const of = (kind: string) => Number(rows.find((row) => row.kind === kind)?.count ?? 0)
  return { i: of('i'), u: of('u') }
}

const badOf = (rows: readonly { reason: string; count: string }[], { bad }: Expected) =>
  Object.fromEntries(
    [...new Set([...Object.keys(bad), ...rows.map((row) => row.reason)])].map((kind) => [
      kind,
      Number(rows.find((row) => row.reason === kind)?.count ?? 0),
    ]),
  )

const ours: Contestant = {
  name: 'ours',
  tables: ['registers.bench_row', 'registers.bench_row_history', 'registers.bench_row_changes', 'exchange.rejects'],
  prepare: async () => {},
  isIn: async ({ client }, { case: name }) =>
    (
      await rowsOf(
        client,
        `select from exchange.batches where resource = 'bench-row' and key = $1 and status = 'done'`,
        [`case-${name}`],
      )
    ).length > 0,
  run: async ({ server, seconds }, { case: name, files }) => {
    if (!server) throw new Error('no server')
    const { result, aboveIdle } = await watchMemory(server.pid, () =>
      within(
        seconds(files.expected.rows),
        'our delivery',
        sendBatch(makeClient({ url: server.url }), createReadStream(files.ours, { highWaterMark: 256 * 1024 }), {
          resource: 'bench-row',
          key: `case-${name}`,
          bytes: statSync(files.ours).size,
        }),
      ),
    )
    if (result.outcome !== 'done') throw new Error(`our delivery: ${JSON.stringify(result)}`)
    return { memoryMB: aboveIdle }
  },
  check: async ({ client }, { case: name, files: { expected } }) => {
    const [batch] = await rowsOf<Record<string, string>>(
      client,
      `select id, received, inserted, updated, unchanged, rejected from exchange.batches
        where resource = 'bench-row' and key = $1 and status = 'done'`,
      [`case-${name}`],
    )
    const { id, ...counts } = batch ?? {}
    const { rows: received, inserted, updated, unchanged, bad } = expected
    const rejected = Object.values(bad).reduce((sum, count) => sum + count, 0)
    const found = Object.fromEntries(Object.entries(counts).map(([what, count]) => [what, Number(count)]))
    assertSame('ours', found, { received, inserted, updated, unchanged, rejected })
    const reasons = await rowsOf<{ reason: string; count: string }>(
      client,
      'select code as reason, count(*) from exchange.rejects where batch = $1 group by code',
      [id],
    )
    assertSame('ours', badOf(reasons, expected), bad)
  },
}

const limit: Contestant = {
  name: 'limit',
  tables: ['bench.rows', 'bench.history', 'bench.changes'],
  prepare: ({ client }) => makeTables(client),
  isIn: async ({ client }, { step }) =>
    (await rowsOf(client, 'select from bench.changes where change_set = $1 limit 1', [step])).length > 0,
  run: async ({ client, seconds }, { files, step, isFirst }) => {
    await client.query(`set statement_timeout = ${seconds(files.expected.rows) * 1000}`)
    await deliver(client, files.limit, step, isFirst)
    await client.query('set statement_timeout = 0')
    return {}
  },
  check: async ({ client }, { step, files }) =>
    assertSame('limit', await loggedOf(client, 'bench.changes', step), goodOf(files.expected)),
}

const psql: Contestant = {
  name: 'psql',
  tables: ['hand.rows', 'hand.history', 'hand.changes', 'hand.rejects'],
  prepare: ({ client }) => makeHandTables(client),
  isIn: async ({ client }, { step }) =>
    (await rowsOf(client, 'select from hand.changes where change_set = $1 limit 1', [step])).length > 0,
  run: async ({ url, work, seconds }, { files, step, isFirst }) => {
    await deliverByHand({ url, work, file: files.ours, step, isFirst, seconds: seconds(files.expected.rows) })
    return {}
  },
  check: async ({ client }, { step, files: { expected } }) => {
    assertSame('psql', await loggedOf(client, 'hand.changes', step), goodOf(expected))
    const reasons = await rowsOf<{ reason: string; count: string }>(
      client,
      'select reason, count(*) from hand.rejects where change_set = $1 group by reason',
      [step],
    )
    assertSame('psql', badOf(reasons, expected), expected.bad)
  },
}

export const contestants: readonly Contestant[] = [ours, limit, psql]

/** Loaders into staging alone, and the program of each. */
export const loaders = {
  pgloader: { program: 'pgloader', load: runPgloaderText },
  'pgloader typed': { program: 'pgloader', load: runPgloaderTyped },
  ogr2ogr: { program: 'ogr2ogr', load: runOgr2ogr },
} as const
export type LoaderName = keyof typeof loaders
