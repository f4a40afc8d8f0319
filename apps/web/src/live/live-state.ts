import type { LiveEvent } from '@onecity/contracts'

/**
 * What the live connection knows, apart from any browser: the last feed number seen and how long to wait before trying
 * again. EventSource reconnects by itself after a dropped connection; after an HTTP refusal (503 while a server restarts)
 * it gives up, and then we open a new one that asks for everything since the last number.
 */
export type Connection = 'connecting' | 'open' | 'waiting'

export type LiveState = {
  readonly connection: Connection
  /** Null until the first number arrives: a new browser starts at now, not at the beginning of time. */
  readonly lastNumber: number | null
  readonly failures: number
}

export const initialLiveState: LiveState = { connection: 'connecting', lastNumber: null, failures: 0 }

const firstDelayMs = 1_000
const greatestDelayMs = 30_000

/** Doubles from one second to half a minute, so that a restarting server is not stormed. */
export const retryDelayMs = (failures: number): number =>
  Math.min(greatestDelayMs, firstDelayMs * 2 ** Math.max(0, failures - 1))

export const livePath = (state: LiveState): string =>
  state.lastNumber === null ? '/api/live' : `/api/live?since=${state.lastNumber}`

export const onOpened = (state: LiveState): LiveState => ({ ...state, connection: 'open', failures: 0 })
export const onLost = (state: LiveState): LiveState => ({
  ...state,
  connection: 'waiting',
  failures: state.failures + 1,
})
export const onRetry = (state: LiveState): LiveState => ({ ...state, connection: 'connecting' })

/**
 * Takes one message. `fresh` says whether listeners should hear it: changes seen before the connection broke are dropped.
 * A greeting after the first means that what was missed cannot be told one by one; it starts anew from its number, and
 * whoever shows data must load it again.
 */
export const onMessage = (
  state: LiveState,
  id: string,
  event: LiveEvent,
): { readonly state: LiveState; readonly fresh: boolean } => {
  if (event.type === 'hello') return { state: { ...state, lastNumber: event.number }, fresh: state.lastNumber !== null }
  const number = event.type === 'change' ? event.number : /^\d+$/.test(id) ? Number(id) : null
  const seen = event.type === 'change' && state.lastNumber !== null && event.number <= state.lastNumber
  if (seen || number === null) return { state, fresh: !seen }
  return { state: { ...state, lastNumber: Math.max(state.lastNumber ?? 0, number) }, fresh: true }
}

export const parseLiveEvent = (data: string): LiveEvent | null => {
  try {
    const event: unknown = JSON.parse(data)
    if (typeof event === 'object' && event !== null && 'type' in event) return event as LiveEvent
  } catch {}
  return null
}
