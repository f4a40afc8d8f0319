import { describe, expect, test } from 'vitest'
import {
  breakingChanges,
  type City,
  differencesOf,
  folderOf,
  formatProblem,
  type Item,
  mergeFiles,
  newCityFiles,
  type Resource,
  readCity,
  summaryOf,
  writeFolder,
} from './index.ts'

const files = newCityFiles({ id: 'springfield', name: { zh: '泉城, "新"', en: 'Springfield' } })

const read = async (changes: Readonly<Record<string, string | null>> = {}): Promise<City> => {
  const changed = new Map<string, string>(files)
  for (const [path, text] of Object.entries(changes))
    if (text === null) changed.delete(path)
    else changed.set(path, text)
  const result = await readCity(folderOf(changed))
  if (!result.ok) throw new Error(result.problems.map(formatProblem).join('\n'))
  return result.city
}

test('a new city has no problem at all, and its model written as files reads as the same city', async () => {
  const result = await readCity(folderOf(files))
  expect((result.ok ? result.warnings : result.problems).map(formatProblem)).toEqual([])
  const again = await readCity(folderOf(writeFolder(await read())))
  expect(again.ok && result.ok ? again.hash : again).toBe(result.ok ? result.hash : undefined)
})

test('files in memory are read like a folder, problems in their place', async () => {
  const result = await readCity(folderOf(new Map([...files, ['departments.yaml', '- { id: parks, area: 990000 }\n']])))
  expect((result.ok ? [] : result.problems).map(formatProblem)[0]).toMatch(
    /^departments\.yaml:1:3 {2}“name” is missing/,
  )
})

describe('differences', () => {
  const resource = 'departments/parks/resources/park-bench.yaml'
  const text = files.get(resource) as string

  test('say which property changed from what to what, in both languages', async () => {
    const found = differencesOf(
      await read(),
      await read({ [resource]: text.replace('update: monthly', 'update: weekly') }),
    )
    expect(found).toEqual([
      {
        kind: 'resource',
        id: 'park-bench',
        name: { zh: '公园座椅', en: 'Park benches' },
        change: 'changed',
        property: 'update',
        before: 'monthly',
        after: 'weekly',
        text: {
          zh: '信息资源“公园座椅（park-bench）”的更新周期由“monthly”改为“weekly”',
          en: 'Resource “Park benches” (park-bench): update cycle from “monthly” to “weekly”',
        },
      },
    ])
  })

  test('tell entries and items that came and went, and nothing of those that only moved', async () => {
    const roles = files.get('roles.yaml') as string
    const [head, visitor, steward, operator] = roles.split(/^(?=- id:)/m)
    expect(
      differencesOf(await read(), await read({ 'roles.yaml': `${head}${operator}\n${steward}${visitor}` })),
    ).toEqual([])
    const after = await read({
      [resource]: text.replace(/^ {2}- \{ id: placed_on.*\n/m, '  - { id: colour, type: text, optional: true }\n'),
      'centres.yaml': null,
    })
    const found = differencesOf(await read(), after)
    expect(found.map(({ kind, id, change }) => [kind, id, change])).toEqual([
      ['centre', 'city', 'removed'],
      ['item', 'park-bench/colour', 'added'],
      ['item', 'park-bench/placed_on', 'removed'],
    ])
    expect(summaryOf(found)).toEqual({
      zh: '删除 1 个运行中心，新增 1 个信息项，删除 1 个信息项',
      en: '1 centre removed, 1 item added, 1 item removed',
    })
  })
})

describe('breaking changes', async () => {
  const before = await read()
  const bench = before.resources[0] as Resource
  const roles = [
    { id: 'named', name: { zh: '甲' }, grants: [{ actions: ['registers.read'], resources: ['park-bench'] }] },
    { id: 'any', name: { zh: '乙' }, grants: [{ actions: ['*'] }] },
  ]
  const was = {
    ...before,
    roles,
    resources: [{ ...bench, share: { type: 'unconditional', departments: ['parks'] } }],
  } as City
  const rulesOf = (change: (resource: Resource) => Resource | undefined) => {
    const changed = change(was.resources[0] as Resource)
    return breakingChanges(was, { ...was, resources: changed ? [changed] : [] })
  }
  const withItem = (id: string, change: Partial<Item>) => (resource: Resource) => ({
    ...resource,
    items: resource.items.map((item) => (item.id === id ? { ...item, ...change } : item)),
  })

  test.each<[string, string, (resource: Resource) => Resource | undefined]>([
    ['a resource removed', 'resource-removed', () => undefined],
    ['another key', 'key-changed', (resource) => ({ ...resource, key: ['bench_no', 'seats'] })],
    ['stricter sharing', 'share-stricter', (resource) => ({ ...resource, share: { type: 'conditional' } })],
    ['an item removed', 'item-removed', (resource) => ({ ...resource, items: resource.items.slice(1) })],
    ['an item of another type', 'item-retyped', withItem('seats', { type: 'text' })],
    ['shorter text', 'item-narrowed', withItem('bench_no', { max: 19 })],
    ['a bound where none was', 'item-narrowed', withItem('position', { max: 5 })],
    ['a code taken away', 'item-narrowed', withItem('material', { codes: [{ value: 'wood', name: { zh: '木' } }] })],
    ['an item that must be filled in now', 'item-required', withItem('placed_on', { optional: false })],
    ['stricter sharing of an item', 'item-share-stricter', withItem('seats', { share: 'none' })],
    ['a mask', 'item-mask-stricter', withItem('bench_no', { mask: 'hidden' })],
  ])('%s breaks: %s', (_what, rule, change) => {
    const found = rulesOf(change)
    expect(found.map((each) => each.rule)).toEqual([rule])
    expect(found[0]).toMatchObject({ resource: 'park-bench', departments: ['parks'], roles: ['named'] })
  })

  test.each<[string, (resource: Resource) => Resource]>([
    ['longer text', withItem('bench_no', { max: 21 })],
    ['a wider range', withItem('seats', { range: { min: 0, max: 30 } })],
    ['an item that may be empty now', withItem('seats', { optional: true })],
    ['another name', withItem('seats', { name: { zh: '座位' } })],
    [
      'a new optional item',
      (resource) => ({
        ...resource,
        items: [...resource.items, { ...(resource.items[0] as Item), id: 'x', optional: true }],
      }),
    ],
  ])('%s breaks nobody', (_what, change) => {
    expect(rulesOf(change)).toEqual([])
  })
})

test('a folder is brought up to another file by file; what both changed is a conflict', () => {
  const of = (files: Record<string, string>) => new Map(Object.entries(files))
  const base = of({ a: '1', b: '1', c: '1', d: '1', e: '1' })
  const mine = of({ a: '1', b: '2', c: '2', d: '1', e: '2', g: '1' })
  const theirs = of({ a: '2', b: '1', c: '3', e: '2', f: '1' })
  expect(mergeFiles(base, mine, theirs)).toEqual({ take: ['a', 'd', 'f'], conflicts: ['c'] })
})
