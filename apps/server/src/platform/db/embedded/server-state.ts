import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { RefusedStart } from '../../config/index.ts'

/** What must outlive the process to reach the embedded server again. Kept in `<data>/postgres.json`, readable by its owner only. */
export type ServerState = {
  readonly format: 1
  readonly major: number
  readonly port: number
  readonly password: string
  readonly adminPassword: string
  /** Where the database files are when not in `<data>/postgres`. */
  readonly directory: string | null
  /** Role and database exist. */
  readonly prepared: boolean
}

const fileOf = (data: string): string => join(data, 'postgres.json')

export const readState = (data: string): ServerState | undefined => {
  if (!existsSync(fileOf(data))) return undefined
  try {
    const state = JSON.parse(readFileSync(fileOf(data), 'utf8')) as ServerState
    if (state.format === 1) return state
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EACCES')
      throw new RefusedStart(
        `${fileOf(data)} 属于另一个用户。请以当初启动的用户运行，或用 --data 指定别的目录。` +
          `${fileOf(data)} belongs to another user: run as the user who started it first, or name another folder with --data.`,
        { cause },
      )
    throw new RefusedStart(`${fileOf(data)} 无法读取 cannot be read.`, { cause })
  }
  throw new RefusedStart(`${fileOf(data)} 由更新的程序写成 was written by a newer program.`)
}

export const writeState = (data: string, state: ServerState): void => {
  const aside = `${fileOf(data)}.${process.pid}`
  writeFileSync(aside, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 })
  renameSync(aside, fileOf(data))
}

export const newState = (major: number): ServerState => ({
  format: 1,
  major,
  port: 0,
  password: randomBytes(24).toString('base64url'),
  adminPassword: randomBytes(24).toString('base64url'),
  directory: null,
  prepared: false,
})
