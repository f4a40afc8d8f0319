import { pino } from 'pino'
import { expect, it } from 'vitest'
import { sql } from '../db/db.ts'
import { withTestDatabase } from '../db/testing.ts'
import { startClock } from './index.ts'

const { db } = await withTestDatabase()
const hourMs = 3_600_000

const databaseNow = async () =>
  (await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db)).rows[0]?.now.getTime() ?? 0

/** A log that keeps what it is told. */
const listening = () => {
  const lines: string[] = []
  return { lines, log: pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) }) }
}

it("tells the database's time on a machine whose clock is an hour behind, and says that it is", async () => {
  const { log, lines } = listening()
  const clock = await startClock({ db, log, machineNow: () => Date.now() - hourMs })
  expect(Math.abs(clock.now().getTime() - (await databaseNow()))).toBeLessThan(1_000)
  expect(clock.aheadMs()).toBeGreaterThan(hourMs - 1_000)
  expect(lines.join()).toContain('differ')
  await clock.close()
})

it('follows a clock that is set while it runs', async () => {
  let jump = 0
  const { log } = listening()
  const clock = await startClock({ db, log, machineNow: () => Date.now() + jump, measureEveryMs: 20 })
  jump = hourMs
  const end = Date.now() + 10_000
  while (Math.abs(clock.now().getTime() - (await databaseNow())) > 1_000) {
    if (Date.now() > end) throw new Error('the jump was not noticed')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  expect(clock.aheadMs()).toBeLessThan(-hourMs + 1_000)
  await clock.close()
})
