import { findVersion } from '../platform/city/index.ts'
import { RefusedStart, UsageError } from '../platform/config/index.ts'
import { makeLog } from '../platform/log/index.ts'
import { openDatabase } from '../serve/open-database.ts'
import { purgeCity } from '../serve/purge-city.ts'
import type { Command } from './command.ts'

export const purgeCommand: Command = {
  name: 'purge',
  usage: '',
  zh: '清除超过保存期限的数据（默认只列出；--erase 才清除，不可恢复）',
  en: 'erase what is past its time of keeping (lists only; --erase does it, for good)',
  settings: ['data', 'database-url', 'postgres-binaries'],
  flags: { erase: { zh: '真正清除', en: 'erase, instead of listing what would be erased' } },
  run: async ({ args, flags, settings, print }) => {
    if (args.length > 0) throw new UsageError('purge 不接受参数 takes no arguments.')
    const erase = flags['erase'] === true
    const database = await openDatabase(settings, makeLog({ level: 'warn' }), print)
    try {
      const live = await findVersion(database.db)
      if (!live) throw new RefusedStart('还没有发布过城市。No city was ever published here.')
      const purged = await purgeCity(database.db, live.city, erase)
      for (const { resource, what, before, rows, versions } of purged)
        print(`${resource}: ${names[what]} · ${rows} 行 rows · ${versions} 个旧版本 versions · 早于 before ${before}`)
      if (purged.length === 0) print('没有超过保存期限的数据。Nothing is past its time of keeping.')
      else print(erase ? '已清除。Erased.' : '以上将被清除；加 --erase 执行。This would be erased; run with --erase.')
      return 0
    } finally {
      await database.close()
    }
  },
}

const names = {
  rows: '登记数据 rows',
  history: '历史版本 ended versions',
  rejects: '被拒行的内容 values of rejected rows',
} as const
