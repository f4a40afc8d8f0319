import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError } from '../../kernel/app-error.ts'

/**
 * What is checked before any handler: the Host (a page of another site that points its own name at 127.0.0.1 must not read
 * this server: DNS rebinding) and, for requests that change something, that they come from our own pages or no page at all
 * (cross-site request forgery). Clients that are no browsers send neither Origin nor Sec-Fetch-Site.
 */
export const guardRequests = (app: FastifyInstance, allowedHosts: readonly string[]): void => {
  const isKnown = (host: string): boolean => {
    const name = hostName(host)
    return (
      name === 'localhost' ||
      name === '127.0.0.1' ||
      name === '[::1]' ||
      name.endsWith('.localhost') ||
      allowedHosts.includes(name)
    )
  }
  app.addHook('onRequest', async (request) => {
    const { host } = request.headers
    if (host === undefined || !isKnown(host))
      throw new AppError('foreign-host', {
        detail: `the name is “${host === undefined ? '' : hostName(host).slice(0, 100)}” ; --allowed-hosts names further ones`,
      })
    if (isUnsafe(request.method) && !isOwnOrigin(request)) throw new AppError('cross-site')
  })
}

const hostName = (host: string): string => host.toLowerCase().replace(/:\d+$/, '')

const isUnsafe = (method: string): boolean => !['GET', 'HEAD', 'OPTIONS'].includes(method)

const isOwnOrigin = ({ headers }: FastifyRequest): boolean => {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const { origin } = headers
  if (origin === undefined) return true
  return URL.canParse(origin) && new URL(origin).host === headers.host?.toLowerCase()
}
