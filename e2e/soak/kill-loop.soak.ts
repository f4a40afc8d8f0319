/** kill -9 again and again, of the server or of its database, at random moments of imports: wholly in or wholly out, as told. */
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { type BatchOutcome, makeClient, sendBatch } from '@onecity/sdk/node'
import { afterAll, expect, it } from 'vitest'
import { ask, endAll, findPostmasterPid, runCommand, until } from '../../apps/server/src/serve/testing-process.ts'
import { killRows, kills, report } from './amounts.ts'
import { codeOf, makeInstallation, ndjsonRows, register } from './installation.ts'

const fewestRows = Math.min(20_000, killRows)
const city = await makeInstallation('kills')
afterAll(() => endAll(city.data))

/** What the sender was told, in one word. */
const toldOf = (told: BatchOutcome): string => {
  if (told.outcome === 'done') return 'in'
  if (told.outcome === 'lost') return told.rows === 'in' ? 'in (from the ledger)' : told.rows
  return `out (${told.problem.code})`
}

it(`keeps its word through ${kills} kills during imports of ${fewestRows} to ${killRows} rows`, async () => {
  await city.start()
  const client = makeClient({ url: city.url })
  const tally: Record<string, number> = {}
  const count = (what: string) => {
    tally[what] = (tally[what] ?? 0) + 1
  }
  let longestRecoveryMs = 0
  let next = 0
  /** Rows wholly in, that later deliveries may change. */
  const present: { from: number; rows: number }[] = []

  /** What a row takes, found out by an import that nobody kills; so kills fall on every part of one. */
  let msPerRow = 0

  for (let round = 0; round <= kills; round++) {
    const known = present[Math.floor(Math.random() * present.length)]
    const isUpdate = known !== undefined && Math.random() < 0.3
    const rows = isUpdate ? known.rows : fewestRows + Math.floor(Math.random() * (killRows - fewestRows + 1))
    const from = isUpdate ? known.from : next
    const victim = Math.random() < 0.5 ? 'server' : 'database'
    const key = `round-${round}`
    const startedAt = performance.now()
    const sending = sendBatch(client, Readable.from(ndjsonRows(from, rows, round)), {
      resource: register,
      key,
      format: 'ndjson',
      pollMs: 200,
    })
    let isOver = false
    void sending.then(() => {
      isOver = true
    })
    const statusNow = async () => {
      const [batch] = await ask<{ status: string }>(
        city.databaseUrl(),
        'select status from exchange.batches where key = $1',
        [key],
      )
      return batch?.status
    }
    if (round === 0) {
      const outcome = await sending
      expect(outcome).toMatchObject({ outcome: 'done', batch: { received: rows, inserted: rows } })
      msPerRow = (performance.now() - startedAt) / rows
      present.push({ from, rows })
      next += rows
      continue
    }
    // Half of them anywhere from before the first byte to after the answer, half while the rows are merged.
    if (Math.random() < 0.5) await sleep(Math.random() * 1.3 * rows * msPerRow)
    else {
      while (!isOver && (await statusNow()) !== 'merging') await sleep(10)
      await sleep(Math.random() * 0.6 * rows * msPerRow)
    }
    const phase = isOver ? 'after the answer' : `while ${(await statusNow()) ?? 'opening'}`
    const killedAt = performance.now()
    if (victim === 'server') {
      await city.server().kill()
      await city.start()
    } else process.kill(findPostmasterPid(city.data) as number, 'SIGKILL')
    await until('it is ready again', async () => (await fetch(`${city.url}/api/health/ready`)).status === 200, 60_000)
    longestRecoveryMs = Math.max(longestRecoveryMs, performance.now() - killedAt)
    const outcome = await sending
    const told = toldOf(outcome)
    count(`${victim} killed ${phase}: ${told}`)

    // Readiness may have been answered by the last backend of a database killed a moment ago: ask until it is back.
    const found = await until('rows can be counted', async () => {
      const [counted] = await ask<{ n: number }>(
        city.databaseUrl(),
        'select count(*)::int as n from registers.bench_row where row_code between $1 and $2 and visits = $3',
        [codeOf(from), codeOf(from + rows - 1), round],
      )
      return counted
    })
    expect(told, JSON.stringify(outcome)).not.toBe('unknown')
    if (outcome.outcome === 'done') expect(outcome.batch).toMatchObject({ received: rows, rejected: 0 })
    expect(told, 'a kill is no internal error').not.toBe('out (internal)')
    expect(found.n, `round ${round}, told ${told}`).toBe(told.startsWith('in') ? rows : 0)
    if (told.startsWith('in') && !isUpdate) present.push({ from, rows })
    if (!isUpdate) next += rows
  }

  await until('no batch is open', async () => {
    const open = await ask(
      city.databaseUrl(),
      `select id from exchange.batches where status in ('receiving', 'merging')`,
    )
    return open.length === 0
  })
  await until('no staging table is left', async () => {
    const left = await ask(city.databaseUrl(), `select tablename from pg_tables where schemaname = 'staging'`)
    return left.length === 0
  })
  await until('every change is numbered', async () => {
    const [sets] = await ask<{ unnumbered: number; gaps: number }>(
      city.databaseUrl(),
      `select (count(*) - count(number))::int as unnumbered, (coalesce(max(number), 0) - count(number))::int as gaps
       from changes.change_sets`,
    )
    return sets?.unnumbered === 0 && sets.gaps === 0
  })
  const verified = await runCommand(['verify', '--data', city.data, '--json'])
  report('kill loop', {
    kills,
    rows: next,
    outcomes: tally,
    longestRecoveryMs: Math.round(longestRecoveryMs),
    verify: JSON.parse(verified.out),
  })
  expect(verified.code, verified.out).toBe(0)
})
