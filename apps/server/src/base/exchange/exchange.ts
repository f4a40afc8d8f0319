import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Batch } from '@onecity/contracts'
import pLimit from 'p-limit'
import type { Route } from '../../platform/http/index.ts'
import type { JobTask } from '../../platform/jobs/index.ts'
import type { RequestAccess } from '../../trust/access/index.ts'
import { listChangedBatches } from './batch-ledger.ts'
import type { ExchangeDeps } from './exchange-deps.ts'
import { makeSpool, sweepSpool } from './formats/spool.ts'
import { makeRoutes } from './routes.ts'
import { type FileSample, type SampleRequest, sampleFile } from './sample-file.ts'
import { sweepBatches } from './sweep-batches.ts'
import { holdWorkerLock } from './worker-lock.ts'

/** Deliveries one process receives at a time, each with a connection of its own; further ones wait unread. */
const mostReceiving = 24
/** Merges one process runs at a time; one merge keeps a core of the database busy. */
const mostMerging = 2
/** Previews one process makes at a time; each holds a core for some tenths of a second. */
const mostPreviewing = 4
/** Whoever sent to a process that died asks what became of it and waits this long for an answer. One cheap query each time. */
const sweepEveryMs = 3_000
/** How long a stopping process waits for deliveries cut off a moment ago to be written into the ledger. */
const settleWithinMs = 10_000

export type SampleFile = (request: Omit<SampleRequest, 'spool'>) => Promise<FileSample>

export type Exchange = {
  readonly routes: readonly Route<RequestAccess>[]
  readonly tasks: readonly JobTask[]
  readonly listChangedBatches: (since: Date) => Promise<Batch[]>
  /** Reads files that no resource is declared for, a few at a time. */
  readonly sampleFile: SampleFile
  readonly close: () => Promise<void>
}

/** The intake of one process. */
export const startExchange = (deps: ExchangeDeps): Exchange => {
  const { database, log } = deps
  const worker = holdWorkerLock(deps.connect)
  void sweepSpool(deps.spoolFolder).then(
    (swept) => swept > 0 && log.info({ files: swept }, 'archives of an earlier process removed'),
    (error: unknown) => log.warn({ err: error }, 'archives of earlier processes could not be removed'),
  )
  const sweep = async () => {
    for (const batch of await sweepBatches(database))
      log.warn({ batch }, 'batch given up: its process ended; nothing of it was kept')
  }
  const sweepNow = () =>
    sweep().catch((error: unknown) => log.warn({ err: error }, 'sweep failed, the next one follows'))
  // First what an earlier life of this process left behind. Then again and again: other processes die too, and a statement of
  // a dead one may hold on to its batch for a moment.
  const stopping = new AbortController()
  const { signal } = stopping
  const sweeping = (async () => {
    await Promise.race([worker.held, once(signal, 'abort')])
    while (!signal.aborted) {
      await sweepNow()
      await sleep(sweepEveryMs, undefined, { signal }).catch(() => {})
    }
  })()
  const queueReceive = pLimit(mostReceiving)
  const queuePreview = pLimit(mostPreviewing)
  const spool = makeSpool(deps.spoolFolder)
  const untilSettled = async () => {
    const end = Date.now() + settleWithinMs
    while (queueReceive.activeCount + queueReceive.pendingCount > 0 && Date.now() < end) await sleep(20)
  }
  return {
    routes: makeRoutes({
      ...deps,
      worker: worker.number,
      queueReceive,
      queueMerge: pLimit(mostMerging),
      queuePreview,
      spool,
    }),
    tasks: [{ name: 'exchange.sweep-batches', run: sweep, cron: '* * * * *' }],
    sampleFile: (request) => queuePreview(() => sampleFile({ ...request, spool })),
    listChangedBatches: (since) => listChangedBatches(database.db, since),
    close: async () => {
      await untilSettled()
      stopping.abort()
      await sweeping
      await worker.close()
    },
  }
}
