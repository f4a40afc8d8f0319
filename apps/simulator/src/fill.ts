import { Readable } from 'node:stream'
import {
  type Batch,
  type BatchProgress,
  type Client,
  ProblemError,
  type ResourceDetail,
  sendBatch,
} from '@onecity/sdk/node'
import { readStreets, type Street } from './ground.ts'
import { makeCompanies } from './make-companies.ts'
import { makeResidents } from './make-residents.ts'

export type FillOptions = {
  readonly people: number
  readonly companies: number
  readonly seed: number
  readonly onProgress?: (resource: string, progress: BatchProgress) => void
}

type Delivery = {
  readonly resource: string
  readonly count: number
  readonly rows: (streets: readonly Street[]) => Iterable<object>
  /** Items that rows are made for. */
  readonly items: readonly string[]
}

const deliveriesOf = ({ people, companies, seed }: FillOptions): readonly Delivery[] => [
  {
    resource: 'resident',
    count: people,
    rows: (streets) => makeResidents(people, seed, streets),
    items: ['id_number', 'name', 'birth_date', 'sex', 'phone', 'address', 'area'],
  },
  {
    resource: 'legal-entity',
    count: companies,
    rows: (streets) => makeCompanies(companies, seed, streets),
    items: [
      'uscc',
      'name',
      'kind',
      'status',
      'established',
      'registered_capital',
      'legal_representative',
      'address',
      'area',
      'position',
    ],
  },
]

/** Which made items a city's resource takes. Throws when it requires one that is not made. */
export const wantedItems = (
  declared: Pick<ResourceDetail, 'id' | 'items'>,
  made: readonly string[],
): readonly string[] => {
  const missing = declared.items.filter(
    ({ id, optional, from }) => !optional && from === undefined && !made.includes(id),
  )
  if (missing.length > 0)
    throw new Error(
      `“${declared.id}” requires ${missing.map(({ id }) => id).join(', ')}, which the simulator does not make`,
    )
  const ids = new Set(declared.items.map(({ id }) => id))
  return made.filter((item) => ids.has(item))
}

/** Rows as NDJSON, in pieces of some 64 KB: one piece per row would cost more than making it. */
export function* toNdjson(rows: Iterable<object>, items: readonly string[]): Generator<string, void, undefined> {
  let piece = ''
  for (const row of rows) {
    const values = row as Readonly<Record<string, unknown>>
    piece += `${JSON.stringify(Object.fromEntries(items.map((item) => [item, values[item] ?? null])))}\n`
    if (piece.length > 32_000) {
      yield piece
      piece = ''
    }
  }
  if (piece !== '') yield piece
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

/** Fills an installation with made-up people and companies, marked as simulated, and answers with the accounting of each. A city without these resources gets nothing. */
export const fill = async (client: Client, options: FillOptions): Promise<readonly Batch[]> => {
  const streets = await readStreets(client)
  if (streets.length === 0) throw new Error('the city has no streets to put people into')
  const batches: Batch[] = []
  for (const { resource, count, rows, items } of deliveriesOf(options)) {
    if (count === 0) continue
    const declared = await findResource(client, resource)
    if (!declared) continue
    const body = Readable.from(toNdjson(rows(streets), wantedItems(declared, items)), { objectMode: true })
    const outcome = await sendBatch(
      client,
      body,
      {
        resource,
        key: `demo-${resource}-${options.seed}-${count}`,
        mode: 'upsert',
        format: 'ndjson',
        fileName: `demo-${resource}-${options.seed}-${count}.ndjson`,
        crs: 'WGS-84',
        simulated: true,
      },
      options.onProgress && ((progress) => options.onProgress?.(resource, progress)),
    )
    if (outcome.outcome === 'refused')
      throw new Error(`${resource}: ${outcome.problem.detail ?? outcome.problem.title}`)
    if (outcome.outcome === 'lost' && (outcome.rows !== 'in' || !outcome.batch))
      throw new Error(
        `${resource}: the connection was lost (${outcome.detail}); the rows are ${outcome.rows === 'out' ? 'wholly out' : 'perhaps in: ask again'}`,
      )
    if (outcome.batch) batches.push(outcome.batch)
  }
  return batches
}
