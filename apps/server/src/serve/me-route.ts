import { type Me, MeSchema } from '@onecity/contracts'
import type { LiveCity } from '../platform/city/index.ts'
import type { Route } from '../platform/http/index.ts'
import { actions, type RequestAccess } from '../trust/access/index.ts'

/** Who the reader is here, and what that role may do: the web shows only what can be used. */
export const makeMeRoute = (city: LiveCity): Route<RequestAccess> => ({
  method: 'GET',
  url: '/api/me',
  action: 'city.read',
  summary: 'The reader’s role and what it may do',
  tags: ['access'],
  response: MeSchema,
  handler: async ({ access, reply }): Promise<Me> => {
    access.authorise({ kind: 'city' })
    reply.header('cache-control', 'private, no-store')
    const now = city.current().city
    const role = now.roles.find(({ id }) => id === access.actor.role)
    return {
      role: { id: access.actor.role, name: role?.name ?? { zh: access.actor.role } },
      roles: now.roles.map(({ id, name }) => ({ id, name })),
      // Who has an action for nothing in the city has it for no resource: one decision tells, not one for each resource.
      actions: actions.filter((action) => access.decide(action, { kind: 'city' }).allow),
    }
  },
})
