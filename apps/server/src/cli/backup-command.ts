import { resolve } from 'node:path'
import { checkBackup, readManifest, writeBackup } from '../platform/backup/index.ts'
import { findVersion } from '../platform/city/index.ts'
import { UsageError } from '../platform/config/index.ts'
import { makeLog } from '../platform/log/index.ts'
import { setInstallationSetting } from '../serve/installation-settings.ts'
import { openDatabase } from '../serve/open-database.ts'
import { programVersion } from '../serve/program-version.ts'
import type { Command } from './command.ts'
import { countsLine, tellCopying } from './copying-lines.ts'

export const backupCommand: Command = {
  name: 'backup',
  usage: '<DIR>',
  zh: '备份整个数据库（运行中即可，一致快照）',
  en: 'back the whole database up while it runs: one consistent snapshot',
  settings: ['data', 'database-url', 'postgres-binaries'],
  flags: { check: { zh: '只核对已有备份的每个文件', en: 'only check every file of an existing backup' } },
  run: async ({ args, flags, settings, print }) => {
    const [dir, ...more] = args
    if (dir === undefined || more.length > 0) throw new UsageError('backup <DIR>: 需要一个目录 one folder is needed.')
    const folder = resolve(dir)
    if (flags['check']) {
      const manifest = await readManifest(folder)
      const damaged = await checkBackup(folder, manifest)
      for (const file of damaged) print(`已损坏 damaged: ${file}`)
      print(
        damaged.length === 0
          ? `完好 intact: ${countsLine(manifest)}`
          : `${damaged.length} 个文件损坏 files are damaged`,
      )
      return damaged.length === 0 ? 0 : 1
    }
    const database = await openDatabase(settings, makeLog({ level: 'warn' }), print)
    try {
      const { connect } = database
      const city = (await findVersion(database.db))?.city.id
      const manifest = await writeBackup({ connect, folder, programVersion, city, onProgress: tellCopying(print) })
      await setInstallationSetting(database.db, 'last-backup', { at: manifest.takenAt, folder })
      print(`备份完成 backup done: ${folder}`)
      print(countsLine(manifest))
      return 0
    } finally {
      await database.close()
    }
  },
}
