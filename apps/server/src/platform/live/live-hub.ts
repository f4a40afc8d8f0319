import type { ServerResponse } from 'node:http'
import type { LiveEvent } from '@onecity/contracts'
import { Type } from 'typebox'
import { AppError } from '../../kernel/app-error.ts'
import type { Database } from '../db/db.ts'
import type { Route, RouteRequest } from '../http/index.ts'
import type { Log } from '../log/index.ts'
import { type ChangesFeed, followChanges, mostTold, readChangesAfter } from './changes-feed.ts'
import { heartbeat, parsePlace, toSse } from './sse.ts'

/**
 * One stream of events to every browser and program that listens (`GET /api/live`, server-sent events).
 *
 * Protocol, as a client sees it
 * - New (no place stated): `hello` with the number it starts from and the city version, then what happens.
 * - Coming back (`Last-Event-ID` or `?since=`): the changes it missed, then `city`, then what happens.
 * - Coming back from too far (more than 1,000 changes, or a place the feed does not have): `hello`. A `hello` that a client
 *   gets after it stated a place means: load anew.
 * - `id:` is the change number. Heartbeats move it past changes that were not for this reader.
 *
 * States of a client: joining (what it missed is being read; events wait in line) → live → gone. A client that reads too
 * slowly is dropped rather than buffered for; it comes back to where it was. Every event asks `mayReceive` anew, so a right
 * taken away stops the next event, not the next connection.
 *
 * Not handled: events other than changes are not kept; sources offer a snapshot to those who come back.
 */
export type LiveSource = {
  readonly name: string
  /** Begins to produce; returns how to stop. Absent for a source that is only asked for snapshots. */
  readonly start: (hub: {
    readonly emit: (event: LiveEvent) => void
    readonly clients: () => number
    readonly log: Log
  }) => () => Promise<void> | void
  /** Recent events that a client coming back may have missed. */
  readonly snapshot?: () => Promise<readonly LiveEvent[]>
}

export type LiveHubOptions<Access> = {
  readonly database: Database
  readonly log: Log
  readonly city: {
    readonly current: () => { readonly version: number }
    readonly onChange: (listener: (live: { readonly version: number }) => void) => () => void
  }
  readonly sources: readonly LiveSource[]
  /** Refuses who may not listen at all (throws); called before the stream opens. */
  readonly authorise: (access: Access) => void
  /** Whether this reader may have this event now. */
  readonly mayReceive: (access: Access, event: LiveEvent) => boolean
  readonly heartbeatMs?: number
  /** A client with more than this unread is dropped. Default 1 MiB: a burst of some 4,000 events. */
  readonly mostBufferedBytes?: number
  readonly pollMs?: number
}

export type LiveHub<Access> = {
  readonly route: Route<Access>
  readonly emit: (event: LiveEvent) => void
  readonly clients: () => number
  /** Ends every stream and source; later requests are answered `draining`. */
  readonly close: () => Promise<void>
}

type Client<Access> = {
  readonly access: Access
  readonly stream: ServerResponse
  /** Events that came while it was joining; null once it is live. */
  waiting: LiveEvent[] | null
  /** Number of the last change it has passed. */
  place: number
}

export const makeLiveHub = <Access>(options: LiveHubOptions<Access>): LiveHub<Access> => {
  const { database, log, city, authorise, mayReceive } = options
  const { heartbeatMs = 15_000, mostBufferedBytes = 1024 * 1024 } = options
  const clients = new Set<Client<Access>>()
  let closed = false

  const drop = (client: Client<Access>) => {
    clients.delete(client)
    client.stream.destroy()
  }

  const write = (client: Client<Access>, text: string) => {
    if (client.stream.destroyed || client.stream.writableEnded) return
    client.stream.write(text)
    if (client.stream.writableLength > mostBufferedBytes) {
      log.info({ bufferedBytes: client.stream.writableLength }, 'live: a client reads too slowly and was dropped')
      drop(client)
    }
  }

  const allowed = (client: Client<Access>, event: LiveEvent): boolean => {
    try {
      return mayReceive(client.access, event)
    } catch (error) {
      log.warn({ err: error }, 'live: an access check failed, the event was withheld')
      return false
    }
  }

  const tell = (client: Client<Access>, event: LiveEvent, text: () => string) => {
    if (client.waiting) {
      client.waiting.push(event)
      return
    }
    if (event.type === 'change') {
      if (event.number <= client.place) return
      client.place = event.number
    } else if (event.type === 'hello') client.place = event.number
    if (allowed(client, event)) write(client, text())
  }

  const emit = (event: LiveEvent) => {
    // Written once for all readers.
    let written: string | undefined
    const text = () => {
      written ??= toSse(event)
      return written
    }
    for (const client of clients) tell(client, event, text)
  }

  const hello = (number: number): LiveEvent => ({ type: 'hello', number, version: city.current().version })

  const feed: ChangesFeed = followChanges({
    database,
    log,
    onChanges: (changes) => changes.forEach(emit),
    onJump: (number) => emit(hello(number)),
    ...(options.pollMs === undefined ? {} : { pollMs: options.pollMs }),
  })
  const stops = options.sources.map(({ start }) => start({ emit, clients: () => clients.size, log }))
  const stopCity = city.onChange(({ version }) => emit({ type: 'city', version }))
  const beat = setInterval(() => {
    for (const client of clients) if (!client.waiting) write(client, heartbeat(client.place))
  }, heartbeatMs)

  /** What a client is told first, and the place it is at after that. */
  const catchUp = async (stated: number | null): Promise<{ events: readonly LiveEvent[]; place: number }> => {
    await feed.ready
    const now = feed.last() ?? 0
    if (stated === null) return { events: [hello(now)], place: now }
    const missed = stated > now ? null : await readChangesAfter(database, stated, mostTold + 1)
    if (!missed || missed.length > mostTold) {
      const current = feed.last() ?? now
      return { events: [hello(current)], place: current }
    }
    const snapshots = await Promise.all(options.sources.map(async (source) => (await source.snapshot?.()) ?? []))
    return {
      events: [...missed, { type: 'city', version: city.current().version }, ...snapshots.flat()],
      place: missed.at(-1)?.number ?? stated,
    }
  }

  const join = async (client: Client<Access>, stated: number | null) => {
    const { events, place } = await catchUp(stated)
    const waiting = client.waiting ?? []
    client.waiting = null
    for (const event of events) if (allowed(client, event)) write(client, toSse(event))
    client.place = place
    for (const event of waiting) tell(client, event, () => toSse(event))
  }

  const open = (request: RouteRequest<Access, unknown, { readonly since?: number | undefined }>) => {
    const { reply, raw, access } = request
    const places = [parsePlace(request.headers['last-event-id']), parsePlace(request.query.since)]
    const stated = places.reduce((a, b) => (a === null ? b : b === null ? a : Math.max(a, b)))
    reply.hijack()
    const stream = reply.raw
    stream.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      // nginx would otherwise collect the stream before passing it on.
      'x-accel-buffering': 'no',
    })
    raw.raw.socket.setNoDelay(true)
    raw.raw.socket.setTimeout(0)
    const client: Client<Access> = { access, stream, waiting: [], place: 0 }
    clients.add(client)
    stream.on('close', () => clients.delete(client))
    stream.on('error', () => drop(client))
    stream.write('retry: 1000\n\n')
    join(client, stated).catch((error: unknown) => {
      log.warn({ err: error }, 'live: a client could not be caught up and was dropped')
      drop(client)
    })
  }

  const route = {
    method: 'GET',
    url: '/api/live',
    action: 'live.read',
    summary: 'Server-sent events: changes, batch progress, city versions',
    tags: ['live'],
    query: Type.Object({
      since: Type.Optional(
        Type.Integer({
          minimum: 0,
          description: 'change number after which to continue; `Last-Event-ID` does the same',
        }),
      ),
      purpose: Type.Optional(Type.String()),
    }),
    produces: ['text/event-stream'],
    handler: async (request: RouteRequest<Access, unknown, { since?: number | undefined }>) => {
      authorise(request.access)
      if (closed) throw new AppError('draining')
      open(request)
    },
  }

  return {
    route: route as unknown as Route<Access>,
    emit,
    clients: () => clients.size,
    close: async () => {
      closed = true
      clearInterval(beat)
      stopCity()
      await Promise.all([feed.close(), ...stops.map((stop) => stop())])
      for (const { stream } of clients) stream.end()
      clients.clear()
    },
  }
}
