import type { ProblemDetails } from '@onecity/contracts'
import { makeClient, ProblemError } from '@onecity/sdk'

const client = makeClient({ url: location.origin })

export type QueryValue = string | number | boolean | null | undefined
export type Query = Readonly<Record<string, QueryValue>>

/** Path with its query; null, undefined and empty values are left out. */
export const pathWith = (path: string, query: Query = {}): string => {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') params.set(name, String(value))
  }
  const text = params.toString()
  return text === '' ? path : `${path}?${text}`
}

const purposeHeader = (purpose: string | undefined): Record<string, string> =>
  purpose === undefined ? {} : { 'x-onecity-purpose': purpose }

/** Said when no answer came at all. */
export const unreachable = (): ProblemDetails => ({
  type: 'about:blank',
  title: 'unreachable',
  status: 0,
  code: 'unreachable',
  message: { zh: '连不上服务器。', en: 'The server cannot be reached.' },
  retryable: true,
  requestId: '',
})

/** A refusal's body, for requests that do not go through the client; what cannot be read still says its status. */
export const toProblem = (status: number, text: string): ProblemDetails => {
  try {
    const body: unknown = JSON.parse(text)
    if (typeof body === 'object' && body !== null && 'code' in body && 'message' in body) return body as ProblemDetails
  } catch {}
  const message = { zh: `服务器返回 ${status}。`, en: `The server answered ${status}.` }
  return { ...unreachable(), title: `HTTP ${status}`, code: 'not-a-problem-document', status, message }
}

export type RequestOptions = {
  readonly purpose?: string | undefined
  readonly signal?: AbortSignal | undefined
  readonly method?: 'GET' | 'POST'
  readonly json?: unknown
}

/** Throws `ProblemError` for a refusal, and for no answer. */
export const send = async (
  path: string,
  options: RequestOptions = {},
  accept = 'application/json',
): Promise<Response> => {
  try {
    return await client.request(path, {
      headers: { accept, ...purposeHeader(options.purpose) },
      signal: options.signal,
      ...(options.method === undefined ? {} : { method: options.method }),
      ...(options.json === undefined ? {} : { json: options.json }),
    })
  } catch (cause) {
    if (cause instanceof TypeError) throw new ProblemError(unreachable())
    throw cause
  }
}

/** Asks for something to be done; `json` is what with. */
export const postJson = async <T>(path: string, json?: unknown, options: RequestOptions = {}): Promise<T> => {
  const response = await send(path, { ...options, method: 'POST', json })
  return (await response.json()) as T
}

export const getJson = async <T>(path: string, options: RequestOptions = {}): Promise<T> => {
  const response = await send(path, options)
  return (await response.json()) as T
}
