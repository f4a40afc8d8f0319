import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Readable } from 'node:stream'
import type { Batch, BatchPage, ProblemDetails } from '@onecity/contracts'
import { type Client, toUrl } from './client.ts'
import { type FileLayout, toLayoutHeaders, toLayoutQuery } from './file-layout.ts'
import { ProblemError, toProblem } from './problem.ts'
import { pause } from './read-rows.ts'

/**
 * Sends one delivery to a register, however large, and says how it ended.
 *
 * The answer comes when the rows are merged, which may take many minutes after the last byte: nothing here times out. While
 * waiting, the ledger is asked for progress. If the connection is lost, the ledger is asked by the batch key: a delivery is
 * wholly in or wholly out, never in part, so the answer is definite unless the server cannot be reached at all.
 */
export type SendBatchOptions = FileLayout & {
  readonly resource: string
  /** Names this delivery: sending it again under the same key changes nothing. */
  readonly key: string
  readonly mode?: 'upsert' | 'append' | 'delete' | 'replace'
  readonly simulated?: boolean
  /** Length of the body if known; lets the server tell the time left. */
  readonly bytes?: number
  readonly pollMs?: number
  /** How long to go on asking after a lost connection, milliseconds. Default 2 minutes. */
  readonly askMs?: number
}

export type BatchProgress = { readonly bytesSent: number; readonly batch: Batch | null }

export type BatchOutcome =
  /** In; or held until somebody confirms what it would remove (`batch.status` tells). */
  | { readonly outcome: 'done'; readonly batch: Batch }
  /** Nothing was kept. */
  | { readonly outcome: 'refused'; readonly problem: ProblemDetails }
  /** The connection broke; the ledger was asked afterwards. `in`: done, or held with all its rows kept. */
  | {
      readonly outcome: 'lost'
      readonly rows: 'in' | 'out' | 'unknown'
      readonly batch: Batch | null
      readonly detail: string
    }

const contentTypes = {
  csv: 'text/csv',
  ndjson: 'application/x-ndjson',
  json: 'application/json',
  geojson: 'application/geo+json',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  shapefile: 'application/zip',
} as const
/** Keeps a silent connection known to routers, and notices a peer that has gone. */
const keepAliveMs = 30_000

type Answer = { readonly status: number; readonly text: string }

const readAnswer = async (response: IncomingMessage): Promise<Answer> => {
  let text = ''
  response.setEncoding('utf8')
  for await (const chunk of response) text += chunk
  return { status: response.statusCode ?? 0, text }
}

/** The delivery itself could not be read; the connection is not to blame. */
class UnreadableBody extends Error {}

/** Posts the body; resolves with the answer even if it comes before the body is through. Rejects when the connection is lost. */
const post = (
  client: Client,
  body: Readable,
  options: SendBatchOptions,
  onBytes: (sent: number) => void,
): Promise<Answer> => {
  const url = toUrl(client.url, `/api/registers/${encodeURIComponent(options.resource)}/batches`, {
    mode: options.mode,
    key: options.key,
    ...toLayoutQuery(options),
    simulated: options.simulated,
  })
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
      method: 'POST',
      agent: false,
      headers: {
        ...client.headers,
        ...toLayoutHeaders(options),
        'content-type': contentTypes[options.format ?? 'csv'],
        ...(options.bytes === undefined ? {} : { 'content-length': options.bytes }),
      },
    })
    // Answered, lost or sent: nothing more is to be written.
    let over = false
    let wake: () => void = () => {}
    const stop = () => {
      over = true
      wake()
    }
    request.on('socket', (socket) => socket.setKeepAlive(true, keepAliveMs))
    request.on('drain', () => wake())
    request.on('response', (response) => {
      stop()
      readAnswer(response)
        .then(resolve, reject)
        .finally(() => request.destroy())
    })
    request.on('error', (error) => {
      stop()
      reject(error)
    })
    request.on('close', stop)

    const write = async () => {
      let sent = 0
      for await (const chunk of body as AsyncIterable<Buffer | string>) {
        if (over) return
        const hasRoom = request.write(chunk)
        sent += Buffer.byteLength(chunk)
        onBytes(sent)
        if (!hasRoom && !over)
          await new Promise<void>((resume) => {
            wake = resume
          })
      }
      if (!over) request.end()
    }
    write().catch((cause: unknown) => {
      if (over) return
      reject(new UnreadableBody((cause as Error).message, { cause }))
      request.destroy()
    })
  })
}

/** The ledger's entries under the key of a delivery. */
const findBatches = async (client: Client, options: SendBatchOptions): Promise<readonly Batch[]> => {
  const query = { resource: options.resource, key: options.key }
  const response = await client.request('/api/batches', { query, signal: AbortSignal.timeout(10_000) })
  return ((await response.json()) as BatchPage).batches.filter((batch) => batch.key === options.key)
}

const isOpen = (batch: Batch) => batch.status === 'receiving' || batch.status === 'merging'

/** Asks until the ledger gives a definite answer: in, or out. */
const askLedger = async (client: Client, options: SendBatchOptions, cause: string): Promise<BatchOutcome> => {
  const end = Date.now() + (options.askMs ?? 120_000)
  const pollMs = options.pollMs ?? 1_000
  let batch: Batch | null = null
  let detail = cause
  // The last bytes may still be on their way to a server that has not noted the delivery yet: one empty answer proves nothing.
  let sawNothing = false
  do {
    try {
      const batches = await findBatches(client, options)
      const done = batches.find(({ status }) => status === 'done' || status === 'held')
      if (done) return { outcome: 'lost', rows: 'in', batch: done, detail }
      const open = batches.find(isOpen)
      batch = open ?? batches[0] ?? null
      if (!open && (batch || sawNothing)) return { outcome: 'lost', rows: 'out', batch, detail }
      sawNothing = !batch
    } catch (error) {
      if (error instanceof ProblemError && !error.retryable)
        return { outcome: 'lost', rows: 'unknown', batch, detail: error.message }
      detail = `${cause}; ${(error as Error).message}`
    }
    await pause(pollMs)
  } while (Date.now() < end)
  return { outcome: 'lost', rows: 'unknown', batch, detail }
}

/** Sends one delivery. Throws only when the body itself cannot be read. */
export const sendBatch = async (
  client: Client,
  body: Readable,
  options: SendBatchOptions,
  onProgress?: (progress: BatchProgress) => void,
): Promise<BatchOutcome> => {
  let bytesSent = 0
  const finished = new AbortController()
  const watch = async () => {
    let batch: Batch | null = null
    while (!finished.signal.aborted) {
      await pause(options.pollMs ?? 1_000, finished.signal)
      if (finished.signal.aborted) return
      // A question that fails must not disturb the delivery: what was known last is told again.
      const found = await findBatches(client, options).catch(() => null)
      if (found) batch = found.find(isOpen) ?? batch
      if (!finished.signal.aborted) onProgress?.({ bytesSent, batch })
    }
  }
  const watching = onProgress ? watch() : Promise.resolve()
  try {
    const { status, text } = await post(client, body, options, (sent) => {
      bytesSent = sent
    })
    if (status < 200 || status > 299) return { outcome: 'refused', problem: toProblem(status, text) }
    return { outcome: 'done', batch: JSON.parse(text) as Batch }
  } catch (error) {
    if (error instanceof UnreadableBody) throw error.cause
    return await askLedger(client, options, (error as Error).message)
  } finally {
    finished.abort()
    await watching
  }
}
