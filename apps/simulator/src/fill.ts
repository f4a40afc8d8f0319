import { Readable } from 'node:stream'
import {
  type Batch,
  type BatchProgress,
  type Client,
  ProblemError,
  type ResourceDetail,
  sendBatch,
} from '@onecity/sdk/node'
import { makeRowEncoder, type RowEncoder } from './encode-rows.ts'
import { readCityPlaces } from './ground.ts'
import { type Column, type Delivered, makeLibraries } from './libraries/index.ts'
import { settled } from './settled.ts'
import { makeWorld } from './world.ts'

export type FillOptions = {
  readonly people: number
  readonly companies: number
  readonly seed: number
  readonly onProgress?: (resource: string, progress: BatchProgress) => void
}

/** Which made columns a city's resource takes. Throws when it requires an item that is not made. */
export const wantedColumns = (
  declared: Pick<ResourceDetail, 'id' | 'items'>,
  columns: readonly Column[],
): ReadonlySet<string> => {
  const made = new Set(columns.map(({ id }) => id))
  const position = declared.items.find(({ type }) => type === 'point')?.id
  const isMade = (id: string) => made.has(id) || (id === position && made.has('lng'))
  const missing = declared.items.filter(({ id, optional, from }) => !optional && from === undefined && !isMade(id))
  if (missing.length > 0)
    throw new Error(
      `“${declared.id}” requires ${missing.map(({ id }) => id).join(', ')}, which the simulator does not make`,
    )
  const ids = new Set(declared.items.map(({ id }) => id))
  return new Set([...made].filter((id) => ids.has(id) || (position !== undefined && (id === 'lng' || id === 'lat'))))
}

/** Rows in pieces of some 64 KB: one piece per row would cost more than making it. */
function* inPieces(rows: Iterable<Delivered>, encoder: RowEncoder): Generator<string, void, undefined> {
  let piece = ''
  let isFirst = true
  for (const { values } of rows) {
    if (isFirst) piece = encoder.header
    isFirst = false
    piece += encoder.row(values)
    if (piece.length > 32_000) {
      yield piece
      piece = ''
    }
  }
  if (piece !== '') yield piece
}

function* startingWith<T>(first: T, rest: Iterable<T>): Generator<T, void, undefined> {
  yield first
  yield* rest
}

/** What a city declares of a resource; undefined when it has none of that name. */
const findResource = async (client: Client, resource: string): Promise<ResourceDetail | undefined> => {
  try {
    return (await (await client.request(`/api/catalogue/resources/${resource}`)).json()) as ResourceDetail
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'not-found') return undefined
    throw error
  }
}

/** Fills an installation with a small made-up city, marked as simulated, and answers with the accounting of each library. A city without these resources gets nothing. */
export const fill = async (client: Client, options: FillOptions): Promise<readonly Batch[]> => {
  const { people, companies, seed } = options
  const grounds = await readCityPlaces(client)
  const librariesOf = (years: number) => makeLibraries(makeWorld({ people, companies, seed, years, ...grounds }))
  // Registers show how things are; of the economy one month alone says little.
  const history = librariesOf(2).filter(({ resource }) => resource === 'economy-monthly')
  const libraries = librariesOf(0).map(
    (library) => history.find(({ resource }) => resource === library.resource) ?? library,
  )
  const batches: Batch[] = []
  for (const { resource, columns, rows } of libraries) {
    const declared = await findResource(client, resource)
    if (!declared) continue
    const pieces = inPieces(rows(), makeRowEncoder('csv', columns, wantedColumns(declared, columns)))
    const first = pieces.next()
    if (first.done) continue
    const key = `demo-${resource}-${seed}-${people}-${companies}`
    const outcome = await sendBatch(
      client,
      Readable.from(startingWith(first.value, pieces), { objectMode: true }),
      { resource, key, mode: 'upsert', format: 'csv', fileName: `${key}.csv`, crs: 'WGS-84', simulated: true },
      options.onProgress && ((progress) => options.onProgress?.(resource, progress)),
    )
    batches.push(settled(resource, outcome))
  }
  return batches
}
