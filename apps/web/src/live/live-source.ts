import type { LiveEvent } from '@onecity/contracts'
import {
  type Connection,
  initialLiveState,
  livePath,
  onLost,
  onMessage,
  onOpened,
  onRetry,
  parseLiveEvent,
  retryDelayMs,
} from './live-state.ts'

export type LiveMessage =
  | { readonly kind: 'event'; readonly event: LiveEvent }
  | { readonly kind: 'connection'; readonly connection: Connection }

const eventNames = ['message', 'change', 'batch', 'city', 'hello'] as const

export type LiveSource = {
  readonly connection: () => Connection
  readonly reconnect: () => void
  readonly close: () => void
}

/** Holds one EventSource and keeps it alive; runs in a SharedWorker, or in the page where there is none. */
export const openLiveSource = (tell: (message: LiveMessage) => void): LiveSource => {
  let state = initialLiveState
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const become = (next: typeof state) => {
    const changed = next.connection !== state.connection
    state = next
    if (changed) tell({ kind: 'connection', connection: state.connection })
  }

  const connect = () => {
    clearTimeout(timer)
    source?.close()
    const current = new EventSource(livePath(state))
    source = current
    current.onopen = () => become(onOpened(state))
    current.onerror = () => {
      if (source !== current) return
      become(onLost(state))
      if (current.readyState !== EventSource.CLOSED) return
      timer = setTimeout(() => {
        become(onRetry(state))
        connect()
      }, retryDelayMs(state.failures))
    }
    const receive = (message: MessageEvent<string>) => {
      const event = parseLiveEvent(message.data)
      if (!event) return
      const taken = onMessage(state, message.lastEventId, event)
      become(taken.state)
      if (taken.fresh) tell({ kind: 'event', event })
    }
    for (const name of eventNames) current.addEventListener(name, receive as EventListener)
  }

  connect()
  return {
    connection: () => state.connection,
    reconnect: () => {
      become(onRetry(state))
      connect()
    },
    close: () => {
      clearTimeout(timer)
      source?.close()
    },
  }
}
