import type { BackupManifest, BackupProgress } from '../platform/backup/index.ts'

/** Tells at most once a second how far copying has come. */
export const tellCopying = (print: (line: string) => void): BackupProgress => {
  let told = Date.now()
  return ({ tables, of, rows }) => {
    if (Date.now() - told < 1_000) return
    told = Date.now()
    print(`  ${tables}/${of} 张表 tables · ${rows.toLocaleString('en')} 行 rows`)
  }
}

/** What a backup holds, in one line. */
export const countsLine = ({ tables, city, takenAt, postgresVersion }: BackupManifest): string => {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  const megabytes = tables.reduce((sum, table) => sum + table.bytes, 0) / 1e6
  const where = city ? `${city.id ?? ''} 版本 version ${city.version} · ` : ''
  return `${where}${tables.length} 张表 tables · ${rows.toLocaleString('en')} 行 rows · ${megabytes.toFixed(1)} MB · ${takenAt} · PostgreSQL ${postgresVersion}`
}
