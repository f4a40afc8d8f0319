import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { breakingChanges, type City, differencesOf, formatProblem, readCity } from '@onecity/city'
import { conflictFolder, exportFolder, findVersion, updateFolder } from '../platform/city/index.ts'
import { RefusedStart, UsageError } from '../platform/config/index.ts'
import type { Db } from '../platform/db/db.ts'
import { makeLog } from '../platform/log/index.ts'
import { openDatabase } from '../serve/open-database.ts'
import { actions } from '../trust/access/index.ts'
import type { Command, CommandCall } from './command.ts'

const usage = 'onecity city diff DIR [--with live|N|DIR] · city export DIR [--version N] · city update DIR [--mine]'

export const cityCommand: Command = {
  name: 'city',
  usage: 'diff|export|update <dir>',
  zh: '城市目录与已发布版本：比较、导出、跟上生效版本',
  en: 'a city folder and the published versions: compare, export, bring up to the live one',
  settings: ['data', 'database-url', 'postgres-binaries'],
  flags: {
    with: {
      zh: 'diff：与 live（默认）、某一版或另一目录比较',
      en: 'diff: compare with live (default), a version, or another folder',
      value: 'live|N|DIR',
    },
    version: { zh: 'export：哪一版，默认生效的', en: 'export: which version; the live one by default', value: 'N' },
    mine: {
      zh: 'update：以本目录为准，覆盖生效版本多出的内容',
      en: 'update: the folder is to win over what the live version has more',
    },
    json: { zh: '以 JSON 输出', en: 'print JSON' },
  },
  run: async (call) => {
    const [what, given, ...more] = call.args
    const run = { diff, export: exportVersion, update }[what ?? '']
    if (!run || given === undefined || more.length > 0) throw new UsageError(`用法 usage: ${usage}`)
    return run(call, resolve(given))
  },
}

const withDatabase = async <T>({ settings, flags, print }: CommandCall, work: (db: Db) => Promise<T>): Promise<T> => {
  const database = await openDatabase(settings, makeLog({ level: 'warn' }), flags['json'] ? () => {} : print)
  try {
    return await work(database.db)
  } finally {
    await database.close()
  }
}

const versionNumber = (text: string | true | undefined): number | undefined => {
  if (text === undefined) return undefined
  if (typeof text !== 'string' || !/^[1-9]\d*$/.test(text)) throw new UsageError(`不是版本号 not a version: ${text}`)
  return Number(text)
}

const readFolder = async (dir: string): Promise<City> => {
  const result = await readCity(dir, { actions })
  if (!result.ok) throw new RefusedStart(result.problems.slice(0, 20).map(formatProblem).join('\n'))
  return result.city
}

/** What is called so, as people call it. */
const namesOf = (entries: City['departments'] | City['roles'], ids: readonly string[]): string[] =>
  ids.map((id) => {
    const name = entries.find((entry) => entry.id === id)?.name
    return name ? `${name.zh}${name.en === undefined ? '' : ` ${name.en}`}` : id
  })

const diff = async (call: CommandCall, dir: string): Promise<number> => {
  const { flags, print } = call
  const other = flags['with'] === undefined || flags['with'] === true ? 'live' : flags['with']
  const after = await readFolder(dir)
  const isFolder = other !== 'live' && existsSync(other) && statSync(other).isDirectory()
  const number = other === 'live' || isFolder ? undefined : versionNumber(other)
  const before = isFolder
    ? await readFolder(resolve(other))
    : await withDatabase(call, async (db) => (await findVersion(db, number))?.city)
  if (!before) throw new RefusedStart(`没有这一版 there is no such version: ${other}`)
  const differences = differencesOf(before, after)
  const breaking = breakingChanges(before, after)
  if (flags['json']) {
    print(JSON.stringify({ differences, breaking }))
    return 0
  }
  for (const { text } of differences) print(`${text.zh} · ${text.en}`)
  for (const { text, departments, roles } of breaking) {
    const who = [...namesOf(before.departments, departments), ...namesOf(before.roles, roles)].join(', ')
    print(`不兼容 breaking: ${text.zh} · ${text.en}${who === '' ? '' : ` — ${who}`}`)
  }
  print(
    differences.length === 0
      ? '没有差异。Nothing differs.'
      : `${differences.length} 处差异 differences, ${breaking.length} 处不兼容 breaking`,
  )
  return 0
}

const exportVersion = async (call: CommandCall, dir: string): Promise<number> => {
  const number = versionNumber(call.flags['version'])
  const done = await withDatabase(call, (db) => exportFolder(db, dir, number))
  if (done === 'not-empty') throw new UsageError(`目录不是空的，没有写入 the folder is not empty: ${dir}`)
  if (!done) throw new RefusedStart(`没有这一版 there is no such version: ${number ?? 'live'}`)
  if (!done.keptAsWritten)
    call.print(
      '这一版发布时尚未保存原文件，已按内容写出（没有注释）。Its files were not kept then; written from its content, without comments.',
    )
  call.print(`第 ${done.number} 版，${done.files} 个文件 version ${done.number}, ${done.files} files → ${dir}`)
  return 0
}

const update = async (call: CommandCall, dir: string): Promise<number> => {
  if (!existsSync(dir)) throw new UsageError(`没有这个目录 no such folder: ${dir}`)
  const done = await withDatabase(call, (db) => updateFolder(db, dir, call.flags['mine'] === true))
  const { print } = call
  if (done.kind === 'impossible') {
    const why = {
      'no-version': '还没有发布过城市。No city was ever published here.',
      'no-parent':
        '目录没有说明它源自哪一版；用 city diff 比较后，以本目录为准则加 --mine。The folder does not say which version it was made from: compare with city diff; if it is to win, add --mine.',
      'no-files':
        '它源自的版本没有保存原文件；请用 city export 导出生效版本，再改。The files of its version were not kept: take out the live version with city export.',
    }[done.reason]
    print(why)
    return 1
  }
  if (done.kind === 'up') {
    print(`目录已是第 ${done.live} 版。The folder already carries version ${done.live}.`)
    return 0
  }
  for (const path of done.taken) print(`  ← ${path}`)
  if (done.kind === 'updated') {
    print(`目录现在源自第 ${done.live} 版。The folder is now made from version ${done.live}.`)
    return 0
  }
  for (const path of done.conflicts) print(`  双方都改过 changed on both sides: ${path}`)
  print(
    `生效版本的文本在 ${conflictFolder}/ 下；手工并入后执行 onecity city update DIR --mine。` +
      `The live texts are below ${conflictFolder}/: bring them in by hand, then run it again with --mine.`,
  )
  return 1
}
