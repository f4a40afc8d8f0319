/** Erasing what is past its time of keeping: values go, what proves that everything is accounted for stays. */
import type { City, Resource, Retention } from '@onecity/city'
import { expect, test } from 'vitest'
import { verifyLedger } from '../base/exchange/index.ts'
import { makeIntake, readTestCity } from '../base/exchange/testing-intake.ts'
import { findNumberAsOf } from '../base/registers/read-as-of.ts'
import { withTestDatabase } from '../platform/db/testing.ts'
import { purgeCity } from './purge-city.ts'

const database = await withTestDatabase()
const { pool, db } = database

const withRetention = (city: City, id: string, retention: Retention): City => ({
  ...city,
  resources: city.resources.map((each): Resource => (each.id === id ? { ...each, retention } : each)),
})
/** Makes everything that was numbered or finished so far look `days` older. */
const age = async (days: number) => {
  await pool.query(
    `update changes.change_sets set number = coalesce(number, id), numbered_at = coalesce(numbered_at, clock_timestamp()) - make_interval(days => $1)`,
    [days],
  )
  await pool.query(`update exchange.batches set finished_at = finished_at - make_interval(days => $1)`, [days])
}
const count = async (table: string): Promise<number> =>
  (await pool.query<{ n: number }>(`select count(*) as n from ${table}`)).rows[0]?.n ?? -1

test('rows, ended versions and rejected values go when their time is over, and the recount still balances', async () => {
  const tiny = await readTestCity('tiny')
  const intake = makeIntake(database, tiny)
  const points = (power: string) =>
    `point_id,status,power,public,longitude,latitude\n1,working,${power},是,114.06,22.54\n2,lost-secret,7.0,否,114.07,22.55\n`
  await intake('charging-point', points('60'))
  await intake('charging-point', points('120'))
  await age(40)
  await intake('charging-point', `${points('180')}3,working,7.0,否,114.08,22.55\n`)
  await age(0)

  // Nothing is touched before its time, and listing erases nothing.
  const late = withRetention(tiny, 'charging-point', { days: 400, history: 400, rejects: 400 })
  expect(await purgeCity(db, late, true)).toEqual([])
  const city = withRetention(tiny, 'charging-point', { history: 30, rejects: 30 })
  const planned = await purgeCity(db, city, false)
  expect(planned.map(({ what, rows, versions }) => [what, rows, versions])).toEqual([
    ['history', 0, 1],
    ['rejects', 2, 0],
  ])
  expect(await count(`registers.charging_point_history`)).toBe(2)

  expect((await purgeCity(db, city, true)).map(({ what }) => what)).toEqual(['history', 'rejects'])
  expect(await count(`registers.charging_point_history`)).toBe(1)
  expect(await count(`exchange.rejects where raw like '%lost-secret%'`)).toBe(1)
  expect(await count('exchange.rejects')).toBe(3)
  expect((await verifyLedger(database)).findings).toEqual([])
  await expect(
    findNumberAsOf(db, 'charging-point', new Date(Date.now() - 35 * 86_400_000).toISOString()),
  ).rejects.toMatchObject({ code: 'purged' })
  expect(await findNumberAsOf(db, 'charging-point', new Date(Date.now() - 86_400_000).toISOString())).toBeGreaterThan(0)

  // Rows themselves: both were last written a moment ago, so a day's keeping takes them only once they are older.
  await age(3)
  const rows = await purgeCity(db, withRetention(tiny, 'charging-point', { days: 2 }), true)
  expect(rows.map(({ what, rows: gone }) => [what, gone])).toEqual([['rows', 2]])
  expect(await count('registers.charging_point')).toBe(0)
  expect(await count('registers.charging_point_history')).toBe(0)
  expect((await verifyLedger(database)).findings).toEqual([])
  const { rows: feed } = await pool.query(
    `select kind from registers.charging_point_changes order by change_set desc limit 2`,
  )
  expect(feed).toEqual([{ kind: 'd' }, { kind: 'd' }])
})

test('rows go by a date of their own where the resource names one', async () => {
  const tiny = await readTestCity('tiny')
  const intake = makeIntake(database, tiny)
  await intake('noise-reading', 'read_at,level\n2020-01-01T00:00:00Z,50\n2090-01-01T00:00:00Z,60\n', { mode: 'append' })
  const city = withRetention(tiny, 'noise-reading', { days: 30, from: 'read_at' })
  expect((await purgeCity(db, city, true)).map(({ rows }) => rows)).toEqual([1])
  expect(await count(`registers.noise_reading where read_at > '2090-01-01'::timestamptz - interval '1 day'`)).toBe(1)
  expect((await verifyLedger(database)).findings).toEqual([])
})
