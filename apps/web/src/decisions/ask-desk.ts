import type { DeskMethods } from './desk-protocol.ts'

/**
 * The page's end of the desk: a worker, so that a large model or an expression that goes on for long never stops the page. A
 * question that takes too long is answered with `DeskTimeout`; the worker is ended then, and the next question starts another,
 * which is first given the model again.
 */
export class DeskTimeout extends Error {
  override name = 'DeskTimeout'
}

type Answer<M extends keyof DeskMethods> = Awaited<ReturnType<DeskMethods[M]>>
type Waiting = { readonly resolve: (value: never) => void; readonly reject: (fault: Error) => void }
export type Question = { readonly id: number; readonly method: keyof DeskMethods; readonly args: readonly unknown[] }
export type Reply = { readonly id: number; readonly value: unknown } | { readonly id: number; readonly fault: string }

const longestMs = { read: 60_000, write: 60_000, compile: 30_000, check: 20_000, change: 20_000 } as const
const usualMs = 8_000

let worker: Worker | null = null
let compiled: Parameters<DeskMethods['compile']> | null = null
let nextId = 1
const waiting = new Map<number, Waiting>()

const end = (fault: Error) => {
  worker?.terminate()
  worker = null
  for (const { reject } of waiting.values()) reject(fault)
  waiting.clear()
}

const start = (): Worker => {
  if (worker) return worker
  worker = new Worker(new URL('./desk-worker.ts', import.meta.url), { type: 'module', name: 'onecity-decisions' })
  worker.onmessage = ({ data }: MessageEvent<Reply>) => {
    const asker = waiting.get(data.id)
    waiting.delete(data.id)
    if ('fault' in data) asker?.reject(new Error(data.fault))
    else asker?.resolve(data.value as never)
  }
  worker.onerror = (event) => end(new Error(event.message || 'The decision engine could not be loaded'))
  if (compiled) void send(worker, 'compile', compiled).catch(() => undefined)
  return worker
}

const send = <M extends keyof DeskMethods>(
  to: Worker,
  method: M,
  args: Parameters<DeskMethods[M]>,
): Promise<Answer<M>> => {
  const id = nextId++
  return new Promise<Answer<M>>((resolve, reject) => {
    const timer = setTimeout(() => end(new DeskTimeout(method)), longestMs[method as keyof typeof longestMs] ?? usualMs)
    const settle =
      <T>(then: (value: T) => void) =>
      (value: T) => {
        clearTimeout(timer)
        then(value)
      }
    waiting.set(id, { resolve: settle(resolve), reject: settle(reject) })
    to.postMessage({ id, method, args } satisfies Question)
  })
}

/** @throws DeskTimeout when the answer takes too long; Error when the desk broke down */
export const askDesk = <M extends keyof DeskMethods>(
  method: M,
  ...args: Parameters<DeskMethods[M]>
): Promise<Answer<M>> => {
  const to = start()
  if (method === 'compile') compiled = args as Parameters<DeskMethods['compile']>
  return send(to, method, args)
}
