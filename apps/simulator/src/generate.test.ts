import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseCitizenId, parseLicenceId, parsePhone, parseUscc } from '@onecity/city/values'
import { afterAll, describe, expect, it } from 'vitest'
import type { Flaw } from './flaws.ts'
import { type Library, makeLibraries, type Value } from './libraries/index.ts'
import { ground, places } from './testing-ground.ts'
import { makeWorld, type WorldOptions } from './world.ts'
import { type Manifest, type WriteOptions, writeCity } from './write-city.ts'

const folder = mkdtempSync(join(tmpdir(), 'onecity-synthetic-'))
afterAll(() => rmSync(folder, { recursive: true }))

type Row = Readonly<Record<string, Value>>
type Register = ReadonlyMap<string, Row>

const small = { people: 2_013, companies: 300, seed: 5, years: 0 }
const librariesOf = (options: Partial<WorldOptions> = {}): readonly Library[] =>
  makeLibraries(makeWorld({ ...small, ...ground, ...options }))

/** What a register holds once all deliveries are in, in order. */
const settle = ({ columns, rows }: Library): Register => {
  const all = [...rows()].sort((a, b) => a.month - b.month)
  const keys = columns.filter(({ key }) => key)
  const register = new Map<string, Row>()
  for (const { values } of all) {
    const row = Object.fromEntries(columns.map(({ id }, i) => [id, values[i] as Value]))
    register.set(keys.length > 0 ? String(row[keys[0]?.id ?? '']) : values.slice(0, 3).join(' '), row)
  }
  return register
}
const registersOf = (libraries: readonly Library[]): ReadonlyMap<string, Register> =>
  new Map(libraries.map((library) => [library.resource, settle(library)]))

const registers = registersOf(librariesOf())
const register = (name: string): Register => registers.get(name) as Register
const rows = (name: string): readonly Row[] => [...register(name).values()]
const text = (value: Value | undefined): string => String(value)

let written = 0
const write = (options: Partial<WriteOptions> = {}, only?: readonly string[]) => {
  const path = join(folder, String(written++))
  const { places: _places, ...world } = { ...small, ...ground, ...options }
  const libraries = librariesOf({ years: world.years }).filter(({ resource }) => !only || only.includes(resource))
  return { path, manifest: writeCity(path, libraries, { city: 'test', flaws: 0, format: 'csv', ...world }) }
}
const read = (path: string, file: string) => readFileSync(join(path, file), 'utf8')
/** Commas in quotes are written otherwise, so that lines can be cut at commas. */
const linesOf = (path: string, file: string): readonly string[] =>
  read(path, file)
    .trimEnd()
    .replace(/"([^"\n]*)"/g, (_, text: string) => text.replaceAll(',', '，'))
    .split('\n')
const hashesOf = ({ deliveries }: Manifest) => Object.fromEntries(deliveries.map(({ file, sha256 }) => [file, sha256]))

describe('people', () => {
  it('have numbers of the fictional area, each once, that say when they were born and as what', () => {
    expect(register('resident').size).toBe(small.people)
    for (const { id_number, birth_date, sex, phone } of rows('resident')) {
      expect(parseCitizenId(text(id_number))).toMatchObject({
        ok: true,
        areaCode: '440399',
        birthDate: birth_date,
        sex: sex === '1' ? 'male' : 'female',
      })
      if (phone !== null) expect(parsePhone(text(phone))).toMatchObject({ ok: true, kind: 'mobile' })
    }
  })

  it('live in households, in rooms that have one household each, in buildings of their area', () => {
    const homes = new Map<string, string>()
    const members = new Map<string, Row[]>()
    for (const person of rows('resident')) {
      const household = register('household').get(text(person['household_number']))
      expect(household).toMatchObject({ room_code: person['room_code'], area: person['area'] })
      members.set(text(person['household_number']), [...(members.get(text(person['household_number'])) ?? []), person])
    }
    for (const [number, household] of register('household')) {
      const room = register('room').get(text(household['room_code']))
      expect(room).toMatchObject({ address: household['address'], area: household['area'], use: 'dwelling' })
      expect(homes.get(text(household['room_code']))).toBeUndefined()
      homes.set(text(household['room_code']), number)
      const [head, ...others] = members.get(number) ?? []
      expect(head).toMatchObject({ id_number: household['head_id_number'], relation_to_head: '02' })
      expect(others.length + 1).toBe(household['members'])
      expect(others.map(({ relation_to_head }) => relation_to_head)).not.toContain('02')
    }
    for (const [code, room] of register('room')) {
      const building = register('building').get(text(room['building_code']))
      expect(building).toMatchObject({ area: room['area'] })
      expect(register('building-unit').get(text(room['unit_code']))).toMatchObject({
        building_code: room['building_code'],
      })
      expect(code).toMatch(/^\d{25}$/)
      expect(code.slice(0, 19)).toBe(room['building_code'])
      expect(room['occupancy'] === 'vacant').toBe(room['use'] === 'dwelling' ? !homes.has(code) : !offices.has(code))
    }
    const codes = places.map((place) => place.code)
    for (const { area } of rows('building')) expect(codes).toContain(area)
  })

  it('die after they came, and hold no valid card then', () => {
    const dead = rows('resident').filter(({ life_status }) => life_status === 'dead')
    expect(dead.length).toBeGreaterThan(3)
    for (const { death_date, registered, id_number } of dead) {
      expect(text(death_date) >= text(registered)).toBe(true)
      const held = rows('licence').filter(({ certificate_holder_code }) => certificate_holder_code === id_number)
      expect(held.every(({ status }) => status !== 'valid')).toBe(true)
    }
  })
})

const offices = new Set([...(registers.get('legal-entity')?.values() ?? [])].map(({ room_code }) => text(room_code)))

describe('companies', () => {
  it('have valid codes of the fictional area, each once, and say that they are simulated', () => {
    expect(register('legal-entity').size).toBe(small.companies)
    for (const { uscc, name } of rows('legal-entity')) {
      expect(parseUscc(text(uscc))).toEqual({ value: uscc, verdict: 'valid' })
      expect(text(uscc).slice(2, 8)).toBe('440399')
      expect(name).toContain('（模拟）')
    }
  })

  it('sit in rooms for business, where their building stands', () => {
    for (const { room_code, area, lng, lat, address } of rows('legal-entity')) {
      const room = register('room').get(text(room_code))
      expect(room).toMatchObject({ use: 'business', area, address })
      expect(register('building').get(text(room?.['building_code']))).toMatchObject({ lng, lat })
    }
  })

  it('are represented by living grown-ups of the city, and employ others only while they exist', () => {
    for (const { uscc, id_number, name, since } of rows('legal-representative')) {
      const person = register('resident').get(text(id_number))
      expect(person).toMatchObject({ name, life_status: 'living' })
      expect(Number(text(since).slice(0, 4)) - Number(text(person?.['birth_date']).slice(0, 4))).toBeGreaterThanOrEqual(
        17,
      )
      expect(register('legal-entity').get(text(uscc))).toMatchObject({ legal_representative: name, established: since })
    }
    expect(register('social-insurance').size).toBeGreaterThan(small.people / 4)
    for (const { id_number, employer, paid_from } of rows('social-insurance')) {
      expect(register('resident').get(text(id_number))).toMatchObject({
        social_security: 'insured',
        life_status: 'living',
      })
      const company = register('legal-entity').get(text(employer))
      expect(company?.['status']).toBe('active')
      expect(text(company?.['established']) <= text(paid_from)).toBe(true)
    }
  })

  it('hold licences with right check characters, and records in the time they exist', () => {
    const holders = new Set(rows('licence').map(({ certificate_holder_code }) => certificate_holder_code))
    for (const { uscc } of rows('legal-entity')) expect(holders).toContain(uscc)
    for (const row of rows('licence')) {
      expect(parseLicenceId(text(row['certificate_identifier']))).toMatchObject({
        ok: true,
        typeCode: row['certificate_type_code'],
        issuer: row['certificate_issuing_authority_code'],
      })
      const holder = text(row['certificate_holder_code'])
      expect(
        (row['certificate_holder_type'] === '001' ? register('legal-entity') : register('resident')).has(holder),
      ).toBe(true)
    }
    for (const { uscc, recorded } of rows('credit-record'))
      expect(text(register('legal-entity').get(text(uscc))?.['established']) <= text(recorded)).toBe(true)
  })

  it('add up to the economy', () => {
    const count = rows('economy-monthly').reduce((sum, { enterprises }) => sum + Number(enterprises), 0)
    const { length } = rows('legal-entity').filter(({ status }) => status === 'active')
    expect(count).toBe(length)
  })
})

describe('history', () => {
  it.each([1, 5])('of %i years ends where the city stands without it', (years) => {
    const told = librariesOf({ years })
    let changed = 0
    for (const library of told) {
      if (library.resource === 'economy-monthly') continue
      expect(settle(library)).toEqual(register(library.resource))
      changed += [...library.rows()].filter(({ month }) => month > 0).length
    }
    expect(changed).toBeGreaterThan(100)
  })

  it('never delivers what is of a later month', () => {
    const { path, manifest } = write({ years: 2 })
    const dateColumns = [
      'birth_date',
      'registered',
      'death_date',
      'established',
      'ended',
      'paid_from',
      'recorded',
      'repaired',
    ]
    let looked = 0
    for (const { file, month } of manifest.deliveries) {
      const [header = '', ...lines] = linesOf(path, file)
      const columns = header.split(',')
      for (const line of lines) {
        const values = line.split(',')
        for (const column of dateColumns) {
          const value = values[columns.indexOf(column)]
          if (!value) continue
          looked++
          if (value.slice(0, 7) > month) throw new Error(`${file}: ${column} ${value}`)
        }
      }
    }
    expect(looked).toBeGreaterThan(3_000)
    expect([...new Set(manifest.deliveries.map(({ month }) => month))]).toHaveLength(25)
  })
})

describe('files', () => {
  it('are the same for the same seed, whatever else is asked for, and others for another', () => {
    const all = write({ years: 1 }).manifest
    expect(hashesOf(write({ years: 1 }).manifest)).toEqual(hashesOf(all))
    const some = hashesOf(write({ years: 1 }, ['licence', 'resident']).manifest)
    expect(Object.keys(some).length).toBeGreaterThan(12)
    expect(hashesOf(all)).toMatchObject(some)
    const other = writeCity(join(folder, 'other'), librariesOf({ seed: 6 }), {
      city: 'test',
      flaws: 0,
      format: 'csv',
      ...small,
    })
    expect(other.deliveries[4]?.sha256).not.toBe(all.deliveries[4]?.sha256)
  })

  it('are told of truly in the manifest, which comes last and says that all is simulated', () => {
    const { path, manifest } = write({ years: 1, flaws: 0.05 })
    expect(JSON.parse(read(path, 'manifest.json'))).toEqual(manifest)
    expect(manifest.simulated).toBe(true)
    const files = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((file) => /\.csv$/.test(file))
    expect(files.sort()).toEqual(manifest.deliveries.map(({ file }) => file).sort())
    for (const { file, rows: count, sha256, bytes } of manifest.deliveries) {
      const content = read(path, file)
      expect(content.trimEnd().split('\n')).toHaveLength(count + 1)
      expect(Buffer.byteLength(content)).toBe(bytes)
      expect(createHash('sha256').update(content).digest('hex')).toBe(sha256)
      expect(file).toContain('.simulated.')
    }
    expect(manifest.rows).toBe(manifest.deliveries.reduce((sum, each) => sum + each.rows, 0))
    expect(() => write({}, []).path && writeCity(path, [], { city: '', flaws: 0, format: 'csv', ...small })).toThrow(
      'not empty',
    )
  })

  it('say the same as NDJSON', () => {
    const [csv, ndjson] = [write(), write({ format: 'ndjson' })]
    for (const [i, { file }] of csv.manifest.deliveries.entries()) {
      const [header = '', ...lines] = linesOf(csv.path, file)
      const objects = read(ndjson.path, ndjson.manifest.deliveries[i]?.file ?? '')
        .trimEnd()
        .split('\n')
      expect(objects).toHaveLength(lines.length)
      for (const n of [0, lines.length - 1]) {
        const object = JSON.parse(objects[n] ?? '') as Row
        const values = lines[n]?.split(',') ?? []
        expect(Object.keys(object)).toEqual(header.split(','))
        for (const [c, id] of header.split(',').entries())
          if (typeof object[id] === 'number') expect(object[id]).toBe(Number(values[c]))
          else expect(object[id] === null ? '' : String(object[id]).replaceAll(',', '，')).toBe(values[c])
      }
    }
  })
})

describe('flaws', () => {
  it('are exactly the differences to the same city without, and each kind occurs', () => {
    const [clean, spoilt] = [write({ years: 1 }), write({ years: 1, flaws: 0.08 })]
    const truth = read(spoilt.path, 'truth.ndjson')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Flaw & { file: string; line: number })
    expect(spoilt.manifest.truth?.flaws).toBe(truth.length)
    const untold = new Map(truth.map((flaw) => [`${flaw.file}:${flaw.line}`, flaw]))
    expect(untold.size).toBe(truth.length)
    for (const { file } of clean.manifest.deliveries) {
      const [before, after] = [clean, spoilt].map(({ path }) => linesOf(path, file).map((line) => line.split(',')))
      const header = before?.[0] ?? []
      expect(after).toHaveLength(before?.length ?? 0)
      for (const [l, values] of (before ?? []).entries()) {
        const changed = header.filter((_, c) => values[c] !== after?.[l]?.[c])
        if (changed.length === 0) continue
        const flaw = untold.get(`${file}:${l + 1}`)
        const columns = flaw?.item === 'position' ? ['lng', 'lat'] : [flaw?.item]
        expect(changed).toEqual(columns)
        const told = (row: readonly (string | undefined)[] | undefined) =>
          columns.map((id) => row?.[header.indexOf(id ?? '')]).join(',')
        expect([flaw?.original, flaw?.written]).toEqual([told(values), told(after?.[l])])
        untold.delete(`${file}:${l + 1}`)
      }
    }
    expect([...untold.values()]).toEqual([])
    expect(new Set(truth.map(({ flaw }) => flaw))).toEqual(
      new Set([
        'wrong-check-character',
        'full-width-digits',
        'inner-space',
        'fifteen-digit-id',
        'swapped-date',
        'unknown-code',
        'unknown-area',
        'missing-required',
        'negative-number',
        'duplicate-key',
        'orphan-reference',
        'gcj-02-position',
      ]),
    )
    const { rows: total } = spoilt.manifest
    expect(truth.length / total).toBeGreaterThan(0.07)
    expect(truth.length / total).toBeLessThan(0.09)
  })
})
