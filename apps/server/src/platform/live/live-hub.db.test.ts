import { get, type IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { LiveEvent } from '@onecity/contracts'
import fastify, { type FastifyInstance } from 'fastify'
import pg from 'pg'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isAppError } from '../../kernel/app-error.ts'
import { startSequencer } from '../changes/index.ts'
import { sql } from '../db/db.ts'
import { withTestDatabase } from '../db/testing.ts'
import { silentLog } from '../log/index.ts'
import { type LiveHub, type LiveHubOptions, makeLiveHub } from './live-hub.ts'
import { makePollSource } from './poll-source.ts'

const database = await withTestDatabase()

type Access = { readonly role: string }
const until = async (what: string, holds: () => boolean | Promise<boolean>, withinMs = 8_000) => {
  const end = Date.now() + withinMs
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`)
    await sleep(10)
  }
}

/** What a reader got: events with their ids, and the raw text. */
const listen = (url: string, headers: Record<string, string> = {}) => {
  const heard = {
    events: [] as LiveEvent[],
    ids: [] as string[],
    text: '',
    ended: false,
    status: 0,
    headers: {} as Record<string, unknown>,
  }
  let response: IncomingMessage | undefined
  const request = get(url, { headers }, (answer) => {
    response = answer
    heard.status = answer.statusCode ?? 0
    heard.headers = answer.headers
    answer.setEncoding('utf8')
    let rest = ''
    answer.on('data', (chunk: string) => {
      heard.text += chunk
      const blocks = (rest + chunk).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const id = /^id: (.*)$/m.exec(block)?.[1]
        const data = /^data: (.*)$/m.exec(block)?.[1]
        if (id !== undefined) heard.ids.push(id)
        if (data !== undefined) heard.events.push(JSON.parse(data) as LiveEvent)
      }
    })
    answer.on('close', () => {
      heard.ended = true
    })
  })
  request.on('error', () => {
    heard.ended = true
  })
  return {
    heard,
    pause: () => response?.pause(),
    resume: () => response?.resume(),
    close: () => request.destroy(),
    numbers: () => heard.events.flatMap((event) => (event.type === 'change' ? [event.number] : [])),
  }
}

const commit = async (resource: string, count = 1) => {
  await sql`insert into changes.change_sets (resource, inserted) select ${resource}, 1 from generate_series(1, ${count})`.execute(
    database.db,
  )
}
const highest = async () =>
  (await sql<{ n: number }>`select coalesce(max(number), 0) as n from changes.change_sets`.execute(database.db)).rows[0]
    ?.n ?? 0
const sequencer = startSequencer(async () => {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  return client
})
const numbered = async () =>
  until('all are numbered', async () => {
    const { rows } = await sql<{
      n: number
    }>`select count(*) as n from changes.change_sets where number is null`.execute(database.db)
    return rows[0]?.n === 0
  })

let app: FastifyInstance
let hub: LiveHub<Access>
let url: string
let forbidden: Set<string>
let cityListeners: Set<(live: { version: number }) => void>
const open: ReturnType<typeof listen>[] = []

const startHub = async (options: Partial<LiveHubOptions<Access>> = {}) => {
  forbidden = new Set()
  cityListeners = new Set()
  hub = makeLiveHub<Access>({
    database,
    log: silentLog(),
    city: {
      current: () => ({ version: 3 }),
      onChange: (listener) => {
        cityListeners.add(listener)
        return () => cityListeners.delete(listener)
      },
    },
    sources: [],
    authorise: ({ role }) => {
      if (role === 'nobody') throw Object.assign(new Error('not-allowed'), { statusCode: 403 })
    },
    mayReceive: ({ role }, event) => event.type !== 'change' || !forbidden.has(`${role} ${event.resource}`),
    ...options,
  })
  app = fastify({ forceCloseConnections: true })
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) =>
    reply
      .code(isAppError(error) ? 503 : (error.statusCode ?? 500))
      .send({ code: isAppError(error) ? error.code : 'other' }),
  )
  app.get(hub.route.url, async (request, reply) => {
    reply.header('x-request-id', request.id)
    await hub.route.handler({
      params: request.params,
      query: request.query as Record<string, unknown>,
      headers: request.headers,
      body: request.raw,
      requestId: request.id,
      access: { role: String(request.headers['x-onecity-role'] ?? 'operator') },
      raw: request,
      reply,
    })
    return reply
  })
  url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/api/live`
}
const connect = async (query = '', headers: Record<string, string> = {}) => {
  const reader = listen(`${url}${query}`, headers)
  open.push(reader)
  await until('the reader is greeted', () => reader.heard.events.length > 0 || reader.heard.ended)
  return reader
}

beforeEach(async () => startHub())
afterEach(async () => {
  for (const reader of open.splice(0)) reader.close()
  await hub.close()
  await app.close()
})

afterAll(() => sequencer.close())

describe('GET /api/live', () => {
  it('greets a new reader with the place it starts from, then tells each change once, in order', async () => {
    await commit('before')
    await numbered()
    const start = await highest()
    await until('the hub has seen it', async () => {
      const probe = await connect()
      return probe.heard.events.some((event) => event.type === 'hello' && event.number === start)
    })
    const reader = await connect()
    expect(reader.heard.events[0]).toEqual({ type: 'hello', number: start, version: 3 })
    expect(reader.heard.headers['content-type']).toContain('text/event-stream')
    expect(reader.heard.headers['x-request-id']).toBeTruthy()
    await commit('resident', 20)
    await until('20 changes are heard', () => reader.numbers().length === 20)
    expect(reader.numbers()).toEqual(Array.from({ length: 20 }, (_, i) => start + 1 + i))
    expect(reader.heard.ids.at(-1)).toBe(String(start + 20))
    expect(reader.heard.events.at(-1)).toMatchObject({
      type: 'change',
      resource: 'resident',
      inserted: 1,
      updated: 0,
      deleted: 0,
      batch: null,
    })
  })

  it('gives a returning reader exactly what it missed, however it states its place', async () => {
    const first = await connect()
    await commit('resident', 3)
    await until('3 are heard', () => first.numbers().length === 3)
    first.close()
    const place = first.numbers()[1]
    await commit('resident', 4)
    await numbered()
    for (const reader of [await connect(`?since=${place}`), await connect('', { 'last-event-id': String(place) })]) {
      await until('the 5 missed are heard', () => reader.numbers().length >= 5)
      expect(reader.numbers()).toEqual(Array.from({ length: 5 }, (_, i) => Number(place) + 1 + i))
      await until('it learns the city version', () =>
        reader.heard.events.some((event) => event.type === 'city' && event.version === 3),
      )
      expect(reader.heard.events.some((event) => event.type === 'hello')).toBe(false)
    }
  })

  it('loses and repeats nothing for readers who come and go while changes are made', async () => {
    const reader = await connect()
    const start = (reader.heard.events[0] as { number: number }).number
    const writing = (async () => {
      for (let i = 0; i < 60; i++) {
        await commit('resident', 3)
        await sleep(5)
      }
    })()
    const got: number[] = []
    let place = start
    while (got.length < 180) {
      const visit = listen(`${url}?since=${place}`)
      open.push(visit)
      await sleep(30)
      visit.close()
      for (const number of visit.numbers()) got.push(number)
      place = got.at(-1) ?? place
    }
    await writing
    expect(got).toEqual(Array.from({ length: 180 }, (_, i) => start + 1 + i))
  })

  it('tells a reader who is more than 1,000 changes behind, or ahead of the feed, to load anew', async () => {
    const start = await highest()
    await commit('resident', 1_001)
    await numbered()
    await until('the hub has passed them', async () => {
      const probe = await connect()
      return probe.heard.events.some((event) => event.type === 'hello' && event.number === start + 1_001)
    })
    const far = await connect(`?since=${start}`)
    expect(far.heard.events).toEqual([{ type: 'hello', number: start + 1_001, version: 3 }])
    const ahead = await connect(`?since=${start + 5_000}`)
    expect(ahead.heard.events).toEqual([{ type: 'hello', number: start + 1_001, version: 3 }])
    const near = await connect(`?since=${start + 1}`)
    await until('exactly 1,000 behind is told one by one', () => near.numbers().length === 1_000)
  })

  it('asks anew for every event whether the reader may have it', async () => {
    const [clerk, operator] = [await connect('', { 'x-onecity-role': 'clerk' }), await connect()]
    await commit('resident')
    await until('both hear it', () => clerk.numbers().length === 1 && operator.numbers().length === 1)
    forbidden.add('clerk resident')
    await commit('resident')
    await commit('weather')
    await until('the operator hears all', () => operator.numbers().length === 3)
    await until('the clerk hears the allowed one', () => clerk.numbers().length === 2)
    expect(clerk.heard.events.flatMap((event) => (event.type === 'change' ? [event.resource] : []))).toEqual([
      'resident',
      'weather',
    ])
    const back = await connect(`?since=${operator.numbers()[0]}`, { 'x-onecity-role': 'clerk' })
    await until('what was missed is checked too', () => back.heard.events.some((event) => event.type === 'city'))
    expect(back.heard.events.flatMap((event) => (event.type === 'change' ? [event.resource] : []))).toEqual(['weather'])
  })

  it('refuses who may not listen, before any stream opens', async () => {
    const reader = await connect('', { 'x-onecity-role': 'nobody' })
    await until('it is answered', () => reader.heard.ended)
    expect(reader.heard.status).toBe(403)
    expect(hub.clients()).toBe(0)
  })

  it('passes on city versions and what sources produce', async () => {
    const reader = await connect()
    for (const listener of cityListeners) listener({ version: 4 })
    await until('the version is heard', () =>
      reader.heard.events.some((event) => event.type === 'city' && event.version === 4),
    )
  })

  it('hears of changes again after its database connection was cut', async () => {
    const reader = await connect()
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'onecity-live' and datname = current_database()`.execute(
      database.db,
    )
    await commit('resident')
    await until('the change is heard', () => reader.numbers().length === 1)
    const listening = async () =>
      (
        await sql<{
          n: number
        }>`select count(*) as n from pg_stat_activity where application_name = 'onecity-live' and datname = current_database()`.execute(
          database.db,
        )
      ).rows[0]?.n === 1
    await until('it listens again', listening)
  })

  it('ends every stream when it closes, and answers later ones with draining', async () => {
    const reader = await connect()
    await hub.close()
    await until('the stream ended', () => reader.heard.ended)
    expect(hub.clients()).toBe(0)
    const late = await connect()
    await until('it is answered', () => late.heard.ended)
    expect(late.heard.status).toBe(503)
  })
})

describe('a hub with short times', () => {
  const restart = async (options: Partial<LiveHubOptions<Access>>) => {
    await hub.close()
    await app.close()
    await startHub(options)
  }

  it('finds changes without any notification, by asking', async () => {
    await restart({ pollMs: 50 })
    const reader = await connect()
    // Numbered by hand: nobody notifies.
    await sql`insert into changes.change_sets (resource, number, numbered_at) select 'silent', max(number) + 1, now() from changes.change_sets`.execute(
      database.db,
    )
    await until('it is heard', () =>
      reader.heard.events.some((event) => event.type === 'change' && event.resource === 'silent'),
    )
  })

  it('keeps idle connections awake and moves their place past changes not meant for them', async () => {
    await restart({ heartbeatMs: 40, mayReceive: (_, event) => event.type !== 'change' })
    const reader = await connect()
    await commit('secret')
    await numbered()
    const number = String(await highest())
    await until('the place moved', () => reader.heard.ids.includes(number))
    expect(reader.numbers()).toEqual([])
    expect(reader.heard.text).not.toContain('secret')
  })

  it('drops a reader that does not read, and keeps the others', async () => {
    await restart({ mostBufferedBytes: 50_000 })
    const [slow, quick] = [await connect(), await connect()]
    slow.pause()
    const event: LiveEvent = {
      type: 'change',
      number: 0,
      resource: 'x'.repeat(2_000),
      batch: null,
      inserted: 0,
      updated: 0,
      deleted: 0,
      at: '',
    }
    const first = (await highest()) + 1_000_000
    let number = first
    while (hub.clients() === 2 && number < first + 30_000) {
      for (let i = 0; i < 5; i++) hub.emit({ ...event, number: number++ })
      await sleep(1)
    }
    expect(hub.clients()).toBe(1)
    await until('the quick reader has them all', () => quick.numbers().length === number - first, 20_000)
    expect(quick.heard.ended).toBe(false)
  })

  it('polls a source only while somebody listens, tells each state once, and repeats recent ones to who comes back', async () => {
    let state = { id: 'a', received: 1, open: true }
    let asked = 0
    const batch = (received: number) => ({ type: 'batch', batch: { id: 'a', received } }) as unknown as LiveEvent
    await restart({
      sources: [
        makePollSource({
          name: 'test',
          busyMs: 10,
          idleMs: 30,
          listChanged: async () => {
            asked++
            return [state]
          },
          toEvent: ({ received }) => batch(received),
          isOpen: ({ open: isOpen }) => isOpen,
        }),
      ],
    })
    await sleep(120)
    expect(asked).toBe(0)
    const reader = await connect()
    const received = (from = reader) =>
      from.heard.events.flatMap((event) =>
        event.type === 'batch' ? [(event.batch as { received: number }).received] : [],
      )
    await until('the first state is heard', () => received().length === 1)
    state = { ...state, received: 2 }
    await until('the second too', () => received().length === 2)
    await sleep(100)
    expect(received()).toEqual([1, 2])
    const back = await connect(`?since=${await highest()}`)
    await until('who comes back is told', () => received(back).includes(2))
  })
})
