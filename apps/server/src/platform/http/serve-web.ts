import { randomBytes } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { AppError } from '../../kernel/app-error.ts'

/** In the pages: where they read the nonce from. */
const nonceMeta = '<meta name="csp-nonce" content="" />'

/**
 * Scripts and styles: our own files, or marked with the nonce of this very answer. The page finds the nonce in
 * `<meta name="csp-nonce">`. Style attributes stay allowed: libraries position things with them, and they run nothing.
 */
const pagePolicy = (nonce: string): string =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

/** A worker is held to the policy its own script came with, not to the page's: it loads its parts and asks our API, no more. */
const scriptPolicy = "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'"

/** The page an address belongs to: the portal has its own, everything else is the office. */
const pageOf = (path: string): string => (/^\/portal(\.html|\/|$)/.test(path) ? 'portal.html' : 'index.html')
const isPage = (path: string): boolean => path === '/' || path === '/index.html' || path === '/portal.html'

/** Serves the built web from `folder`: hashed assets for ever, every other address is a page of the portal or of the office. */
export const serveWeb = async (app: FastifyInstance, folder: string): Promise<void> => {
  await app.register(fastifyStatic, { root: folder, serve: false, cacheControl: false })
  const isFile = (path: string): Promise<boolean> =>
    stat(path).then(
      (s) => s.isFile(),
      () => false,
    )

  app.get<{ Params: { '*': string } }>(
    '/*',
    { config: { action: 'public' }, schema: { hide: true } },
    async (request, reply) => {
      const path = normalize(`/${request.params['*']}`)
      if (path === '/api' || path.startsWith('/api/')) throw new AppError('not-found', { detail: path.slice(0, 200) })
      if (!isPage(path) && (await isFile(join(folder, path)))) {
        const hashed = path.startsWith('/assets/')
        if (/\.m?js$/.test(path)) reply.header('content-security-policy', scriptPolicy)
        reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
        return reply.sendFile(path.slice(1))
      }
      if (extname(path) !== '' && !isPage(path)) throw new AppError('not-found', { detail: path.slice(0, 200) })
      return sendPage(reply, join(folder, pageOf(path)))
    },
  )
}

const sendPage = async (reply: FastifyReply, file: string): Promise<FastifyReply> => {
  const nonce = randomBytes(16).toString('base64url')
  reply
    .header('content-security-policy', pagePolicy(nonce))
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
  const page = await readFile(file, 'utf8').catch(() => undefined)
  if (page === undefined) return reply.code(503).send(notBuilt)
  return reply.send(page.replace(nonceMeta, `<meta name="csp-nonce" content="${nonce}" />`))
}

const notBuilt = `<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>OneCity 一城</title></head><body>
<h1>网页尚未构建 The web is not built yet</h1>
<p>服务和接口已经在运行。运行 <code>npm run build</code> 后刷新本页。</p>
<p>The server and its API are running. Run <code>npm run build</code>, then reload this page.</p>
<p><a href="/api/openapi.json">/api/openapi.json</a></p></body></html>`
