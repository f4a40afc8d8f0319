/**
 * One live connection for all tabs of a browser: HTTP/1.1 allows six connections per host, and a tab that holds one each
 * would hang the seventh. Every tab has a port; ports of closed tabs are found by their silence.
 */
import { type LiveSource, openLiveSource } from './live-source.ts'

type Port = { readonly port: MessagePort; heardAtMs: number }

const ports = new Set<Port>()
const silenceMs = 90_000
let source: LiveSource | null = null

const start = () => {
  source ??= openLiveSource((message) => {
    for (const { port } of ports) port.postMessage(message)
  })
  return source
}

addEventListener('connect', (event) => {
  const port = (event as MessageEvent).ports[0]
  if (!port) return
  const entry: Port = { port, heardAtMs: Date.now() }
  ports.add(entry)
  port.onmessage = (message: MessageEvent<'here' | 'bye' | 'reconnect'>) => {
    entry.heardAtMs = Date.now()
    if (message.data === 'bye') ports.delete(entry)
    else if (message.data === 'reconnect') source?.reconnect()
    else if (!ports.has(entry)) ports.add(entry)
  }
  port.postMessage({ kind: 'connection', connection: start().connection() })
})

setInterval(() => {
  for (const entry of ports) if (Date.now() - entry.heardAtMs > silenceMs) ports.delete(entry)
  if (ports.size === 0) {
    source?.close()
    source = null
  } else start()
}, 30_000)
