import type { LiveEvent } from '@onecity/contracts'
import { type LiveMessage, openLiveSource } from './live-source.ts'
import type { Connection } from './live-state.ts'

/** The page's end of the live connection: through the shared worker, or on its own where the browser has none. */
type Listener = (event: LiveEvent) => void

const listeners = new Set<Listener>()
const watchers = new Set<() => void>()
let connection: Connection = 'connecting'
let reconnectNow: (() => void) | null = null

const receive = (message: LiveMessage) => {
  if (message.kind === 'connection') {
    connection = message.connection
    for (const watcher of watchers) watcher()
  } else for (const listener of listeners) listener(message.event)
}

const startShared = (): (() => void) => {
  const worker = new SharedWorker(new URL('./live-worker.ts', import.meta.url), {
    type: 'module',
    name: 'onecity-live',
  })
  const { port } = worker
  port.onmessage = (event: MessageEvent<LiveMessage>) => receive(event.data)
  port.start()
  setInterval(() => port.postMessage('here'), 30_000)
  addEventListener('pagehide', () => port.postMessage('bye'))
  addEventListener('pageshow', () => port.postMessage('here'))
  return () => port.postMessage('reconnect')
}

const start = () => {
  if (reconnectNow) return
  reconnectNow = 'SharedWorker' in globalThis ? startShared() : openLiveSource(receive).reconnect
}

export const listenLive = (listener: Listener): (() => void) => {
  start()
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const watchConnection = (watcher: () => void): (() => void) => {
  start()
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

export const currentConnection = (): Connection => connection

/** After the reader became somebody else: the server decides anew what this connection may hear. */
export const reconnectLive = (): void => reconnectNow?.()
