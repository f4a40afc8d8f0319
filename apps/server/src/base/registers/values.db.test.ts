/**
 * The checks of types in the database and in packages/city are written twice, so they are compared over generated values:
 * valid ones, ones a character away from valid, and noise. That the comparison would notice is tried with broken twins.
 */
import {
  addressArea,
  applyMask,
  checkValue,
  citizenIdCheckCharacter,
  isKeptValue,
  isLngLat,
  itemTypes,
  mod3736,
  parseJsonValue,
  parseLine,
  parsePolygon,
  parseUscc,
  usccCheckCharacter,
} from '@onecity/city'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sql } from '../../platform/db/db.ts'
import { withTestDatabase } from '../../platform/db/testing.ts'

const { db } = await withTestDatabase()

const SEED = 20_261_120
const RUNS = 3_000

const day = fc
  .date({ min: new Date('1790-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const compact = day.map((text) => text.replaceAll('-', ''))
const credit = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const citizenId = fc
  .tuple(fc.constantFrom('440399', '810000', '820000', '830000', '110105'), compact, fc.stringMatching(/^[0-9]{3}$/))
  .map(([area, date, sequence]) => area + date + sequence + citizenIdCheckCharacter(area + date + sequence))
const uscc = fc
  .tuple(
    fc.stringMatching(/^[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{9}$/),
    fc.constantFrom(...credit),
    fc.boolean(),
  )
  .map(([first17, other, right]) => first17 + (right ? usccCheckCharacter(first17) : other))
const licenceId = fc
  .tuple(
    uscc,
    fc.stringMatching(/^[0-9A-Z]{3}$/),
    uscc,
    fc.stringMatching(/^[0-9A-Z]{1,20}$/),
    fc.stringMatching(/^[0-9]{3}$/),
  )
  .map(
    ([authority, kind, issuer, serial, version]) =>
      `1.2.156.3005.2.${authority}${kind}.${issuer}.${serial}.${version}.${mod3736(authority + kind + issuer + serial + version)}`,
  )
const provinces = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼港澳'
const plate = fc
  .tuple(
    fc.constantFrom(...provinces),
    fc.stringMatching(/^[A-Z][A-Z0-9]{4,6}$/),
    fc.constantFrom('', '', '', ...'挂学警港澳试超领使'),
  )
  .map((parts) => parts.join(''))
const addressWords = fc.constantFrom(
  ...'广东省 深圳市 福田区 大鹏新区 莲花街道 沙头角镇 彩田社区 社区服务中心 景田小区 科技园南区 彩田路 深南大道 12号 3栋 A座 502室 市 区 县 社区 村 自治区 街道办事处 居委会 超市 　 １ 之三'.split(
    ' ',
  ),
)
const address = fc.array(addressWords, { minLength: 1, maxLength: 8 }).map((words) => words.join(''))
const instant = fc
  .tuple(
    day,
    fc.constantFrom('T', ' ', 't'),
    fc.stringMatching(/^[0-2][0-9]:[0-6][0-9]:[0-6][0-9]$/),
    fc.constantFrom('', '.5', '.1234567'),
    fc.constantFrom('Z', '+08:00', '-14:30', '+15:00', ''),
  )
  .map((parts) => parts.join(''))
const file = fc
  .array(
    fc.constantFrom(
      'https://',
      'example.org',
      'a',
      '/',
      '..',
      '.',
      '图',
      ' ',
      ':8080',
      '?',
      '#',
      '%2e',
      '%2F',
      '\\',
      '@',
      '\u00a0',
      '//',
      '*',
      '-',
    ),
    { maxLength: 7 },
  )
  .map((parts) => parts.join(''))

/** One character changed, put in, taken out or doubled. */
const nearly = (valid: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(
      valid,
      fc.nat(),
      fc.constantFrom(...'0123456789XIOZax -.港之号０\ufffd\u00a0\n'),
      fc.constantFrom('change', 'insert', 'remove', 'double'),
    )
    .map(([text, n, character, how]) => {
      const characters = [...text]
      const at = characters.length === 0 ? 0 : n % characters.length
      const replaced = {
        change: [character],
        insert: [character, characters[at] ?? ''],
        remove: [],
        double: [characters[at] ?? '', characters[at] ?? ''],
      }[how] as string[]
      characters.splice(at, 1, ...replaced)
      return characters.join('')
    })
const noise = fc.oneof(fc.string({ maxLength: 30 }), fc.string({ unit: 'binary', maxLength: 12 }))
const storable = (text: string) => !text.includes('\0') && text.isWellFormed()
const around = (valid: fc.Arbitrary<string>) =>
  fc
    .oneof({ weight: 4, arbitrary: valid }, { weight: 4, arbitrary: nearly(valid) }, { weight: 1, arbitrary: noise })
    .filter(storable)

type Twin = {
  readonly values: fc.Arbitrary<string>
  readonly ours: (text: string) => unknown
  /** Of a column `value` of type text. */
  readonly theirs: string
}
const kept =
  (type: (typeof itemTypes)[number], more = {}) =>
  (text: string) =>
    isKeptValue({ type, ...more }, text)

const position = fc.tuple(
  fc.oneof(fc.double({ min: -181, max: 181, noNaN: true }), fc.integer({ min: -180, max: 180 })),
  fc.oneof(fc.double({ min: -90, max: 90, noNaN: true }), fc.integer({ min: -91, max: 90 })),
)
const path = fc.array(position, { maxLength: 5 })
const ring = fc
  .tuple(path, fc.boolean())
  .map(([places, closed]) => (closed && places[0] ? [...places, places[0]] : places))
const shape = fc
  .tuple(
    fc.constantFrom('LineString', 'MultiLineString', 'Polygon', 'MultiPolygon', 'Point'),
    fc.oneof(
      path,
      fc.array(path, { maxLength: 3 }),
      fc.array(ring, { maxLength: 3 }),
      fc.array(fc.array(ring, { minLength: 1, maxLength: 2 }), { maxLength: 2 }),
      fc.constant(null),
      fc.constant([['1', 2]]),
      fc.constant([[[1, 2, 3]]]),
    ),
  )
  .map(([type, coordinates]) => JSON.stringify({ type, coordinates }))
/** Kept shapes have two dimensions; one with heights is read, but not kept as it is. */
const shapeKept = (reading: typeof parseLine | typeof parsePolygon) => (text: string) => {
  const read = reading(text)
  return read.ok && JSON.stringify(read.geometry) === text
}
const deep = fc
  .tuple(fc.integer({ min: 60, max: 68 }), fc.constantFrom('', '1', '{}'))
  .map(([n, inner]) => '['.repeat(n) + inner + ']'.repeat(n))
const areaCodes = ['990100', '990101', '440307-DP']
const codes = [
  { value: 'A', name: { zh: '甲' } },
  { value: 'b', name: { zh: '乙' } },
]

const twins: Record<(typeof itemTypes)[number] | 'uscc-verdict' | 'address-area' | 'area-only', Twin> = {
  text: {
    values: around(fc.string({ maxLength: 8 })),
    ours: kept('text', { max: 5 }),
    theirs: 'values.is_text(value, 5)',
  },
  integer: {
    values: around(
      fc.oneof(fc.bigInt({ min: -(10n ** 19n), max: 10n ** 19n }).map(String), fc.stringMatching(/^[+-]?[0-9]{1,3}$/)),
    ),
    ours: kept('integer'),
    theirs: 'values.is_integer(value)',
  },
  decimal: {
    values: around(fc.stringMatching(/^-?[0-9]{0,3}(\.[0-9]{0,3})?$/)),
    ours: kept('decimal'),
    theirs: 'values.is_decimal(value)',
  },
  boolean: {
    values: around(fc.constantFrom('true', 'false', 't', 'yes', '是')),
    ours: kept('boolean'),
    theirs: 'values.is_boolean(value)',
  },
  date: {
    values: around(
      fc.oneof(
        day,
        fc.stringMatching(/^(19|20|00)[0-9]{2}-[01][0-9]-[0-3][0-9]$/),
        fc.stringMatching(/^(18|19|20)[02][04]-02-29$/),
      ),
    ),
    ours: kept('date'),
    theirs: 'values.is_date(value)',
  },
  datetime: { values: around(instant), ours: kept('datetime'), theirs: 'values.is_datetime(value)' },
  code: {
    values: around(fc.constantFrom('A', 'b', '甲')),
    ours: kept('code', { codes }),
    theirs: "value = any(array['A', 'b'])",
  },
  area: {
    values: around(fc.constantFrom(...areaCodes)),
    ours: (text) => isKeptValue({ type: 'area' }, text, { areas: new Set(areaCodes) }),
    theirs: "value = any(array['990100', '990101', '440307-DP'])",
  },
  'citizen-id': { values: around(citizenId), ours: kept('citizen-id'), theirs: 'values.is_citizen_id(value)' },
  'travel-permit': {
    values: around(
      fc.oneof(
        citizenId,
        fc.stringMatching(/^([HM][0-9]{8}([0-9]{2})?|[HM][A-Z][0-9]{7}|[0-9]{8}|[0-9]{10}[A-Z]?|[A-Z]{3}[0-9]{12})$/),
        fc
          .tuple(fc.stringMatching(/^9[0-9]{5}$/), compact, fc.stringMatching(/^[0-9]{3}[0-9X]$/))
          .map((parts) => parts.join('')),
      ),
    ),
    ours: kept('travel-permit'),
    theirs: 'values.is_travel_permit(value)',
  },
  uscc: { values: around(uscc), ours: kept('uscc'), theirs: 'values.is_uscc(value)' },
  'uscc-verdict': {
    values: around(uscc),
    ours: (text) => (parseUscc(text).value === text ? parseUscc(text).verdict : 'malformed'),
    theirs: 'values.uscc_verdict(value)',
  },
  phone: {
    values: around(fc.stringMatching(/^(1[2-9][0-9]{9}|0[0-9]{2,3}-[1-9][0-9]{6,7}(-[0-9]{1,7})?)$/)),
    ours: kept('phone'),
    theirs: 'values.is_phone(value)',
  },
  plate: { values: around(plate), ours: kept('plate'), theirs: 'values.is_plate(value)' },
  'camera-id': {
    values: around(fc.stringMatching(/^[0-9]{10}13[0-3][0-9]{7}$/)),
    ours: kept('camera-id'),
    theirs: 'values.is_camera_id(value)',
  },
  'licence-id': { values: around(licenceId), ours: kept('licence-id'), theirs: 'values.is_licence_id(value)' },
  address: { values: around(address), ours: kept('address'), theirs: 'values.is_address(value)' },
  'address-area': { values: around(address), ours: addressArea, theirs: 'values.address_area(value)' },
  'area-only': {
    values: around(address),
    ours: (text) => applyMask('area-only', text),
    theirs: 'values.area_only(value)',
  },
  file: { values: around(file), ours: kept('file'), theirs: 'values.is_file(value)' },
  point: {
    values: fc
      .tuple(
        fc.oneof(fc.double({ min: -200, max: 200 }), fc.double()),
        fc.oneof(fc.double({ min: -100, max: 100 }), fc.double()),
      )
      .map((pair) => pair.join(',')),
    ours: (text) => isLngLat(...(text.split(',').map(Number) as [number, number])),
    theirs: "values.is_point(split_part(value, ',', 1)::float8, split_part(value, ',', 2)::float8)",
  },
  line: { values: shape, ours: shapeKept(parseLine), theirs: 'values.is_line(value::jsonb)' },
  polygon: { values: shape, ours: shapeKept(parsePolygon), theirs: 'values.is_polygon(value::jsonb)' },
  json: {
    values: fc.oneof(fc.json(), deep).filter((text) => !text.includes('\\u0000')),
    ours: (text) => parseJsonValue(text).ok,
    theirs: 'values.is_json(value::jsonb)',
  },
}

type Difference = { readonly value: string; readonly ours: unknown; readonly theirs: unknown }
/** Where the twins differ, over one sample and one round trip. */
const compare = async ({ values, ours, theirs }: Twin): Promise<readonly Difference[]> => {
  const sample = fc.sample(values, { numRuns: RUNS, seed: SEED })
  const { rows } = await sql<{ value: string; answer: unknown }>`
    select value, ${sql.raw(theirs)} as answer
    from unnest(${sample}::text[]) with ordinality as given(value, place) order by place`.execute(db)
  expect(rows.length).toBe(sample.length)
  return rows.flatMap(({ value, answer }) =>
    answer === ours(value) ? [] : [{ value, ours: ours(value), theirs: answer }],
  )
}

describe('a check of a type', () => {
  it.each(Object.entries(twins))('%s answers the same in the database as in packages/city', async (_, twin) => {
    const differences = await compare(twin)
    expect(differences.slice(0, 5)).toEqual([])
    // A sample on which everybody always agrees by saying no would prove nothing.
    const answers = new Set(fc.sample(twin.values, { numRuns: RUNS, seed: SEED }).map((value) => twin.ours(value)))
    expect(answers.size).toBeGreaterThan(1)
  })

  it('accepts the published vectors', async () => {
    const { rows } = await sql<Record<string, unknown>>`select
      values.is_citizen_id('11010519491231002X') as a, values.is_citizen_id('440524188001010014') as b,
      values.is_citizen_id('110105194912310021') as c, values.is_citizen_id('110105194913310021') as d,
      values.uscc_verdict('9144030071526726XG') as e, values.uscc_verdict('91350203M0001QAY9B') as f,
      values.is_licence_id('1.2.156.3005.2.11100000000013338W032.11220000013544541J.2430599.001.F') as g,
      values.is_camera_id('44030400001320000001') as h, values.is_plate('粤B12345') as i, values.is_plate('粤B1234O') as j`.execute(
      db,
    )
    expect(rows[0]).toEqual({
      ...{ a: true, b: true, c: false, d: false, e: 'valid', f: 'unverified' },
      ...{ g: true, h: true, i: true, j: false },
    })
  })
})

it('JSON that is taken is taken by the database', async () => {
  const number = fc.stringMatching(/^-?(0|[1-9][0-9]{0,40})(\.[0-9]{1,40})?([eE][+-]?[0-9]{1,4})?$/)
  const text = fc.constantFrom(
    '"\\u0000"',
    '"\\ud83d\\ude00"',
    '"\\ud83d"',
    '"\\u00e9"',
    '"\\\\u0000"',
    '"\u0001"',
    '{"a":1,"a":2}',
    '',
  )
  const json = fc.oneof(
    fc.json(),
    number,
    text,
    number.map((each) => `{"a":[${each}]}`),
    fc.string({ maxLength: 6 }),
  )
  const taken = fc.sample(json, { numRuns: RUNS, seed: SEED }).filter((each) => parseJsonValue(each).ok)
  expect(taken.length).toBeGreaterThan(RUNS / 4)
  const { rows } = await sql<{
    n: number
  }>`select count(value::jsonb) as n from unnest(${taken}::text[]) as given(value)`.execute(db)
  expect(rows[0]?.n).toBe(taken.length)
})

describe('a check that is broken on one side', () => {
  const source = async (name: string) => {
    const { rows } = await sql<{ text: string }>`
      select pg_get_functiondef(oid) as text from pg_proc where pronamespace = 'values'::regnamespace and proname = ${name}`.execute(
      db,
    )
    return rows[0]?.text ?? ''
  }
  /** A copy of functions under other names with one slip put in. */
  const breakTwin = async (names: readonly string[], from: string, to: string) => {
    let slips = 0
    for (const name of names) {
      let text = await source(name)
      for (const each of names) text = text.replace(new RegExp(`\\b${each}\\b`, 'g'), `broken_${each}`)
      if (text.includes(from)) {
        slips++
        text = text.replace(from, to)
      }
      await sql.raw(text).execute(db)
    }
    if (slips !== 1) throw new Error(`“${from}” stands in ${slips} of ${names.join(', ')}`)
  }
  it.each([
    ['citizen-id', 'a weight', ['citizen_id_check', 'is_citizen_id'], '* 9)', '* 8)'],
    ['uscc-verdict', 'a weight', ['uscc_check', 'uscc_verdict'], '* 27', '* 26'],
    ['date', 'the leap year', ['is_day', 'is_date'], '% 400', '% 200'],
    ['plate', 'a letter that plates never carry', ['is_plate'], '[A-HJ-NP-Z0-9]{4}[', '[A-HJ-Z0-9]{4}['],
    ['licence-id', 'the modulus', ['mod_37_36', 'is_licence_id'], '% 37;', '% 36;'],
    ['polygon', 'the ring', ['is_ring', 'is_rings', 'is_polygon'], '4)', '3)'],
    ['travel-permit', 'the date', ['is_travel_permit'], '9[0-9]{16}', '8[0-9]{16}'],
  ] as const)('%s: %s', async (type, _, names, from, to) => {
    await breakTwin(names, from, to)
    const twin = twins[type]
    const theirs = names.reduce((text, name) => text.replace(`values.${name}(`, `values.broken_${name}(`), twin.theirs)
    expect((await compare({ ...twin, theirs })).length).toBeGreaterThan(0)
  })
})

it('masks of dates are the same in the database as in packages/city', async () => {
  const days = fc.sample(day, { numRuns: RUNS, seed: SEED })
  const today = '2026-02-28'
  const { rows } = await sql<{ day: string; year: string; band: string }>`
    select day, values.year_of(day::date) as year, values.age_band(day::date, ${today}::date) as band
    from unnest(${days}::text[]) with ordinality as given(day, place) order by place`.execute(db)
  const differing = rows.filter(
    (row) => row.year !== applyMask('year', row.day) || row.band !== applyMask('age-band', row.day, today),
  )
  expect(differing.slice(0, 5)).toEqual([])
})

it('every type is compared', () => {
  for (const type of itemTypes) {
    expect(twins[type], type).toBeDefined()
    expect(checkValue({ type }, '').ok).toBe(false)
  }
})
