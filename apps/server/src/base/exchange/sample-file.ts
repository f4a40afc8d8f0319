/** Rows of a file of which nobody has said yet what it holds: taken evenly from all that is read, within bounds. */
import type { Intake } from '@onecity/city'
import { type BeginningRequest, readBeginning } from './read-beginning.ts'
import { type FileFacts, makeFileFacts } from './record-source.ts'

export type SampleRequest = BeginningRequest & {
  readonly layout: Intake
  /** Greatest number of rows kept; at least half as many are, where there are so many. */
  readonly mostRows: number
  readonly mostBytes: number
  readonly mostMs: number
}

type Row = readonly (string | null)[]
export type FileSample = {
  readonly facts: FileFacts
  readonly header: readonly string[]
  /** Every n-th row that was read. */
  readonly rows: readonly Row[]
  readonly first: readonly Row[]
  /** Records read, and how many of them could not be taken apart. */
  readonly records: number
  readonly faulty: number
  readonly complete: boolean
}

const firstRows = 20
/** No titles are expected: a header is told by its form alone. */
const noTitles = { all: new Set<string>(), whole: new Set<string>() }

/** Keeps every n-th of what it is given; n doubles whenever there are too many. */
const makeEvenKeeper = <T>(most: number) => {
  let kept: T[] = []
  let step = 1
  let seen = 0
  return {
    give: (one: T) => {
      if (seen++ % step !== 0) return
      kept.push(one)
      if (kept.length <= most) return
      kept = kept.filter((_, at) => at % 2 === 0)
      step *= 2
    },
    kept: (): readonly T[] => kept,
  }
}

/** Samples a file. Throws what the file would be refused for: unreadable, empty, an archive that is too large. */
export const sampleFile = async ({
  layout,
  mostRows,
  mostBytes,
  mostMs,
  ...request
}: SampleRequest): Promise<FileSample> => {
  const facts = makeFileFacts()
  const keeper = makeEvenKeeper<Row>(mostRows)
  const first: Row[] = []
  const until = performance.now() + mostMs
  let header: readonly string[] = []
  let records = 0
  let faulty = 0
  const complete = await readBeginning(
    request,
    { layout, titles: noTitles, facts },
    {
      columns: (names) => {
        header = names
      },
      record: ({ fields, fault }) => {
        records++
        if (fault !== undefined) {
          faulty++
          return
        }
        keeper.give(fields)
        if (first.length < firstRows) first.push(fields)
      },
      next: async () => performance.now() < until,
    },
    mostBytes,
  )
  return { facts, header, rows: keeper.kept(), first, records, faulty, complete }
}
