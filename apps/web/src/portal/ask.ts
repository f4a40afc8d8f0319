import type { ProblemDetails } from '@onecity/contracts'
import { useEffect, useState } from 'react'

/** The portal asks as anybody: whatever role this browser took in the office, its cookie stays behind. */
const asAnybody = { credentials: 'omit', headers: { accept: 'application/json', 'x-onecity-role': 'visitor' } } as const

export class Refused extends Error {
  readonly problem: ProblemDetails | null
  constructor(problem: ProblemDetails | null) {
    super(problem?.title ?? 'unreachable')
    this.problem = problem
  }
}

const request = async (path: string, signal?: AbortSignal): Promise<Response> => {
  const response = await fetch(path, { ...asAnybody, ...(signal ? { signal } : {}) }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause
    throw new Refused(null)
  })
  if (response.ok) return response
  throw new Refused((await response.json().catch(() => null)) as ProblemDetails | null)
}

/** What was asked in this visit; opening a page again shows it at once. */
const answers = new Map<string, unknown>()

export type Answer<T> = { readonly data: T | undefined; readonly error: Refused | null; readonly retry: () => void }

/** Asks once for a path; null asks nothing. What was shown stays while another path is on its way. */
export const useAsk = <T>(path: string | null): Answer<T> => {
  const [attempt, setAttempt] = useState(0)
  const [state, setState] = useState<{ path: string | null; data: T | undefined; error: Refused | null }>({
    path: null,
    data: undefined,
    error: null,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks the same again
  useEffect(() => {
    if (path === null || answers.has(path)) return
    const stop = new AbortController()
    request(path, stop.signal)
      .then((response) => response.json())
      .then((data: T) => {
        answers.set(path, data)
        if (!stop.signal.aborted) setState({ path, data, error: null })
      })
      .catch((error: unknown) => {
        if (!stop.signal.aborted) setState({ path, data: undefined, error: error as Refused })
      })
    return () => stop.abort()
  }, [path, attempt])
  const known = path === null ? undefined : (answers.get(path) as T | undefined)
  return {
    data: known ?? (path === null ? undefined : state.data),
    error: known === undefined && state.path === path ? state.error : null,
    retry: () => {
      setState((before) => ({ ...before, error: null }))
      setAttempt((n) => n + 1)
    },
  }
}

/** Fetches a file as anybody and hands it to the browser to keep: a plain link would carry the office's role. */
export const download = async (path: string, name: string): Promise<void> => {
  const url = URL.createObjectURL(await (await request(path)).blob())
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
