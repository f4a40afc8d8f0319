/**
 * A disk that is really full: a small file system of its own for the data folder. Below the limit nothing new is taken in and
 * everything else goes on; when not a byte is left the database itself may stop; once there is room all goes on by itself,
 * and what was acknowledged is there.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '../platform/config/index.ts'
import {
  buildServer,
  endAll,
  makeFolder,
  pointRows,
  runCommand,
  type Server,
  startServer,
  until,
} from './testing-process.ts'

const folder = makeFolder('disk')
const disk = join(folder, 'disk')
const data = join(disk, 'data')
const filler = join(disk, 'filler')
const rest = join(disk, 'rest')
const longMs = 180_000

mkdirSync(disk)
// Mounting takes root, and a kernel that lets it.
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=400m,mode=0755', 'tmpfs', disk]).status === 0

const freeBytes = () => {
  const { bavail, bsize } = statfsSync(disk)
  return bavail * bsize
}
/** Takes all room but so many bytes. */
const leaveFree = (bytes: number) => {
  rmSync(filler, { force: true })
  writeFileSync(filler, Buffer.alloc(Math.max(0, freeBytes() - bytes)))
}
/** The delivery writes at the same time: whoever is first to find no room, none is left. */
const takeAll = () => {
  try {
    writeFileSync(rest, Buffer.alloc(freeBytes()))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  }
}
const makeRoom = () => {
  for (const file of [filler, rest]) rmSync(file, { force: true })
}

let server: Server
const send = async (key: string, body: string): Promise<{ status: number; code: string | undefined }> => {
  const answer = await fetch(`${server.url}/api/registers/charging-point/batches?key=${key}`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv' },
    body,
  })
  return { status: answer.status, code: ((await answer.json()) as { code?: string }).code }
}
const countRows = async (): Promise<number> => {
  const answer = await fetch(`${server.url}/api/registers/charging-point/rows?count=exact&limit=1`)
  return ((await answer.json()) as { total: { value: number } }).total.value
}
const isLow = async (): Promise<boolean> => {
  const answer = await fetch(`${server.url}/api/operations/status`, { headers: { 'x-onecity-role': 'operator' } })
  return ((await answer.json()) as { disk: { low: boolean } }).disk.low
}
const ready = async () => (await fetch(`${server.url}/api/health/ready`)).ok

beforeAll(buildServer)
afterAll(async () => {
  await endAll(data)
  if (mounted) spawnSync('umount', [disk])
  await endAll(folder)
})

test.skipIf(!mounted)(
  'a full disk is told, loses nothing, and heals without hands (needs root to mount a small disk)',
  async () => {
    server = await startServer([
      '--data',
      data,
      '--city',
      join(projectRoot, 'cities/tiny'),
      '--port',
      '0',
      '--demo',
      'off',
      '--least-free',
      '60MB',
    ])
    expect(await send('before', pointRows(1, 1_000))).toMatchObject({ status: 200 })

    // Below the limit: a clear no to what is new, while reading goes on.
    leaveFree(40_000_000)
    await until('the program has noticed', isLow)
    expect(await send('low', pointRows(2_001, 10))).toEqual({ status: 507, code: 'disk-full' })
    expect(await countRows()).toBe(1_000)
    makeRoom()
    await until('there is room again', async () => (await send('low', pointRows(2_001, 10))).status === 200)

    // A delivery that was let in and finds the disk full on its way: wholly out, or wholly in.
    leaveFree(61_000_000)
    await until('just enough is free', async () => (await send('probe', pointRows(3_001, 1))).status === 200)
    const big = send('big', pointRows(10_000, 400_000)).catch(() => ({ status: 0, code: 'cut-off' }))
    await until('it is under way', () => freeBytes() < 58_000_000)
    takeAll()
    const outcome = await big
    expect(outcome.status).not.toBe(200)
    makeRoom()
    await until('everything is ready again', ready, 90_000)
    expect(await countRows()).toBe(1_011)
    // The same delivery under the same key, now that there is room.
    await until('it is taken in', async () => (await send('big', pointRows(10_000, 2_000))).status === 200, 60_000)
    expect(await countRows()).toBe(3_011)
    const verified = await runCommand(['verify', '--data', data])
    expect(verified.out).toContain('Everything is accounted for')
    await server.stop()
  },
  longMs,
)
