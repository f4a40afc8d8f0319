import type { DeskMethods } from './desk-protocol.ts'

/**
 * The page's end of the desk: workers, so that a large model or an expression that goes on for long never stops the page, and
 * looking for gaps never stops an evaluation. A question that takes too long is answered with `DeskTimeout`; its worker is ended
 * then, and the next question starts another, which is first given the model again.
 */
export class DeskTimeout extends Error {
  override name = 'DeskTimeout'
}

type Answer<M extends keyof DeskMethods> = Awaited<ReturnType<DeskMethods[M]>>
type CompileArgs = Parameters<DeskMethods['compile']>
export type Question = { readonly id: number; readonly method: keyof DeskMethods; readonly args: readonly unknown[] }
export type Reply = { readonly id: number; readonly value: unknown } | { readonly id: number; readonly fault: string }

const longestMs: Partial<Record<keyof DeskMethods, number>> = {
  read: 60_000,
  write: 60_000,
  compile: 30_000,
  check: 30_000,
  change: 30_000,
}
const usualMs = 8_000

let nextId = 1
/** The model that questions are about. */
let compiled: CompileArgs | null = null

class Desk {
  #worker: Worker | null = null
  /** What this worker was given. */
  #has: CompileArgs | null = null
  readonly #waiting = new Map<
    number,
    { readonly resolve: (value: never) => void; readonly reject: (fault: Error) => void }
  >()

  get isBusy(): boolean {
    return this.#waiting.size > 0
  }

  end(fault: Error): void {
    this.#worker?.terminate()
    this.#worker = null
    this.#has = null
    for (const { reject } of this.#waiting.values()) reject(fault)
    this.#waiting.clear()
  }

  ask<M extends keyof DeskMethods>(method: M, args: Parameters<DeskMethods[M]>): Promise<Answer<M>> {
    const worker = this.#start()
    if (method === 'compile') this.#has = args as CompileArgs
    else if (compiled && this.#has !== compiled) {
      this.#has = compiled
      void this.#send(worker, 'compile', compiled).catch(() => undefined)
    }
    return this.#send(worker, method, args)
  }

  #start(): Worker {
    if (this.#worker) return this.#worker
    const worker = new Worker(new URL('./desk-worker.ts', import.meta.url), {
      type: 'module',
      name: 'onecity-decisions',
    })
    worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      const asker = this.#waiting.get(data.id)
      this.#waiting.delete(data.id)
      if ('fault' in data) asker?.reject(new Error(data.fault))
      else asker?.resolve(data.value as never)
    }
    worker.onerror = (event) => this.end(new Error(event.message || 'The decision engine could not be loaded'))
    this.#worker = worker
    return worker
  }

  #send<M extends keyof DeskMethods>(to: Worker, method: M, args: Parameters<DeskMethods[M]>): Promise<Answer<M>> {
    const id = nextId++
    return new Promise<Answer<M>>((resolve, reject) => {
      const timer = setTimeout(() => this.end(new DeskTimeout(method)), longestMs[method] ?? usualMs)
      const settle =
        <T>(then: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer)
          then(value)
        }
      this.#waiting.set(id, { resolve: settle(resolve), reject: settle(reject) })
      to.postMessage({ id, method, args } satisfies Question)
    })
  }
}

const quick = new Desk()
/** What may take long, each with a worker of its own. */
const slow = { check: new Desk(), change: new Desk() }

/** @throws DeskTimeout when the answer takes too long; Error when the desk broke down, or another check was asked for meanwhile */
export const askDesk = <M extends keyof DeskMethods>(
  method: M,
  ...args: Parameters<DeskMethods[M]>
): Promise<Answer<M>> => {
  if (method === 'compile') compiled = args as CompileArgs
  if (method !== 'check' && method !== 'change') return quick.ask(method, args)
  const desk = slow[method as keyof typeof slow]
  // What is still being looked for belongs to a model or inputs that nobody has before them any more.
  if (desk.isBusy) desk.end(new Error('superseded'))
  return desk.ask(method, args)
}
