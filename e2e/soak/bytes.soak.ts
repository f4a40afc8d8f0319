/** However large a file is, the server's memory is at its end what it was after the first part of it. */
import { Readable } from 'node:stream'
import { makeClient, sendBatch } from '@onecity/sdk/node'
import { afterAll, expect, it } from 'vitest'
import { endAll } from '../../apps/server/src/serve/testing-process.ts'
import { jsonBytes, report, tableBytes } from './amounts.ts'
import { fileOfBytes, makeInstallation, register, residentMegabytes } from './installation.ts'

const city = await makeInstallation('bytes')
afterAll(() => endAll(city.data))

/** Memory is compared with that after this much: by then every buffer has its size. */
const settledAfter = 1024 ** 3

it.each([
  ['csv', tableBytes],
  ['ndjson', jsonBytes],
  ['json', jsonBytes],
] as const)('%s of %i bytes goes through with the memory it had in its beginning', async (format, bytes) => {
  const server = await city.start()
  const from = Math.min(settledAfter, bytes / 4)
  let early = 0
  let late = 0
  let sent = 0
  const pieces = function* () {
    for (const piece of fileOfBytes(format, bytes, format.slice(0, 1))) {
      sent += piece.length
      yield piece
    }
  }
  const sampling = setInterval(() => {
    const now = residentMegabytes(server.pid)
    if (sent < from) early = Math.max(early, now)
    else if (sent > bytes / 2) late = Math.max(late, now)
  }, 50)
  const startedAt = performance.now()
  const outcome = await sendBatch(makeClient({ url: city.url }), Readable.from(pieces()), {
    resource: register,
    key: format,
    fileName: `large.${format}`,
  }).finally(() => clearInterval(sampling))
  const seconds = (performance.now() - startedAt) / 1000
  expect(outcome).toMatchObject({ outcome: 'done', batch: { format, rejected: 0 } })
  report(`bytes ${format}`, {
    megabytes: Math.round(sent / 1024 ** 2),
    seconds: Math.round(seconds),
    megabytesPerSecond: Math.round(sent / 1024 ** 2 / seconds),
    inItsFirstPart: Math.round(early),
    inItsLastHalf: Math.round(late),
  })
  // What the heap takes and gives back between two collections.
  expect(late - early).toBeLessThanOrEqual(60)
  await server.stop()
})
