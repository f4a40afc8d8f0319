import { type AreaTree, type City, makeAreaTree } from '@onecity/city'
import { beforeAll, describe, expect, test } from 'vitest'
import { readTestCity } from '../exchange/testing-intake.ts'
import { makeAreaIndex } from '../places/index.ts'
import { recogniseTable, type TableProposal } from './recognise-table.ts'
import { makeTrueTable, placeNear } from './testing-tables.ts'

let city: City
let context: { tree: AreaTree; areaIndex: ReturnType<typeof makeAreaIndex> }
beforeAll(async () => {
  city = await readTestCity('shenzhen')
  context = { tree: makeAreaTree(city.areas), areaIndex: makeAreaIndex(city) }
  // Just inside the outline: each vertex moved a little towards the middle of its district.
  const inside: [number, number][] = []
  for (const { geometry, code } of city.outlines) {
    if (!/^4403\d\d$/.test(code)) continue
    const rings = geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()
    const [cx, cy] = middle(rings.flat())
    for (const [lng, lat] of rings.flat().filter((_, at) => at % 7 === 0)) {
      const at: [number, number] = [lng + (cx - lng) * 0.02, lat + (cy - lat) * 0.02]
      if (context.areaIndex.areaAt(...at) !== null) inside.push(at)
    }
  }
  placeNear(inside)
})
const middle = (ring: readonly (readonly [number, number])[]): [number, number] => [
  ring.reduce((sum, [lng]) => sum + lng, 0) / ring.length,
  ring.reduce((sum, [, lat]) => sum + lat, 0) / ring.length,
]

const typeOf = (proposal: TableProposal, title: string) =>
  proposal.columns.find(({ titles }) => titles.includes(title))?.item.type

const recognise = (columns: readonly string[], rows: readonly (readonly (string | null)[])[]) =>
  recogniseTable({ columns, rows, complete: true }, context)
const repeat = (values: readonly string[], times: number) => Array.from({ length: times }, () => values).flat()

test('at least 95 of 100 generated columns, keys and reference systems are recognised for what they are', () => {
  let columns = 0
  let right = 0
  const wrong: string[] = []
  const score = (what: string, expected: unknown, found: unknown) => {
    columns++
    if (JSON.stringify(expected) === JSON.stringify(found)) right++
    else wrong.push(`${what}: ${JSON.stringify(expected)} taken for ${JSON.stringify(found)}`)
  }
  for (let seed = 1; seed <= 80; seed++) {
    const table = makeTrueTable(seed)
    const proposal = recognise(table.columns, table.rows)
    for (const [title, type] of table.types) {
      const found = typeOf(proposal, title)
      // A number that names things may be kept as a number or as text.
      score(`${seed} ${title}`, type, title === table.key && found === 'integer' ? 'text' : found)
    }
    for (const [title, format] of table.formats) {
      const item = proposal.columns.find(({ titles }) => titles.includes(title))?.item
      score(`${seed} ${title} format`, format, item?.formats?.[0])
    }
    score(`${seed} crs`, table.crs, proposal.crs?.name ?? null)
    score(`${seed} personal`, table.personal, proposal.personal && table.personal)
    score(`${seed} key`, true, proposal.key !== null && proposal.key.items.length === 1)
  }
  expect(columns).toBeGreaterThan(600)
  expect({ share: right / columns >= 0.95, wrong: right / columns >= 0.95 ? [] : wrong }).toEqual({
    share: true,
    wrong: [],
  })
})

describe('one column at a time', () => {
  test('citizen IDs are told with the share that is valid, and guarded', () => {
    // 199 numbers of the standard's own fictional vectors and one with a wrong check character.
    const good = ['440399199001010018', '440399195512310022', '440399200002290133', '440399193606150040']
    const proposal = recognise(
      ['号码'],
      [...repeat(good, 49).map((id) => [id]), ['440399199001010017'], ['440399195512310021'], ['x'], ['y']],
    )
    const [column] = proposal.columns
    expect(column?.item).toMatchObject({ type: 'citizen-id', sensitive: 'high', mask: 'keep-4-4' })
    expect(column?.evidence.zh).toContain('98 %')
    expect(column?.odd).toContain('440399199001010017')
    expect(proposal.personal).toBe(true)
    expect(proposal.subject?.kind).toBe('person')
  })
  test('day and month that no value tells apart are asked about; one value that tells decides', () => {
    const unclear = recognise(
      ['日期'],
      repeat(['3/4/2024', '5/6/2024', '1/2/2023'], 10).map((v) => [v]),
    )
    expect(unclear.columns[0]?.doubts).toHaveLength(1)
    const clear = recognise(
      ['日期'],
      repeat(['3/4/2024', '25/6/2024', '1/2/2023'], 10).map((v) => [v]),
    )
    expect(clear.columns[0]?.item.formats).toEqual(['D/M/YYYY'])
    expect(clear.columns[0]?.doubts).toEqual([])
  })
  test('numbers with leading zeros name something and stay text', () => {
    expect(
      recognise(
        ['站号'],
        repeat(['0101', '0102', '1203', '0007'], 20).map((v) => [v]),
      ).columns[0]?.item.type,
    ).not.toBe('integer')
  })
  test('a value that came once beside a thousand others is no code', () => {
    const proposal = recognise(['状态'], [...repeat(['正常', '停用'], 600).map((v) => [v]), ['正長']])
    expect(proposal.columns[0]?.item.codes?.map(({ value }) => value)).toEqual(['停用', '正常'])
    expect(proposal.columns[0]?.odd).toEqual(['正長'])
  })
  test('amounts written with separators are numbers, and it is said that intake will ask to mend them', () => {
    const proposal = recognise(
      ['金额（万元）'],
      repeat(['1,234.50', '12.5', '999.25'], 30).map((v, i) => [v.replace(/\d$/, String(i % 10))]),
    )
    expect(proposal.columns[0]?.item.type).toBe('decimal')
    expect(proposal.columns[0]?.doubts).toHaveLength(1)
  })
  test('units of titles become UCUM symbols', () => {
    const proposal = recognise(
      ['面积（平方米）', '功率(kW)'],
      repeat(['1'], 30).map((_, i) => [`${i}.25`, `${i}.5`]),
    )
    expect(proposal.columns.map(({ item }) => item.unit)).toEqual(['m2', 'kW'])
  })
  test('ids are English where there is a usual word, else as it sounds, and differ', () => {
    const proposal = recognise(['姓名', '所属片区', 'Total Amount', '姓名', '2024年'], [['a', 'b', 'c', 'd', 'e']])
    expect(proposal.columns.map(({ item }) => item.id)).toEqual([
      'name',
      'suo_shu_pian_qu',
      'total_amount',
      'name_2',
      'nian',
    ])
  })
  test('an empty column and an empty table are proposed as text and say so', () => {
    expect(recognise(['空'], [[null], ['']]).columns[0]).toMatchObject({
      item: { type: 'text', optional: true },
      share: 0,
    })
    expect(recognise(['空'], []).key).toBeNull()
  })
})

test('longitude and latitude under each other’s title are told by their values', () => {
  const rows = Array.from({ length: 60 }, (_, i) => [String(22.53 + i / 1000), String(114.05 + i / 1000)])
  const proposal = recognise(['经度', '纬度'], rows)
  const point = proposal.columns.find(({ item }) => item.type === 'point')
  expect(point?.item.columns).toEqual({ lng: ['纬度'], lat: ['经度'] })
  expect(point?.doubts).toHaveLength(1)
})

test('two columns together are the key where no single one is', () => {
  const rows = Array.from({ length: 200 }, (_, i) => [`L${i % 20}`, String(Math.floor(i / 20) + 1), '站'])
  const proposal = recognise(['线路编号', '站序', '类型'], rows)
  expect(proposal.key?.items).toEqual([proposal.columns[0]?.item.id, proposal.columns[1]?.item.id])
})
