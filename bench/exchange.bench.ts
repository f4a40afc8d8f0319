/**
 * Deliveries in rows a second, beside a hand-written limit and psql, pgloader, ogr2ogr: whole deliveries through a running server, beside the hand-written limit, SQL by hand around psql, and
 * loaders that only stage, all on the same PostgreSQL in the same minutes.
 * `npm run bench -- exchange [--rows 1000000,10000000] [--repeats 3,1] [--cases first,0,50,100] [--only ours,limit,psql,pgloader,ogr2ogr]
 * [--work FOLDER] [--json]`: with `--work`, a run that was cut off goes on where it was when started again.
 */
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import pg from 'pg'
import pino from 'pino'
import { openEmbeddedPostgres } from '../apps/server/src/platform/db/embedded/index.ts'
import { readState } from '../apps/server/src/platform/db/embedded/server-state.ts'
import { type Case, cases, chooseCases } from './exchange/cases.ts'
import { type Contestant, contestants, type Ground, type LoaderName, loaders } from './exchange/contestants.ts'
import { type Expected, writeFiles } from './exchange/files.ts'
import { installProgram, type Program } from './exchange/install.ts'
import { type Journal, openJournal } from './exchange/journal.ts'
import { Refused } from './exchange/refused.ts'
import { makeReport } from './exchange/report.ts'
import { resourceYaml } from './exchange/resource.ts'
import { assertRoom, bytesNeeded, watchDisk } from './exchange/room.ts'
import { type RunningServer, startServer } from './exchange/server.ts'

const programs: Readonly<Record<string, Program>> = {
  psql: { command: 'psql', versionFlag: '--version', package: 'postgresql-client' },
  pgloader: { command: 'pgloader', versionFlag: '--version', package: 'pgloader' },
  ogr2ogr: { command: 'ogr2ogr', versionFlag: '--version', package: 'gdal-bin' },
}
const everybody = ['ours', 'limit', 'psql', 'pgloader', 'ogr2ogr'] as const
const whatTheyDo: Readonly<Record<string, string>> = {
  ours: 'the whole way over HTTP: decode, scan, check, stage, merge, rejects, history, change log, ledger',
  limit: 'COPY and merge with history and change log of a file without bad rows: no checks, no rejects, no ledger',
  psql: '\\copy as text, SQL checks, rejects, merge, history, change log: no formats, no normalising, no cells, no ledger',
  pgloader:
    'into staging only, as text; also typed, setting aside what PostgreSQL cannot read: no codes, no duplicates, no merge',
  ogr2ogr: 'into text staging only: no checks, no rejects, no merge',
}

const textOption = (args: readonly string[], name: string, fallback: string): string => {
  const at = args.indexOf(`--${name}`)
  return at === -1 ? fallback : (args[at + 1] ?? fallback)
}

type Plan = {
  readonly sizes: readonly number[]
  /** How often each size is run. */
  readonly repeats: readonly number[]
  readonly chosen: readonly Case[]
  readonly who: readonly string[]
}

const planOf = (args: readonly string[]): Plan => {
  const sizes = textOption(args, 'rows', '1000000').split(',').map(Number)
  const wrong = sizes.find((size) => !Number.isInteger(size) || size < 1_000 || size > 100_000_000 || size % 1_000 > 0)
  if (wrong !== undefined) throw new Refused('--rows: thousands of rows, from 1,000 to 100,000,000')
  const given = textOption(args, 'repeats', '1').split(',').map(Number)
  const repeats = sizes.map((_, at) => given[at] ?? given.at(-1) ?? 1)
  if (repeats.some((count) => !Number.isInteger(count) || count < 1))
    throw new Refused('--repeats: a number, or one for each size')
  const chosen = chooseCases(textOption(args, 'cases', 'first,0,50,100').split(','))
  const who = textOption(args, 'only', everybody.join(',')).split(',')
  const stranger = who.find((name) => !everybody.some((one) => one === name))
  if (stranger !== undefined) throw new Refused(`--only: ${stranger} is none of ${everybody.join(', ')}`)
  return { sizes, repeats, chosen, who }
}

/** Slowest rate at which a delivery is waited for. */
const leastRowsPerSecond = 4_000
const secondsFor = (rows: number) => 120 + Math.ceil(rows / leastRowsPerSecond)

const line = (name: string, who: string, rows: number, seconds: number, more: string) =>
  `${name.padEnd(9)} ${who.padEnd(14)} ${seconds.toFixed(1).padStart(7)} s ${Math.round(rows / seconds)
    .toLocaleString('en')
    .padStart(10)} rows/s ${((seconds / rows) * 1e6).toFixed(2).padStart(7)} µs/row${more}`

type Round = {
  readonly plan: Plan
  readonly size: number
  readonly repeat: number
  readonly work: string
  readonly journal: Journal
  readonly say: (text: string) => void
  /** What has to be shut when the run is cut off. */
  readonly open: Set<() => Promise<void>>
}

const runCase = async (
  round: Round,
  ground: Ground,
  admin: pg.Client,
  each: Case,
  loadersHere: readonly LoaderName[],
) => {
  const { plan, size, repeat, work, journal, say } = round
  const step = cases.indexOf(each) + 1
  const inCase = { size, repeat, case: each.name }
  const isOpen = ({ name }: { readonly name: string }) =>
    plan.who.includes(name) && !journal.find({ ...inCase, who: name })
  const staging = loadersHere.filter((name) => !journal.find({ ...inCase, who: name }))
  const merging: Contestant[] = []
  for (const contestant of contestants.filter(isOpen)) {
    if (await contestant.isIn(ground, { case: each.name, step })) {
      say(`${each.name.padEnd(9)} ${contestant.name.padEnd(14)} is in, but was cut off before its time was noted`)
      journal.add({ ...inCase, who: contestant.name, seconds: null })
    } else merging.push(contestant)
  }
  if (staging.length + merging.length === 0) return
  const started = performance.now()
  const files = await writeFiles({
    path: join(work, `case-${each.name}`),
    rows: size,
    rowAt: each.rowAt(size),
    round: step,
    bad: each.bad,
  })
  say(
    `case ${each.name}: ${each.what} (${describe(files.expected)}; file written in ${((performance.now() - started) / 1000).toFixed(0)} s)`,
  )
  const delivery = { case: each.name, step, isFirst: each.name === 'first', files }
  // Whoever goes first meets a colder cache: take turns.
  if ((step + repeat) % 2 === 0) merging.reverse()
  for (const contestant of merging) {
    await admin.query('checkpoint')
    const from = performance.now()
    const { memoryMB } = await contestant.run(ground, delivery)
    const seconds = (performance.now() - from) / 1000
    await contestant.check(ground, delivery)
    journal.add({ ...inCase, who: contestant.name, seconds, ...(memoryMB !== undefined && { memoryMB }) })
    say(
      line(
        each.name,
        contestant.name,
        size,
        seconds,
        memoryMB === undefined ? '' : `   memory +${Math.round(memoryMB)} MB`,
      ),
    )
    for (const table of contestant.tables) await admin.query(`vacuum (analyze) ${table}`)
  }
  for (const name of staging) {
    await admin.query('checkpoint')
    try {
      const run = { ...ground, file: files.ours, rows: size, seconds: ground.seconds(size) }
      const { seconds, rows, loaded } = await loaders[name].load(run)
      journal.add({ ...inCase, who: name, seconds, rows, loaded })
      const told = `   staging only, ${loaded.toLocaleString('en')} of ${rows.toLocaleString('en')} rows`
      say(line(each.name, name, rows, seconds, told))
    } catch (error) {
      say(`${each.name.padEnd(9)} ${name.padEnd(14)} left out: ${(error as Error).message}`)
    }
  }
  rmSync(files.ours)
  rmSync(files.limit)
}

const describe = ({ inserted, updated, unchanged, bad }: Expected): string => {
  const turnedAway = Object.values(bad).reduce((sum, count) => sum + count, 0)
  const counts = { new: inserted, changed: updated, unchanged, bad: turnedAway }
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([what, count]) => `${count.toLocaleString('en')} ${what}`)
    .join(', ')
}

/** All cases of one size on a database of its own. */
const runSize = async (round: Round) => {
  const { plan, size, work, say, open } = round
  const city = join(work, 'city')
  rmSync(city, { recursive: true, force: true })
  cpSync('cities/tiny', city, { recursive: true })
  mkdirSync(join(city, 'departments/works/resources'), { recursive: true })
  writeFileSync(join(city, 'departments/works/resources/bench-row.yaml'), resourceYaml)
  const data = join(work, 'pg')
  const opened = async (close: () => Promise<void>) => {
    const once = async () => {
      if (open.delete(once)) await close()
    }
    open.add(once)
    return once
  }
  const postgres = await openEmbeddedPostgres({
    data,
    log: pino({ level: 'silent' }),
    tell: () => {},
    binaries: undefined,
  })
  const closePostgres = await opened(() => postgres.close())
  const connect = async (url: string) => {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {})
    await client.connect()
    return client
  }
  const client = await connect(postgres.url)
  const adminUrl = new URL(postgres.url)
  adminUrl.username = 'postgres'
  adminUrl.password = readState(data)?.adminPassword ?? ''
  const admin = await connect(adminUrl.href)
  let server: RunningServer | null = null
  try {
    // A statement of an earlier run that was killed may still be at work, and would commit behind our back.
    await admin.query(`select pg_terminate_backend(pid, 60000) from pg_stat_activity
      where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()
        and application_name <> 'onecity-embedded' and pid <> ${(client as unknown as { processID: number }).processID}`)
    server = plan.who.includes('ours') ? await startServer(postgres.url, city, work) : null
    const closeServer = await opened(async () => server?.stop())
    const ground: Ground = { client, url: postgres.url, work, server, seconds: secondsFor }
    const version = (await client.query<{ server_version: string }>('show server_version')).rows[0]?.server_version
    say(`\n${size.toLocaleString('en')} rows of 12 items a delivery, PostgreSQL ${version}, repeat ${round.repeat + 1}`)
    if (server) await warmUp(ground)
    const ready = join(work, 'tables-ready')
    if (!existsSync(ready)) {
      for (const contestant of contestants) if (plan.who.includes(contestant.name)) await contestant.prepare(ground)
      writeFileSync(ready, '')
    }
    // What loaders do does not depend on the register: one file is enough.
    const loadersAt = plan.chosen.find(({ bad }) => bad) ?? plan.chosen[0]
    const names = (Object.keys(loaders) as LoaderName[]).filter((name) => plan.who.includes(loaders[name].program))
    for (const each of plan.chosen) await runCase(round, ground, admin, each, each === loadersAt ? names : [])
    const { rows } = await admin.query<{ database: string; wal: string }>(
      'select pg_database_size(current_database()) as database, (select sum(size) from pg_ls_waldir()) as wal',
    )
    const [held, log] = [Number(rows[0]?.database), Number(rows[0]?.wal)].map((bytes) => (bytes / 2 ** 30).toFixed(1))
    say(`database at the end ${held} GiB, write-ahead log ${log} GiB`)
    await closeServer()
  } finally {
    await Promise.allSettled([client.end(), admin.end()])
    for (const close of [...open].reverse()) if (close !== closePostgres) await close()
    await closePostgres()
  }
}

/** Code compiled and pools open, so that idle is what a running server holds; on rows of a register of its own. */
const warmUp = async ({ work, client, server, url, seconds }: Ground) => {
  const warm = contestants[0] as Contestant
  const rowAt = (k: number) => ({ i: 900_000_000 + k, is: 'new' as const })
  const there = await client.query(`select from registers.registers where resource = 'bench-row'`)
  if (there.rows.length > 0) return
  const files = await writeFiles({ path: join(work, 'warm'), rows: 5_000, rowAt, round: 0, bad: false })
  const delivery = { case: 'warm', step: 0, isFirst: true, files }
  await warm.run({ work, client, server, url, seconds }, delivery)
  // The first case makes the register anew.
  await client.query('drop table registers.bench_row, registers.bench_row_history, registers.bench_row_changes')
  await client.query("delete from registers.registers where resource = 'bench-row'")
  rmSync(files.ours)
  rmSync(files.limit)
}

export const run = async (args: readonly string[]): Promise<void> => {
  try {
    await runPlan(args, planOf(args))
  } catch (error) {
    // What it was asked for cannot be: no fault of the program, so no stack.
    if (!(error instanceof Refused)) throw error
    console.error(error.message)
    process.exitCode = 2
  }
}

const runPlan = async (args: readonly string[], wanted: Plan): Promise<void> => {
  const json = args.includes('--json')
  const say = (text: string) => json || console.log(text)
  const kept = args.includes('--work')
  say(`${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`)
  const leftOut = new Set<string>()
  for (const who of wanted.who) {
    const program = programs[who]
    const installed = program ? installProgram(program, say) : null
    if (installed && !installed.ok) leftOut.add(who)
    const about =
      installed === null
        ? whatTheyDo[who]
        : installed.ok
          ? `${installed.version}; ${whatTheyDo[who]}`
          : `left out: ${installed.reason}`
    say(`  ${who.padEnd(9)} ${about}`)
  }
  const plan = { ...wanted, who: wanted.who.filter((name) => !leftOut.has(name)) }
  const merging = plan.who.filter((name) => contestants.some((one) => one.name === name)).length
  const needed = Math.max(...plan.sizes.map((size) => bytesNeeded(size, plan.chosen, merging)))
  const parent = resolve(kept ? textOption(args, 'work', 'bench-work') : tmpdir())
  mkdirSync(parent, { recursive: true })
  const goesOn = kept && existsSync(join(parent, 'figures.json'))
  // What an unfinished run holds already was asked for when it began.
  say(assertRoom(parent, needed, goesOn ? needed : 0))
  const folder = kept ? parent : mkdtempSync(join(parent, 'onecity-bench-'))
  // Traversable: as root the database server runs as another user.
  chmodSync(folder, 0o755)
  const chosen = plan.chosen.map(({ name }) => name)
  const journal = openJournal(
    join(folder, 'figures.json'),
    `rows ${plan.sizes.join(',')}, repeats ${plan.repeats.join(',')}, cases ${chosen.join(',')}, ${plan.who.join(',')}`,
  )
  if (goesOn) say(`going on: ${journal.figures.length} deliveries were measured before`)

  const open = new Set<() => Promise<void>>()
  const cutOff = () => {
    console.error(kept ? `cut off; the same command goes on in ${folder}` : 'cut off')
    void Promise.allSettled([...open].reverse().map((close) => close())).then(() => {
      if (!kept) rmSync(folder, { recursive: true, force: true })
      process.exit(130)
    })
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, cutOff)
  const disk = watchDisk(folder)
  try {
    for (const [at, size] of plan.sizes.entries())
      for (let repeat = 0; repeat < (plan.repeats[at] ?? 1); repeat++) {
        const work = join(folder, `${size}-${repeat}`)
        const done = `${work}.done`
        if (existsSync(done)) continue
        mkdirSync(work, { recursive: true, mode: 0o755 })
        await runSize({ plan, size, repeat, work, journal, say, open })
        writeFileSync(done, '')
        rmSync(work, { recursive: true, force: true })
      }
    const report = makeReport(journal.figures, plan.sizes, chosen, plan.who)
    for (const text of report.lines) say(text)
    say(`\ndisk taken at most: ${(disk.mostTaken() / 2 ** 30).toFixed(1)} GiB, by whatever ran on the machine`)
    writeFileSync(join(folder, 'report.md'), `${report.lines.join('\n')}\n`)
    if (kept) say(`the same in ${join(folder, 'report.md')}`)
    console.log(JSON.stringify({ bench: 'exchange', figures: report.figures, ratios: report.ratios }))
  } catch (error) {
    if (kept) console.error(`stopped; the same command goes on in ${folder}`)
    throw error
  } finally {
    disk.stop()
    if (!kept) rmSync(folder, { recursive: true, force: true })
  }
}
