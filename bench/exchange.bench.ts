/**
 * Rows taken in a second: the whole way of a delivery through a running server, beside the hand-written limit on the same
 * PostgreSQL in the same minute. `npm run bench -- exchange [--rows 1000000] [--repeats 1] [--json]`
 */
import { type ChildProcess, spawn } from 'node:child_process'
import {
  cpSync,
  createReadStream,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import type { Batch } from '@onecity/contracts'
import { makeClient, sendBatch } from '@onecity/sdk/node'
import pg from 'pg'
import pino from 'pino'
import { openEmbeddedPostgres } from '../apps/server/src/platform/db/embedded/index.ts'
import { type FileSpec, writeFiles } from './exchange/files.ts'
import { deliver, makeTables } from './exchange/limit.ts'
import { resourceYaml } from './exchange/resource.ts'

type Scenario = {
  readonly name: string
  readonly what: string
  readonly from: (rows: number) => number
  readonly changeEvery: number
}

/** In this order on one register: each builds on the rows of those before. */
const scenarios: readonly Scenario[] = [
  { name: 'first', what: 'into an empty register', from: () => 0, changeEvery: 0 },
  { name: 'insert', what: 'all new, into a register as large again', from: (rows) => rows, changeEvery: 0 },
  { name: 'unchanged', what: 'all there, 1 % changed', from: () => 0, changeEvery: 100 },
  { name: 'half', what: 'all there, half changed', from: (rows) => rows, changeEvery: 2 },
]

const option = (args: readonly string[], name: string, fallback: number): number => {
  const at = args.indexOf(`--${name}`)
  return at === -1 ? fallback : Number(args[at + 1])
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

const residentMegabytes = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024

const startServer = async (
  databaseUrl: string,
  city: string,
  dir: string,
): Promise<{ child: ChildProcess; url: string }> => {
  const port = await freePort()
  const child = spawn(
    process.execPath,
    [
      'apps/server/bin/onecity.mjs',
      'serve',
      '--port',
      `${port}`,
      '--city',
      city,
      '--data',
      join(dir, 'data'),
      '--log-level',
      'warn',
    ],
    { env: { ...process.env, ONECITY_DATABASE_URL: databaseUrl }, stdio: ['ignore', 'ignore', 'inherit'] },
  )
  const url = `http://localhost:${port}`
  for (let tries = 0; tries < 300; tries++) {
    const ready = await fetch(`${url}/api/health/ready`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (ready) return { child, url }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('the server did not become ready')
}

/** Peak memory of a process above what it held before, while `work` runs. */
const watchMemory = async <T>(pid: number, work: () => Promise<T>): Promise<{ result: T; aboveIdle: number }> => {
  const idle = residentMegabytes(pid)
  let peak = idle
  const timer = setInterval(() => {
    peak = Math.max(peak, residentMegabytes(pid))
  }, 50)
  try {
    const result = await work()
    return { result, aboveIdle: peak - idle }
  } finally {
    clearInterval(timer)
  }
}

const round = (value: number, digits = 0) => Number(value.toFixed(digits))
const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2
}

export const run = async (args: readonly string[]): Promise<void> => {
  const rows = option(args, 'rows', 1_000_000)
  const repeats = option(args, 'repeats', 1)
  const json = args.includes('--json')
  const say = (line: string) => json || console.log(line)
  const dir = mkdtempSync(join(tmpdir(), 'onecity-bench-'))
  const city = join(dir, 'city')
  cpSync('cities/tiny', city, { recursive: true })
  mkdirSync(join(city, 'departments/works/resources'), { recursive: true })
  writeFileSync(join(city, 'departments/works/resources/bench-row.yaml'), resourceYaml)

  const postgres = await openEmbeddedPostgres({
    data: join(dir, 'pg'),
    log: pino({ level: 'silent' }),
    tell: () => {},
    binaries: undefined,
  })
  const limit = new pg.Client({ connectionString: postgres.url })
  await limit.connect()
  const version = (await limit.query<{ server_version: string }>('show server_version')).rows[0]?.server_version
  say(
    `${rows.toLocaleString('en')} rows of 12 items, PostgreSQL ${version}, ${cpus().length} cores, ${round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
  )
  const server = await startServer(postgres.url, city, dir)
  const client = makeClient({ url: server.url })
  const pid = server.child.pid as number

  const ours: Record<string, number[]> = {}
  const limits: Record<string, number[]> = {}
  let aboveIdle = 0
  try {
    // Warm-up: code compiled, pools open, so that idle is what a running server holds.
    const warm = await writeFiles({ path: join(dir, 'warm'), rows: 5_000, from: 900_000_000, changeEvery: 0, round: 0 })
    await sendBatch(client, createReadStream(warm.ours), { resource: 'bench-row', key: 'warm' })
    for (let repeat = 0; repeat < repeats; repeat++) {
      await limit.query('truncate registers.bench_row, registers.bench_row_history, registers.bench_row_changes')
      await limit.query('drop table registers.bench_row, registers.bench_row_history, registers.bench_row_changes')
      await limit.query("delete from registers.registers where resource = 'bench-row'")
      await makeTables(limit)
      for (const [step, scenario] of scenarios.entries()) {
        const spec: FileSpec = {
          path: join(dir, scenario.name),
          rows,
          from: scenario.from(rows),
          changeEvery: scenario.changeEvery,
          round: step + 1,
        }
        const files = await writeFiles(spec)
        const key = `${scenario.name}-${repeat}`
        const runOurs = async () => {
          await limit.query('checkpoint').catch(() => {})
          const startedAt = performance.now()
          const watched = await watchMemory(pid, () =>
            sendBatch(client, createReadStream(files.ours, { highWaterMark: 256 * 1024 }), {
              resource: 'bench-row',
              key,
              bytes: statSync(files.ours).size,
            }),
          )
          const seconds = (performance.now() - startedAt) / 1000
          assertTaken(watched.result.outcome === 'done' ? watched.result.batch : null, rows)
          aboveIdle = Math.max(aboveIdle, watched.aboveIdle)
          ours[scenario.name] = [...(ours[scenario.name] ?? []), rows / seconds]
        }
        const runLimit = async () => {
          await limit.query('checkpoint').catch(() => {})
          const startedAt = performance.now()
          await deliver(limit, files.limit, step + 1, scenario.name === 'first')
          limits[scenario.name] = [...(limits[scenario.name] ?? []), rows / ((performance.now() - startedAt) / 1000)]
        }
        // Whoever goes first meets a colder cache: take turns.
        for (const turn of (step + repeat) % 2 === 0 ? [runOurs, runLimit] : [runLimit, runOurs]) await turn()
        rmSync(files.ours)
        rmSync(files.limit)
        const [a, b] = [ours[scenario.name]?.at(-1) ?? 0, limits[scenario.name]?.at(-1) ?? 0]
        say(
          `${scenario.name.padEnd(10)} ours ${round(a).toLocaleString('en').padStart(9)} rows/s   limit ${round(b).toLocaleString('en').padStart(9)} rows/s   ratio ${round(a / b, 2)}   (${scenario.what})`,
        )
      }
    }
    const figures: Record<string, number> = { rows, repeats, memoryAboveIdleMB: round(aboveIdle) }
    const ratios: Record<string, number> = {}
    for (const { name } of scenarios) {
      figures[`${name}.rowsPerSecond`] = round(median(ours[name] ?? []))
      figures[`${name}.limitRowsPerSecond`] = round(median(limits[name] ?? []))
      ratios[`limit.${name}`] = round(median((ours[name] ?? []).map((each, i) => each / (limits[name]?.[i] ?? 1))), 3)
    }
    // The weakest case speaks for all.
    ratios['limit'] = Math.min(...scenarios.map(({ name }) => ratios[`limit.${name}`] ?? 0))
    say(`server memory above idle: ${round(aboveIdle)} MB`)
    console.log(JSON.stringify({ bench: 'exchange', figures, ratios }))
  } finally {
    server.child.kill('SIGTERM')
    await new Promise((resolve) => server.child.once('exit', resolve))
    await limit.end()
    await postgres.close()
    rmSync(dir, { recursive: true, force: true })
  }
}

const assertTaken = (batch: Batch | null, rows: number) => {
  if (batch?.received !== rows || batch.rejected !== 0)
    throw new Error(`not taken in as it should be: ${JSON.stringify(batch)}`)
}
