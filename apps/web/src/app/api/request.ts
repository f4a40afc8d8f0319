import type { ProblemDetails } from '@onecity/contracts'

/** A refusal of the API, with everything the problem document says. `code` is `unreachable` when no answer came at all. */
export class ApiProblem extends Error {
  readonly problem: ProblemDetails
  constructor(problem: ProblemDetails, options?: ErrorOptions) {
    super(problem.message.en ?? problem.message.zh, options)
    this.name = 'ApiProblem'
    this.problem = problem
  }
}

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

export const purposeHeader = (purpose: string | undefined): Record<string, string> =>
  purpose === undefined ? {} : { 'x-onecity-purpose': purpose }

const clientProblem = (code: string, status: number, zh: string, en: string, detail?: string): ProblemDetails => ({
  type: 'about:blank',
  title: code,
  status,
  code,
  message: { zh, en },
  retryable: true,
  requestId: '',
  ...(detail === undefined ? {} : { detail }),
})

export const unreachable = (detail?: string): ProblemDetails =>
  clientProblem('unreachable', 0, '连不上服务器。', 'The server cannot be reached.', detail)

const isProblem = (body: unknown): body is ProblemDetails =>
  typeof body === 'object' && body !== null && 'code' in body && 'message' in body

/** Reads a refusal's body; an answer that is no problem document (a proxy's page, say) still becomes one. */
export const toProblem = (status: number, text: string): ProblemDetails => {
  try {
    const body: unknown = JSON.parse(text)
    if (isProblem(body)) return body
  } catch {}
  return clientProblem(
    'unexpected-answer',
    status,
    '服务器的回答无法理解。',
    'The server gave an answer that could not be read.',
    `HTTP ${status}`,
  )
}

export type RequestOptions = { readonly purpose?: string | undefined; readonly signal?: AbortSignal | undefined }

export const send = async (
  path: string,
  options: RequestOptions = {},
  accept = 'application/json',
): Promise<Response> => {
  let response: Response
  try {
    response = await fetch(path, {
      headers: { accept, ...purposeHeader(options.purpose) },
      signal: options.signal ?? null,
      credentials: 'same-origin',
    })
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new ApiProblem(unreachable(), { cause })
  }
  if (!response.ok) throw new ApiProblem(toProblem(response.status, await response.text()))
  return response
}

export const getJson = async <T>(path: string, options: RequestOptions = {}): Promise<T> => {
  const response = await send(path, options)
  return (await response.json()) as T
}
