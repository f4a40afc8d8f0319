import { fileURLToPath } from 'node:url'
import { type City, makeAreaTree, purposes, type Role, type RoleGrant, readCity, shareTypes } from '@onecity/city'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AccessObject, type Action, actions } from './access-types.ts'
import { makeDecide, stricterOf, stricterShare } from './decide.ts'
import { resourceObject } from './resource-object.ts'

const actor = (role: string) => ({ kind: 'demo-role', role }) as const
const children: Record<string, readonly string[]> = {
  C: ['C', 'D1', 'D2', 'S1'],
  D1: ['D1', 'S1'],
  D2: ['D2'],
  S1: ['S1'],
}
const descendants = (code: string) => children[code] ?? []
const decideWith = (...grants: RoleGrant[]) => {
  const decide = makeDecide({ roles: [{ id: 'r', name: { zh: '角色' }, grants }], descendants })
  return (action: Action, object: AccessObject, purpose: Parameters<typeof decide>[3] = null) =>
    decide(actor('r'), action, object, purpose)
}
type ResourceObject = Extract<AccessObject, { kind: 'resource' }>
const object = (more: Partial<ResourceObject> = {}): ResourceObject => ({
  kind: 'resource',
  id: 'thing',
  shareType: 'unconditional',
  personal: false,
  hasArea: true,
  items: [{ id: 'a' }],
  ...more,
})
const all: RoleGrant = { actions: ['*'], purposes: [...purposes] }

describe('an access decision', () => {
  it('takes actions by name, by module and all together, and no others', () => {
    const allowed = (pattern: string, action: Action) => decideWith({ actions: [pattern] })(action, object()).allow
    expect(allowed('registers.read', 'registers.read')).toBe(true)
    expect(allowed('registers.read', 'registers.export')).toBe(false)
    expect(allowed('registers.*', 'registers.export')).toBe(true)
    expect(allowed('registers.*', 'changes.read')).toBe(false)
    expect(allowed('reg*', 'registers.read')).toBe(false)
    expect(allowed('*', 'changes.read')).toBe(true)
  })

  it('refuses an unknown role, an uncovered resource and an uncovered sharing type, each in one sentence', () => {
    const unknown = makeDecide({ roles: [], descendants })(actor('ghost'), 'registers.read', object(), null)
    const other = decideWith({ actions: ['*'], resources: ['other'] })('registers.read', object())
    const closed = decideWith({ actions: ['*'], shareTypes: ['unconditional'] })(
      'registers.read',
      object({ shareType: 'none' }),
    )
    for (const decision of [unknown, other, closed]) {
      expect(decision).toMatchObject({ allow: false, reason: 'not-allowed', purposes: [] })
      expect(decision.allow ? '' : decision.detail).toMatch(/^.+\.$/)
    }
  })

  it('hides items whose stricter sharing type no grant covers', () => {
    const decision = decideWith({ actions: ['*'], shareTypes: ['unconditional', 'conditional'] })(
      'registers.read',
      object({
        shareType: 'conditional',
        items: [{ id: 'a' }, { id: 'b', share: 'none' }, { id: 'c', share: 'unconditional' }],
      }),
    )
    expect(decision.allow && decision.obligations.hiddenItems).toEqual(['b'])
  })

  it('masks items that have a mask or are highly sensitive, unless the grant shows them unmasked', () => {
    const items = [
      { id: 'a', mask: 'surname' },
      { id: 'b', sensitive: 'high' },
      { id: 'c', sensitive: 'low' },
    ] as const
    const masked = decideWith({ actions: ['*'] })('registers.read', object({ items }))
    expect(masked.allow && masked.obligations.masks).toEqual({ a: 'surname', b: 'hidden' })
    const unmasked = decideWith({ actions: ['*'], unmasked: true })('registers.read', object({ items }))
    expect(unmasked.allow && unmasked.obligations.masks).toEqual({})
  })

  it('limits to the union of the subtrees of the areas granted, and nowhere when one grant has none', () => {
    const areasOf = (...grants: RoleGrant[]) => {
      const decision = decideWith(...grants)('registers.read', object())
      return decision.allow && decision.obligations.areas
    }
    expect(areasOf({ actions: ['*'], areas: ['D1'] }, { actions: ['*'], areas: ['D2'] })).toEqual(['D1', 'D2', 'S1'])
    expect(areasOf({ actions: ['*'], areas: ['D1'] }, { actions: ['*'] })).toBeNull()
  })

  it('does not let two grants add up to what neither gives: unmasked somewhere and masked everywhere is masked', () => {
    const items = [
      { id: 'a', mask: 'surname' },
      { id: 'b', share: 'none' },
    ] as const
    const decision = decideWith(
      { actions: ['*'], areas: ['S1'], unmasked: true },
      { actions: ['*'], shareTypes: ['unconditional'] },
    )('registers.read', object({ items }))
    expect(decision.allow && decision.obligations).toMatchObject({
      areas: null,
      hiddenItems: ['b'],
      masks: { a: 'surname' },
    })
  })

  it('asks for a purpose of personal data, names those that would do, and takes only those', () => {
    const personal = object({ personal: true })
    const decide = decideWith(
      { actions: ['*'], purposes: ['data-check'] },
      { actions: ['*'], purposes: ['work-reference'] },
    )
    const refused = { allow: false, reason: 'purpose-required', purposes: ['data-check', 'work-reference'] }
    expect(decide('registers.read', personal)).toMatchObject(refused)
    expect(decide('registers.read', personal, 'joint-service')).toMatchObject(refused)
    expect(decide('registers.read', personal, 'data-check').allow).toBe(true)
    expect(decide('catalogue.read', personal).allow).toBe(true)
    expect(decideWith({ actions: ['*'] })('registers.read', personal, 'data-check')).toMatchObject({
      reason: 'not-allowed',
    })
  })

  it('counts only the grants that list the stated purpose', () => {
    const decide = decideWith(
      { actions: ['*'], purposes: ['data-check'], areas: ['D2'] },
      { actions: ['*'], purposes: ['work-reference'], unmasked: true },
    )
    const decision = decide(
      'registers.read',
      object({ personal: true, items: [{ id: 'a', mask: 'surname' }] }),
      'data-check',
    )
    expect(decision.allow && decision.obligations).toMatchObject({ areas: ['D2'], masks: { a: 'surname' } })
  })

  it('lets an area-limited role read what carries no area only if it is unconditional and not personal, and never write it', () => {
    const decide = decideWith({ actions: ['*'], areas: ['D1'], purposes: ['data-check'] })
    const without = (more: Partial<ResourceObject>) => object({ hasArea: false, ...more })
    const open = decide('registers.read', without({}))
    expect(open.allow && open.obligations.areas).toBeNull()
    expect(decide('registers.read', without({ shareType: 'conditional' })).allow).toBe(false)
    expect(decide('registers.read', without({ personal: true }), 'data-check').allow).toBe(false)
    expect(decide('batches.write', without({})).allow).toBe(false)
    expect(decide('catalogue.read', without({ shareType: 'conditional' })).allow).toBe(true)
  })

  it('takes the greatest row limit, and none when a grant sets none', () => {
    const limitOf = (...limits: (number | undefined)[]) => {
      const decision = decideWith(
        ...limits.map((rowLimit) => ({ actions: ['*'], ...(rowLimit !== undefined && { rowLimit }) })),
      )('registers.read', object())
      return decision.allow && decision.obligations.limit
    }
    expect(limitOf(10, 30, 20)).toBe(30)
    expect(limitOf(10, undefined)).toBeNull()
  })

  it('takes changed facts about the same id for what they are', () => {
    const decide = decideWith({ actions: ['*'], shareTypes: ['unconditional'] })
    expect(decide('registers.read', object()).allow).toBe(true)
    expect(decide('registers.read', object({ shareType: 'none' })).allow).toBe(false)
  })
})

const maskNames = ['keep-4-4', 'keep-3-4', 'surname', 'hidden'] as const
const optional = <K extends string, T>(key: K, value: fc.Arbitrary<T>) =>
  fc.option(value, { nil: undefined }).map((each) => (each === undefined ? {} : { [key]: each }) as { [k in K]?: T })
const merged = <T extends object>(...parts: fc.Arbitrary<object>[]): fc.Arbitrary<T> =>
  fc.tuple(...parts).map((each) => Object.assign({}, ...each) as T)
const grants = merged<RoleGrant>(
  fc.record({ actions: fc.constantFrom(['*'], ['registers.*'], ['registers.read'], ['catalogue.read']) }),
  optional('shareTypes', fc.subarray([...shareTypes], { minLength: 1 })),
  optional('areas', fc.subarray(['C', 'D1', 'D2', 'S1'], { minLength: 1 })),
  optional('purposes', fc.subarray([...purposes], { minLength: 1 })),
  optional('unmasked', fc.boolean()),
  optional('rowLimit', fc.integer({ min: 1, max: 100 })),
)
const items = merged<ResourceObject['items'][number]>(
  fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd') }),
  optional('share', fc.constantFrom(...shareTypes)),
  optional('sensitive', fc.constantFrom('low', 'high')),
  optional('mask', fc.constantFrom(...maskNames)),
)
const objects: fc.Arbitrary<ResourceObject> = fc.record({
  kind: fc.constant('resource'),
  id: fc.constant('thing'),
  shareType: fc.constantFrom(...shareTypes),
  personal: fc.boolean(),
  hasArea: fc.boolean(),
  items: fc.uniqueArray(items, { selector: ({ id }) => id, maxLength: 4 }),
})
const questions = fc.record({
  grants: fc.array(grants, { minLength: 1, maxLength: 4 }),
  object: objects,
  purpose: fc.option(fc.constantFrom(...purposes)),
})

describe('whatever the grants', () => {
  it('the same question has the same answer, and equal obligations an equal scope hash', () => {
    fc.assert(
      fc.property(questions, ({ grants, object, purpose }) => {
        const first = decideWith(...grants)('registers.read', object, purpose)
        const again = decideWith(...grants)('registers.read', structuredClone(object), purpose)
        expect(again).toEqual(first)
      }),
    )
  })

  it('no reader gets more of an item in an area than one single grant gives', () => {
    fc.assert(
      fc.property(questions, ({ grants, object, purpose }) => {
        const together = decideWith(...grants)('registers.read', object, purpose)
        if (!together.allow) return
        const alone = grants
          .map((grant) => decideWith(grant)('registers.read', object, purpose))
          .flatMap((each) => (each.allow ? [each.obligations] : []))
        for (const area of object.hasArea ? ['C', 'D1', 'D2', 'S1'] : ['C'])
          for (const { id } of object.items) {
            const { areas, hiddenItems, masks } = together.obligations
            if ((areas && !areas.includes(area)) || hiddenItems.includes(id)) continue
            const covering = alone.filter((one) => (one.areas?.includes(area) ?? true) && !one.hiddenItems.includes(id))
            expect(covering.length).toBeGreaterThan(0)
            if (!(id in masks)) expect(covering.some((one) => !(id in one.masks))).toBe(true)
          }
      }),
      { numRuns: 500 },
    )
  })

  it('personal rows are never shown without a purpose that some grant lists', () => {
    fc.assert(
      fc.property(questions, ({ grants, object, purpose }) => {
        const decision = decideWith(...grants)('registers.read', { ...object, personal: true }, purpose)
        if (!decision.allow) return
        expect(purpose).not.toBeNull()
        expect(grants.some((grant) => purpose !== null && grant.purposes?.includes(purpose))).toBe(true)
      }),
    )
  })

  it('one more grant never takes a resource away', () => {
    fc.assert(
      fc.property(questions, grants, ({ grants, object, purpose }, another) => {
        const before = decideWith(...grants)('registers.read', object, purpose)
        const after = decideWith(...grants, another)('registers.read', object, purpose)
        if (before.allow) expect(after.allow).toBe(true)
      }),
    )
  })

  it('being held to two obligations is being held to each', () => {
    fc.assert(
      fc.property(questions, questions, (one, other) => {
        const a = decideWith(...one.grants)('registers.read', one.object, one.purpose)
        const b = decideWith(...other.grants)('registers.read', other.object, other.purpose)
        if (!a.allow || !b.allow) return
        const both = stricterOf(a.obligations, b.obligations)
        for (const each of [a.obligations, b.obligations]) {
          if (each.areas) expect(both.areas?.every((code) => each.areas?.includes(code))).toBe(true)
          expect(both.hiddenItems).toEqual(expect.arrayContaining([...each.hiddenItems]))
          expect(Object.keys(both.masks)).toEqual(expect.arrayContaining(Object.keys(each.masks)))
          if (each.limit !== null) expect(both.limit).toBeLessThanOrEqual(each.limit)
        }
      }),
    )
  })
})

it('orders sharing types unconditional, conditional, none', () => {
  expect(stricterShare('unconditional', 'conditional')).toBe('conditional')
  expect(stricterShare('none', 'unconditional')).toBe('none')
  expect(stricterShare('conditional', undefined)).toBe('conditional')
})

describe('the roles of the smallest city', async () => {
  const read = await readCity(fileURLToPath(new URL('../../../../../cities/tiny', import.meta.url)), { actions })
  if (!read.ok) throw new Error('cities/tiny is refused')
  const { city }: { city: City } = read
  const tree = makeAreaTree(city.areas)
  const decide = makeDecide({ roles: city.roles as Role[], descendants: tree.descendants })
  const resource = (id: string) => {
    const found = city.resources.find((each) => each.id === id)
    if (!found) throw new Error(`no resource ${id}`)
    return resourceObject(found)
  }

  it('let a visitor read open registers up to 1,000 rows, and no people', () => {
    const open = decide(actor('visitor'), 'registers.read', resource('charging-point'), null)
    expect(open.allow && open.obligations.limit).toBe(1000)
    expect(decide(actor('visitor'), 'registers.read', resource('person'), 'data-check').allow).toBe(false)
    expect(decide(actor('visitor'), 'batches.write', resource('charging-point'), null).allow).toBe(false)
  })

  it('hold the steward of a district to that district, to a purpose, and to masks', () => {
    const role = actor('district-steward')
    expect(decide(role, 'registers.read', resource('person'), null)).toMatchObject({
      reason: 'purpose-required',
      purposes: ['data-check'],
    })
    const decision = decide(role, 'registers.read', resource('person'), 'data-check')
    expect(decision.allow && decision.obligations).toMatchObject({
      areas: ['990101', '990101001', '990101002'],
      hiddenItems: [],
      masks: { id_number: 'keep-4-4', name: 'surname', birth_date: 'hidden', phone: 'keep-3-4' },
    })
  })

  it('give the operator, who states no purposes, everything but people', () => {
    expect(decide(actor('operator'), 'operations.read', { kind: 'city' }, null).allow).toBe(true)
    expect(decide(actor('operator'), 'registers.read', resource('person'), 'work-reference')).toMatchObject({
      reason: 'not-allowed',
    })
    expect(decide(actor('steward'), 'registers.read', resource('person'), 'work-reference').allow).toBe(true)
  })
})

it('decides once for each question about the same object', () => {
  const decide = decideWith(all)
  const thing = object()
  const first = decide('registers.read', thing)
  expect(decide('registers.read', thing)).toBe(first)
})
