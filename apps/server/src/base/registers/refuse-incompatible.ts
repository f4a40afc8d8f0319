import { type City, hasRegister, type Problem } from '@onecity/city'
import { sql, type Tx } from '../../platform/db/db.ts'
import { planTables } from './table-plan.ts'

/**
 * A city version must fit the rows that are there: an item of a filled register keeps its type and the register its key.
 * New items are welcome, and an item that is no longer declared keeps its column. Part of publishing a city version.
 */
export const refuseIncompatibleRegisters = async (
  { city }: { readonly city: City },
  tx: Tx,
): Promise<readonly Problem[]> => {
  const { rows } = await sql<{ resource: string; columns: Record<string, string>; key: string[] }>`
    select register.resource, register.columns, coalesce((
      select jsonb_agg(attribute.attname order by part.ordinal)
      from pg_catalog.pg_class as index
      join pg_catalog.pg_index as definition on definition.indexrelid = index.oid
      cross join lateral unnest(definition.indkey) with ordinality as part (attnum, ordinal)
      join pg_catalog.pg_attribute as attribute on attribute.attrelid = definition.indrelid and attribute.attnum = part.attnum
      where index.relnamespace = 'registers'::regnamespace and index.relname = replace(register.resource, '-', '_') || '_key'
    ), '[]') as key
    from registers.registers as register`.execute(tx)
  const existing = new Map(rows.map((row) => [row.resource, row]))
  const problems: Problem[] = []
  for (const resource of city.resources) {
    const register = existing.get(resource.id)
    if (!register) continue
    if (!hasRegister(resource)) {
      problems.push({
        file: `resources/${resource.id}.yaml`,
        line: 1,
        column: 1,
        severity: 'error',
        message: `${resource.id} is declared as ${resource.kind}, but rows of it are stored`,
        expected: 'kind stored, or a new resource',
      })
      continue
    }
    const problem = (message: string, expected: string) =>
      problems.push({ file: `resources/${resource.id}.yaml`, line: 1, column: 1, severity: 'error', message, expected })
    for (const { item, name, sqlType } of planTables(resource).columns) {
      const stored = register.columns[name]
      if (stored !== undefined && stored !== sqlType)
        problem(
          `item ${item} of ${resource.id} is declared as ${sqlType}, its rows are stored as ${stored}`,
          `an item of that type, or a new item beside it`,
        )
    }
    if (JSON.stringify(register.key) !== JSON.stringify(resource.key))
      problem(
        `the key of ${resource.id} is declared as [${resource.key.join(', ')}], its rows are kept by [${register.key.join(', ')}]`,
        'the same key, or a new resource',
      )
  }
  return problems
}
