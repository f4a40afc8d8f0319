/** What a kill -9 of the program or of its database leaves: everything of a delivery or nothing, and it is said which. */
import { connect as connectTo, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import type { Batch } from '@onecity/contracts'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../platform/config/index.ts'
import {
  ask,
  beginCommand,
  buildServer,
  embeddedUrl,
  endAll,
  findPostmasterPid,
  freePort,
  makeFolder,
  type Program,
  pointRows,
  runCommand,
  type Server,
  startServer,
  until,
} from './testing-process.ts'

const data = makeFolder('kill')
let port = 0
let server: Server
const start = async () => {
  server = await startServer([
    ...['--data', data, '--city', join(projectRoot, 'cities/tiny')],
    ...['--port', `${port}`, '--demo', 'off'],
  ])
}

beforeAll(async () => {
  buildServer()
  port = await freePort()
})
afterEach(async () => {
  // A test that fails must not hold up the next one.
  for (const client of holders) await client.end().catch(() => {})
  holders.clear()
  if (server?.isRunning()) await server.kill()
})
afterAll(() => endAll(data))

/** `onecity import` of charging points from its standard input. */
const importing = (key: string, url = server.url): Program =>
  beginCommand(['import', 'charging-point', '-', '--key', key, '--url', url, '--json'])

const batchesOf = (key: string) =>
  ask<{ id: string; status: Batch['status']; received: number }>(
    embeddedUrl(data),
    `select id, status, received::int from exchange.batches where key = $1 order by id`,
    [key],
  )
const statusOf = async (key: string) => (await batchesOf(key)).at(-1)?.status
const countRows = async (from: number, to: number) => {
  const [found] = await ask<{ n: number }>(
    embeddedUrl(data),
    'select count(*)::int as n from registers.charging_point where point_id between $1 and $2',
    [from, to],
  ).catch((error: { code?: string }) => {
    // No batch was ever taken in: there is no table.
    if (error.code === '42P01') return [{ n: 0 }]
    throw error
  })
  return found?.n
}

/** Nothing open, nothing staged, everything accounted for: what must be so soon after any start. */
const expectOrder = async () => {
  await until('no batch is open', async () => {
    const open = await ask(
      embeddedUrl(data),
      `select id from exchange.batches where status in ('receiving', 'merging')`,
    )
    return open.length === 0
  })
  await until('no staging table is left', async () => {
    const left = await ask(embeddedUrl(data), `select tablename from pg_tables where schemaname = 'staging'`)
    return left.length === 0
  })
  const verified = await runCommand(['verify', '--data', data, '--json'])
  expect(verified.code, verified.out + verified.err).toBe(0)
  expect(JSON.parse(verified.out)).toMatchObject({ ok: true, open: 0, findings: [] })
}

const sendAgain = async (key: string, rows: string) => {
  const again = importing(key)
  again.child.stdin?.end(rows)
  const { code } = await again.ended
  expect(code, again.errors.join('\n')).toBe(0)
  return JSON.parse(again.said.at(-1) ?? '') as Record<string, number>
}

const beginHalf = async (key: string, from: number) => {
  const sender = importing(key)
  sender.child.stdin?.write(pointRows(from, 5_000))
  await until('rows are being received', async () => (await batchesOf(key)).some((batch) => batch.received > 0))
  return sender
}

/** Keeps merges waiting at their very end, when all rows are in and the register is about to note them. */
const holders = new Set<pg.Client>()
const holdRegisters = async () => {
  const client = new pg.Client({ connectionString: embeddedUrl(data) })
  holders.add(client)
  client.on('error', () => {})
  await client.connect()
  await client.query('begin; lock table registers.registers in share mode')
  return { release: () => client.end().catch(() => {}) }
}

const beginMerge = async (key: string, from: number) => {
  const held = await holdRegisters()
  const sender = importing(key)
  sender.child.stdin?.end(pointRows(from, 5_000))
  await until('the merge waits', async () => {
    const waiting = await ask(embeddedUrl(data), `select 1 from pg_locks where locktype = 'relation' and not granted`)
    return waiting.length > 0 && (await statusOf(key)) === 'merging'
  })
  return { sender, held }
}

describe('kill -9 of the server', () => {
  it('while it receives leaves nothing of the delivery, and the sender is told so', async () => {
    await start()
    const sender = await beginHalf('receiving', 1)
    await server.kill()
    await start()
    expect(await sender.ended).toMatchObject({ code: 1 })
    expect(sender.errors.join('\n')).toContain('None of it was kept')
    await expectOrder()
    expect(await statusOf('receiving')).toBe('interrupted')
    expect(await countRows(1, 5_000)).toBe(0)
    expect(await sendAgain('receiving', pointRows(1, 5_000))).toMatchObject({ received: 5_000, inserted: 5_000 })
  })

  it('while it merges leaves nothing of the delivery, even when the database works on', async () => {
    await start()
    const { sender, held } = await beginMerge('merging', 10_001)
    await server.kill()
    // The statement of the dead process still waits, and holds on to its batch.
    await start()
    await until('the batch is given up', async () => (await statusOf('merging')) === 'interrupted')
    expect(await sender.ended).toMatchObject({ code: 1 })
    expect(sender.errors.join('\n')).toContain('None of it was kept')
    await held.release()
    await expectOrder()
    expect(await countRows(10_001, 15_000)).toBe(0)
    expect(await sendAgain('merging', pointRows(10_001, 5_000))).toMatchObject({ received: 5_000, inserted: 5_000 })
  })

  it('between commit and answer keeps all of the delivery, and the sender learns it from the ledger', async () => {
    await start()
    const cut = await cutAtAnswer(async () => {
      await server.kill()
      await start()
    })
    const sender = importing('answered', cut.url)
    sender.child.stdin?.end(pointRows(20_001, 5_000))
    expect(await sender.ended, sender.errors.join('\n')).toMatchObject({ code: 0 })
    cut.close()
    expect(JSON.parse(sender.said.at(-1) ?? '')).toMatchObject({ received: 5_000, inserted: 5_000 })
    expect(cut.wasCut()).toBe(true)
    await expectOrder()
    expect(await statusOf('answered')).toBe('done')
    expect(await countRows(20_001, 25_000)).toBe(5_000)
    // The same delivery changes nothing, whether it is recognised by its key or row by row.
    expect(await sendAgain('answered', pointRows(20_001, 5_000))).toMatchObject({ inserted: 5_000 })
    expect(await batchesOf('answered')).toHaveLength(1)
    expect(await sendAgain('answered-2', pointRows(20_001, 5_000))).toMatchObject({ inserted: 0, unchanged: 5_000 })
  })
})

describe('kill -9 of the embedded database', () => {
  /** What the API says from the kill until it is well again. */
  const watchAway = async (): Promise<number> => {
    const startedAt = performance.now()
    let away = 0
    await until('the server is ready again', async () => {
      const answer = await fetch(`${server.url}/api/batches`)
      if (answer.status === 200) return away > 0
      expect(answer.status).toBe(503)
      expect(answer.headers.get('content-type')).toContain('application/problem+json')
      expect(await answer.json()).toMatchObject({ code: 'database-away', retryable: true })
      away++
      return false
    })
    const ready = await fetch(`${server.url}/api/health/ready`)
    expect(ready.status, await ready.text()).toBe(200)
    return performance.now() - startedAt
  }
  const killDatabase = () => process.kill(findPostmasterPid(data) as number, 'SIGKILL')

  it('while rows are received leaves nothing of the delivery, and it comes back by itself', async () => {
    await start()
    const sender = await beginHalf('receiving-away', 30_001)
    killDatabase()
    expect(await watchAway()).toBeLessThan(15_000)
    sender.child.stdin?.end(pointRows(35_001, 10, { header: false }))
    expect(await sender.ended).toMatchObject({ code: 1 })
    expect(sender.errors.join('\n')).toMatch(/interrupted.*Nothing was kept|None of it was kept/)
    await expectOrder()
    expect(await statusOf('receiving-away')).toBe('interrupted')
    expect(await countRows(30_001, 35_010)).toBe(0)
    expect(await sendAgain('receiving-away', pointRows(30_001, 5_000))).toMatchObject({ inserted: 5_000 })
  })

  it('while rows are merged leaves nothing of the delivery, and it comes back by itself', async () => {
    await start()
    const { sender, held } = await beginMerge('merging-away', 40_001)
    killDatabase()
    expect(await watchAway()).toBeLessThan(15_000)
    await held.release()
    expect(await sender.ended).toMatchObject({ code: 1 })
    expect(sender.errors.join('\n')).toMatch(/interrupted.*Nothing was kept|None of it was kept/)
    await expectOrder()
    expect(await statusOf('merging-away')).toBe('interrupted')
    expect(await countRows(40_001, 45_000)).toBe(0)
    expect(await sendAgain('merging-away', pointRows(40_001, 5_000))).toMatchObject({ inserted: 5_000 })
  })

  it('together with the server leaves what was acknowledged and nothing else', async () => {
    await start()
    expect(await sendAgain('kept', pointRows(50_001, 1_000))).toMatchObject({ inserted: 1_000 })
    const { sender, held } = await beginMerge('both', 60_001)
    const postmaster = findPostmasterPid(data) as number
    process.kill(postmaster, 'SIGKILL')
    await server.kill()
    await held.release()
    await start()
    expect(await sender.ended).toMatchObject({ code: 1 })
    await expectOrder()
    expect(await statusOf('both')).toBe('interrupted')
    expect(await countRows(50_001, 51_000)).toBe(1_000)
    expect(await countRows(60_001, 65_000)).toBe(0)
  })
})

/** A way to the server on which the first answer to a POST is lost, after `onAnswer` was done. */
const cutAtAnswer = async (onAnswer: () => Promise<void>) => {
  const sockets = new Set<Socket>()
  let cut = false
  const proxy = createServer((client) => {
    const upstream = connectTo(port, '127.0.0.1')
    let isPost = false
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        client.destroy()
        upstream.destroy()
      })
    }
    client.on('data', (bytes: Buffer) => {
      if (bytes.subarray(0, 5).toString() === 'POST ') isPost = true
      upstream.write(bytes)
    })
    client.on('end', () => upstream.end())
    upstream.on('data', (bytes: Buffer) => {
      if (!isPost || cut) {
        client.write(bytes)
        return
      }
      cut = true
      upstream.pause()
      void onAnswer().finally(() => client.destroy())
    })
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const address = proxy.address()
  return {
    url: `http://localhost:${typeof address === 'object' && address ? address.port : 0}`,
    wasCut: () => cut,
    close: () => {
      for (const socket of sockets) socket.destroy()
      proxy.close()
    },
  }
}
