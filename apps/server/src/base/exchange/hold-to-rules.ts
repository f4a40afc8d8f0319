/**
 * Holds staged rows to the quality rules of their resource, set-based: each rule is FEEL, translated to SQL that means the same. A
 * row breaks a rule where it is false; where it is null, for want of a value, nothing can be said and nothing is held against the
 * row (whether a value may be missing is said by `optional`).
 */
import { type QualityRule, type RulePart, ruleToSql } from '@onecity/city'
import type { RuleCount } from '@onecity/contracts'
import type { RawBuilder } from 'kysely'
import { AppError } from '../../kernel/app-error.ts'
import { type Executor, sql, type Tx } from '../../platform/db/db.ts'
import { columnType, prepareForSets, type TablePlan } from '../registers/index.ts'
import { stagingName } from './staging.ts'

type Held = {
  readonly plan: TablePlan
  /** Zone in which times of the resource are told, and now: one instant for all rows. */
  readonly zone: string
  readonly now: Date
}
export type RuleCheck = Held & { readonly batch: string }

type BoundRule = {
  readonly rule: QualityRule
  /** Whether a staged row breaks it: true or false. */
  readonly broken: RawBuilder<boolean>
  /** Columns it asks about. */
  readonly columns: readonly string[]
}

/** Text of a statement and its parameters, as part of another. */
const withValues = (text: string, values: readonly string[]): RawBuilder<boolean> => {
  const parts = text.split(/\$(\d+)/)
  return sql`${sql.join(
    parts.map((part, at) => (at % 2 === 0 ? sql.raw(part) : sql`${values[Number(part) - 1]}`)),
    sql.raw(''),
  )}`
}

/** Degrees are doubles: their text says more of them than PostgreSQL's own way from there to numeric. */
const staged = (item: string, part: RulePart): string =>
  part === 'value' ? `staged."${item}"` : `staged."${item}_${part}"::text`

const bind = ({ plan, zone, now }: Held): readonly BoundRule[] =>
  (plan.resource.quality ?? []).map((rule) => {
    const names = { column: staged, zone }
    const result = ruleToSql(rule, plan.resource, names, { now: now.getTime() })
    // The folder was refused otherwise: this is a fault of ours.
    if (!result.ok) throw new AppError('internal', { detail: `rule ${rule.id}: ${result.problems[0]?.message}` })
    return { rule, broken: sql`(${withValues(result.text, result.values)}) is false`, columns: result.columns }
  })

const longestShown = 200

/** What a row says for the items of a rule: the value of the only one, or `item=value, item=value`. */
const shownValues = (columns: readonly string[]): RawBuilder<string> => {
  const text = (name: string) => {
    const [item = '', part] = name.split('.')
    return sql.raw(`coalesce(${staged(item, (part as RulePart | undefined) ?? 'value')}::text, '')`)
  }
  const parts = columns.map((name) => (columns.length === 1 ? text(name) : sql`${`${name}=`}::text || ${text(name)}`))
  return sql`left(${sql.join(parts, sql.raw(` || ', ' || `))}, ${longestShown}::int)`
}

/** The item a rule is about, where it is about one alone. */
const itemOf = ({ columns }: BoundRule): string | null => {
  const items = new Set(columns.map((name) => name.split('.')[0] as string))
  return items.size === 1 ? ([...items][0] as string) : null
}

/** For each row what belongs to the first rule that it breaks. */
const firstBroken = <T>(rules: readonly BoundRule[], then: (rule: BoundRule) => RawBuilder<T>): RawBuilder<T> =>
  sql`case ${sql.join(
    rules.map((rule) => sql`when ${rule.broken} then ${then(rule)}`),
    sql.raw(' '),
  )} end`

/** Turns away the rows that break a rule of severity `reject`, quoting the first such rule. Answers how many. */
export const rejectByRules = async (tx: Tx, check: RuleCheck): Promise<number> => {
  const rules = bind(check).filter(({ rule }) => rule.severity === 'reject')
  if (rules.length === 0) return 0
  await prepareForSets(tx)
  const { numAffectedRows } = await sql`
    update ${sql.raw(stagingName(check.batch))} as staged
    set reject_code = 'quality-rule',
      reject_item = ${firstBroken(rules, (rule) => sql`${itemOf(rule)}::text`)},
      reject_value = ${firstBroken(rules, ({ columns }) => shownValues(columns))},
      reject_params = ${firstBroken(rules, ({ rule: { id, title, check } }) => {
        const params = { rule: id, zh: title.zh, en: title.en ?? title.zh, check }
        return sql`${JSON.stringify(params)}::jsonb`
      })}
    where staged.reject_code is null and (${sql.join(
      rules.map(({ broken }) => broken),
      sql.raw(' or '),
    )})`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

/**
 * How many rows broke each rule: of severity `reject` those it turned away, of severity `warn` those that are taken in all the
 * same. To be asked once nothing more is turned away.
 */
export const countByRule = async (tx: Tx, check: RuleCheck): Promise<readonly RuleCount[]> => {
  const rules = bind(check)
  if (rules.length === 0) return []
  const counts = rules.map(({ rule, broken }, at) => {
    const counted =
      rule.severity === 'reject'
        ? sql`staged.reject_code = 'quality-rule' and staged.reject_params ->> 'rule' = ${rule.id}`
        : sql`staged.reject_code is null and ${broken}`
    return sql`count(*) filter (where ${counted}) as ${sql.ref(`rule_${at}`)}`
  })
  const { rows } = await sql<Record<string, number>>`
    select ${sql.join(counts)} from ${sql.raw(stagingName(check.batch))} as staged`.execute(tx)
  return rules.map(({ rule: { id, title, check, severity } }, at) => ({
    rule: id,
    title,
    check,
    severity,
    rows: Number(rows[0]?.[`rule_${at}`] ?? 0),
  }))
}

/**
 * How many of the rows that a change set rewrote break each rule about `items`, now and as they were before it. They stay: what was
 * taken in is not turned away afterwards.
 */
export const countBrokenByRewrite = async (
  tx: Tx,
  held: Held,
  changeSet: number,
  items: ReadonlySet<string>,
): Promise<readonly { readonly rule: QualityRule; readonly now: number; readonly before: number }[]> => {
  const rules = bind(held).filter(({ columns }) => columns.some((name) => items.has(name.split('.')[0] as string)))
  if (rules.length === 0) return []
  const counts = sql.join(
    rules.map(({ broken }, at) => sql`count(*) filter (where ${broken}) as ${sql.ref(`rule_${at}`)}`),
  )
  const { current, history } = held.plan
  const { rows: now } = await sql<Record<string, number>>`
    select ${counts} from ${sql.raw(current)} as staged where change_set = ${changeSet}`.execute(tx)
  const { rows: before } = await sql<Record<string, number>>`
    select ${counts} from ${sql.raw(history)} as staged where ended_by = ${changeSet}`.execute(tx)
  return rules.map(({ rule }, at) => ({
    rule,
    now: Number(now[0]?.[`rule_${at}`] ?? 0),
    before: Number(before[0]?.[`rule_${at}`] ?? 0),
  }))
}

/**
 * Which rules rows break that are only looked at. `rows` hold texts by column, as they would be staged; one that is not there is
 * null.
 */
export const findBrokenRules = async (
  executor: Executor,
  held: Held,
  rows: readonly Readonly<Record<string, string | null>>[],
): Promise<readonly (readonly QualityRule[])[]> => {
  const rules = bind(held)
  if (rules.length === 0 || rows.length === 0) return rows.map(() => [])
  const columns = held.plan.columns
    // What rules cannot ask about would be text in a text of JSON.
    .filter(({ sqlType }) => sqlType !== 'jsonb')
    .map((column) => `"${column.name}" ${columnType(column)}`)
  const { rows: found } = await sql<{ broken: boolean[] }>`
    select array[${sql.join(rules.map(({ broken }) => broken))}] as broken
    from rows from (jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as (${sql.raw(columns.join(', '))})) with ordinality as staged
    order by ordinality`.execute(executor)
  return found.map(({ broken }) => rules.flatMap(({ rule }, at) => (broken[at] ? [rule] : [])))
}
