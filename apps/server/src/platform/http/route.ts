import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Static, TSchema } from 'typebox'

/** Which process roles serve a route. */
export type RouteRole = 'any' | 'web' | 'intake'

/**
 * A route of the API. It declares the action it needs; one without does not start. The handler parses nothing (the schema
 * did), authorises through the context, calls an operation and maps its result.
 */
export type Route<Access, P extends TSchema = TSchema, Q extends TSchema = TSchema, R extends TSchema = TSchema> = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: string
  readonly action: string
  readonly summary: string
  readonly tags: readonly string[]
  readonly roles?: RouteRole
  readonly params?: P
  readonly query?: Q
  /** Answer at 200 as JSON. Media types of streamed or binary answers, beside it or instead of it, stand in `produces`. */
  readonly response?: R
  readonly produces?: readonly string[]
  /** The body is handed over as a stream, unread. */
  readonly streamBody?: boolean
  /** The body is JSON of this shape, at most 1 MiB; the handler finds it in `json`. */
  readonly jsonBody?: TSchema
  readonly handler: (request: RouteRequest<Access, Static<P>, Static<Q>>) => Promise<unknown>
}

export type RouteRequest<Access, P, Q> = {
  readonly params: P
  readonly query: Q
  readonly headers: IncomingHttpHeaders
  readonly body: Readable
  /** The checked body of a route that declares `jsonBody`. */
  readonly json?: unknown
  readonly requestId: string
  /** Bound to who asks; every handler must use it before it touches anything (checked after each call). */
  readonly access: Access
  readonly raw: FastifyRequest
  readonly reply: FastifyReply
}
