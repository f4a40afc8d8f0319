/** The search over a generated catalogue whose answers are known, and its parts by their rules. */
import { fileURLToPath } from 'node:url'
import { type City, type Resource, readCity } from '@onecity/city'
import { describe, expect, it } from 'vitest'
import { makeSearchIndex } from './search-index.ts'
import { type CatalogueSearch, matchedItems, searchResources, suggestSearches } from './search-resources.ts'
import { makeQuestions, makeResources } from './search-testing.ts'
import { findWithOneWrong, holdsInOrder, isOneTypoAway, tokensOf } from './search-text.ts'

const read = await readCity(fileURLToPath(new URL('../../../../../cities/tiny', import.meta.url)))
if (!read.ok) throw new Error('cities/tiny is refused')
const base = read.city
const cityOf = (resources: readonly Resource[]): City => ({ ...base, resources })
const everything = (city: City) => ({
  mayRead: new Uint8Array(city.resources.length).fill(1),
  factsOf: () => undefined,
  now: 0,
})
const searcher = async (resources: readonly Resource[]) => {
  const city = cityOf(resources)
  const index = await makeSearchIndex(city)
  return {
    index,
    find: (search: CatalogueSearch) => searchResources(index, search, everything(city)),
    ids: (search: CatalogueSearch) =>
      searchResources(index, search, everything(city)).order.map((r) => city.resources[r]?.id),
  }
}

describe('texts', () => {
  it('are cut into words and Chinese runs', () => {
    expect(tokensOf('pm2.5监测 air-station、站点')).toEqual([
      { text: 'pm2', han: false },
      { text: '5', han: false },
      { text: '监测', han: true },
      { text: 'air', han: false },
      { text: 'station', han: false },
      { text: '站点', han: true },
    ])
  })
  it.each([
    ['elevator', 'elevator', true],
    ['elevator', 'elevatr', true],
    ['elevator', 'ellevator', true],
    ['elevator', 'elevatar', true],
    ['elevator', 'elevatro', true],
    ['elevator', 'elavatro', false],
    ['elevator', 'elevat', false],
  ])('%s and %s are one typo apart: %s', (a, b, expected) => {
    expect(isOneTypoAway(a, b)).toBe(expected)
    expect(isOneTypoAway(b, a)).toBe(expected)
  })
  it.each([
    ['福田区充电桩名录', '充店桩', '充电桩'],
    ['福田区充电桩名录', '充电庄', '充电桩'],
    ['福田区充电桩名录', '充桩名', '充电桩名'],
    ['福田区充电桩名录', '田区的充电', '田区充电'],
    ['福田区充电桩名录', '龘充电桩', '充电桩'],
    ['福田区充电桩名录', '水质监测', undefined],
  ])('in %s, %s is %s', (text, run, expected) => expect(findWithOneWrong(text, run)).toBe(expected))
  it('may hold a run with other characters between', () => {
    expect(holdsInOrder('常住人口基本信息', '常住人口信息')).toBe(true)
    expect(holdsInOrder('常住人口基本信息', '信息人口')).toBe(false)
  })
})

describe('a catalogue of 1,200 resources', async () => {
  const resources = makeResources(base, 1_200, 12)
  const { index, find, ids } = await searcher(resources)

  it('finds what was meant among the first ten, typed right or with one typo', () => {
    const missed = { zh: 0, en: 0, 'zh-typo': 0, 'en-typo': 0 }
    const questions = makeQuestions(resources, 800)
    for (const { q, kind, answer } of questions) if (!ids({ q }).slice(0, 10).includes(answer)) missed[kind]++
    expect(missed.zh).toBe(0)
    expect(missed.en).toBe(0)
    // At least 95 of 100; a quarter of the questions are of each kind.
    expect(missed['zh-typo']).toBeLessThanOrEqual(10)
    expect(missed['en-typo']).toBeLessThanOrEqual(10)
  })

  it('puts whole names first', () => {
    for (const resource of resources.slice(0, 50)) expect(ids({ q: resource.name.zh })[0]).toBe(resource.id)
  })

  it('says which items the words were found in', () => {
    const item = resources[7]?.items[3]
    const found = find({ q: item?.name.zh ?? '' })
    const r = found.order.indexOf(7)
    expect(r).toBeGreaterThanOrEqual(0)
    expect(found.match && matchedItems(index, 7, found.match, 3)).toContain(3)
    expect(found.match?.marks).toContain(item?.name.zh)
  })

  it('counts every facet without its own narrowing', () => {
    const search = { q: 'elevator', shareType: 'none', update: 'daily' } as const
    const { counts, order } = find(search)
    for (const name of ['shareType', 'update', 'owner', 'kind', 'open', 'personal', 'class', 'freshness'] as const)
      for (const [value, count] of counts[name])
        expect(count, `${name} ${value}`).toBe(
          ids({ ...search, [name]: name === 'personal' ? value === 'true' : value }).length,
        )
    expect(counts.shareType.get('none')).toBe(order.length)
    expect([...counts.kind]).toEqual([['stored', order.length]])
  })

  it('suggests other words for what is not there', () => {
    const suggest = (q: string) => suggestSearches(index, q, (other) => ids({ q: other }).length).map((each) => each.q)
    expect(ids({ q: 'elevator zebra' })).toEqual([])
    expect(suggest('elevator zebra')).toContain('elevator')
    expect(suggest('ellevator zebra')).toContain('elevator')
    expect(ids({ q: 'ellevatoor' })).toEqual([])
    expect(suggest('ellevatoor')).toContain('elevator')
    expect(suggest('电梯龘龘龘龘')).toContain('电梯')
  })
})

describe('ranking', async () => {
  const [one] = makeResources(base, 1, 1) as [Resource]
  const named = (id: string, more: Partial<Resource>): Resource => ({
    ...one,
    id,
    name: { zh: '别的' },
    abstract: { zh: '无' },
    tags: [],
    items: [],
    ...more,
  })
  const { ids } = await searcher([
    named('a', { abstract: { zh: '关于充电桩的说明' } }),
    named('b', { items: [{ ...(one.items[0] as Resource['items'][number]), name: { zh: '充电桩编号' } }] }),
    named('c', { tags: [{ zh: '充电桩' }] }),
    named('d', { name: { zh: '充电桩' } }),
    named('e', { name: { zh: '充电桩运行情况汇总' } }),
    named('f', { name: { zh: '公安局' }, tags: [{ zh: '人口' }] }),
  ])

  it('puts names before tags before items before abstracts, and the fuller match first', () => {
    expect(ids({ q: '充电桩' })).toEqual(['d', 'e', 'c', 'b', 'a'])
  })
  it('finds two Chinese words written together in different texts', () => {
    expect(ids({ q: '公安局人口' })).toEqual(['f'])
  })
})
