/**
 * Quality of registers, measured in the background after batches and kept: a page shows what was measured, it never waits for
 * a million rows.
 */
import { type City, findResource, type Resource } from '@onecity/city'
import type { Quality } from '@onecity/contracts'
import { type Database, type Executor, sql } from '../../platform/db/db.ts'
import type { JobTask } from '../../platform/jobs/index.ts'
import type { Log } from '../../platform/log/index.ts'
import { findLastRuleCounts, listLastBatches, listLatestBatchIds, summariseRejects } from '../exchange/index.ts'
import { listRegisterMarks, measureRegister, type RegisterMeasures } from '../registers/index.ts'

/** Batches whose rejects are counted together. */
const lastBatches = 10
/** One run ends after this long; what is left over waits for the next minute. */
const runMs = 30_000
const statementTimeout = '60s'

type Measures = RegisterMeasures & { readonly rejects: Quality['rejects'] }

const markOf = (changeSet: number | null | undefined, batch: string | undefined): string =>
  `${changeSet ?? '-'}/${batch ?? '-'}`

/** Measures every register that has changed since it was measured last, the longest unmeasured first. Answers how many. */
export const measureQuality = async ({ db }: Database, city: City, log?: Log): Promise<number> => {
  const until = performance.now() + runMs
  const [marks, batches] = [await listRegisterMarks(db), await listLatestBatchIds(db)]
  const { rows } = await sql<{ resource: string; mark: string; at: Date }>`
    select resource, mark, measured_at as at from catalogue.quality`.execute(db)
  const before = new Map(rows.map((row) => [row.resource, row]))
  const waiting = [...marks]
    .map(([id, { changeSet }]) => ({ id, mark: markOf(changeSet, batches.get(id)) }))
    .filter(({ id, mark }) => before.get(id)?.mark !== mark)
    .sort((a, b) => (before.get(a.id)?.at.getTime() ?? 0) - (before.get(b.id)?.at.getTime() ?? 0))
  let measured = 0
  for (const { id, mark } of waiting) {
    if (performance.now() > until) break
    const resource = findResource(city, id)
    if (!resource) continue
    const started = performance.now()
    try {
      const measures = await db.transaction().execute(async (tx): Promise<Measures | null> => {
        await sql`select set_config('statement_timeout', ${statementTimeout}, true)`.execute(tx)
        const found = await measureRegister(tx, resource)
        const last = await listLastBatches(tx, id, lastBatches)
        return (
          found && {
            ...found,
            rejects: await summariseRejects(
              tx,
              last.map((batch) => batch.id),
            ),
          }
        )
      })
      if (!measures) continue
      await keep(db, id, mark, Math.round(performance.now() - started), measures)
      measured++
    } catch (error) {
      log?.warn({ err: error, resource: id }, 'register could not be measured, trying again later')
    }
  }
  return measured
}

const keep = async (db: Executor, resource: string, mark: string, tookMs: number, measures: Measures) => {
  await sql`
    insert into catalogue.quality (resource, mark, took_ms, sampled, measures)
    values (${resource}, ${mark}, ${tookMs}, ${measures.sampled}, ${JSON.stringify(measures)}::jsonb)
    on conflict (resource) do update set mark = excluded.mark, measured_at = clock_timestamp(), took_ms = excluded.took_ms,
      sampled = excluded.sampled, measures = excluded.measures`.execute(db)
}

/** The declared rules, with what the last batch that was held to them had against each as it reads now. */
const findRules = async (
  db: Executor,
  { id, quality: declared = [] }: Resource,
): Promise<Pick<Quality, 'rules' | 'rulesBatch'>> => {
  if (declared.length === 0) return { rules: [], rulesBatch: null }
  const last = await findLastRuleCounts(db, id)
  const rules = declared.map((rule) => ({
    ...rule,
    rows: last?.quality.find((each) => each.rule === rule.id && each.check === rule.check)?.rows ?? null,
  }))
  return { rules, rulesBatch: last && { id: last.id, at: last.at, received: last.received } }
}

/** What is known of a register's quality; four small queries, whatever its size. */
export const findQuality = async (db: Executor, declared: Resource): Promise<Omit<Quality, 'freshness'>> => {
  const resource = declared.id
  const batches = await listLastBatches(db, resource, lastBatches)
  const held = await findRules(db, declared)
  const { rows } = await sql<{ mark: string; at: Date; tookMs: number; measures: Measures; changeSet: number | null }>`
    select mark, measured_at as at, took_ms as "tookMs", measures from catalogue.quality where resource = ${resource}`.execute(
    db,
  )
  const kept = rows[0]
  if (!kept) return { measured: null, batches, ...held, rejects: [] }
  const { rejects, ...measures } = kept.measures
  return {
    measured: {
      ...measures,
      items: [...measures.items],
      at: kept.at.toISOString(),
      tookMs: kept.tookMs,
      isCurrent: kept.mark.split('/')[1] === (batches[0]?.id ?? '-'),
    },
    batches,
    ...held,
    rejects,
  }
}

/** The background work: every minute, what has changed. */
export const makeQualityTask = (options: {
  readonly database: Database
  readonly city: { readonly current: () => { readonly city: City } }
  readonly log: Log
}): JobTask => ({
  name: 'catalogue.measure-quality',
  cron: '* * * * *',
  run: async () => {
    await measureQuality(options.database, options.city.current().city, options.log)
  },
})
