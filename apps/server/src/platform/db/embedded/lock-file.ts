import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive, startedAtTicks } from './process-liveness.ts'

/**
 * A lock between processes of one machine: a file made exclusively, holding process id and start time of its owner.
 *
 * Why a file: it must exist before any database does. Starting, stopping and restarting the embedded server happen under it,
 * never ordinary work. An owner that died (kill -9) leaves a stale file; whoever waits moves it aside and tries again.
 * Moving is atomic and what was moved is looked at: if it turns out to be somebody's fresh lock it is put back.
 * Not handled: two machines or two process namespaces sharing the folder.
 */
export const withLockFile = async <T>(
  path: string,
  work: () => Promise<T>,
  options: { readonly timeoutMs?: number; readonly onWait?: () => void } = {},
): Promise<T> => {
  const mine = `${process.pid} ${startedAtTicks(process.pid) ?? '-'} ${randomUUID()}`
  const deadline = Date.now() + (options.timeoutMs ?? 180_000)
  let told = false
  while (!tryCreate(path, mine)) {
    const held = readIfThere(path)
    if (held !== undefined && isStale(held)) {
      moveAside(path, held)
      continue
    }
    if (Date.now() > deadline)
      throw new Error(`The lock ${path} is held by process ${held?.split(' ')[0]} for too long.`)
    if (!told) options.onWait?.()
    told = true
    await sleep(30)
  }
  try {
    return await work()
  } finally {
    if (readIfThere(path) === mine) unlinkSync(path)
  }
}

const tryCreate = (path: string, content: string): boolean => {
  try {
    writeFileSync(path, content, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

const readIfThere = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

const isStale = (content: string): boolean => {
  const [pid, ticks] = content.split(' ')
  // Made but not yet written, for an instant; whoever crashed exactly there left an empty file, which the time-out reports.
  if (pid === undefined || !/^\d+$/.test(pid)) return false
  if (!isAlive(Number(pid))) return true
  const now = startedAtTicks(Number(pid))
  return ticks !== undefined && ticks !== '-' && now !== undefined && now !== ticks
}

const moveAside = (path: string, expected: string): void => {
  const aside = `${path}.${randomUUID()}`
  try {
    renameSync(path, aside)
  } catch {
    return
  }
  if (readIfThere(aside) !== expected) {
    try {
      linkSync(aside, path)
    } catch {}
  }
  unlinkSync(aside)
}
