/**
 * Searching the catalogue: time of a question through the HTTP handler and how often what was meant is among the first ten,
 * beside what one would write without an index of one's own, over the same texts in the same run.
 * `npm run bench -- search [--resources 5200] [--items 31] [--questions 2400] [--json]`
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { type City, makeAreaTree, readCity } from '@onecity/city'
import type { ResourcePage } from '@onecity/contracts'
import pg from 'pg'
import { makeCatalogueRoutes } from '../apps/server/src/base/catalogue/index.ts'
import { makeSearchIndex } from '../apps/server/src/base/catalogue/search-index.ts'
import {
  makeQuestions,
  makeRandom,
  makeResources,
  type Question,
} from '../apps/server/src/base/catalogue/search-testing.ts'
import { makeDatabase } from '../apps/server/src/platform/db/db.ts'
import { openEmbeddedPostgres } from '../apps/server/src/platform/db/embedded/index.ts'
import { migrate, readMigrations } from '../apps/server/src/platform/db/migrate.ts'
import { makeHttpApp, registerRoutes } from '../apps/server/src/platform/http/index.ts'
import { makeLog } from '../apps/server/src/platform/log/index.ts'
import { makeMetrics } from '../apps/server/src/platform/metrics/index.ts'
import {
  type Action,
  cityDecide,
  makeRequestAccess,
  type RequestAccess,
} from '../apps/server/src/trust/access/index.ts'
import { makeMiniSearch } from './search/minisearch-peer.mjs'

const option = (args: readonly string[], name: string, fallback: number): number => {
  const at = args.indexOf(`--${name}`)
  return at === -1 ? fallback : Number(args[at + 1])
}

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

type Result = {
  readonly name: string
  readonly p50: number
  readonly p99: number
  /** Processor time of this process: what is left of the p99 when the machine has nothing else to do. */
  readonly cpu99: number
  readonly found: Record<Question['kind'], number>
}
type Ask = (question: Question, n: number) => Promise<readonly string[]> | readonly string[]

const measure = async (name: string, questions: readonly Question[], ask: Ask): Promise<Result> => {
  const times: number[] = []
  const cpuTimes: number[] = []
  const found = { zh: 0, en: 0, 'zh-typo': 0, 'en-typo': 0 }
  const asked = { ...found }
  for (const question of questions.slice(0, 100)) await ask(question, 0)
  for (const [n, question] of questions.entries()) {
    const cpu = process.cpuUsage()
    const started = performance.now()
    const ids = await ask(question, n)
    times.push(performance.now() - started)
    const used = process.cpuUsage(cpu)
    cpuTimes.push((used.user + used.system) / 1000)
    asked[question.kind]++
    if (ids.slice(0, 10).includes(question.answer)) found[question.kind]++
  }
  times.sort((a, b) => a - b)
  cpuTimes.sort((a, b) => a - b)
  const share = (kind: Question['kind']) => Number(((100 * found[kind]) / asked[kind]).toFixed(1))
  return {
    name,
    p50: Number(percentile(times, 0.5).toFixed(2)),
    p99: Number(percentile(times, 0.99).toFixed(2)),
    cpu99: Number(percentile(cpuTimes, 0.99).toFixed(2)),
    found: { zh: share('zh'), en: share('en'), 'zh-typo': share('zh-typo'), 'en-typo': share('en-typo') },
  }
}

export const run = async (args: readonly string[]): Promise<void> => {
  const count = option(args, 'resources', 5_200)
  const items = option(args, 'items', 31)
  const asked = option(args, 'questions', 2_400)
  const json = args.includes('--json')
  const say = (line: string) => json || console.log(line)
  const read = await readCity('cities/shenzhen')
  if (!read.ok) throw new Error('cities/shenzhen is refused')
  const resources = makeResources(read.city, count, items)
  const city: City = { ...read.city, resources }
  const questions = makeQuestions(resources, asked)
  const dir = mkdtempSync(join(tmpdir(), 'onecity-bench-'))
  const log = makeLog({ level: 'error' })
  const postgres = await openEmbeddedPostgres({ data: join(dir, 'pg'), log, tell: () => {}, binaries: undefined })
  const database = makeDatabase(postgres.url)
  try {
    await migrate(database.pool, readMigrations('apps/server/migrations'), log)
    // Half of the resources have rows, as a city's would.
    await database.pool.query(
      `insert into registers.registers (resource, columns, rows, last_batch_at)
       select id, '{}', 1000 + n, now() - n * interval '1 minute' from unnest($1::text[]) with ordinality as r (id, n)`,
      [resources.filter((_, n) => n % 2 === 0).map(({ id }) => id)],
    )
    globalThis.gc?.()
    const heapBefore = process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers
    const delay = monitorEventLoopDelay({ resolution: 1 })
    delay.enable()
    const buildStarted = performance.now()
    const index = await makeSearchIndex(city)
    const buildMs = performance.now() - buildStarted
    delay.disable()
    globalThis.gc?.()
    const heap = (process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers - heapBefore) / 2 ** 20
    say(
      `${count.toLocaleString('en')} resources, ${(count * items).toLocaleString('en')} items, ${index.texts.length.toLocaleString('en')} distinct texts; ${cpus().length} cores, Node ${process.version}`,
    )
    say(
      `index: ${Math.round(buildMs)} ms off the request path, longest turn ${(delay.max / 1e6).toFixed(0)} ms, about ${Math.round(heap)} MB`,
    )

    const live = { city, version: 1, tree: makeAreaTree(city.areas) }
    const app = await makeHttpApp({
      log,
      metrics: makeMetrics(),
      version: '0.0.0',
      allowedHosts: [],
      isDraining: () => false,
    })
    registerRoutes<RequestAccess>(app, makeCatalogueRoutes({ database, city: { current: () => live } }), {
      log,
      roles: new Set(['web']),
      makeAccess: (request, action) =>
        makeRequestAccess({ ...request, action: action as Action, city, decide: cityDecide(live) }),
    })
    const role =
      city.roles.find(({ grants }) => grants.some(({ actions }) => actions.includes('*')))?.id ?? city.defaultRole
    const facets = ['', '', '', '&kind=stored', '&personal=false', '&hasRows=true', '&freshness=stale', '&sort=updated']
    const random = makeRandom(3)
    const askServer = async (query: string): Promise<ResourcePage> => {
      const answer = await app.inject({
        url: `/api/catalogue/resources?${query}&limit=50`,
        headers: { 'x-onecity-role': role },
      })
      if (answer.statusCode !== 200) throw new Error(answer.payload)
      return answer.json<ResourcePage>()
    }
    const ours = await measure('OneCity, through the HTTP handler', questions, async ({ q }) =>
      (await askServer(`q=${encodeURIComponent(q)}`)).resources.map(({ id }) => id),
    )
    // The same questions with facets narrowed at random; what was meant may be narrowed away.
    const faceted = await measure('OneCity, narrowed by facets', questions, async ({ q }) => {
      const facet = facets[Math.floor(random() * facets.length)] ?? ''
      return (await askServer(`q=${encodeURIComponent(q)}${facet}`)).resources.map(({ id }) => id)
    })
    await app.close()

    const textOf = (n: number): string => {
      const { name, abstract, items: list } = resources[n] as (typeof resources)[number]
      return [
        name.zh,
        name.en,
        abstract?.zh,
        abstract?.en,
        ...list.flatMap((item) => [item.name.zh, item.name.en]),
      ].join('\n')
    }
    const texts = resources.map((_, n) => textOf(n).toLowerCase())
    const linear = await measure('limit: every word in a scan of lower-cased text', questions, ({ q }) => {
      const words = q.toLowerCase().split(' ')
      const ids: string[] = []
      for (const [n, text] of texts.entries())
        if (words.every((word) => text.includes(word))) ids.push((resources[n] as (typeof resources)[number]).id)
      return ids
    })
    const searchMini = makeMiniSearch(
      resources.map(({ id, name }, n) => ({ id, name: `${name.zh} ${name.en}`, text: texts[n] })),
    )
    const minisearch = await measure('minisearch as it comes', questions, ({ q }) => searchMini(q))

    const results = [ours, faceted, linear, minisearch]
    const client = new pg.Client({ connectionString: postgres.url })
    await client.connect()
    try {
      await client.query('create extension if not exists pg_trgm')
      await client.query('create table public.texts (id text primary key, name text, body text)')
      await client.query('insert into public.texts select * from unnest($1::text[], $2::text[], $3::text[])', [
        resources.map(({ id }) => id),
        resources.map(({ name }) => `${name.zh} ${name.en}`),
        texts,
      ])
      await client.query('create index on public.texts using gin (body gin_trgm_ops)')
      await client.query('create index on public.texts using gist (name gist_trgm_ops)')
      await client.query('analyze public.texts')
      results.push(
        await measure('PostgreSQL ILIKE with pg_trgm index, every word', questions, async ({ q }) => {
          const words = q.toLowerCase().split(' ')
          const where = words.map((_, i) => `body ilike $${i + 1}`).join(' and ')
          const { rows } = await client.query<{ id: string }>(
            `select id from public.texts where ${where} order by similarity(name, $${words.length + 1}) desc limit 50`,
            [...words.map((word) => `%${word}%`), q],
          )
          return rows.map(({ id }) => id)
        }),
        await measure('PostgreSQL similarity of names (typo-tolerant)', questions.slice(0, 800), async ({ q }) => {
          const { rows } = await client.query<{ id: string }>(
            'select id from public.texts order by name <-> $1 limit 50',
            [q],
          )
          return rows.map(({ id }) => id)
        }),
      )
    } catch (error) {
      say(`PostgreSQL without pg_trgm here: ${(error as Error).message}`)
    } finally {
      await client.end()
    }
    if (json) console.log(JSON.stringify({ resources: count, items: count * items, buildMs, megabytes: heap, results }))
    else {
      say(
        `\n${'p50 ms'.padStart(8)}${'p99 ms'.padStart(9)}${'p99 cpu'.padStart(9)}   found in the first ten, %: name zh, en, zh with typo, en with typo`,
      )
      for (const { name, p50, p99, cpu99, found } of results)
        say(
          `${String(p50).padStart(8)}${String(p99).padStart(9)}${String(cpu99).padStart(9)}   ${Object.values(found)
            .map((share) => String(share).padStart(5))
            .join('  ')}   ${name}`,
        )
    }
  } finally {
    await database.close()
    await postgres.close()
    rmSync(dir, { recursive: true, force: true })
  }
}
