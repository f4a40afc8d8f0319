/** However many rows come, the server's memory does not grow with them. */
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { createGzip } from 'node:zlib'
import { makeClient, sendBatch } from '@onecity/sdk/node'
import { afterAll, expect, it } from 'vitest'
import { endAll } from '../../apps/server/src/serve/testing-process.ts'
import { report, streamRows } from './amounts.ts'
import { makeInstallation, ndjsonRows, register, residentMegabytes } from './installation.ts'

const city = await makeInstallation('memory')
afterAll(() => endAll(city.data))

it(`takes ${streamRows} rows of compressed NDJSON in without growing by more than 100 MB`, async () => {
  const server = await city.start()
  // Until start-up's own garbage has settled.
  await sleep(2_000)
  const idle = residentMegabytes(server.pid)
  let peak = idle
  const sampling = setInterval(() => {
    peak = Math.max(peak, residentMegabytes(server.pid))
  }, 50)
  const startedAt = performance.now()
  const outcome = await sendBatch(
    makeClient({ url: city.url }),
    Readable.from(ndjsonRows(0, streamRows, 0)).pipe(createGzip({ level: 1 })),
    { resource: register, key: 'stream', format: 'ndjson' },
  ).finally(() => clearInterval(sampling))
  const seconds = (performance.now() - startedAt) / 1000
  expect(outcome).toMatchObject({ outcome: 'done', batch: { received: streamRows, inserted: streamRows, rejected: 0 } })
  report('memory', {
    rows: streamRows,
    seconds: Math.round(seconds),
    rowsPerSecond: Math.round(streamRows / seconds),
    idleMegabytes: Math.round(idle),
    aboveIdleMegabytes: Math.round(peak - idle),
  })
  expect(peak - idle).toBeLessThanOrEqual(100)
})
