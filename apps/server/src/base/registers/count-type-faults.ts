import type { City, Item } from '@onecity/city'
import { type RawBuilder, sql } from 'kysely'
import type { Executor } from '../../platform/db/db.ts'
import { breaksTypeSql } from './sql-validators.ts'
import { planTables } from './table-plan.ts'

/** Rows of a register whose value of an item is none of the item's type, as the city declares it now. */
export type TypeFaults = {
  readonly resource: string
  readonly item: string
  readonly type: string
  readonly rows: number
}

/**
 * Counts, in one pass over each register, current values that break their type: written past intake, or taken in before a list of
 * codes, a range or the areas were declared anew. Past versions of rows are not looked at.
 */
export const countTypeFaults = async (executor: Executor, city: City): Promise<readonly TypeFaults[]> => {
  const { rows: registers } = await sql<{ resource: string; columns: Record<string, string> }>`
    select resource, columns from registers.registers order by resource`.execute(executor)
  const areaCodes = city.areas.map(({ code }) => code)
  const faults: TypeFaults[] = []
  for (const { resource: id, columns } of registers) {
    const resource = city.resources.find((each) => each.id === id)
    if (!resource) continue
    const plan = planTables(resource)
    // Items declared since the last batch have no column yet; one declared anew with another type is refused elsewhere.
    const kept = resource.items.filter((item) =>
      plan.columns.filter((column) => column.item === item.id).every(({ name, sqlType }) => columns[name] === sqlType),
    )
    if (kept.length === 0) continue
    const columnOf = (item: Item) => (part: 'value' | 'lng' | 'lat') =>
      sql.raw(`"${part === 'value' ? item.id : `${item.id}_${part}`}"`) as RawBuilder<unknown>
    const counts = kept.map(
      (item, index) =>
        sql`count(*) filter (where ${breaksTypeSql(columnOf(item), { item, areaCodes })}) as ${sql.raw(`n${index}`)}`,
    )
    const { rows } = await sql<Record<string, number>>`
      select ${sql.join(counts)} from ${sql.raw(plan.current)}`.execute(executor)
    for (const [index, item] of kept.entries()) {
      const found = rows[0]?.[`n${index}`] ?? 0
      if (found > 0) faults.push({ resource: id, item: item.id, type: item.type, rows: found })
    }
  }
  return faults
}
