import { type Health, HealthSchema } from '@onecity/contracts'
import type { FastifyInstance } from 'fastify'

/** `ok`, or in a few words what is missing. */
export type HealthCheck = () => Promise<string>

/** `live`: the process answers. `ready`: everything it needs does, each named. Both are open to whoever reaches the server. */
export const registerHealth = (app: FastifyInstance, checks: Readonly<Record<string, HealthCheck>>): void => {
  const route = { config: { action: 'public' } }
  const schema = (summary: string) => ({
    summary,
    tags: ['system'],
    response: { 200: HealthSchema, 503: HealthSchema },
  })
  app.get(
    '/api/health/live',
    { ...route, schema: schema('Whether the process answers') },
    async (): Promise<Health> => ({ status: 'ok', checks: {} }),
  )
  app.get(
    '/api/health/ready',
    { ...route, schema: schema('Whether it can do its work, part by part') },
    async (_request, reply): Promise<Health> => {
      const results = await Promise.all(
        Object.entries(checks).map(async ([name, check]) => [name, await check()] as const),
      )
      const ready = results.every(([, said]) => said === 'ok')
      reply.code(ready ? 200 : 503).header('cache-control', 'no-store')
      return { status: ready ? 'ok' : 'unavailable', checks: Object.fromEntries(results) }
    },
  )
}
