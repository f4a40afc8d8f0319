import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import type { Batch, batchStatuses, LiveEvent } from '@onecity/contracts'
import { afterEach, describe, expect, it } from 'vitest'
import { listenLive, makeClient, ProblemError, readChanges, readRows, sendBatch } from './node.ts'

type Handle = (request: IncomingMessage, response: ServerResponse, url: URL) => unknown
const servers: Server[] = []
const serve = async (handle: Handle) => {
  const server = createServer((request, response) => {
    void handle(request, response, new URL(request.url ?? '/', 'http://localhost'))
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

/** Array.fromAsync is not in Node 20. */
const collect = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}
const problem = (code: string, status: number, retryable = false) =>
  JSON.stringify({ type: 'about:blank', title: code, status, code, message: { zh: code }, retryable, requestId: 'r' })
const batch = (status: (typeof batchStatuses)[number], key = 'k') =>
  ({ id: 'b', key, resource: 'resident', status, received: 3 }) as unknown as Batch
const read = async (request: IncomingMessage) => {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}
const rowsOf = (count: number) => Readable.from(Array.from({ length: count }, (_, n) => `{"n":${n}}\n`))
const options = { resource: 'resident', key: 'k', format: 'ndjson', simulated: true, pollMs: 20 } as const

describe('sending a delivery', () => {
  it('streams the body with its description and answers with the batch', async () => {
    let got: { url: URL; headers: IncomingMessage['headers']; body: string } | undefined
    const url = await serve(async (request, response, at) => {
      got = { url: at, headers: request.headers, body: await read(request) }
      response.end(JSON.stringify(batch('done')))
    })
    const client = makeClient({ url, role: 'data-steward', purpose: 'data-check' })
    expect(await sendBatch(client, rowsOf(3), { ...options, mode: 'upsert', fileName: '人口.ndjson' })).toEqual({
      outcome: 'done',
      batch: batch('done'),
    })
    expect(got?.body).toBe('{"n":0}\n{"n":1}\n{"n":2}\n')
    expect(Object.fromEntries(got?.url.searchParams ?? [])).toEqual({
      mode: 'upsert',
      key: 'k',
      fileName: '人口.ndjson',
      format: 'ndjson',
      simulated: 'true',
    })
    expect(got?.url.pathname).toBe('/api/registers/resident/batches')
    expect(got?.headers).toMatchObject({
      'x-onecity-role': 'data-steward',
      'x-onecity-purpose': 'data-check',
      'content-type': 'application/x-ndjson',
    })
  })

  it('tells of progress while the server merges, and no more once it has answered', async () => {
    const url = await serve(async (request, response, at) => {
      if (at.pathname === '/api/batches') {
        response.end(JSON.stringify({ batches: [batch('merging')], next: null }))
        return
      }
      await read(request)
      setTimeout(() => response.end(JSON.stringify(batch('done'))), 200)
    })
    const seen: (string | undefined)[] = []
    const bytes: number[] = []
    await sendBatch(makeClient({ url }), rowsOf(3), options, (progress) => {
      seen.push(progress.batch?.status)
      bytes.push(progress.bytesSent)
    })
    const told = seen.length
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(seen).toHaveLength(told)
    expect(seen).toContain('merging')
    expect(bytes.at(-1)).toBe(24)
  })

  it('stops sending when it is refused before the end, and passes the problem on', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(422, { 'content-type': 'application/problem+json' })
      response.end(problem('missing-columns', 422))
    })
    let produced = 0
    const endless = Readable.from(
      (function* () {
        for (;;) {
          produced++
          yield 'x'.repeat(65_536)
        }
      })(),
    )
    const outcome = await sendBatch(makeClient({ url }), endless, options)
    expect(outcome).toMatchObject({ outcome: 'refused', problem: { code: 'missing-columns' } })
    expect(produced).toBeLessThan(10_000)
  })

  it.each([
    ['in', [batch('done')]],
    ['out', [batch('interrupted')]],
    ['out', []],
  ] as const)(
    'says that the rows are wholly %s after a lost connection, as the ledger has it',
    async (rows, ledger) => {
      const url = await serve(async (request, response, at) => {
        if (at.pathname === '/api/batches') {
          expect(Object.fromEntries(at.searchParams)).toEqual({ resource: 'resident', key: 'k' })
          response.end(JSON.stringify({ batches: ledger, next: null }))
          return
        }
        await read(request)
        request.socket.destroy()
      })
      expect(await sendBatch(makeClient({ url }), rowsOf(3), options)).toMatchObject({
        outcome: 'lost',
        rows,
        batch: ledger[0] ?? null,
      })
    },
  )

  it('waits after a lost connection until an open batch has ended, also while the server restarts', async () => {
    const ledger = ['down', batch('merging'), batch('merging'), batch('done')] as const
    let asked = 0
    const url = await serve(async (request, response, at) => {
      if (at.pathname !== '/api/batches') {
        await read(request)
        request.socket.destroy()
        return
      }
      const entry = ledger[Math.min(asked++, ledger.length - 1)]
      if (entry === 'down') response.writeHead(503).end(problem('draining', 503, true))
      else response.end(JSON.stringify({ batches: [batch('failed'), entry], next: null }))
    })
    expect(await sendBatch(makeClient({ url }), rowsOf(3), options)).toMatchObject({ outcome: 'lost', rows: 'in' })
    expect(asked).toBe(4)
  })

  it('does not guess when the server cannot be reached any more', async () => {
    const url = await serve(() => {})
    const [server] = servers.splice(0)
    await new Promise((resolve) => server?.close(resolve))
    const outcome = await sendBatch(makeClient({ url }), rowsOf(3), { ...options, askMs: 60 })
    expect(outcome).toMatchObject({ outcome: 'lost', rows: 'unknown', batch: null })
  })

  it('throws what went wrong with the delivery itself', async () => {
    const url = await serve(() => {})
    const broken = new Readable({
      read() {
        this.destroy(new Error('disk on fire'))
      },
    })
    await expect(sendBatch(makeClient({ url }), broken, options)).rejects.toThrow('disk on fire')
  })
})

describe('reading', () => {
  it('streams rows, whatever the chunks', async () => {
    const url = await serve((_request, response, at) => {
      expect(Object.fromEntries(at.searchParams)).toEqual({ area: '440304', f: 'ndjson' })
      const bytes = Buffer.from('{"rowId":"1","values":{"name":"深圳"}}\n{"rowId":"2"}\n')
      for (const byte of bytes) response.write(Uint8Array.of(byte))
      response.end()
    })
    const rows = await collect(readRows(makeClient({ url }), 'resident', { area: '440304' }))
    expect(rows).toEqual([{ rowId: '1', values: { name: '深圳' } }, { rowId: '2' }])
  })

  it('does not take a broken stream for the whole', async () => {
    const url = await serve((_request, response) => {
      response.write('{"rowId":"1"}\n')
      setTimeout(() => response.destroy(), 30)
    })
    await expect(collect(readRows(makeClient({ url }), 'resident'))).rejects.toThrow()
  })

  it('throws refusals with their code', async () => {
    const url = await serve((_request, response) => response.writeHead(403).end(problem('purpose-required', 403)))
    const reading = collect(readRows(makeClient({ url }), 'resident'))
    await expect(reading).rejects.toBeInstanceOf(ProblemError)
    await expect(reading).rejects.toMatchObject({ code: 'purpose-required', status: 403, retryable: false })
  })

  it('follows changes from cursor to cursor to the end', async () => {
    const asked: (string | null)[] = []
    const pages = [
      { changes: [{ number: 1, ordinal: 0 }], cursor: '1.0', more: true },
      { changes: [{ number: 2, ordinal: 0 }], cursor: '2', more: false },
    ]
    const url = await serve((_request, response, at) => {
      asked.push(at.searchParams.get('since'))
      response.end(JSON.stringify(pages[asked.length - 1]))
    })
    const got = await collect(readChanges(makeClient({ url }), 'resident', { since: '0.7' }))
    expect(got.map(({ cursor }) => cursor)).toEqual(['1.0', '2'])
    expect(asked).toEqual(['0.7', '1.0'])
  })
})

describe('the typed client', () => {
  it('knows routes, parameters and answers from the OpenAPI document, and sends role and purpose', async () => {
    let asked: { path: string; role: unknown; purpose: unknown } | undefined
    const url = await serve((request, response, at) => {
      asked = {
        path: at.pathname + at.search,
        role: request.headers['x-onecity-role'],
        purpose: request.headers['x-onecity-purpose'],
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"area":"440304","path":[],"inCity":true}')
    })
    const { api } = makeClient({ url: `${url}/`, role: 'visitor', purpose: 'data-check' })
    const { data } = await api.GET('/api/places/at', { params: { query: { lng: 114.05, lat: 22.54 } } })
    const area: string | null | undefined = data?.area
    expect(area).toBe('440304')
    expect(asked).toEqual({ path: '/api/places/at?lng=114.05&lat=22.54', role: 'visitor', purpose: 'data-check' })
    // @ts-expect-error no such route
    await api.GET('/api/places/nowhere')
  })

  it('hands refusals back as problems', async () => {
    const url = await serve((_request, response) =>
      response.writeHead(403, { 'content-type': 'application/problem+json' }).end(problem('not-allowed', 403)),
    )
    const { error } = await makeClient({ url }).api.GET('/api/city')
    expect(error).toMatchObject({ code: 'not-allowed' })
  })
})

describe('listening', () => {
  it('comes back to where the stream broke, and past changes it was not shown', async () => {
    const places: (string | undefined)[] = []
    const url = await serve((request, response) => {
      places.push(request.headers['last-event-id'] as string | undefined)
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      if (places.length === 1) {
        response.write(
          'retry: 1000\n\nid: 7\nevent: hello\ndata: {"type":"hello","number":7,"version":1}\n\n:\nid: 9\n\n',
        )
        setTimeout(() => response.destroy(), 30)
      } else response.write('id: 10\nevent: change\ndata: {"type":"change","number":10}\n\n')
    })
    const stop = new AbortController()
    const events: LiveEvent[] = []
    for await (const event of listenLive(makeClient({ url }), { signal: stop.signal })) {
      events.push(event)
      if (event.type === 'change') stop.abort()
    }
    expect(events).toEqual([
      { type: 'hello', number: 7, version: 1 },
      { type: 'change', number: 10 },
    ])
    expect(places).toEqual([undefined, '9'])
  })

  it('gives up when the server refuses for good', async () => {
    const url = await serve((_request, response) => response.writeHead(403).end(problem('not-allowed', 403)))
    await expect(listenLive(makeClient({ url })).next()).rejects.toMatchObject({ code: 'not-allowed' })
  })
})
