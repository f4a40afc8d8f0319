import { join } from 'node:path'
import pg from 'pg'
import { verifyLedger } from '../base/exchange/index.ts'
import { restoreBackup, writeBackup } from '../platform/backup/index.ts'
import { type Settings, UsageError } from '../platform/config/index.ts'
import { upgradeMajor } from '../platform/db/embedded/index.ts'
import { makeLog } from '../platform/log/index.ts'
import { openDatabase } from '../serve/open-database.ts'
import { programVersion } from '../serve/program-version.ts'
import type { Command } from './command.ts'
import { countsLine, tellCopying } from './copying-lines.ts'
import { tellFindings } from './verify-command.ts'

/**
 * One command for both upgrades: first the server's major version where it differs, then the program's schema. Before either
 * a backup is made, after both everything is recounted.
 */
export const upgradeCommand: Command = {
  name: 'upgrade',
  usage: '',
  zh: '升级：先备份，再升级 PostgreSQL 大版本与数据库结构，最后核对',
  en: 'upgrade: backs up, takes PostgreSQL and the schema to this program, verifies',
  settings: ['data', 'database-url', 'postgres-binaries'],
  flags: {
    'old-postgres-binaries': {
      value: 'DIR',
      zh: '旧版 PostgreSQL 的程序目录（仅大版本升级时）',
      en: 'programs of the PostgreSQL that made the data folder (only across major versions)',
    },
    backup: { value: 'DIR', zh: '备份放在哪里', en: 'where the backup goes; default: backups/ in the data folder' },
  },
  run: async ({ args, flags, settings, print }) => {
    if (args.length > 0) throw new UsageError('upgrade 不接受参数 takes no arguments.')
    const folder =
      typeof flags['backup'] === 'string'
        ? flags['backup']
        : join(
            settings.data,
            'backups',
            `before-${programVersion}-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`,
          )
    const old = flags['old-postgres-binaries']
    if (settings.databaseUrl === undefined) {
      const moved = await upgradeServer(settings, typeof old === 'string' ? old : undefined, folder, print)
      if (moved) return await finish(settings, print)
    }
    const database = await openDatabase(settings, makeLog({ level: 'warn' }), print, { asFound: true })
    try {
      const manifest = await writeBackup({
        connect: database.connect,
        folder,
        programVersion,
        onProgress: tellCopying(print),
      })
      print(`备份 backup: ${folder}`)
      print(countsLine(manifest))
    } finally {
      await database.close()
    }
    return await finish(settings, print)
  },
}

/** Whether the database was carried to another major version. */
const upgradeServer = async (
  settings: Settings,
  oldBinaries: string | undefined,
  folder: string,
  print: (line: string) => void,
): Promise<boolean> => {
  const done = await upgradeMajor({
    data: settings.data,
    oldBinaries,
    newBinaries: settings.postgresBinaries,
    tell: print,
    carry: async (from, to) => {
      const manifest = await writeBackup({
        connect: connectTo(from),
        folder,
        programVersion,
        onProgress: tellCopying(print),
      })
      print(`备份 backup: ${folder}`)
      print(countsLine(manifest))
      await restoreBackup({ connect: connectTo(to), folder, onProgress: tellCopying(print) })
    },
  })
  if (!done) return false
  print(
    `PostgreSQL ${done.from} → ${done.to}。旧文件保留在 ${done.kept}，确认无误后可删除。` +
      `The old files stay in ${done.kept}; remove them when you are content.`,
  )
  return true
}

/** Opening brings the schema to this program's; then everything is counted. */
const finish = async (settings: Settings, print: (line: string) => void): Promise<number> => {
  const database = await openDatabase(settings, makeLog({ level: 'info' }), print)
  try {
    print(`数据库结构 schema: ${await database.checkSchema()}`)
    return tellFindings(await verifyLedger(database), print)
  } finally {
    await database.close()
  }
}

const connectTo = (url: string) => async (): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: url, application_name: 'onecity-upgrade', keepAlive: true })
  client.on('error', () => {})
  await client.connect()
  return client
}
