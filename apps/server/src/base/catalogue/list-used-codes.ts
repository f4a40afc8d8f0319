import { type Executor, sql } from '../../platform/db/db.ts'

/** Every resource code that any version of the city has carried; none is free again. */
export const listUsedCodes = async (db: Executor): Promise<readonly string[]> => {
  const { rows } = await sql<{ code: string }>`select code from catalogue.codes`.execute(db)
  return rows.map(({ code }) => code)
}
