/**
 * Which changes of a city break those who use it, and whom. Judged by the declarations alone; how many rows and readers
 * are concerned only the platform knows. Compatible is what every reader and every delivery of before still fits:
 * new resources, new optional items, wider bounds, more codes, looser sharing.
 */
import { type City, type Item, type MaskName, type Resource, type Role, shareTypes, type Text } from './model.ts'

export const breakingRules = [
  'resource-removed',
  'kind-changed',
  'key-changed',
  'share-stricter',
  'item-removed',
  'item-retyped',
  'item-narrowed',
  'item-required',
  'item-share-stricter',
  'item-mask-stricter',
  'item-new-required',
] as const
export type BreakingRule = (typeof breakingRules)[number]

export type BreakingChange = {
  readonly rule: BreakingRule
  readonly resource: string
  readonly item?: string
  readonly text: Text
  /** Whom the declarations name: departments the resource is shared with, and roles granted something on it. */
  readonly departments: readonly string[]
  readonly roles: readonly string[]
}

/** Every breaking change from `before` to `after`, in order of resource and item. */
export function breakingChanges(before: City, after: City): BreakingChange[] {
  const later = new Map(after.resources.map((resource) => [resource.id, resource]))
  const found: BreakingChange[] = []
  for (const resource of before.resources) {
    const now = later.get(resource.id)
    if (now === resource) continue
    const broken = now ? changesOf(resource, now) : [removed(resource)]
    if (broken.length === 0) continue
    const who = { departments: departmentsOf(resource, now), roles: rolesWith(before.roles, resource) }
    for (const change of broken) found.push({ ...change, resource: resource.id, ...who })
  }
  return found
}

type Found = Pick<BreakingChange, 'rule' | 'text' | 'item'>

const removed = ({ name }: Resource): Found => ({
  rule: 'resource-removed',
  text: { zh: `信息资源“${name.zh}”被删除`, en: `Resource “${name.en ?? name.zh}” is removed` },
})

function changesOf(was: Resource, is: Resource): Found[] {
  const [zh, en] = [`“${was.name.zh}”`, `“${was.name.en ?? was.name.zh}”`]
  const found: Found[] = []
  if (was.kind !== is.kind)
    found.push({
      rule: 'kind-changed',
      text: { zh: `${zh}由 ${was.kind} 改为 ${is.kind}`, en: `${en} turns from ${was.kind} into ${is.kind}` },
    })
  if (was.key.join('\n') !== is.key.join('\n'))
    found.push({
      rule: 'key-changed',
      text: {
        zh: `${zh}的主键由 [${was.key.join(', ')}] 改为 [${is.key.join(', ')}]`,
        en: `The key of ${en} changes from [${was.key.join(', ')}] to [${is.key.join(', ')}]`,
      },
    })
  if (isStricter(is.share.type, was.share.type))
    found.push({
      rule: 'share-stricter',
      text: {
        zh: `${zh}的共享由${shareNames[was.share.type]}收紧为${shareNames[is.share.type]}`,
        en: `Sharing of ${en} is stricter: ${was.share.type} → ${is.share.type}`,
      },
    })
  const gone = (was.share.departments ?? []).filter((id) => !is.share.departments?.includes(id))
  if (is.share.type === 'conditional' && is.share.departments && gone.length > 0)
    found.push({
      rule: 'share-stricter',
      text: { zh: `${zh}不再共享给 ${gone.join('、')}`, en: `${en} is no longer shared with ${gone.join(', ')}` },
    })
  const items = new Map(is.items.map((item) => [item.id, item]))
  const old = new Set(was.items.map((item) => item.id))
  for (const item of was.items) found.push(...itemChanges(item, items.get(item.id), zh, en))
  for (const item of is.items)
    if (!old.has(item.id) && !item.optional && !('derived' in item) && item.from === undefined)
      found.push({
        rule: 'item-new-required',
        item: item.id,
        text: {
          zh: `${zh}新增必填项 ${item.id}，原来的交付文件没有这一列`,
          en: `${en} asks for a new item ${item.id}, which deliveries until now do not carry`,
        },
      })
  return found
}

function itemChanges(was: Item, is: Item | undefined, zh: string, en: string): Found[] {
  const found: Found[] = []
  const say = (rule: BreakingRule, inChinese: string, inEnglish: string) =>
    found.push({
      rule,
      item: was.id,
      text: { zh: `${zh}的信息项 ${was.id} ${inChinese}`, en: `Item ${was.id} of ${en} ${inEnglish}` },
    })
  if (!is) {
    say('item-removed', '被删除或改名', 'is removed or renamed')
    return found
  }
  if (was.type !== is.type)
    say('item-retyped', `由 ${was.type} 改为 ${is.type}`, `turns from ${was.type} into ${is.type}`)
  else for (const [inChinese, inEnglish] of narrowings(was, is)) say('item-narrowed', inChinese, inEnglish)
  if (was.optional && !is.optional) say('item-required', '由可空改为必填', 'may no longer be empty')
  if (is.share !== undefined && isStricter(is.share, was.share ?? 'unconditional'))
    say('item-share-stricter', `的共享收紧为${shareNames[is.share]}`, `is shared more strictly: ${is.share}`)
  if (maskRank(is.mask) > maskRank(was.mask))
    say('item-mask-stricter', `的脱敏收紧为 ${is.mask}`, `is masked more strictly: ${is.mask}`)
  return found
}

function narrowings(was: Item, is: Item): (readonly [zh: string, en: string])[] {
  const found: (readonly [string, string])[] = []
  if (is.max !== undefined && (was.max === undefined || is.max < was.max))
    found.push([`的最大长度缩为 ${is.max}`, `may be at most ${is.max} characters long`])
  if (is.scale !== undefined && (was.scale === undefined || is.scale < was.scale))
    found.push([`的小数位数减为 ${is.scale}`, `keeps only ${is.scale} decimal places`])
  const [low, high] = [is.range?.min, is.range?.max]
  if (low !== undefined && (was.range?.min === undefined || low > was.range.min))
    found.push([`的最小值提高为 ${low}`, `may be no less than ${low}`])
  if (high !== undefined && (was.range?.max === undefined || high < was.range.max))
    found.push([`的最大值降低为 ${high}`, `may be no more than ${high}`])
  const codes = new Set(is.codes?.map(({ value }) => value))
  const gone = (was.codes ?? []).map(({ value }) => value).filter((value) => is.codes && !codes.has(value))
  if (gone.length > 0) found.push([`不再允许代码 ${gone.join('、')}`, `no longer takes ${gone.join(', ')}`])
  return found
}

const shareNames = { unconditional: '无条件', conditional: '有条件', none: '不予共享' } as const

const isStricter = (now: (typeof shareTypes)[number], before: (typeof shareTypes)[number]): boolean =>
  shareTypes.indexOf(now) > shareTypes.indexOf(before)

/** What is left to see, from much to nothing. */
const maskRank = (mask: MaskName | undefined): number => (mask === undefined ? 0 : mask === 'hidden' ? 2 : 1)

const departmentsOf = (was: Resource, is: Resource | undefined): string[] => {
  const named = new Set(was.share.departments ?? [])
  for (const id of is?.share.departments ?? []) named.add(id)
  return [...named]
}

/** Roles with a grant that names the resource; one on everything says nothing about this one. */
const rolesWith = (roles: readonly Role[], { id }: Resource): string[] =>
  roles
    .filter((role) => role.grants.some((grant) => Array.isArray(grant.resources) && grant.resources.includes(id)))
    .map((role) => role.id)
