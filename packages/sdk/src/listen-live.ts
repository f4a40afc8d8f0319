import type { LiveEvent } from '@onecity/contracts'
import type { Client } from './client.ts'
import { linesOf } from './lines.ts'
import { ProblemError } from './problem.ts'
import { pause } from './read-rows.ts'

export type LiveWanted = {
  /** Change number after which to continue; absent = from now. */
  readonly since?: number
  readonly signal?: AbortSignal
}

const firstPauseMs = 1_000
const longestPauseMs = 30_000

/**
 * Events of the installation, as they happen. A broken connection is opened again where it broke, so changes are neither lost
 * nor repeated. A `hello` after the first one means that too much was missed: read anew. Ends when aborted; throws
 * `ProblemError` when the server refuses for good.
 */
export async function* listenLive(client: Client, wanted: LiveWanted = {}): AsyncGenerator<LiveEvent, void, undefined> {
  const { signal } = wanted
  let place = wanted.since === undefined ? undefined : String(wanted.since)
  let failures = 0
  while (!signal?.aborted) {
    try {
      const response = await client.request('/api/live', {
        headers: { accept: 'text/event-stream', ...(place === undefined ? {} : { 'last-event-id': place }) },
        signal,
      })
      let data: string[] = []
      for await (const line of linesOf(response.body)) {
        failures = 0
        if (line.startsWith('data:')) data.push(line.slice(line.startsWith('data: ') ? 6 : 5))
        else if (line.startsWith('id:')) place = line.slice(3).trim()
        else if (line === '' && data.length > 0) {
          const event = JSON.parse(data.join('\n')) as LiveEvent
          data = []
          yield event
        }
      }
    } catch (error) {
      if (signal?.aborted) return
      if (error instanceof ProblemError && !error.retryable) throw error
    }
    failures++
    await pause(Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - 1)), signal)
  }
}
