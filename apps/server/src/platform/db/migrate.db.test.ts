import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { silentLog } from '../log/index.ts'
import { checkMigrations, migrate, readMigrations } from './migrate.ts'
import { withTestDatabase } from './testing.ts'

const { pool } = await withTestDatabase()
const folder = mkdtempSync(join(tmpdir(), 'onecity-migrations-'))
afterAll(() => rmSync(folder, { recursive: true }))

const file = (name: string, text: string) => writeFileSync(join(folder, name), text)
const run = () => migrate(pool, readMigrations(folder), silentLog())
const tables = async () => {
  const { rows } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'm' order by 1`,
  )
  return rows.map((row) => row.name)
}

describe('migrations', () => {
  beforeEach(async () => {
    await pool.query('drop table if exists platform.migrations')
    await pool.query('drop schema if exists m cascade')
    rmSync(folder, { recursive: true })
    mkdirSync(folder)
    file('0001-start.sql', 'create schema m; create table m.one (id int)')
    file('0002-two.sql', 'create table m.two (id int)')
  })

  it('are applied in order, once', async () => {
    expect(await run()).toEqual(['0001-start.sql', '0002-two.sql'])
    expect(await tables()).toEqual(['one', 'two'])
    expect(await run()).toEqual([])
    file('0003-three.sql', 'create table m.three (id int)')
    expect(await run()).toEqual(['0003-three.sql'])
  })

  it('are applied once when processes start side by side', async () => {
    const applied = await Promise.all([run(), run(), run()])
    expect(applied.flat().sort()).toEqual(['0001-start.sql', '0002-two.sql'])
  })

  it('refuse a file that was changed after it had been applied', async () => {
    await run()
    file('0001-start.sql', 'create schema m; create table m.one (id bigint)')
    await expect(run()).rejects.toThrow(/0001-start\.sql was changed after it had been applied/)
  })

  it('do not mind turned line ends', async () => {
    file('0001-start.sql', 'create schema m;\ncreate table m.one (id int)\n')
    await run()
    file('0001-start.sql', 'create schema m;\r\ncreate table m.one (id int)\r\n')
    expect(await run()).toEqual([])
  })

  it('refuse a database that a newer program has used', async () => {
    file('0003-three.sql', 'create table m.three (id int)')
    await run()
    rmSync(join(folder, '0003-three.sql'))
    await expect(run()).rejects.toThrow(/used by a newer program \(0003-three\.sql\)/)
  })

  it('are reported as they stand, also when a newer program went on', async () => {
    await run()
    const mine = readMigrations(folder)
    expect(await checkMigrations(pool, mine)).toBe('ok')
    file('0003-three.sql', 'create table m.three (id int)')
    expect(await checkMigrations(pool, readMigrations(folder))).toBe('not applied: 0003-three.sql')
    await run()
    expect(await checkMigrations(pool, mine)).toMatch(/newer program has applied 0003-three\.sql/)
  })

  it('refuse a new file that sorts before an applied one', async () => {
    await run()
    file('0001-zz-late.sql', 'create table m.late (id int)')
    await expect(run()).rejects.toThrow(/0001-zz-late\.sql sorts before 0002-two\.sql/)
    expect(await tables()).toEqual(['one', 'two'])
  })

  it('keep nothing of a file that fails, and everything before it', async () => {
    file('0002-two.sql', 'create table m.two (id int); select 1 / 0')
    await expect(run()).rejects.toThrow(/0002-two\.sql failed; nothing of it was kept/)
    expect(await tables()).toEqual(['one'])
    file('0002-two.sql', 'create table m.two (id int)')
    expect(await run()).toEqual(['0002-two.sql'])
  })
})
