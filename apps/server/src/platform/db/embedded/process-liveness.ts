import { readFileSync } from 'node:fs'

/** True while a process with this id runs, whoever owns it. One that ended and was not waited for yet is not running. */
export const isAlive = (pid: number): boolean => existsInProcessTable(pid) && statOf(pid)?.[0] !== 'Z'

/** True while the id is taken, if only by what is left of an ended process. */
export const existsInProcessTable = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Fields of proc(5) `stat` from the third (state) on, where the system tells (Linux). */
const statOf = (pid: number): readonly string[] | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The command name may hold spaces and brackets: count from its closing one.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}

/**
 * Start time of a process in clock ticks since boot, where the system tells (Linux). Process ids are given again, in
 * containers almost always the same ones; id and start time together are not.
 */
export const startedAtTicks = (pid: number): string | undefined => statOf(pid)?.[19]

/** Command line of a process, where the system tells (Linux); undefined when it cannot be known. */
export const commandOf = (pid: number): string | undefined => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return undefined
  }
}
