import type { IncomingHttpHeaders } from 'node:http'
import { type City, type Purpose, purposes } from '@onecity/city'
import { AppError } from '../../kernel/app-error.ts'
import type { AccessDecision, AccessObject, Action, Actor, Decide, Obligations } from './access-types.ts'

/** Access of one request: who asks, for what purpose, bound to the action its route declares. */
export type RequestAccess = {
  readonly actor: Actor
  readonly purpose: Purpose | null
  /** The action its route declares. */
  readonly action: Action
  /**
   * Obligations of doing the route's action (or another one) on an object.
   * Throws AppError `not-allowed`, or `purpose-required` with the possible purposes in `params.purposes`.
   */
  readonly authorise: (object: AccessObject, action?: Action) => Obligations
  /** The decision itself, for lists that leave out what may not be seen. */
  readonly decide: (action: Action, object: AccessObject, purpose?: Purpose | null) => AccessDecision
  /** Whether anything was asked: a handler that never asks is a fault. */
  readonly used: boolean
}

/**
 * Binds a request to its route's action. The role comes from the header `x-onecity-role`, else the cookie `onecity-role`,
 * else the city's default; the purpose from the header `x-onecity-purpose`, else `purpose` in the query.
 * Throws AppError `bad-request` for an unknown role or purpose.
 */
export const makeRequestAccess = (options: {
  readonly action: Action
  readonly headers: IncomingHttpHeaders
  readonly query: unknown
  readonly city: Pick<City, 'roles' | 'defaultRole'>
  readonly decide: Decide
}): RequestAccess => {
  const actor = readActor(options.headers, options.city)
  const purpose = readPurpose(options.headers, options.query)
  let used = false
  const decide: RequestAccess['decide'] = (action, object, otherPurpose = purpose) => {
    used = true
    return options.decide(actor, action, object, otherPurpose)
  }
  return {
    actor,
    purpose,
    action: options.action,
    decide,
    authorise: (object, action = options.action) => {
      const decision = decide(action, object)
      if (decision.allow) return decision.obligations
      throw new AppError(decision.reason, {
        detail: decision.detail,
        params: decision.purposes.length > 0 ? { purposes: decision.purposes } : {},
      })
    },
    get used() {
      return used
    },
  }
}

const readActor = (headers: IncomingHttpHeaders, city: Pick<City, 'roles' | 'defaultRole'>): Actor => {
  const role = single(headers['x-onecity-role']) ?? readCookie(headers.cookie, 'onecity-role') ?? city.defaultRole
  const roles = city.roles.map(({ id }) => id)
  if (!roles.includes(role))
    throw new AppError('bad-request', {
      detail: `There is no role “${role.slice(0, 60)}”. Roles: ${roles.join(', ')}.`,
      params: { roles },
    })
  return { kind: 'demo-role', role }
}

const readPurpose = (headers: IncomingHttpHeaders, query: unknown): Purpose | null => {
  const inQuery = typeof query === 'object' && query !== null && 'purpose' in query ? query.purpose : undefined
  const stated = single(headers['x-onecity-purpose']) ?? inQuery
  if (stated === undefined || stated === '') return null
  const purpose = purposes.find((known) => known === stated)
  if (!purpose)
    throw new AppError('bad-request', {
      detail: `There is no purpose “${String(stated).slice(0, 60)}”. Purposes: ${purposes.join(', ')}.`,
      params: { purposes },
    })
  return purpose
}

const single = (header: string | string[] | undefined): string | undefined => {
  const value = Array.isArray(header) ? header[0] : header
  return value === undefined || value === '' ? undefined : value
}

const readCookie = (header: string | undefined, name: string): string | undefined => {
  for (const pair of header?.split(';') ?? []) {
    const [key, ...rest] = pair.trim().split('=')
    if (key === name && rest.length > 0) return rest.join('=')
  }
  return undefined
}
