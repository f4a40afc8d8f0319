/** Hundreds of browsers listen while deliveries come in: each hears every change, once, in order and soon. */
import { type IncomingMessage, request } from 'node:http'
import { Readable } from 'node:stream'
import type { LiveEvent } from '@onecity/contracts'
import { makeClient, sendBatch } from '@onecity/sdk/node'
import { afterAll, expect, it } from 'vitest'
import { endAll, until } from '../../apps/server/src/serve/testing-process.ts'
import { listeners, listenSeconds, report } from './amounts.ts'
import { makeInstallation, ndjsonRows, register, residentMegabytes } from './installation.ts'

const city = await makeInstallation('listeners')
afterAll(() => endAll(city.data))

type Listener = {
  /** Number of the last change heard; null before the greeting. */
  last: number | null
  changes: number
  batches: number
  faults: string[]
  longestMs: number
  readonly stop: () => void
}

const listen = (url: string): Listener => {
  const outgoing = request(`${url}/api/live`, { agent: false, headers: { accept: 'text/event-stream' } })
  const self: Listener = {
    last: null,
    changes: 0,
    batches: 0,
    faults: [],
    longestMs: 0,
    stop: () => {
      stopped = true
      outgoing.destroy()
    },
  }
  let stopped = false
  const hear = (event: LiveEvent) => {
    if (event.type === 'hello') {
      if (self.last !== null) self.faults.push('told to load anew')
      self.last = event.number
    } else if (event.type === 'change') {
      if (event.number !== (self.last ?? 0) + 1) self.faults.push(`after ${self.last} came ${event.number}`)
      self.last = event.number
      self.changes++
      self.longestMs = Math.max(self.longestMs, Date.now() - Date.parse(event.at))
    } else if (event.type === 'batch') self.batches++
  }
  const lost = () => {
    if (!stopped) self.faults.push('the stream ended')
  }
  outgoing.on('error', lost)
  outgoing.on('response', (response: IncomingMessage) => {
    if (response.statusCode !== 200) self.faults.push(`answered ${response.statusCode}`)
    let rest = ''
    response.setEncoding('utf8')
    response.on('data', (text: string) => {
      const blocks = (rest + text).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const data = block.split('\n').find((line) => line.startsWith('data: '))
        if (data !== undefined) hear(JSON.parse(data.slice(6)) as LiveEvent)
      }
    })
    response.on('close', lost)
    response.on('error', lost)
  })
  outgoing.end()
  return self
}

it(`tells ${listeners} listeners everything for ${listenSeconds} s while deliveries come in`, async () => {
  const server = await city.start()
  const client = makeClient({ url: city.url })
  const send = async (key: string, from: number, rows: number, visits: number) => {
    const outcome = await sendBatch(client, Readable.from(ndjsonRows(from, rows, visits)), {
      resource: register,
      key,
      format: 'ndjson',
    })
    if (outcome.outcome !== 'done') throw new Error(JSON.stringify(outcome))
    return outcome.batch
  }
  await send('first', 0, 1_000, 0)
  const idle = residentMegabytes(server.pid)
  const all = Array.from({ length: listeners }, () => listen(city.url))
  await until('all are greeted', () => all.every(({ last }) => last !== null), 60_000)
  const from = all[0]?.last ?? 0

  let peak = idle
  const sampling = setInterval(() => {
    peak = Math.max(peak, residentMegabytes(server.pid))
  }, 100)
  const end = Date.now() + listenSeconds * 1_000
  let deliveries = 0
  // Two senders, as two departments at once: one of many small deliveries, one of larger ones.
  const sender = async (name: string, rows: number, at: number) => {
    for (let i = 1; Date.now() < end; i++) {
      await send(`${name}-${i}`, at, rows, i)
      deliveries++
    }
  }
  await Promise.all([sender('small', 200, 0), sender('large', 20_000, 1_000_000)]).finally(() =>
    clearInterval(sampling),
  )
  await until('all have heard the last change', () => all.every(({ last }) => last === from + deliveries), 30_000)
  const faults = all.flatMap((each) => each.faults)
  for (const each of all) each.stop()
  const changes = all.map((each) => each.changes)
  const { cpu } = await cpuOf(city.url)
  report('listeners', {
    listeners,
    seconds: listenSeconds,
    deliveries,
    eventsHeard: all.reduce((sum, each) => sum + each.changes + each.batches, 0),
    longestMs: Math.max(...all.map(({ longestMs }) => longestMs)),
    aboveIdleMegabytes: Math.round(peak - idle),
    serverCpuSeconds: cpu,
  })
  expect(faults).toEqual([])
  expect(new Set(changes)).toEqual(new Set([deliveries]))
  expect(all.every(({ batches }) => batches > 0)).toBe(true)
})

/** Processor time the server has used since its start. */
const cpuOf = async (url: string): Promise<{ cpu: number | null }> => {
  const text = await (await fetch(`${url}/metrics`)).text()
  const found = /^process_cpu_seconds_total ([\d.]+)/m.exec(text)?.[1]
  return { cpu: found === undefined ? null : Math.round(Number(found)) }
}
