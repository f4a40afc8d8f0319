import { createHash } from 'node:crypto'
import { type MaskName, type Purpose, type Role, type RoleGrant, type ShareType, shareTypes } from '@onecity/city'
import type { AccessDecision, AccessObject, Action, Actor, Decide, Obligations } from './access-types.ts'

type ResourceObject = Extract<AccessObject, { kind: 'resource' }>
/** A grant that covers the action and the resource, with its areas resolved. */
type CoveringGrant = { readonly grant: RoleGrant; readonly areas: ReadonlySet<string> | null }

/** Actions by which values of rows leave the database: on personal resources they need a purpose. */
const actionsThatShowValues: ReadonlySet<Action> = new Set<Action>([
  'registers.read',
  'registers.export',
  'changes.read',
  'places.read',
])
/** Actions that concern single rows, and so are held to areas. */
const actionsOnRows: ReadonlySet<Action> = new Set<Action>([
  ...actionsThatShowValues,
  'batches.write',
  'batches.confirm',
])

// 5,200 resources × a few roles, actions and purposes; far above what is asked for between two city versions.
const CACHE_ENTRIES = 100_000

/**
 * Makes the one access decision from a city version's roles: pure, and the same answer for the same question.
 * @param descendants codes of an area and everything below it
 */
export const makeDecide = (options: {
  readonly roles: readonly Role[]
  readonly descendants: (areaCode: string) => readonly string[]
}): Decide => {
  const roles = new Map(options.roles.map((role) => [role.id, role]))
  const areasOf = memoise((grant: RoleGrant) =>
    grant.areas ? new Set(grant.areas.flatMap(options.descendants)) : null,
  )
  const cache = new Map<string, { readonly object: AccessObject; readonly decision: AccessDecision }>()

  const decide = (actor: Actor, action: Action, object: AccessObject, purpose: Purpose | null): AccessDecision => {
    const role = roles.get(actor.role)
    if (!role) return deny(`There is no role “${actor.role}”.`)
    const grants = role.grants.filter((grant) => coversAction(grant, action))
    if (grants.length === 0) return deny(`The role “${role.id}” may not do ${action}.`)
    const path = object.kind === 'city' ? object.path : undefined
    const covering = grants
      .filter((grant) => coversPath(grant, path))
      .map((grant) => ({ grant, areas: areasOf(grant) }))
    if (covering.length === 0) return deny(`The role “${role.id}” may not do ${action} on ${path}.`)
    return object.kind === 'city'
      ? allow({ areas: unionOf(covering), hiddenItems: [], masks: {}, limit: limitOf(covering) })
      : decideOnResource(role, action, object, purpose, covering)
  }

  return (actor, action, object, purpose) => {
    const key = `${actor.role}\n${action}\n${object.kind === 'resource' ? object.id : (object.path ?? '')}\n${purpose ?? ''}`
    const known = cache.get(key)
    // The same id may be asked about with other facts (another city version): only the very same object counts.
    if (known && (known.object === object || object.kind === 'city')) return known.decision
    const decision = decide(actor, action, object, purpose)
    if (cache.size >= CACHE_ENTRIES) cache.clear()
    cache.set(key, { object, decision })
    return decision
  }
}

const coversPath = ({ folders }: RoleGrant, path: string | undefined): boolean =>
  path === undefined || folders === undefined || folders.some((folder) => path.startsWith(`${folder}/`))

const decideOnResource = (
  role: Role,
  action: Action,
  object: ResourceObject,
  purpose: Purpose | null,
  grants: readonly CoveringGrant[],
): AccessDecision => {
  const covering = grants.filter(
    ({ grant }) => coversResource(grant, object) && coversShareType(grant, object.shareType),
  )
  if (covering.length === 0)
    return deny(`The role “${role.id}” may not do ${action} on “${object.id}” (sharing type: ${object.shareType}).`)

  const needsPurpose = object.personal && actionsThatShowValues.has(action)
  if (needsPurpose) {
    const possible = [...new Set(covering.flatMap(({ grant }) => grant.purposes ?? []))]
    if (possible.length === 0)
      return deny(`“${object.id}” holds personal data and no purpose is open to the role “${role.id}” for ${action}.`)
    if (purpose === null || !possible.includes(purpose))
      return {
        allow: false,
        reason: 'purpose-required',
        detail: `“${object.id}” holds personal data: state one of these purposes: ${possible.join(', ')}.`,
        purposes: possible,
      }
  }
  const usable = needsPurpose
    ? covering.filter(({ grant }) => purpose !== null && grant.purposes?.includes(purpose))
    : covering

  const areas = unionOf(usable)
  if (areas !== null && !object.hasArea && actionsOnRows.has(action)) {
    const forEveryone = object.shareType === 'unconditional' && !object.personal && !action.startsWith('batches.')
    if (!forEveryone)
      return deny(`The role “${role.id}” is limited to areas, and rows of “${object.id}” carry no area.`)
  }

  // Grants add up only where one of them alone would do: an item is shown (or shown unmasked) when a single grant allows
  // that for all the areas read. Else “everything unmasked in my street” plus “masked everywhere” would unmask the city.
  const wide = usable.filter((each) => includesAll(each.areas, areas))
  const hiddenItems: string[] = []
  const masks: Record<string, MaskName> = {}
  for (const item of object.items) {
    const shareType = stricterShare(object.shareType, item.share)
    const showing = wide.filter(({ grant }) => coversShareType(grant, shareType))
    if (showing.length === 0) hiddenItems.push(item.id)
    else if ((item.mask || item.sensitive === 'high') && !showing.some(({ grant }) => grant.unmasked))
      masks[item.id] = item.mask ?? 'hidden'
  }
  return allow({ areas: object.hasArea ? areas : null, hiddenItems, masks, limit: limitOf(usable) })
}

/** Obligations that hold a reader to both: for an act that needs two actions, such as reading in bulk. */
export const stricterOf = (a: Obligations, b: Obligations): Obligations =>
  withScopeHash({
    areas: a.areas && b.areas ? a.areas.filter((code) => b.areas?.includes(code)) : (a.areas ?? b.areas),
    hiddenItems: [...new Set([...a.hiddenItems, ...b.hiddenItems])],
    masks: { ...a.masks, ...b.masks },
    limit: a.limit === null ? b.limit : b.limit === null ? a.limit : Math.min(a.limit, b.limit),
  })

/** The stricter of a resource's sharing type and its item's: unconditional < conditional < none. */
export const stricterShare = (resource: ShareType, item: ShareType | undefined): ShareType =>
  item && shareTypes.indexOf(item) > shareTypes.indexOf(resource) ? item : resource

const coversAction = (grant: RoleGrant, action: Action): boolean =>
  grant.actions.some(
    (name) => name === '*' || name === action || (name.endsWith('.*') && action.startsWith(name.slice(0, -1))),
  )
const coversResource = (grant: RoleGrant, object: ResourceObject): boolean =>
  grant.resources === undefined || grant.resources === 'all' || grant.resources.includes(object.id)
const coversShareType = (grant: RoleGrant, type: ShareType): boolean =>
  grant.shareTypes === undefined || grant.shareTypes.includes(type)

const unionOf = (grants: readonly CoveringGrant[]): readonly string[] | null => {
  const codes = new Set<string>()
  for (const { areas } of grants) {
    if (areas === null) return null
    for (const code of areas) codes.add(code)
  }
  return [...codes].sort(byCode)
}
const includesAll = (have: ReadonlySet<string> | null, all: readonly string[] | null): boolean =>
  have === null || (all?.every((code) => have.has(code)) ?? false)
const limitOf = (grants: readonly CoveringGrant[]): number | null =>
  grants.reduce<number | null>(
    (greatest, { grant }) =>
      greatest === null || grant.rowLimit === undefined ? null : Math.max(greatest, grant.rowLimit),
    0,
  )

/** By code unit: the same on every machine, whatever its language. */
const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const deny = (detail: string): AccessDecision => ({ allow: false, reason: 'not-allowed', detail, purposes: [] })
const allow = (obligations: Omit<Obligations, 'scopeHash'>): AccessDecision => ({
  allow: true,
  obligations: withScopeHash(obligations),
})

const withScopeHash = (given: Omit<Obligations, 'scopeHash'>): Obligations => {
  const sorted = {
    areas: given.areas && [...given.areas].sort(byCode),
    hiddenItems: [...given.hiddenItems].sort(byCode),
    masks: Object.fromEntries(Object.entries(given.masks).sort(([a], [b]) => byCode(a, b))),
    limit: given.limit,
  }
  const scopeHash = createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 16)
  return { ...sorted, scopeHash }
}

const memoise = <K extends object, V>(make: (key: K) => V): ((key: K) => V) => {
  const known = new WeakMap<K, { readonly value: V }>()
  return (key) => {
    const entry = known.get(key) ?? { value: make(key) }
    known.set(key, entry)
    return entry.value
  }
}
