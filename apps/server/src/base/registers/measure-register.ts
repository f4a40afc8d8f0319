import type { Resource } from '@onecity/city'
import { type Executor, sql, type Tx } from '../../platform/db/db.ts'
import { planTables } from './table-plan.ts'

/** Beyond so many rows a measurement looks at a part of them picked by chance, so that it ends in seconds. */
const mostRowsMeasured = 2_000_000

export type RegisterMeasures = {
  readonly rows: number
  /** Rows looked at, when not all. */
  readonly sampled: number | null
  readonly items: readonly { readonly id: string; readonly filled: number; readonly unverified: number | null }[]
  /** Rows whose key another row has too: an index keeps it at 0. Null: no key. */
  readonly key: { readonly repeated: number } | null
}

/** What every register stands at, to notice those that have changed. */
export const listRegisterMarks = async (
  executor: Executor,
): Promise<ReadonlyMap<string, { readonly changeSet: number | null }>> => {
  const { rows } = await sql<{ resource: string; changeSet: number | null }>`
    select resource, last_change_set as "changeSet" from registers.registers`.execute(executor)
  return new Map(rows.map((row) => [row.resource, { changeSet: row.changeSet }]))
}

/**
 * Counts, in one pass over the register, how many rows have a value of each item and how many social credit codes differ in
 * their check character. For background work: it reads every row, of large registers a sample.
 */
export const measureRegister = async (tx: Tx, resource: Resource): Promise<RegisterMeasures | null> => {
  const plan = planTables(resource)
  const { rows: known } = await sql<{ rows: number; columns: Record<string, string> }>`
    select rows, columns from registers.registers where resource = ${resource.id}`.execute(tx)
  const register = known[0]
  if (!register) return null
  const share = register.rows > mostRowsMeasured ? mostRowsMeasured / register.rows : null
  const measured = resource.items.flatMap((item) => {
    const column = plan.columns.find((each) => each.item === item.id && register.columns[each.name] !== undefined)
    return column ? [{ item, name: `"${column.name}"` }] : []
  })
  const counts = measured.flatMap(({ item, name }, i) => [
    `count(${name}) as f${i}`,
    ...(item.type === 'uscc' ? [`count(*) filter (where ${hasWrongCheckCharacter(name)}) as u${i}`] : []),
  ])
  const sample = share === null ? '' : ` tablesample system (${(share * 100).toFixed(4)})`
  const { rows } = await sql
    .raw<Record<string, number>>(`select count(*) as n, ${['1', ...counts].join(', ')} from ${plan.current}${sample}`)
    .execute(tx)
  const found = rows[0] ?? {}
  return {
    rows: share === null ? Number(found.n) : register.rows,
    sampled: share === null ? null : Number(found.n),
    items: measured.map(({ item }, i) => ({
      id: item.id,
      filled: Number(found[`f${i}`]),
      unverified: item.type === 'uscc' ? Number(found[`u${i}`]) : null,
    })),
    key: resource.key.length === 0 ? null : { repeated: 0 },
  }
}

// GB 32100-2015: digits and capitals without I, O, S, V, Z; weights are powers of 3 modulo 31.
const usccDigits = '0123456789ABCDEFGHJKLMNPQRTUWXY'

const hasWrongCheckCharacter = (column: string): string => {
  const digit = (place: number) => `(strpos('${usccDigits}', substr(${column}, ${place}, 1)) - 1)`
  let weight = 1
  const terms = Array.from({ length: 17 }, (_, i) => {
    const term = `${weight} * ${digit(i + 1)}`
    weight = (weight * 3) % 31
    return term
  })
  return `length(${column}) = 18 and (31 - (${terms.join(' + ')}) % 31) % 31 <> ${digit(18)}`
}
