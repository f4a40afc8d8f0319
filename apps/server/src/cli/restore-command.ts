import { join, resolve } from 'node:path'
import { verifyLedger } from '../base/exchange/index.ts'
import { restoreBackup } from '../platform/backup/index.ts'
import { serverRoot, UsageError } from '../platform/config/index.ts'
import { migrate, readMigrations } from '../platform/db/migrate.ts'
import { makeLog } from '../platform/log/index.ts'
import { openDatabase } from '../serve/open-database.ts'
import type { Command } from './command.ts'
import { countsLine, tellCopying } from './copying-lines.ts'
import { tellFindings } from './verify-command.ts'

export const restoreCommand: Command = {
  name: 'restore',
  usage: '<DIR>',
  zh: '把备份或导出恢复到新的数据目录或空数据库，并核对',
  en: 'restore a backup or an export into a new data folder or an empty database, and verify it',
  settings: ['data', 'database-url', 'postgres-binaries'],
  run: async ({ args, settings, print }) => {
    const [dir, ...more] = args
    if (dir === undefined || more.length > 0)
      throw new UsageError('restore <DIR>: 需要一个备份目录 the folder of a backup is needed.')
    const log = makeLog({ level: 'warn' })
    const database = await openDatabase(settings, log, print, { asFound: true })
    try {
      const { connect } = database
      const manifest = await restoreBackup({ connect, folder: resolve(dir), onProgress: tellCopying(print) })
      print(`已恢复 restored: ${countsLine(manifest)}`)
      // The backup may come from an older program: its schema is taken forward as at any start.
      const applied = await migrate(database.pool, readMigrations(join(serverRoot, 'migrations')), log)
      if (applied.length > 0) print(`已升级 brought forward: ${applied.join(', ')}`)
      return tellFindings(await verifyLedger(database), print)
    } finally {
      await database.close()
    }
  },
}
