import type { Batch, ProblemDetails } from '@onecity/contracts'
import { ProblemError } from '@onecity/sdk'
import { create } from 'zustand'
import { findBatchByKey, type Upload, uploadBatch } from '../app/api/exchange.ts'
import { listenLive } from '../live/live-client.ts'

/**
 * The one import under way in this tab. It lives outside the page, so that going to another page does not interrupt it.
 *
 * sending → done | failed     the server answered
 * sending → asking            no answer (cancelled, connection lost), or an earlier attempt with this key is still at work:
 *                             a batch is wholly in or wholly out, and only the ledger knows which
 * asking  → done | failed     the ledger told; or the earlier attempt ended outside and this one is sent again
 *
 * A retry keeps the key: if the first attempt did get in after all, the server recognises it and writes nothing twice.
 */
export type TransferOptions = {
  readonly resource: string
  readonly file: File
  readonly mode: Exclude<Batch['mode'], 'undo' | 'reread'>
  /** A column mapping: how the file is laid out. */
  readonly mapping: string | undefined
}

export type Transfer = TransferOptions & {
  readonly key: string
  readonly phase: 'sending' | 'asking' | 'done' | 'failed'
  readonly sentBytes: number
  readonly startedAtMs: number
  readonly batch: (Batch & { readonly repeated?: boolean }) | null
  readonly problem: ProblemDetails | null
  readonly cancelled: boolean
  /** The ledger could not be asked: the rows may be in or out. */
  readonly unknown: boolean
}

type TransferState = {
  readonly transfer: Transfer | null
  readonly begin: (options: TransferOptions, key?: string) => void
  readonly retry: () => void
  readonly cancel: () => void
  readonly forget: () => void
}

let upload: Upload | null = null
let stopListening: (() => void) | null = null

const askEveryMs = 1_000
// Two minutes: a lost connection to a server that restarts is settled long before.
const mostAsked = 120
// The server writes a batch down before it reads the first byte; one that is not there after this was never begun.
const notFoundEnough = 5
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

const warnOnClose = (event: BeforeUnloadEvent) => event.preventDefault()

export const useTransfer = create<TransferState>()((set, get) => {
  const change = (key: string, part: Partial<Transfer>) => {
    const { transfer } = get()
    if (transfer?.key === key) set({ transfer: { ...transfer, ...part } })
  }
  const finish = () => {
    stopListening?.()
    stopListening = null
    upload = null
    removeEventListener('beforeunload', warnOnClose)
  }
  /** Asks the ledger how the delivery ended, until it has. */
  const ask = async (key: string, part: Partial<Transfer>, resend: boolean): Promise<void> => {
    change(key, { ...part, phase: 'asking' })
    const asked = get().transfer
    let notFound = 0
    for (let attempt = 0; attempt < mostAsked; attempt += 1) {
      await pause(askEveryMs)
      const { transfer } = get()
      if (!asked || transfer?.key !== key || transfer.phase !== 'asking') return
      const found = await findBatchByKey(asked.resource, key).catch(() => undefined)
      if (found === undefined) continue
      if (found === null) notFound += 1
      else if (found.status === 'done' || found.status === 'held') return change(key, { phase: 'done', batch: found })
      else if (found.status === 'failed' || found.status === 'interrupted') {
        if (resend) return begin(asked, key)
        return change(key, { phase: 'failed', batch: found })
      }
      if (notFound >= notFoundEnough) return change(key, { phase: 'failed' })
    }
    change(key, { phase: 'failed', unknown: true })
  }
  const begin = (options: TransferOptions, key: string = crypto.randomUUID()) => {
    upload?.cancel()
    finish()
    const { file, mode, resource, mapping } = options
    set({
      transfer: {
        resource,
        file,
        mode,
        mapping,
        key,
        phase: 'sending',
        sentBytes: 0,
        startedAtMs: Date.now(),
        batch: null,
        problem: null,
        cancelled: false,
        unknown: false,
      },
    })
    addEventListener('beforeunload', warnOnClose)
    stopListening = listenLive((event) => {
      if (event.type === 'batch' && event.batch.key === key) change(key, { batch: event.batch })
    })
    const mine = uploadBatch({ ...options, key, onProgress: (sentBytes) => change(key, { sentBytes }) })
    upload = mine
    mine.done
      .then((batch) => change(key, { phase: batch.status === 'done' ? 'done' : 'failed', batch }))
      .catch((cause: unknown) => {
        if (!(cause instanceof ProblemError)) return ask(key, { cancelled: true }, false)
        if (cause.code === 'batch-in-progress') return ask(key, {}, true)
        if (cause.code === 'unreachable' || cause.code === 'interrupted')
          return ask(key, { problem: cause.problem }, false)
        return change(key, { phase: 'failed', problem: cause.problem })
      })
      .finally(() => {
        if (upload === mine) finish()
      })
  }
  return {
    transfer: null,
    begin,
    retry: () => {
      const { transfer } = get()
      if (transfer) begin(transfer, transfer.key)
    },
    cancel: () => upload?.cancel(),
    forget: () => {
      upload?.cancel()
      finish()
      set({ transfer: null })
    },
  }
})
