import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { type Database, makeDatabase } from './db.ts'

/**
 * A database of the test file's own, cloned from the migrated template and dropped afterwards, reached as the application's
 * role. Call at the top of a `.db.test.ts` file: `const database = await withTestDatabase()`.
 */
export const withTestDatabase = async (): Promise<Database & { readonly url: string }> => {
  const template = inject('databaseUrl')
  const name = `t_${randomBytes(6).toString('hex')}`
  const admin = async (statement: string) => {
    const url = new URL(template)
    url.pathname = '/postgres'
    const client = new pg.Client({ connectionString: url.href })
    await client.connect()
    try {
      await client.query(statement)
    } finally {
      await client.end()
    }
  }
  await admin(`create database ${name} template onecity_template`)
  const url = new URL(template)
  url.pathname = `/${name}`
  const database = makeDatabase(url.href, { max: 10, applicationName: 'onecity-test' })
  afterAll(async () => {
    await database.close()
    await admin(`drop database ${name} with (force)`)
  })
  return { ...database, url: url.href }
}
