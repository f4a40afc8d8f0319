import type { IncomingHttpHeaders } from 'node:http'
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../../kernel/app-error.ts'
import type { ProcessRole } from '../config/index.ts'
import type { Log } from '../log/index.ts'
import type { Route } from './route.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Action the route needs, or `public`: routes without one do not start. */
    action?: string
    /** The parser hands the body over unread. */
    streamBody?: boolean
    /** The parser reads the body as JSON; the schema checks it. */
    jsonBody?: boolean
  }
}

/** The part of an access object that the guard watches; `used` turns true once the handler has asked for a decision. */
export type GuardedAccess = { readonly used: boolean }

export type MakeAccess<Access> = (
  request: { readonly headers: IncomingHttpHeaders; readonly query: unknown },
  action: string,
) => Access

/** Refuses, while the application is put together, any route that does not say which action it needs. */
export const requireActions = (app: FastifyInstance): void => {
  app.addHook('onRoute', (route) => {
    if (!route.config?.action)
      throw new Error(`Route ${String(route.method)} ${route.url} declares no action; it would be open to everybody.`)
  })
}

/**
 * Serves routes. Each handler gets an access object bound to its declared action, and must use it: an answer given without a
 * decision is withheld and reported as a fault of the program.
 */
export const registerRoutes = <Access extends GuardedAccess>(
  app: FastifyInstance,
  routes: readonly Route<Access>[],
  options: {
    readonly makeAccess: MakeAccess<Access>
    readonly roles: ReadonlySet<ProcessRole>
    readonly log: Log
  },
): void => {
  for (const route of routes) {
    const served = route.roles === undefined || route.roles === 'any' || options.roles.has(route.roles)
    app.route({
      method: route.method,
      url: route.url,
      config: {
        action: route.action,
        streamBody: route.streamBody === true,
        jsonBody: route.jsonBody !== undefined,
      },
      schema: schemaOf(route),
      handler: async (request, reply) => {
        if (!served) throw new AppError('wrong-role', { params: { role: route.roles } })
        const access = options.makeAccess({ headers: request.headers, query: request.query }, route.action)
        const answer = await route.handler({
          params: request.params as never,
          query: request.query as never,
          headers: request.headers,
          body: request.body instanceof Readable ? request.body : Readable.from([]),
          json: route.jsonBody === undefined ? undefined : request.body,
          requestId: request.id,
          access,
          raw: request,
          reply,
        })
        if (!access.used) withhold(route, request, reply, answer, options.log)
        // A handler that took the connection over, or has sent already, is done.
        if (reply.sent || answer === reply || answer === undefined)
          return reply.sent || answer === reply ? reply : reply.code(204).send()
        return answer
      },
    })
  }
}

const withhold = <A>(
  route: Route<A>,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: unknown,
  log: Log,
): void => {
  if (answer instanceof Readable) answer.destroy()
  log.fatal(
    { requestId: request.id, route: route.url },
    'programming fault: a handler answered without asking for access',
  )
  if (reply.sent) {
    reply.raw.destroy()
    return
  }
  throw new AppError('internal', {
    cause: new Error(`${route.method} ${route.url} answered without asking for access`),
  })
}

const binary = { schema: { type: 'string', format: 'binary' } }

const schemaOf = <A>(route: Route<A>) => ({
  summary: route.summary,
  tags: [...route.tags],
  'x-action': route.action,
  ...(route.params ? { params: route.params } : {}),
  ...(route.query ? { querystring: route.query } : {}),
  ...(route.jsonBody ? { body: route.jsonBody } : {}),
  response: {
    200: {
      description: 'OK',
      content: {
        ...(route.response ? { 'application/json': { schema: route.response } } : {}),
        ...Object.fromEntries(
          (route.produces ?? (route.response ? [] : ['application/octet-stream'])).map((type) => [type, binary]),
        ),
      },
    },
    default: {
      description: 'RFC 9457 problem details',
      content: { 'application/problem+json': { schema: { $ref: 'ProblemDetails#' } } },
    },
  },
})
