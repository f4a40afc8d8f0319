import type { Batch, ProblemDetails } from '@onecity/contracts'
import { ProblemError } from '@onecity/sdk'
import { create } from 'zustand'
import { type Upload, uploadBatch } from '../app/api/exchange.ts'
import { listenLive } from '../live/live-client.ts'

/**
 * The one import under way in this tab. It lives outside the page, so that going to another page does not interrupt it. A
 * retry keeps the key: if the first attempt did get in after all, the server recognises it and writes nothing twice.
 */
export type TransferOptions = {
  readonly resource: string
  readonly file: File
  readonly mode: 'upsert' | 'append'
  readonly crs: string | undefined
  readonly encoding: string | undefined
}

export type Transfer = TransferOptions & {
  readonly key: string
  readonly phase: 'sending' | 'done' | 'failed'
  readonly sentBytes: number
  readonly startedAtMs: number
  readonly batch: (Batch & { readonly repeated?: boolean }) | null
  readonly problem: ProblemDetails | null
  readonly cancelled: boolean
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
  const begin = (options: TransferOptions, key: string = crypto.randomUUID()) => {
    upload?.cancel()
    finish()
    const { file, mode, resource, crs, encoding } = options
    set({
      transfer: {
        resource,
        file,
        mode,
        crs,
        encoding,
        key,
        phase: 'sending',
        sentBytes: 0,
        startedAtMs: Date.now(),
        batch: null,
        problem: null,
        cancelled: false,
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
        if (cause instanceof ProblemError) change(key, { phase: 'failed', problem: cause.problem })
        else change(key, { phase: 'failed', cancelled: true })
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
