import type { City, Problem } from '@onecity/city'
import { sql, type Tx } from '../../platform/db/db.ts'

/**
 * A resource code names one resource for ever: one that another resource carried in an earlier version is refused, even when
 * that resource is gone. Notes codes that are new. Part of publishing a city version.
 */
export const refuseReusedCodes = async (
  { city, version }: { readonly city: City; readonly version: number },
  tx: Tx,
): Promise<readonly Problem[]> => {
  const coded = city.resources.flatMap(({ id, code }) => (code === undefined ? [] : [{ id, code }]))
  const codes = coded.map(({ code }) => code)
  const ids = coded.map(({ id }) => id)
  const { rows } = await sql<{ code: string; resource: string; version: number; now: string }>`
    select noted.code, noted.resource, noted.first_version as version, declared.id as now
    from unnest(${codes}::text[], ${ids}::text[]) as declared (code, id)
    join catalogue.codes as noted on noted.code = declared.code and noted.resource <> declared.id
    order by noted.code`.execute(tx)
  if (rows.length > 0)
    return rows.map(({ code, resource, version: first, now }) => ({
      file: `resources/${now}.yaml`,
      line: 1,
      column: 1,
      severity: 'error',
      message: `code ${code} belonged to “${resource}” since city version ${first}; codes are never used again`,
      expected: 'a code of its own',
    }))
  await sql`
    insert into catalogue.codes (code, resource, first_version)
    select code, id, ${version} from unnest(${codes}::text[], ${ids}::text[]) as declared (code, id)
    on conflict (code) do nothing`.execute(tx)
  return []
}
