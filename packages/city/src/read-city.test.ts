import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { formatProblem } from './format-problem.ts'
import { itemTypes, resourceKinds } from './model.ts'
import { readCity } from './read-city.ts'
import { citiesDir, here, readChanged, reportedFor, swap } from './testing-folder.ts'

describe('a folder that is no city', () => {
  test('a missing folder is named', async () => {
    const result = await readCity('/no/such/place')
    expect(result.ok ? [] : result.problems.map(formatProblem)).toEqual([
      'city.yaml:1:1  there is no folder “/no/such/place” — expected a city folder with city.yaml in it',
    ])
  })

  test('a folder above a city points to it', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'onecity-city-'))
    try {
      await mkdir(join(dir, 'springfield'))
      await writeFile(join(dir, 'springfield/city.yaml'), 'id: springfield\n')
      const result = await readCity(dir)
      expect(result.ok).toBe(false)
      expect(result.ok ? [] : result.problems).toMatchObject([
        { message: `“${dir}” is not a city folder: it has no city.yaml`, didYouMean: join(dir, 'springfield') },
      ])
    } finally {
      await rm(dir, { recursive: true })
    }
  })

  test('a missing city.yaml is told, and the rest is still checked', async () => {
    const lines = await reportedFor({
      'city.yaml': null,
      'departments.yaml': swap('area: 990100 }\n- { id: works', `area: ${here}990900 }\n- { id: works`),
    })
    expect(lines).toEqual([
      'city.yaml:1:1  city.yaml is missing — expected every city folder to have it',
      '{1}  unknown area “990900” — expected an area that the city declares — did you mean “990100”?',
    ])
  })

  test('a required file under a slightly wrong name is found', async () => {
    const { result } = await readChanged({
      'departments.yaml': null,
      'department.yaml': '- {id: registry, name: {zh: 局}, area: 990100}\n',
    })
    expect(result.ok ? [] : result.problems).toMatchObject([
      { file: 'department.yaml', severity: 'warning', didYouMean: 'departments.yaml' },
      {
        file: 'departments.yaml',
        line: 1,
        column: 1,
        message: 'departments.yaml is missing',
        didYouMean: 'department.yaml',
      },
    ])
  })
})

describe('files', () => {
  test('a declaration where nothing is read is a warning with the likely place', async () => {
    const lines = await reportedFor({ 'base/population/resource/cat.yaml': 'id: cat\n', 'roles.yml': '- id: x\n' })
    expect(lines).toHaveLength(2)
    expect(lines[0]).toMatch(/^base\/population\/resource\/cat\.yaml:1:1 {2}warning: this file is not read/)
    expect(lines[0]).toMatch(/did you mean “base\/population\/resources\/cat\.yaml”\?$/)
    expect(lines[1]).toMatch(/did you mean “roles\.yaml”\?$/)
  })

  test('hidden files, scripts and readmes are nobody’s concern', async () => {
    const lines = await reportedFor({
      '.version': '1 abc\n',
      '.git/config.yaml': 'x\n',
      'README.md': 'Hello\n',
      'areas/make.mjs': '\n',
    })
    expect(lines).toEqual([])
  })

  test('a byte order mark and Windows line ends do no harm', async () => {
    const lines = await reportedFor({
      'departments.yaml': (text) => `\uFEFF${text.replaceAll('\n', '\r\n')}`,
      'areas/areas.csv': (text) => `\uFEFF${text.replaceAll('\n', '\r\n')}`,
    })
    expect(lines).toEqual([])
  })

  test('a file in another encoding is refused where it stops being UTF-8', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'onecity-city-'))
    try {
      await cp(join(citiesDir, 'tiny'), dir, { recursive: true })
      // 深圳 in GB18030.
      const gb18030 = Buffer.concat([
        Buffer.from('code,parent,level,name_zh\n990100,,city,'),
        Buffer.from([0xc9, 0xee, 0xdb, 0xda]),
      ])
      await writeFile(join(dir, 'areas/areas.csv'), gb18030)
      const result = await readCity(dir)
      expect(result.ok ? [] : result.problems.map(formatProblem)).toEqual([
        'areas/areas.csv:2:14  the file is not written in UTF-8 — expected UTF-8 (in a spreadsheet: save as “CSV UTF-8”)',
      ])
    } finally {
      await rm(dir, { recursive: true })
    }
  })

  test('all problems of all files are told at once, in order of place', async () => {
    const lines = await reportedFor({
      'departments.yaml': `- {id: registry, name: {zh: 局}, area: 990100, ${here}levle: city}\n- {id: works, name: {zh: 局}, area: ${here}123}\n`,
      'areas/areas.csv': swap(',990101,street,河东', `,${here}990109,street,河东`),
    })
    expect(lines.map((line) => line.split('  ')[0])).toEqual(['{3}', '{1}', '{2}'])
  })
})

describe('YAML', () => {
  test('what cannot be parsed is located, and its ids are not missed elsewhere', async () => {
    const lines = await reportedFor({
      'departments.yaml': `- {id: registry, name: {zh: 局}, area: 990100}\n- {id: works, area: [${here}`,
    })
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/^\{1\} {2}the YAML cannot be read: /)
  })

  test('a property given twice is located at its second place', async () => {
    const lines = await reportedFor({ 'city.yaml': swap('languages:', `${here}id: small\nlanguages:`) })
    expect(lines).toEqual(['{1}  the same property is given twice — expected each property once'])
  })

  test('an empty file declares nothing', async () => {
    const lines = await reportedFor({ 'centres.yaml': '# nothing yet\n' })
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/^centres\.yaml:1:1 {2}/)
  })
})

describe('the schema', () => {
  const resource = 'departments/works/resources/charging-point.yaml'

  test('an unknown property gets the nearest known one, and the missing one is told', async () => {
    const lines = await reportedFor({ [resource]: swap('owner:', `${here}ownr:`) })
    expect(lines).toContainEqual(
      expect.stringMatching(
        /^\{1\} {2}unknown property “ownr” — expected one of id, kind, .* — did you mean “owner”\?$/,
      ),
    )
    expect(lines).toContainEqual(expect.stringMatching(/:2:1 {2}“owner” is missing — expected /))
    expect(lines).toHaveLength(2)
  })

  test('a value outside a list gets the nearest one', async () => {
    const lines = await reportedFor({ [resource]: swap('type: integer', `type: ${here}intger`) })
    expect(lines).toEqual([
      '{1}  “intger” is not a permitted value — expected one of text, integer, decimal, boolean, date, datetime, code, citizen-id, uscc, phone, area, point, line, polygon, address, plate, travel-permit, camera-id, licence-id, json, file — did you mean “integer”?',
    ])
  })

  test('a number where text belongs shows how to quote it', async () => {
    const lines = await reportedFor({ [resource]: swap('value: broken', `value: ${here}7`) })
    expect(lines).toEqual(['{1}  7 stands where text belongs — expected text in quotes: "7"'])
  })

  test('a property without a value is located at its name', async () => {
    const lines = await reportedFor({ [resource]: swap('owner: works', `${here}owner:`) })
    expect(lines).toEqual([
      '{1}  nothing stands where text belongs — expected lower-case words joined by hyphens, such as “legal-entity”',
    ])
  })

  test('an unquoted comma inside braces is recognised', async () => {
    const lines = await reportedFor({
      [resource]: swap('en: Charging points }', `en: Charging points, ${here}all of them }`),
    })
    expect(lines).toEqual(['{1}  unknown property “all of them” — expected text with a comma to be in quotes'])
  })

  test.each([
    ['id: charging-point', `id: ${here}Charging_Point`, 'such as “legal-entity”'],
    ['id: charging-point', `id: ${here}${'a'.repeat(45)}`, 'at most 44'],
    ['{ id: power', `{ id: ${here}maxPower`, 'such as “birth_date”'],
    ['{ id: power', `{ id: ${here}${'p'.repeat(41)}`, 'at most 40'],
    ['owner: works', `code: ${here}408/1\nowner: works`, 'such as “101001/000001”'],
    ['update: weekly', `update: ${here}fortnightly`, 'one of realtime'],
    ['scale: 1', `scale: ${here}-1`, '>= 0'],
    ['kind: stored', `kind: ${here}table`, 'one of stored'],
  ])('%s → %s is refused', async (from, to, expected) => {
    const lines = await reportedFor({ [resource]: swap(from, to) })
    expect(lines.filter((line) => line.startsWith('{1}'))).toEqual([
      expect.stringContaining(`expected ${expected.startsWith('such') ? '' : expected}`),
    ])
    expect(lines[0]).toContain(expected)
  })
})

describe('ids', () => {
  test('a department declared twice names the first place', async () => {
    const lines = await reportedFor({ 'departments.yaml': swap('{ id: works', `{ id: ${here}registry`) })
    expect(lines[0]).toMatch(/owner|unknown department|^\{1\}/)
    expect(lines).toContainEqual(
      '{1}  department “registry” is declared twice (first at departments.yaml:2) — expected an id of its own for each department',
    )
  })

  test('a resource declared in two files names the first', async () => {
    const lines = await reportedFor({
      'verticals/city-management/resources/noise-reading.yaml': swap('id: noise-reading', `id: ${here}person`),
    })
    expect(lines).toContainEqual(
      '{1}  resource “person” is declared twice (first at base/population/resources/person.yaml:2) — expected an id of its own for each resource',
    )
  })
})

describe('the reference cities', () => {
  test.each(['tiny', 'shenzhen'])('cities/%s has no problem at all', async (name) => {
    const result = await readCity(join(citiesDir, name))
    expect((result.ok ? result.warnings : result.problems).map(formatProblem)).toEqual([])
    expect(result.ok).toBe(true)
  })

  test('the smallest city shows every item type and fills in defaults', async () => {
    const result = await readCity(join(citiesDir, 'tiny'))
    if (!result.ok) throw new Error('cities/tiny does not read')
    const { resources } = result.city
    const types = new Set(resources.flatMap((resource) => resource.items.map((item) => item.type)))
    expect(types).toEqual(new Set(itemTypes))
    expect(resources.map((resource) => resource.id)).toEqual([
      'charging-point',
      'noise-reading',
      'park',
      'parking-permit',
      'person',
      'road',
    ])
    expect(resources.find((resource) => resource.id === 'noise-reading')).toMatchObject({
      key: [],
      size: 'normal',
      open: { type: 'none' },
      grade: { level: 'general', personal: false },
      crs: 'WGS-84',
      highlights: ['read_at', 'level', 'remark'],
      items: [{ id: 'read_at', optional: false, headers: [], index: false }, {}, {}],
    })
  })

  test('Shenzhen has ten districts and Shenshan, 74 streets and Shenshan’s four towns', async () => {
    const result = await readCity(join(citiesDir, 'shenzhen'))
    if (!result.ok) throw new Error('cities/shenzhen does not read')
    const { areas, outlines, centres, departments, resources } = result.city
    const districts = areas.filter((area) => area.level === 'district')
    expect(districts).toHaveLength(11)
    const streetsOf = (code: string) => areas.filter((area) => area.parent === code && area.level === 'street').length
    // Streets per district as the city publishes them.
    expect(Object.fromEntries(districts.map((district) => [district.code, streetsOf(district.code)]))).toEqual({
      440303: 10,
      440304: 10,
      440305: 8,
      440306: 10,
      440307: 11,
      440308: 4,
      440309: 6,
      440310: 6,
      440311: 6,
      '440307-DP': 3,
      '4403SS': 4,
    })
    // Every district and street but Shenshan and its towns, for which nothing is published.
    const withOutline = areas.filter(({ level }) => level === 'district' || level === 'street')
    expect(outlines.map((outline) => outline.code).sort()).toEqual(
      withOutline
        .filter(({ code, parent }) => code !== '4403SS' && parent !== '4403SS')
        .map(({ code }) => code)
        .sort(),
    )
    expect(areas.filter((area) => area.level === 'community')).toHaveLength(788)
    expect(centres.filter((centre) => centre.level === 'city')).toHaveLength(1)
    expect(centres.filter((centre) => centre.level === 'district')).toHaveLength(11)
    expect(centres.filter((centre) => centre.level === 'street')).toHaveLength(78)
    expect(centres.filter((centre) => centre.level === 'industry').length).toBeGreaterThan(0)
    // 68 departments, among them the management committee of Shenshan, and 10 districts.
    expect(departments).toHaveLength(68 + 10)
    expect(departments.filter(({ level }) => level === 'district')).toHaveLength(10 + 1)
    expect(new Set(resources.map(({ kind }) => kind))).toEqual(new Set(resourceKinds))
  })
})
