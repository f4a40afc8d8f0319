import type { Socket } from 'node:net'
import { performance } from 'node:perf_hooks'
import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'
import fastifySwagger from '@fastify/swagger'
import { errorTable, type ProblemDetails, ProblemDetailsSchema } from '@onecity/contracts'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { AppError } from '../../kernel/app-error.ts'
import { newId } from '../../kernel/ids.ts'
import type { Log } from '../log/index.ts'
import type { Metrics } from '../metrics/index.ts'
import { preferredLanguage, problemType, toAppError, toProblem } from './problem.ts'
import { requireActions } from './register-routes.ts'
import { guardRequests } from './request-guard.ts'

export type HttpAppOptions = {
  readonly log: Log
  readonly metrics: Metrics
  readonly version: string
  readonly allowedHosts: readonly string[]
  /** True from the moment the process is asked to stop: new requests are sent elsewhere. */
  readonly isDraining: () => boolean
}

const apiPolicy = "default-src 'none'; frame-ancestors 'none'"
const binary = { schema: { type: 'string', format: 'binary' } }
const streamedBody = { 'text/csv': binary, 'application/x-ndjson': binary, 'application/octet-stream': binary }
/** Smaller answers fit one packet anyway. */
const compressFromBytes = 1_400
const compress = promisify(gzip)

/** Bytes that are no HTTP request never become one, so no hook and no route sees them; the answer is written by hand. */
const answerMalformed = (error: NodeJS.ErrnoException, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) return
  const { status, zh, en } = errorTable['bad-request']
  const problem = {
    type: 'about:blank',
    title: en,
    status,
    code: 'bad-request',
    detail:
      'The request line or a header is not valid HTTP/1.1; characters beyond ASCII in an address must be percent-encoded.',
    message: { zh, en },
    retryable: false,
    requestId: newId(),
  } satisfies ProblemDetails
  const body = JSON.stringify(problem)
  socket.end(
    `HTTP/1.1 ${status} Bad Request\r\nConnection: close\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

/** Of all headers of a request together; the one of a column mapping has at most 128 KB. */
const mostHeaderBytes = 160 * 1024

/** The HTTP application without routes: ids, logs, metrics, guards, errors as problem details, the OpenAPI document. */
export const makeHttpApp = async (options: HttpAppOptions): Promise<FastifyInstance> => {
  const { log, metrics } = options
  const app = fastify({
    logger: false,
    // A column mapping travels in a header.
    http: { maxHeaderSize: mostHeaderBytes },
    genReqId: (request) => readRequestId(request.headers['x-request-id']) ?? newId(),
    // Answered by our own `draining` problem below.
    return503OnClosing: false,
    clientErrorHandler: answerMalformed,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 300 },
    ajv: { customOptions: { strict: false, coerceTypes: 'array', useDefaults: true, removeAdditional: false } },
  })

  const durations = metrics.histogram({
    name: 'onecity_http_request_seconds',
    help: 'Time from the first byte of a request to the last byte of its answer.',
    labels: ['method', 'route', 'status'],
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30, 120],
  })

  // Answers are typed where they are made; compiling a serialiser for each would silently drop what a schema forgot.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data))
  app.addSchema({ ...ProblemDetailsSchema, $id: 'ProblemDetails' })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (request, payload, done) => {
    if (request.routeOptions.config.streamBody) done(null, payload)
    else if (request.routeOptions.config.jsonBody) readJson(payload).then((body) => done(null, body), done)
    else done(new AppError('unsupported-format', { detail: 'This route takes no body.' }))
  })

  requireActions(app)
  const startedAt = new WeakMap<FastifyRequest, number>()
  app.addHook('onRequest', async (request, reply) => {
    startedAt.set(request, performance.now())
    reply.headers({
      'x-request-id': request.id,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'content-security-policy': apiPolicy,
    })
    if (options.isDraining()) {
      reply.header('connection', 'close')
      throw new AppError('draining')
    }
  })
  guardRequests(app, options.allowedHosts)

  app.addHook('onSend', async (request, reply, payload) => compressed(request, reply, payload))
  app.addHook('onResponse', async (request, reply) => {
    const ms = performance.now() - (startedAt.get(request) ?? performance.now())
    const route = request.routeOptions.url ?? '(none)'
    durations.observe({ method: request.method, route, status: String(reply.statusCode) }, ms / 1000)
    // The pattern, not the address: parameters and queries may hold what people searched for.
    const line = {
      requestId: request.id,
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(ms * 10) / 10,
    }
    if (route === '/*' || route === '/metrics' || route.startsWith('/api/health/')) log.debug(line, 'request')
    else log.info(line, 'request')
  })

  app.setErrorHandler(async (error, request, reply) => sendProblem(toAppError(error), request, reply, log))
  app.setNotFoundHandler(async (request, reply) => sendProblem(new AppError('not-found'), request, reply, log))

  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'OneCity',
        version: options.version,
        description: 'API of an open city platform. Every refusal is an RFC 9457 problem with a `code`.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
    },
    // Streams are not validated, so that the schema of their body is for the document only.
    transform: ({ schema, url, route }) => ({
      schema: route.config?.streamBody ? { ...schema, body: { content: streamedBody } } : schema,
      url,
    }),
    refResolver: { buildLocalReference: (schema, _base, _fragment, index) => String(schema['$id'] ?? `def-${index}`) },
  })
  app.get(
    '/api/openapi.json',
    { config: { action: 'public' }, schema: { summary: 'This description', tags: ['system'] } },
    async () => app.swagger(),
  )
  app.get('/metrics', { config: { action: 'public' }, schema: { hide: true } }, async (_request, reply) => {
    const { contentType, text } = await metrics.expose()
    return reply.type(contentType).send(text)
  })
  return app
}

const longestJson = 1024 * 1024

const readJson = async (payload: AsyncIterable<Buffer>): Promise<unknown> => {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of payload) {
    length += piece.length
    if (length > longestJson) throw new AppError('too-large', { detail: 'a body of JSON has at most 1 MiB' })
    pieces.push(piece)
  }
  try {
    return JSON.parse(Buffer.concat(pieces).toString('utf8'))
  } catch (error) {
    throw new AppError('bad-request', { detail: 'the body is not JSON', cause: error })
  }
}

const readRequestId = (header: string | string[] | undefined): string | undefined =>
  typeof header === 'string' && /^[\w.:-]{8,64}$/.test(header) ? header : undefined

const sendProblem = async (
  error: AppError,
  request: FastifyRequest,
  reply: FastifyReply,
  log: Log,
): Promise<unknown> => {
  const { severity, status } = errorTable[error.code]
  const facts = { requestId: request.id, route: request.routeOptions.url, code: error.code }
  if (severity === 'error') log.error({ ...facts, err: error.cause ?? error }, 'request failed')
  else log.debug({ ...facts, detail: error.detail }, 'request refused')
  if (reply.sent || reply.raw.headersSent) {
    // Too late for another answer: cut the connection, so that nobody takes a part for the whole.
    reply.raw.destroy()
    return reply
  }
  const problem = toProblem(error, request.id, preferredLanguage(request.headers['accept-language']))
  if (problem.retryable && status === 503) reply.header('retry-after', '2')
  // What the handler said about its intended answer does not fit this one.
  for (const name of ['content-length', 'content-encoding', 'content-disposition', 'etag', 'last-modified'])
    reply.removeHeader(name)
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type(`${problemType}; charset=utf-8`)
    .send(JSON.stringify(problem))
}

const compressed = async (request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> => {
  if (typeof payload !== 'string' || payload.length < compressFromBytes || reply.hasHeader('content-encoding'))
    return payload
  if (!/json|text\//.test(String(reply.getHeader('content-type') ?? ''))) return payload
  reply.header('vary', 'accept-encoding')
  if (!/\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(String(request.headers['accept-encoding'] ?? ''))) return payload
  reply.header('content-encoding', 'gzip').removeHeader('content-length')
  return compress(payload, { level: constants.Z_BEST_SPEED })
}
