import { createHash } from 'node:crypto'
import { parseCitizenId, parsePhone, parseUscc } from '@onecity/city/values'
import { describe, expect, it } from 'vitest'
import { toNdjson, wantedItems } from './fill.ts'
import { makeStreets } from './ground.ts'
import { makeCompanies, organisationCheckCharacter } from './make-companies.ts'
import { makeResidents } from './make-residents.ts'
import { makeRandom } from './random.ts'

const square = [
  [114, 22.5],
  [114.1, 22.5],
  [114.1, 22.6],
  [114, 22.6],
  [114, 22.5],
] as const
const areas = [
  { code: '440300', parent: null, level: 'city', name: { zh: '深圳市' } },
  { code: '440304', parent: '440300', level: 'district', name: { zh: '福田区' }, seat: { position: [114.05, 22.55] } },
  { code: '440304-X', parent: '440300', level: 'district', name: { zh: '内区' }, seat: { position: [114.09, 22.59] } },
  { code: '4403SS', parent: '440300', level: 'district', name: { zh: '深汕' }, seat: { position: [115.06, 22.82] } },
  { code: '440304001', parent: '440304', level: 'street', name: { zh: '南园街道' } },
  { code: '440304002', parent: '440304', level: 'street', name: { zh: '园岭街道' } },
  { code: '440304900', parent: '440304-X', level: 'street', name: { zh: '无廓街道' } },
  { code: '441521102', parent: '4403SS', level: 'street', name: { zh: '小漠镇' } },
] as const
const streets = makeStreets(areas, [{ code: '440304', rings: [square] }])

const hash = (pieces: Iterable<string>) => {
  const sum = createHash('sha256')
  for (const piece of pieces) sum.update(piece)
  return sum.digest('hex')
}
const residentItems = ['id_number', 'name', 'birth_date', 'sex', 'phone', 'address', 'area']
const inSquare = ({ lng, lat }: { lng: number; lat: number }) =>
  lng >= 114 && lng <= 114.1 && lat >= 22.5 && lat <= 22.6

describe('the same seed', () => {
  it('gives the same bytes, and another seed others', () => {
    const residents = (seed: number) => hash(toNdjson(makeResidents(3_000, seed, streets), residentItems))
    const companies = (seed: number) =>
      hash(toNdjson(makeCompanies(3_000, seed, streets), ['uscc', 'name', 'position']))
    expect(residents(1)).toBe(residents(1))
    expect(residents(2)).not.toBe(residents(1))
    expect(companies(1)).toBe(companies(1))
    expect(companies(2)).not.toBe(companies(1))
  })

  it('gives the same streets whatever order areas come in', () => {
    const place = (list: typeof streets) => list.find(({ code }) => code === '440304001')?.place(makeRandom(5))
    expect(place(makeStreets(areas.toReversed(), [{ code: '440304', rings: [square] }]))).toEqual(place(streets))
  })
})

describe('made-up residents', () => {
  const people = [...makeResidents(20_000, 7, streets)]

  it('have numbers of the fictional area 440399 with right check digits, each once', () => {
    for (const { id_number, birth_date, sex } of people)
      expect(parseCitizenId(id_number)).toMatchObject({
        ok: true,
        areaCode: '440399',
        birthDate: birth_date,
        sex: sex === '1' ? 'male' : 'female',
      })
    expect(new Set(people.map(({ id_number }) => id_number)).size).toBe(people.length)
  })

  it('have phones that are well-formed, if any, and live in streets of the city', () => {
    for (const { phone, area } of people) {
      if (phone !== null) expect(parsePhone(phone)).toMatchObject({ ok: true, kind: 'mobile' })
      expect(streets.map(({ code }) => code)).toContain(area)
    }
    expect(people.some(({ phone }) => phone === null)).toBe(true)
    for (const { name, address } of people) {
      expect(name.length).toBeLessThanOrEqual(50)
      expect(address).toMatch(/区|汕/)
    }
  })
})

describe('made-up companies', () => {
  const companies = [...makeCompanies(20_000, 7, streets)]

  it('have valid codes of the fictional area 440399, each once, and say that they are simulated', () => {
    for (const { uscc, name } of companies) {
      expect(parseUscc(uscc)).toEqual({ value: uscc, verdict: 'valid' })
      expect(uscc.slice(2, 8)).toBe('440399')
      expect(uscc.charAt(16)).toBe(organisationCheckCharacter(uscc.slice(8, 16)))
      expect(name).toContain('（模拟）')
    }
    expect(new Set(companies.map(({ uscc }) => uscc)).size).toBe(companies.length)
  })

  it('lie inside the outline of their district, or of the one around it', () => {
    for (const { area, position } of companies) {
      const [lng, lat] = position
      expect(inSquare({ lng, lat })).toBe(area !== '441521102')
    }
  })

  it('check organisation codes as GB 11714 does', () => {
    // Published example of the standard: D2143569 has the check character X.
    expect(organisationCheckCharacter('D2143569')).toBe('X')
  })
})

describe('items', () => {
  const declared = (items: { id: string; optional: boolean }[]) =>
    ({ id: 'resident', items }) as unknown as Parameters<typeof wantedItems>[0]

  it('are left out when the city does not declare them, and missed when it requires others', () => {
    expect(wantedItems(declared([{ id: 'name', optional: false }]), ['name', 'phone'])).toEqual(['name'])
    expect(wantedItems(declared([{ id: 'blood_group', optional: true }]), ['name'])).toEqual([])
    expect(() => wantedItems(declared([{ id: 'blood_group', optional: false }]), ['name'])).toThrow('blood_group')
  })
})
