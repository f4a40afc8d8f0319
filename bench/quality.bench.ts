/**
 * Quality rules at intake: rows a second of the same delivery into a new register with no rule, with three that reject, and with three
 * that warn, in turn, in the same minutes.
 * `npm run bench -- quality [--rows 200000] [--rounds 5] [--json]`
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { type City, makeAreaTree, type QualityRule, type Resource, readCity } from '@onecity/city'
import pg from 'pg'
import { makeSpool } from '../apps/server/src/base/exchange/formats/spool.ts'
import { receiveBatch } from '../apps/server/src/base/exchange/receive-batch.ts'
import { makeAreaIndex } from '../apps/server/src/base/places/index.ts'
import { makeDatabase } from '../apps/server/src/platform/db/db.ts'
import { openEmbeddedPostgres } from '../apps/server/src/platform/db/embedded/index.ts'
import { migrate, readMigrations } from '../apps/server/src/platform/db/migrate.ts'
import { makeLog } from '../apps/server/src/platform/log/index.ts'

const option = (args: readonly string[], name: string, fallback: number): number => {
  const at = args.indexOf(`--${name}`)
  return at === -1 ? fallback : Number(args[at + 1])
}
const checks = [
  'status != "working" or power > 0',
  'position.lng between 113.5 and 115 and position.lat between 22 and 23',
  'power <= 350',
]
const rulesOf = (severity: QualityRule['severity']): readonly QualityRule[] =>
  checks.map((check, at) => ({ id: `rule-${at}`, title: { zh: `规则 ${at}` }, check, severity }))
const cases: readonly { readonly name: string; readonly quality: readonly QualityRule[] }[] = [
  { name: 'no rules', quality: [] },
  { name: 'three that warn', quality: rulesOf('warn') },
  { name: 'three that reject', quality: rulesOf('reject') },
]

const header = 'point_id,status,power,public,longitude,latitude\n'
const line = (_: unknown, i: number) =>
  `${i + 1},${i % 3 ? 'working' : 'broken'},${(i % 351) + 0.5},true,${(114 + (i % 900) / 10_000).toFixed(4)},22.6\n`
export const run = async (args: readonly string[]): Promise<void> => {
  const count = option(args, 'rows', 200_000)
  const rounds = option(args, 'rounds', 5)
  const file = Buffer.from(header + Array.from({ length: count }, line).join(''))

  const read = await readCity('cities/tiny')
  if (!read.ok) throw new Error('cities/tiny is refused')
  const cityWith = (quality: readonly QualityRule[]): City => ({
    ...read.city,
    resources: read.city.resources.map(
      (each): Resource => (each.id === 'charging-point' ? { ...each, quality } : each),
    ),
  })

  const dir = mkdtempSync(join(tmpdir(), 'onecity-bench-'))
  // Started as root, the database runs as another user, who must be able to enter.
  chmodSync(dir, 0o755)
  const log = makeLog({ level: 'error' })
  const postgres = await openEmbeddedPostgres({ data: join(dir, 'pg'), log, tell: () => {}, binaries: undefined })
  const database = makeDatabase(postgres.url)
  const times = new Map<string, number[]>(cases.map(({ name }) => [name, []]))
  let rejected = 0
  try {
    await migrate(database.pool, readMigrations('apps/server/migrations'), log)
    // The first round warms everything up and is not counted.
    for (let round = 0; round <= rounds; round++)
      for (const { name, quality } of cases) {
        await database.pool.query(
          `drop table if exists registers.charging_point, registers.charging_point_history, registers.charging_point_changes;
           delete from registers.registers`,
        )
        const city = cityWith(quality)
        const started = performance.now()
        const { batch } = await receiveBatch(
          {
            database,
            city: { city, tree: makeAreaTree(city.areas), areaIndex: makeAreaIndex(city), version: 1 },
            worker: 1,
            connect: async () => {
              const client = new pg.Client({ connectionString: postgres.url })
              await client.connect()
              return client
            },
            spool: makeSpool(join(dir, 'spool')),
            queueMerge: (work) => work(),
            onCommitted: () => {},
            holdDays: 7,
          },
          {
            resource: 'charging-point',
            key: `${name} ${round}`,
            mode: 'upsert',
            fileName: null,
            layout: null,
            simulated: false,
            bytesExpected: file.length,
            source: Readable.from([file]),
            sentBy: null,
          },
        )
        if (round > 0) times.get(name)?.push(performance.now() - started)
        rejected = Math.max(rejected, batch.rejected)
      }
  } finally {
    await database.close()
    await postgres.close()
    rmSync(dir, { recursive: true, force: true })
  }
  const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
  const base = median(times.get('no rules') ?? [])
  const results = cases.map(({ name }) => {
    const ms = median(times.get(name) ?? [])
    return { name, rowsPerSecond: Math.round((1000 * count) / ms), share: Number((base / ms).toFixed(2)) }
  })
  if (args.includes('--json'))
    console.log(JSON.stringify({ rows: count, rounds, rejected, load: loadavg()[0], results }))
  else {
    console.log(
      `${count.toLocaleString('en')} rows, median of ${rounds}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}`,
    )
    for (const { name, rowsPerSecond, share } of results)
      console.log(`  ${name.padEnd(20)} ${rowsPerSecond.toLocaleString('en').padStart(9)} rows/s  ${share.toFixed(2)}`)
  }
}
