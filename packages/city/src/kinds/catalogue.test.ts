/** The catalogue's part of the city folder: kinds of resources, metadata, codes and the city's rules. */
import { describe, expect, test } from 'vitest'
import {
  catalogueRulesOf,
  classify,
  dataLengthOf,
  dataTypeOf,
  freshnessLimit,
  freshnessOf,
  themeOf,
} from '../catalogue-rules.ts'
import type { Item } from '../model.ts'
import { here, readChanged, reportedFor, swap } from '../testing-folder.ts'

const head = (id: string, kind: string, more = '') =>
  `id: ${id}\nkind: ${kind}\nname: {zh: 资源}\nowner: works\nshare: {type: unconditional}\nupdate: irregular\n${more}`
const at = (id: string) => `departments/works/resources/${id}.yaml`
const service = 'service: {endpoint: "https://a.example/ask", keys: [number], answers: yes-no}\n'
const items = 'items:\n  - {id: number, type: text}\n'
const stream =
  'stream: {thing: noise-post, property: {zh: 声级}, unit: "dB[SPL]", periodSeconds: 60, silenceSeconds: 600, sources: [{by: mqtt, address: "noise/+/level"}]}\n'
const layer = 'layer: {url: "https://t.example/{z}/{x}/{y}.png", format: png, attribution: A, licence: L}\n'
const file = 'file: {location: "https://a.example/plan.pdf", mediaType: application/pdf}\n'

describe('a resource that is not stored', () => {
  test('is read with the section of its kind', async () => {
    const { result } = await readChanged({
      [at('a')]: head('a', 'service', service + items),
      [at('b')]: head('b', 'stream', stream),
      [at('c')]: head('c', 'layer', layer),
      [at('d')]: head('d', 'file', file),
    })
    const found = result.ok ? result.city.resources : []
    expect(found.find(({ id }) => id === 'a')?.service?.timeLimitMs).toBe(5000)
    expect(found.find(({ id }) => id === 'b')?.stream?.periodSeconds).toBe(60)
    expect(found.find(({ id }) => id === 'c')?.layer?.format).toBe('png')
    expect(found.find(({ id }) => id === 'd')?.file?.mediaType).toBe('application/pdf')
  })

  test.each([
    ['service', `kind: ${here}service`, items, 'a service must say which'],
    ['stream', `kind: ${here}stream`, '', 'a stream must say which'],
    ['layer', `kind: ${here}layer`, '', 'a layer must say which'],
    ['file', `kind: ${here}file`, '', 'a file must say which'],
    ['service', `kind: ${here}service`, service.replace('keys: [number]', 'keys: []'), 'without items'],
    ['stored', 'kind: stored', `${items}${here}${service}`, '`service` says nothing about a stored resource'],
    ['layer', 'kind: layer', `${layer}${here}${file}`, '`file` says nothing about a layer resource'],
    ['service', 'kind: service', service.replace('[number]', `[${here}nmber]`) + items, 'did you mean “number”?'],
    ['layer', 'kind: layer', layer.replace('"https', `${here}"https`).replace('{x}', '1'), 'without {z}, {x} and {y}'],
    ['layer', 'kind: layer', `open: {type: unconditional}\n${layer.replace('{url', `${here}{url`)}`, '审图号'],
    [
      'stream',
      'kind: stream',
      stream.replace('silenceSeconds: 600', `silenceSeconds: ${here}6`),
      'silence after 6 s, though an observation comes every 60 s',
    ],
  ])('%s: what is wrong is said (%#)', async (kind, line, more, expected) => {
    const lines = await reportedFor({ [at('a')]: head('a', kind, more).replace(`kind: ${kind}`, line) })
    expect(lines.find((each) => each.startsWith('{1}')) ?? lines.join('\n')).toContain(
      expected === 'without items' ? '' : expected,
    )
    if (expected === 'without items') expect(lines.join('\n')).toContain('at least 1')
  })
})

describe('metadata', () => {
  const noise = 'verticals/city-management/resources/noise-reading.yaml'
  test.each([
    [`publishedOn: ${here}"2026-02-30"`, '2026-02-30 is not a day of the calendar'],
    [`relatedCodes: [${here}101001/000009]`, 'no resource carries the code 101001/000009'],
    [`code: 212001/000001\nrelatedCodes: [${here}212001/000001]`, 'not related to itself'],
    [`code: ${here}299001/000001`, 'begins with 299, which the classification does not name'],
    [`code: ${here}309001/000001`, 'begins with 309'],
    [`open: ${here}{ type: conditional }`, 'conditional opening without a condition'],
    [`period: ${here}{ from: "2026-02-01", to: "2026-01-01" }`, 'ends before it begins'],
    [`extent: { level: district, areas: [${here}440399] }`, 'unknown area “440399”'],
  ])('%s is refused', async (line, expected) => {
    const lines = await reportedFor({ [noise]: swap('owner: works', `owner: works\n${line}`) })
    expect(lines[0]).toContain('{1}')
    expect(lines[0]).toContain(expected)
  })

  test('a code may name any class of the city’s own rules, and no other', async () => {
    const rules = (code: string) => `classification:
  source: s
  confidence: c
  effectiveFrom: "2026-01-01"
  names: [{ code: "1", name: { zh: 基础 } }, { code: "${code}", name: { zh: 房屋 } }]
freshness: { source: s, effectiveFrom: "2026-01-01", limits: [{ update: daily, within: 36h }] }
`
    const person = 'base/population/resources/person.yaml'
    const own = { [person]: swap('101001/000001', '107001/000001') }
    expect(await reportedFor({ ...own, 'catalogue.yaml': rules('107') })).toEqual([])
    expect((await reportedFor(own))[0]).toContain('begins with 107')
    expect((await reportedFor({ ...own, 'catalogue.yaml': rules('107001') })).join('\n')).toContain(
      '107, which has no name',
    )
  })
})

describe('the guide as functions', () => {
  const rules = catalogueRulesOf({})
  test('a code is taken apart into class, item, category, sub-category and sequence', () => {
    expect(classify('308001/000123', rules)).toEqual({
      steps: [
        { code: '3', name: { zh: '部门信息资源', en: 'Department resources' } },
        { code: '308', name: rules.classification.names.find(({ code }) => code === '308')?.name },
        { code: '308001' },
      ],
      sequence: '000123',
    })
    expect(classify('10100177/1', rules)?.steps.map(({ code }) => code)).toEqual(['1', '101', '101001', '10100177'])
    expect(classify('401001/1', rules)).toBeUndefined()
    expect(themeOf('202001/1', rules)).toBe('HEAL')
  })

  test('limits are 15 minutes, 36 hours, 9, 35, 100, 190 and 380 days', () => {
    const day = 24 * 60
    const limits = (['realtime', 'daily', 'weekly', 'monthly', 'quarterly', 'half-yearly', 'yearly'] as const).map(
      (update) => freshnessLimit(update, rules),
    )
    expect(limits).toEqual([15, 36 * 60, 9 * day, 35 * day, 100 * day, 190 * day, 380 * day])
    expect(freshnessLimit('irregular', rules)).toBeUndefined()
    expect([0, 12, 12.1, 15, 15.1].map((age) => freshnessOf(age, 15))).toEqual([
      'fresh',
      'fresh',
      'due',
      'due',
      'stale',
    ])
    expect([freshnessOf(null, 15), freshnessOf(null, undefined)]).toEqual(['never', 'untimed'])
  })

  test('items have the letter and the length of their type', () => {
    const item = (more: Partial<Item>): Item => ({
      id: 'a',
      name: { zh: 'a' },
      type: 'text',
      optional: false,
      headers: [],
      index: false,
      ...more,
    })
    const told = (more: Partial<Item>) => [dataTypeOf(item(more)), dataLengthOf(item(more))]
    expect(told({ max: 50 })).toEqual(['C', '50'])
    expect(told({})).toEqual(['M', undefined])
    expect(told({ type: 'citizen-id' })).toEqual(['C', '18'])
    expect(told({ type: 'decimal', scale: 2, range: { min: 0, max: 9999 } })).toEqual(['N', '6,2'])
    expect(told({ type: 'decimal', dataType: 'Y' })).toEqual(['Y', undefined])
    expect(told({ type: 'integer', range: { min: -5, max: 120 } })).toEqual(['I', '3'])
    expect(told({ type: 'datetime' })).toEqual(['T', undefined])
    expect(told({ type: 'boolean' })).toEqual(['L', undefined])
    expect(told({ type: 'code', codes: [{ value: '甲乙', name: { zh: '' } }] })).toEqual(['C', '2'])
  })
})
