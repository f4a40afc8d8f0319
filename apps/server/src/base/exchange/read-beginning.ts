import { Readable } from 'node:stream'
import { readFile } from './formats/open-file.ts'
import type { Spool } from './formats/spool.ts'
import type { ReadOptions, RecordSink } from './record-source.ts'

export type BeginningRequest = {
  readonly source: Readable
  readonly spool: Spool
  /** The bytes are the beginning of a longer file: where they stop says nothing. */
  readonly partial: boolean
  /** Greatest archive taken, bytes. */
  readonly mostSpooled: number
}

class SampleEnded extends Error {}

const untilSampleEnds = (source: Readable): Readable =>
  Readable.from(
    (async function* () {
      yield* source
      throw new SampleEnded()
    })(),
  )

/**
 * Reads a file until the sink wants no more, `mostBytes` were read or it ends; answers whether it came to the end of the file.
 * Throws what the whole file would be refused for.
 */
export const readBeginning = async (
  request: BeginningRequest,
  options: ReadOptions,
  sink: RecordSink,
  mostBytes: number,
): Promise<boolean> => {
  let bytes = 0
  let ended = true
  try {
    await readFile(
      {
        source: request.partial ? untilSampleEnds(request.source) : request.source,
        spool: request.spool,
        mostSpooled: request.mostSpooled,
        onBytes: (count) => {
          bytes += count
        },
      },
      options,
      {
        ...sink,
        next: async () => {
          const goesOn = (await sink.next()) && bytes < mostBytes
          if (!goesOn) ended = false
          return goesOn
        },
      },
    )
  } catch (error) {
    if (!(error instanceof SampleEnded)) throw error
    ended = false
  }
  return ended
}
