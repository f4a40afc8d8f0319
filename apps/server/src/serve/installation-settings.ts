import { type Db, sql } from '../platform/db/db.ts'

/** What an installation remembers about itself (`platform.settings`). */
export const findInstallationSetting = async (db: Db, name: string): Promise<unknown> => {
  const { rows } = await sql<{ value: unknown }>`select value from platform.settings where name = ${name}`.execute(db)
  return rows[0]?.value
}

export const setInstallationSetting = async (db: Db, name: string, value: unknown): Promise<void> => {
  await sql`insert into platform.settings (name, value) values (${name}, ${JSON.stringify(value)}::jsonb)
    on conflict (name) do update set value = excluded.value, set_at = clock_timestamp()`.execute(db)
}
