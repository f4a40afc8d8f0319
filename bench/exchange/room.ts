import { readFileSync, statfsSync } from 'node:fs'
import type { Case } from './cases.ts'
import { Refused } from './refused.ts'

const gib = 2 ** 30

/**
 * Bytes on disk for a delivered row, measured with some room to spare: the row in its register with indexes and its change; a
 * row that is replaced, with history, change and the room it leaves; staging while it is under way (SQL by hand has it twice);
 * its two files; what joins of large batches put aside.
 */
const bytes = { stored: 480, replaced: 560, staging: 520, files: 290, putAside: 500 }
/** Write-ahead log and the cluster itself. */
const apart = 5 * gib

/** Bytes that a size needs at once: each contestant keeps a register of its own to the end. */
export const bytesNeeded = (rows: number, cases: readonly Case[], contestants: number): number => {
  const share = (name: string) => (name === '50' ? 0.5 : ['first', 'insert', '0'].includes(name) ? 1 : 0)
  const stored = cases.reduce((sum, { name }) => sum + share(name), 0)
  const replaced = cases.reduce(
    (sum, { name }) => sum + ({ unchanged: 0.01, half: 0.5, '50': 0.25, '100': 0.5 }[name] ?? 0),
    0,
  )
  const kept = contestants * (stored * bytes.stored + replaced * bytes.replaced)
  return rows * (kept + bytes.staging + bytes.files + bytes.putAside) + apart
}

const freeBytes = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

/** Refuses to begin what the disk could not hold. `held` is what an earlier, unfinished run has there already. */
export const assertRoom = (folder: string, needed: number, held: number): string => {
  const free = freeBytes(folder)
  const text = `disk: needs about ${(needed / gib).toFixed(0)} GiB in ${folder}, ${(free / gib).toFixed(0)} GiB free`
  if (free + held < needed)
    throw new Refused(`${text}: choose another folder (--work), fewer rows, cases or contestants`)
  return text
}

export const residentMegabytes = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024

/** Peak memory of a process above what it held before, while `work` runs. */
export const watchMemory = async <T>(
  pid: number,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly aboveIdle: number }> => {
  const idle = residentMegabytes(pid)
  let peak = idle
  const timer = setInterval(() => {
    peak = Math.max(peak, residentMegabytes(pid))
  }, 50)
  try {
    return { result: await work(), aboveIdle: peak - idle }
  } finally {
    clearInterval(timer)
  }
}

/** Least free space while it runs, asked every second: what the run took at most, with whatever else the machine did. */
export const watchDisk = (folder: string): { readonly mostTaken: () => number; readonly stop: () => void } => {
  const before = freeBytes(folder)
  let least = before
  const timer = setInterval(() => {
    least = Math.min(least, freeBytes(folder))
  }, 1_000)
  timer.unref()
  return { mostTaken: () => before - least, stop: () => clearInterval(timer) }
}
