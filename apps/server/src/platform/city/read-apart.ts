/**
 * Reads cities beside the rest of the process. Reading and checking 5,200 resources is four seconds of work; a process that
 * publishes a folder or checks a draft answers requests meanwhile. One thread does it, one city after another; after a city of
 * ordinary size it is kept for a minute, for its compiled code makes the next reading four times as fast.
 * Where the thread's file is not beside the program (sources under test, benchmarks) the same work is done in this thread.
 */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { City, Problem } from '@onecity/city'
import { unpackModel } from './pack-model.ts'
import { type PackedFiles, packFiles, pieceOf, type ReadReply, type ReadTask, runReadTask } from './read-task.ts'

export type ReadApart =
  | { readonly ok: false; readonly problems: readonly Problem[] }
  | {
      readonly ok: true
      readonly city: City
      readonly hash: string
      readonly warnings: readonly Problem[]
      /** The model as it is stored. */
      readonly packed: Buffer
    }

/** `before`: the version it is held against; what is as it was is the same object (`unpackModel`). */
export type CityReader = {
  /** The folder as it is, with the very bytes that were read and their hashes (no files when it has errors). */
  readonly readDir: (
    dir: string,
    actions: readonly string[],
    before?: City,
  ) => Promise<{
    readonly result: ReadApart
    readonly files: ReadonlyMap<string, Buffer>
    readonly hashes: ReadonlyMap<string, string>
  }>
  readonly readFiles: (
    files: Iterable<readonly [string, Buffer]>,
    actions: readonly string[],
    before?: City,
  ) => Promise<ReadApart>
  /** Gives the thread back; the next reading takes a new one. */
  readonly close: () => Promise<void>
}

const idleMs = 60_000
/** Bytes of a packed model. After a larger one the thread holds hundreds of megabytes, and starting anew is little beside reading. */
const largestKept = 500_000
/** MB. Parsing makes much that dies young: with V8's own 16 it takes a seventh longer. */
const maxYoungGenerationSizeMb = 96

const workerFile = new URL('./read-city-worker.mjs', import.meta.url)

export const makeCityReader = (file: URL | null = workerFile): CityReader => {
  const isApart = file !== null && existsSync(fileURLToPath(file))
  let worker: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  let before: Promise<unknown> = Promise.resolve()

  const letGo = async () => {
    const gone = worker
    worker = undefined
    clearTimeout(idle)
    await gone?.terminate()
  }

  /** A thread that ends while nobody waits for it must not be asked again, and is no fault of the process. */
  const startWorker = (): Worker => {
    const started = new Worker(file as URL, { resourceLimits: { maxYoungGenerationSizeMb } })
    const forget = () => {
      if (worker === started) worker = undefined
    }
    return started.on('error', forget).on('exit', forget)
  }

  const ask = (task: ReadTask): Promise<ReadReply> =>
    new Promise((resolve, reject) => {
      clearTimeout(idle)
      worker ??= startWorker()
      const current = worker
      current.ref()
      const settle = (done: () => void) => {
        current.off('message', answered).off('error', failed).off('exit', ended)
        current.unref()
        done()
      }
      const answered = (said: { readonly reply: ReadReply } | { readonly error: unknown }) =>
        settle(() => {
          const isLarge = 'reply' in said && said.reply.ok && said.reply.packed.byteLength > largestKept
          idle = setTimeout(() => void letGo(), isLarge ? 0 : idleMs).unref()
          if ('reply' in said) resolve(said.reply)
          else reject(said.error)
        })
      // Out of memory, mostly: the next city gets a new thread.
      const failed = (error: unknown) =>
        settle(() => {
          if (worker === current) worker = undefined
          reject(error)
        })
      const ended = (code: number) => failed(new Error(`the thread that reads cities ended with ${code}`))
      current.once('message', answered).once('error', failed).once('exit', ended)
      current.postMessage(task, 'files' in task ? [task.files.bytes.buffer as ArrayBuffer] : [])
    })

  const run = (task: ReadTask): Promise<ReadReply> => {
    if (!isApart) return runReadTask(task)
    const reply = before.then(() => ask(task))
    before = reply.catch(() => {})
    return reply
  }

  const toResult = async (reply: ReadReply, before: City | undefined): Promise<ReadApart> => {
    if (!reply.ok) return reply
    const packed = Buffer.from(reply.packed.buffer, reply.packed.byteOffset, reply.packed.byteLength)
    return { ok: true, city: await unpackModel(packed, before), hash: reply.hash, warnings: reply.warnings, packed }
  }

  return {
    readDir: async (dir, actions, like) => {
      const reply = await run({ dir, actions })
      const found: PackedFiles | null = reply.ok ? reply.files : null
      const { paths = [], ends = [], hashes = [], bytes } = found ?? {}
      return {
        result: await toResult(reply, like),
        files: new Map(paths.map((path, i) => [path, pieceOf(bytes as Uint8Array, ends, i)])),
        hashes: new Map(paths.map((path, i) => [path, hashes[i] as string])),
      }
    },
    readFiles: async (files, actions, like) => toResult(await run({ files: packFiles(files), actions }), like),
    close: async () => {
      await before
      await letGo()
    },
  }
}

/** One for the process. */
export const cityReader = makeCityReader()
