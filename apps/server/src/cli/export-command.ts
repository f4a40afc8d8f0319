import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { writeBackup } from '../platform/backup/index.ts'
import { exportFolder, findVersion } from '../platform/city/index.ts'
import { UsageError } from '../platform/config/index.ts'
import { makeLog } from '../platform/log/index.ts'
import { openDatabase } from '../serve/open-database.ts'
import { programVersion } from '../serve/program-version.ts'
import type { Command } from './command.ts'
import { countsLine, tellCopying } from './copying-lines.ts'

/** Everything in open formats, for good: whoever leaves takes it along, and an installation rebuilt from it verifies. */
export const exportCommand: Command = {
  name: 'export',
  usage: '--all <DIR>',
  zh: '以开放格式导出全部：城市目录、登记库、台账、历史（可用 restore 重建）',
  en: 'export everything in open formats: the city folder, rows, ledgers, history; `restore` rebuilds from it',
  settings: ['data', 'database-url', 'postgres-binaries'],
  flags: { all: { zh: '导出全部', en: 'everything' } },
  run: async ({ args, flags, settings, print }) => {
    const [dir, ...more] = args
    if (flags['all'] !== true || dir === undefined || more.length > 0)
      throw new UsageError('用法 usage: onecity export --all <DIR>')
    const database = await openDatabase(settings, makeLog({ level: 'warn' }), print)
    try {
      const folder = resolve(dir)
      const city = (await findVersion(database.db))?.city
      const manifest = await writeBackup({
        connect: database.connect,
        folder,
        programVersion,
        city: city?.id,
        onProgress: tellCopying(print),
        addFiles: async (aside) => {
          if (city) await exportFolder(database.db, join(aside, 'city'))
          await writeFile(join(aside, 'README.md'), readme(city?.name.zh ?? '', city?.name.en ?? ''))
        },
      })
      print(`导出完成 export done: ${folder}`)
      print(countsLine(manifest))
      return 0
    } finally {
      await database.close()
    }
  },
}

const readme = (zh: string, en: string): string => `# ${zh} ${en}

OneCity ${programVersion} 导出的全部数据，均为开放格式。Everything, exported by OneCity ${programVersion} in open formats.

| 文件 file | 内容 what |
| --- | --- |
| \`city/\` | 城市目录（YAML、CSV、GeoJSON），\`.version\` 为其版本 the city folder and its version |
| \`manifest.json\` | 每个文件的行数与 SHA-256 rows and SHA-256 of every file |
| \`schema-before.json\`, \`schema-after.json\` | 建表语句（PostgreSQL SQL） the structure, as SQL statements |
| \`data/registers.<resource>.csv.gz\` | 登记库现有行 rows of a register |
| \`data/registers.<resource>_history.csv.gz\` | 历史版本（change_set 写入，ended_by 结束） versions that ended |
| \`data/registers.<resource>_changes.csv.gz\` | 变更日志 which row changed in which change set |
| \`data/changes.change_sets.csv.gz\` | 变更集：编号与时间 numbered change sets |
| \`data/exchange.batches.csv.gz\`, \`…rejects.csv.gz\` | 批次台账与被拒行 the ledger of batches, and rows turned away |

CSV: RFC 4180, UTF-8, 首行为列名 header line; 空 = 无值 empty = null, \`""\` = 空文本 empty text.

重建 rebuild: \`onecity restore <DIR> --data <NEW>\` — 恢复后自动核对 verifies everything it restored.
`
