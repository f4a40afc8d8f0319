/**
 * Room on the disk of the data folder. A database whose disk is full stops in the middle of its work; so new work is refused
 * while there is still room for what is under way, and taken again by itself when there is room.
 */
import type { StatsFs } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'

export type DiskState = {
  readonly freeBytes: number
  readonly totalBytes: number
  /** Less than the installation's limit is free: nothing new is taken in. */
  readonly low: boolean
}

export type Disk = { readonly state: () => Promise<DiskState> }

/** One look serves whoever asks within this time. */
const freshMs = 1_000

/** With a database of one's own nothing may have made the data folder yet: what counts is the disk it would be on. */
const statfsOf = async (folder: string): Promise<StatsFs> => {
  try {
    return await statfs(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || dirname(folder) === folder) throw error
    return statfsOf(dirname(folder))
  }
}

/** Watches the file system that holds `folder`. */
export const watchDisk = (folder: string, leastFreeBytes: number): Disk => {
  let seen: { readonly at: number; readonly state: Promise<DiskState> } | undefined
  const look = async (): Promise<DiskState> => {
    const { bavail, blocks, bsize } = await statfsOf(folder)
    const freeBytes = bavail * bsize
    return { freeBytes, totalBytes: blocks * bsize, low: freeBytes < leastFreeBytes }
  }
  return {
    state: () => {
      if (!seen || performance.now() - seen.at > freshMs) seen = { at: performance.now(), state: look() }
      return seen.state
    },
  }
}
