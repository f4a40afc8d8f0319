/** What each kind checks beyond its schema: one broken folder per rule. */
import { describe, expect, test } from 'vitest'
import { type Changes, here, readChanged, reportedFor, swap } from '../testing-folder.ts'

const point = 'departments/works/resources/charging-point.yaml'
const person = 'base/population/resources/person.yaml'
const noise = 'verticals/city-management/resources/noise-reading.yaml'
const areas = 'areas/areas.csv'
const outlines = 'areas/outlines.geojson'

type Case = [rule: string, changes: Changes, expected: string[]]

describe('city.yaml', () => {
  test.each<Case>([
    [
      'an unknown time zone',
      { 'city.yaml': swap('Asia/Shanghai', `${here}Asia/Shangai`) },
      [
        '{1}  unknown time zone “Asia/Shangai” — expected an IANA time zone, such as “Asia/Shanghai” — did you mean “Asia/Shanghai”?',
      ],
    ],
    [
      'an unknown default role',
      { 'city.yaml': swap('defaultRole: steward', `defaultRole: ${here}stewart`) },
      ['{1}  unknown role “stewart” — expected a role that the city declares — did you mean “steward”?'],
    ],
    [
      'a map centre with latitude first',
      { 'city.yaml': swap('[114.1, 22.6]', `${here}[22.6, 114.1]`), [outlines]: null },
      ['{1}  22.6, 114.1 is not a place — expected longitude (−180 to 180), then latitude (−90 to 90)'],
    ],
  ])('%s', async (_, changes, expected) => expect(await reportedFor(changes)).toEqual(expected))
})

describe('areas.csv', () => {
  test.each<Case>([
    [
      'an unknown parent',
      { [areas]: swap('990101001,990101,', `990101001,${here}990103,`) },
      ['{1}  unknown area “990103” — expected an area that the city declares — did you mean “990100”?'],
    ],
    [
      'areas in a circle',
      { [areas]: swap('990101,990100,district', `990101,${here}990101001,district`) },
      [
        '{1}  these areas lie in a circle: 990101 → 990101001 → 990101 — expected parents that end at the city',
        'areas/areas.csv:3:18  a district cannot lie in 河东街道 (990101001), which is a street — expected a level below street',
      ],
    ],
    [
      'a level that does not lie below its parent',
      { [areas]: swap('990101001,990101,street', `990101001,990101,${here}district`) },
      ['{1}  a district cannot lie in 东区 (990101), which is a district — expected a level below district'],
    ],
    [
      'an unknown level',
      { [areas]: swap('990101001,990101,street', `990101001,990101,${here}steet`) },
      [
        '{1}  “steet” is not a permitted value — expected one of city, district, street, community, grid — did you mean “street”?',
      ],
    ],
    [
      'a code used twice',
      { [areas]: swap('990101002,', `${here}990101001,`) },
      [
        '{1}  area “990101001” is declared twice (first at areas/areas.csv:5) — expected an id of its own for each area',
      ],
    ],
    [
      'a second topmost area',
      { [areas]: swap('990102,990100,district', `990102,${here},district`) },
      ['{1}  西区 (990102) has no parent, but the city is already 990100 — expected a parent for every area but one'],
    ],
    [
      'only one coordinate',
      { [areas]: swap('East,114.15,22.6,', `East,114.15,${here},`) },
      ['{1}  only one of longitude and latitude is given — expected both or neither'],
    ],
    [
      'a coordinate that is no number',
      { [areas]: swap('East,114.15,', `East,${here}114°9',`) },
      ["{1}  “114°9'” is not of the right form — expected a decimal number of degrees"],
    ],
    [
      'swapped coordinates',
      { [areas]: swap('East,114.15,22.6,', `East,22.6,${here}114.15,`) },
      ['{1}  latitude 114.15 does not exist — expected −90 to 90 (longitude and latitude may be swapped)'],
    ],
    [
      'a row with a cell too many',
      {
        [areas]: swap(
          '990102001,990102,street,集市街道,Market,集市,,,',
          `${here}990102001,990102,street,集市街道,Market,集市,,,,`,
        ),
      },
      ['{1}  this row has 10 cells — expected 9 cells, as in the header'],
    ],
    [
      'a quoted cell that is never closed',
      { [areas]: swap('Market,集市', `${here}"Market,集市`) },
      [
        'areas/areas.csv:7:1  this row has 5 cells — expected 9 cells, as in the header',
        '{1}  a quoted cell is not closed — expected a closing "',
      ],
    ],
    [
      'text behind a quoted cell',
      { [areas]: swap('Market,集市', `${here}"Mark"et,集市`) },
      ['{1}  text follows a quoted cell — expected a comma or the end of the line'],
    ],
    ['an empty name', { [areas]: swap('河东街道', here) }, ['{1}  “name_zh” is missing — expected some text']],
  ])('%s', async (_, changes, expected) => expect(await reportedFor(changes)).toEqual(expected))

  test('an unknown and a missing column are told once, not for every row', async () => {
    const lines = await reportedFor({ [areas]: swap('level', `${here}levels`) })
    expect(lines).toEqual([
      expect.stringMatching(
        /^areas\/areas\.csv:1:1 {2}column “level” is missing — expected the header code,parent,level,name_zh/,
      ),
      expect.stringMatching(/^\{1\} {2}unknown column “levels” — expected one of code,/),
    ])
  })

  test('quoted cells may hold commas, quotes and line ends', async () => {
    const { result } = await readChanged({ [areas]: swap('Riverside', '"River""side"",\nnorth"') })
    expect(result.ok && result.city.areas.find((area) => area.code === '990101001')?.name.en).toBe(
      'River"side",\nnorth',
    )
  })
})

describe('outlines.geojson', () => {
  const ring = '[[114.1, 22.55], [114.2, 22.55], [114.2, 22.65], [114.1, 22.65], [114.1, 22.55]]'
  test.each<Case>([
    [
      'text that is no JSON',
      { [outlines]: swap('"features": [', `"features": ${here}oops [`) },
      ['{1}  the JSON cannot be read — expected valid JSON (RFC 8259)'],
    ],
    [
      'an unknown code',
      { [outlines]: swap('"990102"', `${here}"990103"`) },
      ['{1}  unknown area “990103” — expected an area that the city declares — did you mean “990100”?'],
    ],
    [
      'an outline given twice',
      { [outlines]: swap('"990102"', `${here}"990101"`) },
      [
        '{1}  outline “990101” is declared twice (first at areas/outlines.geojson:7) — expected an id of its own for each outline',
      ],
    ],
    [
      'a ring that is not closed',
      { [outlines]: swap(ring, `${here}[[114.1, 22.55], [114.2, 22.55], [114.2, 22.65], [114.1, 22.65]]`) },
      ['{1}  a ring of the outline of 990101 is not closed — expected the last position equal to the first'],
    ],
    [
      'a ring too short',
      { [outlines]: swap(ring, `${here}[[114.1, 22.55], [114.2, 22.55], [114.1, 22.55]]`) },
      ['{1}  a ring of the outline of 990101 has 3 positions — expected at least 4, the last equal to the first'],
    ],
    [
      'swapped coordinates, told once',
      {
        [outlines]: swap(
          ring,
          `[${here}[22.55, 114.1], [22.55, 114.2], [22.65, 114.2], [22.65, 114.1], [22.55, 114.1]]`,
        ),
      },
      ['{1}  longitude and latitude of 22.55, 114.1 are swapped — expected [114.1, 22.55]'],
    ],
    [
      'metres instead of degrees',
      { [outlines]: swap('[114.2, 22.55]', `${here}[12710000, 2570000]`) },
      ['{1}  12710000, 2570000 is not a place — expected longitude (−180 to 180), latitude (−90 to 90)'],
    ],
    [
      'a position in another part of the world',
      { [outlines]: swap('[114.2, 22.55]', `${here}[14.2, 22.55]`) },
      [
        '{1}  14.2, 22.55 is far away from the city — expected a position within 10 degrees of the map’s centre, in WGS-84',
      ],
    ],
    [
      'a geometry that is no surface',
      { [outlines]: swap('"Polygon"', `${here}"LineString"`) },
      ['{1}  “LineString” is not a permitted value — expected one of Polygon, MultiPolygon'],
    ],
  ])('%s', async (_, changes, expected) => expect(await reportedFor(changes)).toEqual(expected))

  test('an outline must say where it comes from', async () => {
    const lines = await reportedFor({ [outlines]: (text) => text.replace(/ {2}"attribution".*\n/, '') })
    expect(lines).toHaveLength(2)
    expect(lines[0]).toContain('does not say where it comes from')
  })
})

describe('departments.yaml', () => {
  test('a malformed credit code is refused', async () => {
    const lines = await reportedFor({
      'departments.yaml': swap('id: works,', `id: works, uscc: ${here}11440399MB2C0001,`),
    })
    expect(lines).toEqual([
      '{1}  “11440399MB2C0001” is not a unified social credit code — expected 18 characters of GB 32100-2015 (digits and capitals without I, O, S, V, Z)',
    ])
  })

  test('a wrong check character is a warning only, since such codes were issued', async () => {
    const { result } = await readChanged({
      'departments.yaml': swap('id: works,', 'id: works, uscc: 91350203M0001QAY9B,'),
    })
    expect(result.ok && result.warnings).toMatchObject([{ severity: 'warning', line: 3 }])
    expect(result.ok && result.city.departments[1]?.uscc).toBe('91350203M0001QAY9B')
  })
})

describe('centres.yaml', () => {
  const second = (lines: string) => (text: string) => `${text}- id: east\n  name: {zh: 东区运行中心}\n${lines}`
  test.each<Case>([
    [
      'an unknown commander',
      { 'centres.yaml': second(`  level: district\n  parent: ${here}cty\n  jurisdiction: {areas: [990101]}\n`) },
      ['{1}  unknown centre “cty” — expected a centre that the city declares — did you mean “city”?'],
    ],
    [
      'no commander',
      {
        'centres.yaml': (text) =>
          `${text}- ${here}id: east\n  name: {zh: 东}\n  level: district\n  jurisdiction: {areas: [990101]}\n`,
      },
      [
        '{1}  centre “east” has no commanding centre — expected `parent`, which only the city centre goes without — did you mean “parent: city”?',
      ],
    ],
    [
      'a second city centre',
      { 'centres.yaml': second(`  level: ${here}city\n  jurisdiction: {areas: [990101]}\n`) },
      ['{1}  the city centre is already “city” — expected “district”, “street” or “industry”'],
    ],
    [
      'centres in a circle',
      { 'centres.yaml': second(`  level: district\n  parent: ${here}east\n  jurisdiction: {areas: [990101]}\n`) },
      ['{1}  these centres lie in a circle: east → east — expected parents that end at the city'],
    ],
    [
      'an unknown area',
      { 'centres.yaml': swap('[990100]', `[990101, ${here}990109]`) },
      ['{1}  unknown area “990109” — expected an area that the city declares — did you mean “990100”?'],
    ],
    [
      'kinds that are neither all nor a list',
      { 'centres.yaml': swap('areas: [990100] }', `areas: [990100], kinds: ${here}fire }`) },
      ['{1}  “fire” does not fit here — expected “all” or a list of incident kinds'],
    ],
  ])('%s', async (_, changes, expected) => expect(await reportedFor(changes)).toEqual(expected))
})

describe('roles.yaml', () => {
  test.each<Case>([
    [
      'an unknown area',
      { 'roles.yaml': swap('areas: [990101]', `areas: [${here}990111]`) },
      ['{1}  unknown area “990111” — expected an area that the city declares — did you mean “990101”?'],
    ],
    [
      'an unknown resource',
      { 'roles.yaml': swap('[charging-point,', `[${here}charging-points,`) },
      [
        '{1}  unknown resource “charging-points” — expected a resource that the city declares — did you mean “charging-point”?',
      ],
    ],
    [
      'an unknown purpose',
      { 'roles.yaml': swap('purposes: [data-check]', `purposes: [${here}datacheck]`) },
      [
        '{1}  “datacheck” is not a permitted value — expected one of administrative-basis, work-reference, data-check, joint-service — did you mean “data-check”?',
      ],
    ],
  ])('%s', async (_, changes, expected) => expect(await reportedFor(changes)).toEqual(expected))

  test('an action the platform does not have is refused when it says which ones it has', async () => {
    const actions = [
      'city.read',
      'catalogue.read',
      'places.read',
      'live.read',
      'registers.read',
      'registers.export',
      'changes.read',
      'batches.read',
      'batches.write',
      'batches.confirm',
    ]
    expect(await reportedFor({}, { actions })).toEqual([])
    const lines = await reportedFor({ 'roles.yaml': swap('- batches.write', `- ${here}batches.wirte`) }, { actions })
    expect(lines).toEqual([
      '{1}  unknown action “batches.wirte” — expected an action of this version of the platform — did you mean “batches.write”?',
    ])
  })
})

describe('resources', () => {
  test.each<Case>([
    [
      'an unknown owner',
      { [noise]: swap('owner: works', `owner: ${here}work`) },
      ['{1}  unknown department “work” — expected a department that the city declares — did you mean “works”?'],
    ],
    [
      'an owner other than the department whose folder it is',
      { [point]: swap('owner: works', `owner: ${here}registry`) },
      [
        '{1}  a resource in departments/works/ cannot belong to “registry” — expected each department to declare its own resources in its own folder — did you mean “works”?',
      ],
    ],
    [
      'sharing with an unknown department',
      { [person]: swap('departments: [works]', `departments: [works, ${here}wroks]`) },
      ['{1}  unknown department “wroks” — expected a department that the city declares — did you mean “works”?'],
    ],
    [
      'no sharing without a legal basis',
      { [noise]: swap('{ type: unconditional }', `${here}{ type: none }`) },
      [
        '{1}  a resource that is not shared must say on what legal basis — expected `basis` with the instrument and article',
      ],
    ],
    [
      'a key item that is none',
      { [point]: swap('key: [point_id]', `key: [${here}pointid]`) },
      [
        '{1}  key item “pointid” is not an item of the resource — expected one of point_id, status, power, public, operator, position, district — did you mean “point_id”?',
      ],
    ],
    [
      'a key item that may be empty',
      { [point]: swap('key: [point_id]', `key: [point_id, ${here}power]`) },
      ['{1}  key item “power” may be empty — expected an item that is not optional, or another key'],
    ],
    [
      'a point as key',
      { [point]: swap('key: [point_id]', `key: [${here}position]`) },
      ['{1}  key item “position” is a point — expected an item whose values can be compared exactly'],
    ],
    [
      'a highlighted item that is none',
      { [point]: swap('highlights: [point_id,', `highlights: [${here}points,`) },
      [
        '{1}  highlighted item “points” is not an item of the resource — expected one of point_id, status, power, public, operator, position, district',
      ],
    ],
    [
      'a subject item that is none',
      { [person]: swap('item: id_number', `item: ${here}id_numbr`) },
      [
        '{1}  subject item “id_numbr” is not an item of the resource — expected one of id_number, name, birth_date, phone, area — did you mean “id_number”?',
      ],
    ],
    [
      'personal information without a subject',
      { [person]: (text) => swap('personal: true', `personal: ${here}true`)(text).replace(/subject:.*\n/, '') },
      [
        '{1}  personal information without a subject — expected `subject` naming the item that says whose data a row is',
      ],
    ],
    [
      'citizen IDs not marked as personal',
      { [person]: (text) => swap('type: citizen-id', `type: ${here}citizen-id`)(text).replace(/grade:.*\n/, '') },
      [
        '{1}  warning: citizen IDs in a resource that is not marked as personal — expected `grade: {personal: true}` and a subject',
      ],
    ],
    [
      'an area worked out from something that tells none',
      { [point]: swap('from: position', `from: ${here}power`) },
      [
        '{1}  no area can be told from “power”, a decimal item — expected a point, line, polygon, address or text item: position — did you mean “position”?',
      ],
    ],
    [
      'an area worked out from nothing',
      { [noise]: (text) => `${text}  - {id: area, type: area, from: ${here}position}\n` },
      [
        '{1}  “position” is not an item of the resource — expected a point, line, polygon, address or text item: remark — did you mean “remark”?',
      ],
    ],
    [
      'a code list with a value twice',
      { [point]: swap('value: broken', `value: ${here}working`) },
      [
        '{1}  value “working” is listed twice (first at departments/works/resources/charging-point.yaml:18) — expected each value once',
      ],
    ],
    [
      'a code item without values',
      { [noise]: (text) => `${text}  - {id: state, type: ${here}code}\n` },
      ['{1}  code item “state” has no list of values — expected `codes`'],
    ],
    [
      'two items of one id',
      { [noise]: (text) => `${text}  - {id: ${here}level, type: text}\n` },
      [
        '{1}  item “level” is declared twice (first at verticals/city-management/resources/noise-reading.yaml:11) — expected an id of its own for each item',
      ],
    ],
    ...['row_id', 'change_set', 'line', 'ctid'].map(
      (name): Case => [
        `the reserved name ${name}`,
        { [noise]: (text) => `${text}  - {id: ${here}${name}, type: text}\n` },
        [
          `{1}  “${name}” is a name the register needs for itself — expected another name than row_id, change_set, line, ctid, xmin, xmax, cmin, cmax, tableoid`,
        ],
      ],
    ),
    [
      'a column title claimed by two items',
      { [noise]: swap('{ id: remark,', `{ id: remark, headers: [${here}Level],`) },
      ['{1}  the column title “Level” already belongs to item “level” — expected each title to lead to one item'],
    ],
    [
      'a property that says nothing about the type',
      { [noise]: swap('type: text, max: 200', `type: text, ${here}scale: 2, max: 200`) },
      ['{1}  `scale` says nothing about a text item — expected it only with type decimal'],
    ],
    [
      'a mask that cannot be put on the type',
      { [person]: swap('mask: hidden', `mask: ${here}keep-4-4`) },
      ['{1}  the mask “keep-4-4” makes no sense of a date — expected one of hidden, year, age-band'],
    ],
    [
      'an item derived from something that is no citizen ID',
      { [person]: swap('type: date,', `type: date, derived: ${here}phone,`) },
      ['{1}  “phone” is not a citizen-id item of the resource — expected one of id_number — did you mean “id_number”?'],
    ],
    [
      'a code derived from a citizen ID that is not the sex',
      {
        [person]: (text) =>
          `${text}  - { id: sex, type: code, derived: ${here}id_number, codes: [{ value: "1", name: { zh: 男 } }] }\n`,
      },
      [
        '{1}  of a citizen ID only the sex is a code, and “sex” has none for both — expected `codes` named 男 (male) and 女 (female)',
      ],
    ],
    [
      'a date pattern in other letters',
      { [noise]: swap('"YYYY/M/D H:mm"', `${here}"yyyy/M/D H:mm"`) },
      [
        '{1}  “yyyy” in the pattern “yyyy/M/D H:mm” means nothing — expected of letters only YYYY, MM, M, DD, D, HH, H, hh, h, mm, m, ss, s, SSS, A, Z — did you mean “YYYY”?',
      ],
    ],
    [
      'a date pattern without a date',
      { [noise]: swap('"YYYY/M/D H:mm"', `${here}"----"`) },
      ['{1}  “----” is no pattern of a date — expected one such as “YYYY/M/D H:mm”'],
    ],
    [
      'personal information open to the public',
      { [person]: swap('grade:', `open: { type: ${here}unconditional }\ngrade:`) },
      [
        '{1}  personal information cannot be opened to the public — expected “none”, or an aggregated resource of its own',
      ],
    ],
    [
      'an empty range',
      { [noise]: swap('range: { min: 0, max: 200 }', `range: ${here}{ min: 200, max: 0 }`) },
      ['{1}  no number lies between 200 and 0 — expected min ≤ max'],
    ],
    [
      'a resource code used twice',
      { [noise]: swap('owner: works', `code: ${here}101001/000001\nowner: works`) },
      [
        '{1}  code 101001/000001 is already that of “person” (base/population/resources/person.yaml:5) — expected a code of its own',
      ],
    ],
    [
      'an unknown time zone',
      { [noise]: swap('owner: works', `timeZone: ${here}America/NewYork\nowner: works`) },
      [
        '{1}  unknown time zone “America/NewYork” — expected an IANA time zone, such as “Asia/Shanghai” — did you mean “America/New_York”?',
      ],
    ],
    [
      'a file of another name',
      {
        [noise]: null,
        'base/resources/noises.yaml': `id: ${here}noise-reading\nkind: stored\nname: {zh: 噪声}\nowner: works\nshare: {type: unconditional}\nupdate: daily\nitems:\n  - {id: level, type: integer}\n`,
      },
      [
        '{1}  warning: resource “noise-reading” stands in a file of another name — expected the file noise-reading.yaml',
      ],
    ],
    [
      'conditional sharing without a condition',
      { [noise]: swap('{ type: unconditional }', `${here}{ type: conditional }`) },
      [
        '{1}  warning: conditional sharing without a condition — expected `condition`, so that departments know what to apply for',
      ],
    ],
  ])('%s', async (_, changes, expected) => expect(await reportedFor(changes)).toEqual(expected))
})
