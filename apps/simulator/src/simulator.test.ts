import { describe, expect, it } from 'vitest'
import { organisationCheckCharacter } from './companies.ts'
import { wantedColumns } from './fill.ts'
import { toGcj02 } from './flaws.ts'
import { makePlaces } from './ground.ts'
import { makeLayout, mostPeople, positions } from './layout.ts'
import { makeNames } from './names.ts'
import { makeRandom } from './random.ts'
import { areas, outlines, places } from './testing-ground.ts'

describe('places', () => {
  it('are communities, and streets without any', () => {
    expect(places.map(({ code }) => code)).toEqual([
      '440304001001',
      '440304001002',
      '440304002',
      '440304900',
      '4403SS-1',
    ])
  })

  it('are the same whatever order areas come in', () => {
    const at = (list: typeof places) => list.map(({ code, place }) => [code, place(makeRandom(5))])
    expect(at(makePlaces(areas.toReversed(), outlines))).toEqual(at(places))
  })

  it('lie inside the outline of their district or of the one around it, and near the seat of one in nobody’s', () => {
    const random = makeRandom(3)
    for (const { code, place } of places)
      for (let i = 0; i < 200; i++) {
        const { lng, lat } = place(random)
        const isInSquare = lng >= 114 && lng <= 114.1 && lat >= 22.5 && lat <= 22.6
        expect(isInSquare, code).toBe(code !== '4403SS-1')
        if (!isInSquare) expect(Math.hypot(lng - 115.06, lat - 22.82)).toBeLessThan(0.4)
      }
  })

  it('give houses twelve digits of their own', () => {
    for (const { houseCode } of places) expect(houseCode).toMatch(/^\d{12}$/)
    expect(new Set(places.map(({ houseCode }) => houseCode)).size).toBe(places.length)
    expect(places.find(({ code }) => code === '440304002')?.houseCode).toBe('440304002000')
  })
})

describe('identity numbers', () => {
  it('are enough for a city of twenty million, and too many people are refused with the number that fits', () => {
    const most = mostPeople()
    expect(most).toBeGreaterThanOrEqual(20_000_000)
    expect(() => makeLayout(most, 1)).not.toThrow()
    expect(() => makeLayout(most + 20, 1)).toThrow(most.toLocaleString('en'))
    // There are 998 numbers on each of some 36,500 days and no more.
    expect(most).toBeLessThan(36_525 * 998)
  })

  it.each([1_000_000, 20_000_000])('are shared by nobody among blocks all over a city of %i', (people) => {
    const layout = makeLayout(people, 7)
    const blocks = people / 20
    const seen = new Set<number>()
    let count = 0
    // Neighbours, and blocks of all levels: whoever shares a day does so with some of these.
    for (let i = 0; i < 10_000; i++) {
      const block = i < 3_000 ? i : Math.floor((i / 10_000) * blocks)
      for (let p = 0; p < positions.length; p++) {
        const sequence = layout.sequenceOf(block, p)
        if (sequence < 1 || sequence > 998 || (sequence % 2 === 1) !== layout.isMale(block, p)) throw new Error('range')
        seen.add(layout.ageOf(block, p) * 1_000 + sequence)
        count++
      }
    }
    expect(seen.size).toBe(count)
  })

  it('give families plausible ages', () => {
    for (const people of [1_000, 20_000_000]) {
      const layout = makeLayout(people, 3)
      for (let block = 0; block < 50; block++)
        for (const [p, { relation, household }] of positions.entries()) {
          const head = positions.findIndex((each) => each.household === household)
          const older = (layout.ageOf(block, head) - layout.ageOf(block, p)) / 365.25
          if (relation === 'child') expect(older).toBeGreaterThanOrEqual(18)
          if (relation === 'spouse') {
            expect(Math.abs(older)).toBeLessThan(5)
            expect(layout.isMale(block, p)).toBe(!layout.isMale(block, head))
          }
          if (relation !== 'child') expect(layout.ageOf(block, p)).toBeGreaterThanOrEqual(18 * 365)
        }
    }
  })
})

describe('codes and names', () => {
  it('check organisation codes as GB 11714 does', () => {
    // Published example of the standard: D2143569 has the check character X.
    expect(organisationCheckCharacter('D2143569')).toBe('X')
  })

  it('come from a faker, the same at each start', () => {
    expect(makeNames()).toEqual(makeNames())
    expect(makeNames().given.female[0]).toMatch(/^\p{Script=Han}+$/u)
  })

  it('shift positions to GCJ-02 as the reference implementations do', () => {
    // Tiananmen: WGS-84 116.391265, 39.907356 lies at about 116.397509, 39.908757.
    const [lng, lat] = toGcj02(116.391_265, 39.907_356)
    expect(lng).toBeCloseTo(116.397_509, 4)
    expect(lat).toBeCloseTo(39.908_757, 4)
  })
})

describe('columns', () => {
  const declared = (...items: { id: string; optional: boolean; type?: string }[]) =>
    ({ id: 'resident', items }) as unknown as Parameters<typeof wantedColumns>[0]
  const made = [
    { id: 'name', type: 'text' },
    { id: 'lng', type: 'lng' },
    { id: 'lat', type: 'lat' },
  ] as const

  it('are left out when the city does not declare them, and missed when it requires others', () => {
    expect([...wantedColumns(declared({ id: 'name', optional: false }), made)]).toEqual(['name'])
    expect([...wantedColumns(declared({ id: 'blood_group', optional: true }), made)]).toEqual([])
    expect(() => wantedColumns(declared({ id: 'blood_group', optional: false }), made)).toThrow('blood_group')
  })

  it('feed a position from its two columns', () => {
    expect([...wantedColumns(declared({ id: 'position', optional: false, type: 'point' }), made)]).toEqual([
      'lng',
      'lat',
    ])
  })
})
