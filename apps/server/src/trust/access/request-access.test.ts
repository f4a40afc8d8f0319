import type { Role } from '@onecity/city'
import { describe, expect, it } from 'vitest'
import { isAppError } from '../../kernel/app-error.ts'
import type { AccessObject } from './access-types.ts'
import { makeDecide } from './decide.ts'
import { makeRequestAccess } from './request-access.ts'

const roles: readonly Role[] = [
  { id: 'visitor', name: { zh: '访客' }, grants: [] },
  { id: 'officer', name: { zh: '办事员' }, grants: [{ actions: ['registers.read'], purposes: ['data-check'] }] },
]
const decide = makeDecide({ roles, descendants: (code) => [code] })
const make = (headers: Record<string, string>, query: unknown = {}) =>
  makeRequestAccess({ action: 'registers.read', headers, query, city: { roles, defaultRole: 'visitor' }, decide })
const people: AccessObject = {
  kind: 'resource',
  id: 'people',
  shareType: 'conditional',
  personal: true,
  hasArea: false,
  items: [],
}
const errorOf = (act: () => unknown) => {
  try {
    act()
  } catch (error) {
    if (isAppError(error)) return { code: error.code, params: error.params }
    throw error
  }
  return undefined
}

describe('access of a request', () => {
  it('takes the role from the header, then the cookie, then the city', () => {
    expect(make({ 'x-onecity-role': 'officer', cookie: 'onecity-role=visitor' }).actor.role).toBe('officer')
    expect(make({ cookie: 'theme=dark; onecity-role=officer' }).actor.role).toBe('officer')
    expect(make({ cookie: 'not-onecity-role=officer' }).actor.role).toBe('visitor')
  })

  it('refuses unknown roles and purposes, listing the known ones', () => {
    expect(errorOf(() => make({ 'x-onecity-role': 'king' }))).toEqual({
      code: 'bad-request',
      params: { roles: ['visitor', 'officer'] },
    })
    expect(errorOf(() => make({ 'x-onecity-purpose': 'fun' }))?.code).toBe('bad-request')
    expect(errorOf(() => make({}, { purpose: 'fun' }))?.code).toBe('bad-request')
  })

  it('takes the purpose from the header, then the query', () => {
    expect(make({ 'x-onecity-purpose': 'data-check' }, { purpose: 'work-reference' }).purpose).toBe('data-check')
    expect(make({}, { purpose: 'work-reference' }).purpose).toBe('work-reference')
    expect(make({}).purpose).toBeNull()
  })

  it('throws what is wrong when authorising, with the purposes that would do', () => {
    expect(errorOf(() => make({}).authorise(people))?.code).toBe('not-allowed')
    expect(errorOf(() => make({ 'x-onecity-role': 'officer' }).authorise(people))).toEqual({
      code: 'purpose-required',
      params: { purposes: ['data-check'] },
    })
    const access = make({ 'x-onecity-role': 'officer' }, { purpose: 'data-check' })
    expect(access.authorise(people).areas).toBeNull()
    expect(errorOf(() => access.authorise(people, 'registers.export'))?.code).toBe('not-allowed')
  })

  it('knows whether it was asked, also when the answer was no', () => {
    const access = make({})
    expect(access.used).toBe(false)
    expect(errorOf(() => access.authorise(people))?.code).toBe('not-allowed')
    expect(access.used).toBe(true)
  })
})
