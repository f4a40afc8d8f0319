import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { sql } from '../db/db.ts'
import { withTestDatabase } from '../db/testing.ts'
import { silentLog } from '../log/index.ts'
import { type Jobs, type JobTask, startJobs } from './index.ts'

const database = await withTestDatabase()
let running: Jobs[] = []
afterEach(async () => {
  await Promise.all(running.map((jobs) => jobs.close()))
  running = []
})

const start = async (tasks: readonly JobTask[]) => {
  const jobs = await startJobs({ pool: database.pool, log: silentLog(), tasks })
  running.push(jobs)
  return jobs
}
const ask = (task: string, payload: object) =>
  sql`select jobs.add_job(${task}, ${JSON.stringify(payload)}::json)`.execute(database.db)
const until = async (met: () => boolean) => {
  for (const end = Date.now() + 15_000; !met(); await sleep(20))
    if (Date.now() > end) throw new Error('waited too long')
}

describe('jobs', () => {
  it('run what was asked for, once among several processes, with its payload', async () => {
    const done: unknown[] = []
    const task: JobTask = { name: 'test.note', run: async (payload) => void done.push(payload) }
    await start([task])
    await start([task])
    for (let n = 0; n < 20; n++) await ask('test.note', { n })
    await until(() => done.length >= 20)
    await sleep(200)
    expect(new Set(done.map((each) => (each as { n: number }).n)).size).toBe(20)
    expect(done).toHaveLength(20)
  })

  it('try a task that failed again', async () => {
    let tries = 0
    await start([
      {
        name: 'test.fails-once',
        run: async () => {
          tries++
          if (tries === 1) throw new Error('not yet')
        },
      },
    ])
    await ask('test.fails-once', {})
    await until(() => tries >= 2)
  })

  it('refuse a schedule that cannot be read', async () => {
    await expect(start([{ name: 'test.never', cron: 'sometimes', run: async () => {} }])).rejects.toThrow()
  })

  it('finish the task at hand before they are closed', async () => {
    let finished = false
    let started = false
    const jobs = await start([
      {
        name: 'test.slow',
        run: async () => {
          started = true
          await sleep(300)
          finished = true
        },
      },
    ])
    await ask('test.slow', {})
    await until(() => started)
    await jobs.close()
    running = []
    expect(finished).toBe(true)
  })
})
