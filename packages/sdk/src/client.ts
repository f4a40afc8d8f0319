import makeApi, { type Client as Api } from 'openapi-fetch'
import type { paths } from './generated/openapi.ts'
import { ProblemError, toProblem } from './problem.ts'

export type ClientOptions = {
  /** Address of the installation, e.g. `http://localhost:7070`. */
  readonly url: string
  /** Demo role to act as; the city's default role when absent. */
  readonly role?: string
  /** What personal data are read for. */
  readonly purpose?: string
  readonly fetch?: typeof globalThis.fetch
}

export type Client = {
  readonly url: string
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>
  /** Every route of the API, typed by its OpenAPI document; answers `{ data }` or `{ error }`. */
  readonly api: Api<paths>
  /** An answer of a route as it is; throws `ProblemError` when the server refuses. */
  readonly request: (path: string, options?: RequestOptions) => Promise<Response>
}

export type RequestOptions = {
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | undefined
  readonly method?: 'GET' | 'POST'
  /** Sent as JSON. */
  readonly json?: unknown
  /** Sent as it is. */
  readonly body?: RequestBody
}

/** Bytes: a file of a browser, a buffer, or a stream. */
export type RequestBody = Blob | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>

/** The address of a route; parameters that are undefined are left out. */
export const toUrl = (base: string, path: string, query: RequestOptions['query'] = {}): URL => {
  const url = new URL(path, base)
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, String(value))
  return url
}

/** A client of one installation, acting in one role and for one purpose. */
export const makeClient = (options: ClientOptions): Client => {
  const fetch = options.fetch ?? globalThis.fetch
  const headers = {
    ...(options.role === undefined ? {} : { 'x-onecity-role': options.role }),
    ...(options.purpose === undefined ? {} : { 'x-onecity-purpose': options.purpose }),
  }
  return {
    url: options.url,
    headers,
    api: makeApi<paths>({ baseUrl: options.url.replace(/\/+$/, ''), headers, fetch: (request) => fetch(request) }),
    request: async (path, { query, headers: more, signal, method = 'GET', json, body } = {}) => {
      const response = await fetch(toUrl(options.url, path, query), {
        method,
        headers: { ...headers, ...(json === undefined ? {} : { 'content-type': 'application/json' }), ...more },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
        // Streams are sent while they are read, which fetch wants to be told.
        ...(body === undefined ? {} : { body, duplex: 'half' }),
        ...(signal ? { signal } : {}),
      })
      if (!response.ok) throw new ProblemError(toProblem(response.status, await response.text()))
      return response
    },
  }
}
