import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from '../../kernel/app-error.ts'
import { type ProcessRole, processRoles } from '../config/index.ts'
import { silentLog } from '../log/index.ts'
import { makeMetrics } from '../metrics/index.ts'
import { type GuardedAccess, makeHttpApp, type Route, registerHealth, registerRoutes } from './index.ts'
import { preferredLanguage } from './problem.ts'

type TestAccess = GuardedAccess & { readonly authorise: () => void; readonly action: string }
type TestRoute = Route<TestAccess>

const makeAccess = (_request: unknown, action: string): TestAccess => {
  let used = false
  return {
    action,
    authorise: () => {
      used = true
    },
    get used() {
      return used
    },
  }
}

let app: FastifyInstance | undefined
afterEach(() => app?.close())

const start = async (
  routes: readonly TestRoute[],
  options: { readonly draining?: () => boolean; readonly roles?: readonly ProcessRole[] } = {},
): Promise<FastifyInstance> => {
  const log = silentLog()
  app = await makeHttpApp({
    log,
    metrics: makeMetrics(),
    version: '0.0.0',
    allowedHosts: [],
    isDraining: options.draining ?? (() => false),
  })
  registerRoutes(app, routes, { makeAccess, roles: new Set(options.roles ?? processRoles), log })
  await app.ready()
  return app
}

const route = (part: Partial<TestRoute>): TestRoute => ({
  method: 'GET',
  url: '/api/thing',
  action: 'city.read',
  summary: 'a thing',
  tags: ['test'],
  handler: async ({ access }) => {
    access.authorise()
    return { ok: true }
  },
  ...part,
})

const typed = (part: unknown): Partial<TestRoute> => part as Partial<TestRoute>

describe('routes', () => {
  it('do not start without an action', async () => {
    await expect(start([route({ action: '' })])).rejects.toThrow(/declares no action/)
  })

  it('do not start without an action when added past the route list either', async () => {
    const running = makeHttpApp({
      log: silentLog(),
      metrics: makeMetrics(),
      version: '0',
      allowedHosts: [],
      isDraining: () => false,
    })
    app = await running
    expect(() => app?.get('/api/open', async () => 'open')).toThrow(/declares no action/)
  })

  it('are given an access object bound to their action', async () => {
    const server = await start([
      route({
        action: 'registers.read',
        handler: async ({ access }) => {
          access.authorise()
          return { action: access.action }
        },
      }),
    ])
    expect((await server.inject('/api/thing')).json()).toEqual({ action: 'registers.read' })
  })

  it('answer internal, and nothing of their answer, when they never asked for access', async () => {
    const server = await start([route({ handler: async () => ({ secret: 'rows' }) })])
    const answer = await server.inject('/api/thing')
    expect(answer.statusCode).toBe(500)
    expect(answer.json()).toMatchObject({ code: 'internal' })
    expect(answer.body).not.toContain('rows')
  })

  it('answer internal for a stream when they never asked for access, and end the stream', async () => {
    const stream = Readable.from(['secret rows'])
    const server = await start([route({ handler: async () => stream })])
    expect((await server.inject('/api/thing')).statusCode).toBe(500)
    expect(stream.destroyed).toBe(true)
  })

  it('of a role this process has not answer wrong-role', async () => {
    const server = await start([route({ roles: 'intake' })], { roles: ['web'] })
    const answer = await server.inject('/api/thing')
    expect(answer.statusCode).toBe(421)
    expect(answer.json()).toMatchObject({ code: 'wrong-role', retryable: true })
  })

  it('hand a streamed body over unread, whatever its media type, and refuse bodies nobody asked for', async () => {
    const read = route({
      method: 'POST',
      streamBody: true,
      handler: async ({ access, body }) => {
        access.authorise()
        let bytes = 0
        for await (const chunk of body) bytes += (chunk as Buffer).length
        return { bytes }
      },
    })
    const server = await start([read, route({ method: 'PUT' })])
    for (const type of ['text/csv', 'application/json', 'application/octet-stream']) {
      const answer = await server.inject({
        method: 'POST',
        url: '/api/thing',
        payload: 'a,b\n',
        headers: { 'content-type': type },
      })
      expect(answer.json()).toEqual({ bytes: 4 })
    }
    const refused = await server.inject({
      method: 'PUT',
      url: '/api/thing',
      payload: '{}',
      headers: { 'content-type': 'application/json' },
    })
    expect(refused.statusCode).toBe(415)
    expect(refused.json()).toMatchObject({ code: 'unsupported-format' })
  })
})

describe('requests', () => {
  it('that do not fit the schema are refused, naming the place', async () => {
    const server = await start([
      route(typed({ query: Type.Object({ limit: Type.Integer({ minimum: 1 }), lng: Type.Number() }) })),
    ])
    const missing = await server.inject('/api/thing?limit=5')
    expect(missing.statusCode).toBe(400)
    expect(missing.json()).toMatchObject({ code: 'bad-request' })
    expect(missing.json().detail).toMatch(/querystring.*lng/)
    const wrong = await server.inject('/api/thing?limit=0&lng=1')
    expect(wrong.json().detail).toMatch(/querystring\.limit/)
    expect((await server.inject('/api/thing?limit=5&lng=114.05')).statusCode).toBe(200)
  })

  it('under a foreign host name are refused', async () => {
    const server = await start([route({})])
    const status = async (host: string) => (await server.inject({ url: '/api/thing', headers: { host } })).statusCode
    expect(await status('evil.example')).toBe(403)
    expect(await status('localhost.evil.example')).toBe(403)
    expect(await status('localhost:7070')).toBe(200)
    expect(await status('127.0.0.1:7070')).toBe(200)
    expect(await status('[::1]:7070')).toBe(200)
  })

  it('that change something must come from our own pages or from no page', async () => {
    const server = await start([route({ method: 'POST' })])
    const status = async (headers: Record<string, string>) =>
      (await server.inject({ method: 'POST', url: '/api/thing', headers: { host: 'localhost:7070', ...headers } }))
        .statusCode
    expect(await status({})).toBe(200)
    expect(await status({ origin: 'http://localhost:7070' })).toBe(200)
    expect(await status({ origin: 'http://localhost:9999' })).toBe(403)
    expect(await status({ origin: 'null' })).toBe(403)
    expect(await status({ 'sec-fetch-site': 'cross-site', origin: 'http://localhost:7070' })).toBe(403)
    expect(await status({ 'sec-fetch-site': 'same-site' })).toBe(403)
    expect(await status({ 'sec-fetch-site': 'same-origin', origin: 'http://localhost:5173' })).toBe(200)
  })

  it('keep a sane request id and get a new one otherwise', async () => {
    const server = await start([route({})])
    const id = async (given: string) =>
      (await server.inject({ url: '/api/thing', headers: { 'x-request-id': given } })).headers['x-request-id']
    expect(await id('trace-12345')).toBe('trace-12345')
    expect(await id('a b\tc<script>')).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('are sent elsewhere while the process stops', async () => {
    const server = await start([route({})], { draining: () => true })
    const answer = await server.inject('/api/thing')
    expect(answer.statusCode).toBe(503)
    expect(answer.json()).toMatchObject({ code: 'draining', retryable: true })
  })
})

describe('errors', () => {
  const failing = (error: unknown) =>
    start([
      route({
        handler: async ({ access }) => {
          access.authorise()
          throw error
        },
      }),
    ])

  it('are problem details in both languages, titled in the preferred one', async () => {
    const server = await failing(new AppError('not-indexed', { detail: 'item “name”', params: { item: 'name' } }))
    const answer = await server.inject({ url: '/api/thing', headers: { 'accept-language': 'en-GB,zh;q=0.5' } })
    expect(answer.statusCode).toBe(400)
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(answer.json()).toMatchObject({
      code: 'not-indexed',
      status: 400,
      detail: 'item “name”',
      params: { item: 'name' },
      title: 'This item has no index; a large register cannot be filtered or sorted by it.',
      message: { zh: '这一信息项没有索引，在大登记库中不能筛选或排序。' },
    })
  })

  it('say that the database is away when its connection is lost', async () => {
    for (const code of ['57P01', '08006', 'ECONNREFUSED']) {
      const server = await failing(Object.assign(new Error('gone'), { code }))
      const answer = await server.inject('/api/thing')
      expect(answer.statusCode).toBe(503)
      expect(answer.json()).toMatchObject({ code: 'database-away', retryable: true })
      await server.close()
    }
  })

  it('that nobody foresaw tell nothing of the inside', async () => {
    const server = await failing(new Error('select secret from table'))
    const answer = await server.inject('/api/thing')
    expect(answer.statusCode).toBe(500)
    expect(answer.body).not.toContain('secret')
  })

  it('prefer Chinese unless English is asked for first', () => {
    expect(preferredLanguage(undefined)).toBe('zh')
    expect(preferredLanguage('fr,de')).toBe('zh')
    expect(preferredLanguage('zh-CN,zh;q=0.9,en;q=0.8')).toBe('zh')
    expect(preferredLanguage('en;q=0.3,zh;q=0.9')).toBe('zh')
    expect(preferredLanguage('fr,en;q=0.3')).toBe('en')
    expect(preferredLanguage('zh;q=0,en')).toBe('en')
  })
})

describe('answers', () => {
  it('forbid framing, sniffing and, on the API, every resource', async () => {
    const server = await start([route({})])
    const { headers } = await server.inject('/api/thing')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
  })

  it('are described as OpenAPI 3.1, each route with its action', async () => {
    const server = await start([
      route(typed({ query: Type.Object({ a: Type.String() }), response: Type.Object({ ok: Type.Boolean() }) })),
    ])
    const document = (await server.inject('/api/openapi.json')).json()
    expect(document.openapi).toBe('3.1.0')
    expect(document.paths['/api/thing'].get).toMatchObject({ 'x-action': 'city.read', summary: 'a thing' })
    expect(document.paths['/api/thing'].get.responses.default.content['application/problem+json'].schema).toEqual({
      $ref: '#/components/schemas/ProblemDetails',
    })
    expect(document.components.schemas.ProblemDetails.required).toContain('code')
  })

  it('are compressed when they are large and the reader takes gzip', async () => {
    const server = await start([
      route({
        handler: async ({ access }) => {
          access.authorise()
          return { text: 'a'.repeat(5_000) }
        },
      }),
    ])
    const answer = await server.inject({ url: '/api/thing', headers: { 'accept-encoding': 'gzip' } })
    expect(answer.headers['content-encoding']).toBe('gzip')
    expect(answer.rawPayload.length).toBeLessThan(500)
    expect((await server.inject('/api/thing')).headers['content-encoding']).toBeUndefined()
  })

  it('of the readiness check name what is missing', async () => {
    app = await makeHttpApp({
      log: silentLog(),
      metrics: makeMetrics(),
      version: '0',
      allowedHosts: [],
      isDraining: () => false,
    })
    registerHealth(app, { database: async () => 'away', city: async () => 'ok' })
    const ready = await app.inject('/api/health/ready')
    expect(ready.statusCode).toBe(503)
    expect(ready.json()).toEqual({ status: 'unavailable', checks: { database: 'away', city: 'ok' } })
    expect((await app.inject('/api/health/live')).statusCode).toBe(200)
  })

  it('are counted by route pattern, never by address', async () => {
    const server = await start([route({ url: '/api/thing/:id' })])
    await server.inject('/api/thing/440399200001010008?name=secret')
    const { body } = await server.inject('/metrics')
    expect(body).toMatch(/onecity_http_request_seconds_count\{method="GET",route="\/api\/thing\/:id",status="200"\} 1/)
    expect(body).not.toContain('secret')
    expect(body).not.toContain('440399200001010008')
  })
})
