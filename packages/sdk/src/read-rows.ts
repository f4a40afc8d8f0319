import type { ChangePage, Row } from '@onecity/contracts'
import type { Client } from './client.ts'
import { linesOf } from './lines.ts'

export type RowsWanted = {
  readonly filter?: string
  /** Area code of any level; includes everything below. */
  readonly area?: string
  /** minLng,minLat,maxLng,maxLat (WGS-84). */
  readonly bbox?: string
  readonly asOf?: string
  readonly sort?: string
  readonly limit?: number
  readonly signal?: AbortSignal
}

const registerPath = (resource: string, what: string) => `/api/registers/${encodeURIComponent(resource)}/${what}`

/** All rows of a register that match, as they stream in. A stream that breaks throws: what was read so far is not the whole. */
export async function* readRows(
  client: Client,
  resource: string,
  wanted: RowsWanted = {},
): AsyncGenerator<Row, void, undefined> {
  const { signal, ...query } = wanted
  const response = await client.request(registerPath(resource, 'rows'), { query: { ...query, f: 'ndjson' }, signal })
  for await (const line of linesOf(response.body)) if (line !== '') yield JSON.parse(line) as Row
}

export type ChangesWanted = {
  /** Cursor up to which changes were dealt with; absent = from the start. */
  readonly since?: string
  /** Entries per page, at most 1,000. */
  readonly limit?: number
  /** Go on asking after this many milliseconds when there is nothing more; absent = stop there. */
  readonly followMs?: number
  readonly signal?: AbortSignal
}

/**
 * Changes of a register, page by page. Keep a page's `cursor` once its changes are dealt with: it is where to go on after a
 * stop. A page may come twice if the keeper fails between, so deal with changes by `rowId`.
 */
export async function* readChanges(
  client: Client,
  resource: string,
  wanted: ChangesWanted = {},
): AsyncGenerator<ChangePage, void, undefined> {
  let { since } = wanted
  while (!wanted.signal?.aborted) {
    const query = { since, limit: wanted.limit ?? 1_000 }
    const response = await client.request(registerPath(resource, 'changes'), { query, signal: wanted.signal })
    const page = (await response.json()) as ChangePage
    if (page.changes.length > 0) yield page
    since = page.cursor
    if (page.more) continue
    if (wanted.followMs === undefined) return
    await pause(wanted.followMs, wanted.signal)
  }
}

/** Waits, but not beyond an abort. */
export const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted) {
      resolve()
      return
    }
    const timer = setTimeout(done, ms)
    function done() {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    signal?.addEventListener('abort', done)
  })
