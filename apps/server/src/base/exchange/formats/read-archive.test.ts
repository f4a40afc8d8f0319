import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { strToU8, zipSync } from 'fflate'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import writeExcel from 'write-excel-file/node'
import { placeOf } from '../place-of.ts'
import { sweepSpool } from './spool.ts'
import { makeDbf, makePointShp, makeWorkbook, textRow } from './testing-archives.ts'
import { readBack, testSpoolFolder } from './testing-formats.ts'

afterEach(() => {
  // Whatever came of the file, nothing of it stays on disk.
  if (existsSync(testSpoolFolder)) expect(readdirSync(testSpoolFolder)).toEqual([])
})
afterAll(() => rmSync(testSpoolFolder, { recursive: true, force: true }))

describe('a workbook', () => {
  test('written by a spreadsheet library gives its cells as a person would type them', async () => {
    const cell = (value: string | number | boolean | Date, more = {}) => ({ value, ...more })
    const bytes = await (
      await writeExcel([
        [cell('名称'), cell('数量'), cell('占比'), cell('启用'), cell('日期'), cell('时间')],
        [
          cell('福田 & 南山'),
          cell(1200),
          cell(0.1),
          cell(true),
          cell(new Date(Date.UTC(2024, 1, 29)), { format: 'yyyy-mm-dd' }),
          cell(new Date(Date.UTC(2024, 1, 29, 13, 5, 9)), { format: 'yyyy/m/d hh:mm:ss' }),
        ],
      ] as never)
    ).toBuffer()
    const { columns, rows, lines, facts } = await readBack(new Uint8Array(bytes))
    expect(facts.format).toBe('xlsx')
    expect(columns).toEqual(['名称', '数量', '占比', '启用', '日期', '时间'])
    expect(rows).toEqual([['福田 & 南山', '1200', '0.1', 'true', '2024-02-29', '2024-02-29 13:05:09']])
    expect(lines).toEqual([2])
  })

  const styles =
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="[$-804]yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="165" formatCode="[h]:mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="20"/><xf numFmtId="10"/></cellXfs>'
  // ECMA-376 18.17.4.1: in the 1900 system 1 is 1900-01-01, 60 the 29 February that never was, 61 is 1900-03-01;
  // 43831 is 2020-01-01. In the 1904 system 0 is 1904-01-01.
  test.each([
    [false, '1', 1, '1900-01-01'],
    [false, '59', 1, '1900-02-28'],
    [false, '61', 1, '1900-03-01'],
    [false, '43831', 2, '2020-01-01'],
    [false, '43831.75', 1, '2020-01-01 18:00:00'],
    [false, '0.75', 4, '18:00:00'],
    [false, '1.25', 3, '1.25'],
    [false, '0.5', 5, '0.5'],
    [false, '43831', 0, '43831'],
    [true, '0', 1, '1904-01-01'],
    [true, '42369', 1, '2020-01-01'],
  ])('of the 1904 system: %s, %s in style %i is %s', async (date1904, serial, style, expected) => {
    const rows = `${textRow(1, ['a', 'b'])}<row r="2"><c r="A2" s="${style}"><v>${serial}</v></c><c r="B2" t="str"><v>x</v></c></row>`
    expect((await readBack(makeWorkbook({ sheets: [{ name: 'S', rows }], styles, date1904 }))).rows[0]).toEqual([
      expected,
      'x',
    ])
  })

  test('has rich and shared strings, phonetics left out, formulas by their cached value, errors, and holes', async () => {
    const shared = ['<t>编号</t>', '<r><t>名</t></r><r><t xml:space="preserve">称 </t></r><rPh><t>míng</t></rPh>']
    const rows =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="D1" t="inlineStr"><is><t>备注</t></is></c></row>' +
      '<row r="3"><c r="A3"><f>1+1</f><v>2</v></c><c r="D3" t="e"><v>#REF!</v></c></row>' +
      '<row r="4"><c r="B4" t="str"><f>A1</f><v>x_x000D_y</v></c><c r="C4" t="b"><v>0</v></c></row>'
    const {
      columns,
      rows: read,
      lines,
      facts,
    } = await readBack(makeWorkbook({ sheets: [{ name: 'S', rows }], shared }))
    expect(columns).toEqual(['编号', '名称', '', '备注'])
    expect(read).toEqual([
      ['2', null, null, '#REF!'],
      [null, 'x\ry', 'false', null],
    ])
    expect(lines).toEqual([3, 4])
    expect(facts.notices.map((notice) => notice.en)).toEqual([expect.stringContaining('1 cells hold an error')])
  })

  const month = (name: string, header: string[], value: string) => ({
    name,
    rows: textRow(1, ['深圳市各区统计表']) + textRow(3, header) + textRow(4, value.split(',')),
  })
  const sheets = [
    month('一月', ['区', '人口'], '福田区,155'),
    { ...month('草稿', ['区', '人口'], '罗湖区,1'), state: 'hidden' as const },
    month('二月', ['人口', '区'], '180,南山区'),
    month('说明', ['事项', '内容'], 'x,y'),
  ]

  test('gives its first visible sheet, and says which others there are', async () => {
    const { rows, facts } = await readBack(makeWorkbook({ sheets: [sheets[1], sheets[0], sheets[2]] as never }))
    expect(rows).toEqual([['福田区', '155']])
    expect(facts.headerLine).toBe(3)
    expect(facts.parts).toEqual([{ name: '草稿', hidden: true }, { name: '一月' }, { name: '二月' }])
    expect(facts.notices[0]?.en).toContain('not these: 草稿, 二月')
  })

  test('gives all visible sheets of the same columns, whatever their order, with sheet and row of each record', async () => {
    const { rows, lines, facts } = await readBack(makeWorkbook({ sheets }), { sheet: '*' })
    expect(rows).toEqual([
      ['福田区', '155'],
      ['南山区', '180'],
    ])
    expect(lines.map((line) => placeOf(line, { sheets: facts.chosen }))).toEqual([
      { line: 4, sheet: '一月' },
      { line: 4, sheet: '二月' },
    ])
    expect(facts.notices.some(({ en }) => en?.includes('说明 has other columns'))).toBe(true)
  })

  test('gives a named sheet, hidden or not, and names those there are when it has none of that name', async () => {
    expect((await readBack(makeWorkbook({ sheets }), { sheet: '草稿' })).rows).toEqual([['罗湖区', '1']])
    await expect(readBack(makeWorkbook({ sheets }), { sheet: '三月' })).rejects.toMatchObject({
      code: 'choose-part',
      params: { parts: ['一月', '草稿', '二月', '说明'] },
    })
  })

  test('without rows is empty, not broken', async () => {
    await expect(readBack(makeWorkbook({ sheets: [{ name: 'S', rows: '' }] }))).rejects.toMatchObject({
      code: 'empty-file',
    })
  })
})

describe('a file that is not taken', () => {
  const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex')
  test.each([
    ['an old workbook', Buffer.concat([ole, Buffer.alloc(5000)]), 'unreadable-file', /old kind \(\.xls\)/],
    [
      'a workbook under a password',
      Buffer.concat([ole, Buffer.alloc(70_000), Buffer.from('EncryptedPackage', 'utf16le'), Buffer.alloc(100)]),
      'unreadable-file',
      /password/,
    ],
    ['a text in an archive', zipSync({ 'a.pdf': strToU8('x') }), 'unreadable-file', /holds neither/],
    [
      'an open document',
      zipSync({ 'content.xml': strToU8('<a/>'), mimetype: strToU8('x') }),
      'unreadable-file',
      /\.ods/,
    ],
    ['half an archive', makeWorkbook({ sheets: [] }).subarray(0, 300), 'unreadable-file', /damaged/],
    [
      'an archive that unpacks to a thousand times its size',
      zipSync({ 'a.csv': new Uint8Array(80 * 1024 * 1024) }, { level: 9 }),
      'too-large',
      /500 times/,
    ],
    [
      'an archive of very many files',
      zipSync(Object.fromEntries(Array.from({ length: 5_001 }, (_, i) => [`${i}.csv`, strToU8('')]))),
      'too-large',
      /at most 5000/,
    ],
    [
      'a workbook that defines entities',
      zipSync({
        'xl/workbook.xml': strToU8('<!DOCTYPE a [<!ENTITY b "bb">]><workbook/>'),
        'xl/_rels/workbook.xml.rels': strToU8('<Relationships/>'),
      }),
      'unreadable-file',
      /entities/,
    ],
  ] as const)('%s is refused with what to do', async (_, bytes, code, detail) => {
    await expect(readBack(new Uint8Array(bytes))).rejects.toMatchObject({ code, detail: expect.stringMatching(detail) })
  })
})

const wgs84 =
  'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]'
const cgcs =
  'GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]'
const gauss114 = `PROJCS["CGCS2000_3_Degree_GK_CM_114E",${cgcs},PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",114.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]`
const beijing54 =
  'GEOGCS["GCS_Beijing_1954",DATUM["D_Beijing_1954",SPHEROID["Krasovsky_1940",6378245.0,298.3]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]'

describe('a zipped shapefile', () => {
  const ascii = (text: string) => Buffer.from(text, 'latin1')
  /** 福田 and 南山 in GBK. */
  const futian = Buffer.from('b8a3cceF', 'hex')
  const nanshan = Buffer.from('c4cfc9bd', 'hex')
  const dbf = (driver = 0) =>
    makeDbf(
      [
        { name: 'NAME', type: 'C', length: 10 },
        { name: 'N', type: 'N', length: 8 },
        { name: 'DAY', type: 'D', length: 8 },
        { name: 'OK', type: 'L', length: 1 },
      ],
      [
        [futian, ascii('    12.5'), ascii('20240229'), ascii('T')],
        [ascii('gone'), ascii('       1'), ascii('20240101'), ascii('F')],
        [nanshan, ascii('********'), ascii('        '), ascii('?')],
      ],
      { driver, deleted: [1] },
    )
  const layer = (
    prj: string | null,
    points = [
      [114.05, 22.54],
      [1, 1],
      [113.93, 22.53],
    ] as [number, number][],
  ) => ({
    'd/areas.shp': makePointShp(points),
    'd/areas.dbf': dbf(),
    ...(prj === null ? {} : { 'd/areas.prj': strToU8(prj) }),
  })

  test('gives attributes (GBK told by itself, dates, booleans, no deleted ones) and geometry', async () => {
    const { columns, rows, lines, facts } = await readBack(zipSync(layer(wgs84)))
    expect(facts).toMatchObject({ format: 'shapefile', crs: 'WGS-84', geometry: 'point', encoding: 'gb18030' })
    expect(columns).toEqual(['NAME', 'N', 'DAY', 'OK', 'geometry'])
    expect(rows).toEqual([
      ['福田', '12.5', '2024-02-29', 'true', '{"type":"Point","coordinates":[114.05,22.54]}'],
      ['南山', null, null, null, '{"type":"Point","coordinates":[113.93,22.53]}'],
    ])
    expect(lines).toEqual([1, 3])
  })

  test('in CGCS2000 is taken as it is, in its projections converted', async () => {
    expect((await readBack(zipSync(layer(cgcs)))).facts.crs).toBe('CGCS2000')
    // On the central meridian the easting is 500,000 m; one degree of latitude at 22.5° N is 110,7xx m of northing.
    const { rows, facts } = await readBack(
      zipSync(
        layer(gauss114, [
          [500_000, 2_500_000],
          [0, 0],
          [500_000, 2_610_749.5],
        ]),
      ),
    )
    expect(facts.crs).toBe('WGS-84')
    const positions = rows.map((row) => (JSON.parse(row[4] ?? '') as { coordinates: [number, number] }).coordinates)
    expect(positions[0]?.[0]).toBeCloseTo(114, 6)
    expect((positions[1]?.[1] ?? 0) - (positions[0]?.[1] ?? 0)).toBeCloseTo(1, 3)
  })

  test('in another system is refused, saying what to do; so are metres without a system', async () => {
    await expect(readBack(zipSync(layer(beijing54)))).rejects.toMatchObject({
      code: 'unreadable-file',
      detail: expect.stringContaining('GCS_Beijing_1954'),
    })
    await expect(readBack(zipSync(layer(null, [[500_000, 2_500_000]])))).rejects.toMatchObject({
      code: 'unreadable-file',
      detail: expect.stringContaining('.prj'),
    })
  })

  test('of several layers wants one named', async () => {
    const both = zipSync({ ...layer(wgs84), 'roads.shp': makePointShp([[114, 22]]), 'roads.dbf': dbf(0x4d) })
    await expect(readBack(both)).rejects.toMatchObject({ code: 'choose-part', params: { parts: ['areas', 'roads'] } })
    expect((await readBack(both, { layer: 'areas' })).rows).toHaveLength(2)
  })

  test('that lacks its attributes, or has fewer shapes than them, is refused', async () => {
    const { 'd/areas.dbf': _, ...bare } = layer(wgs84)
    await expect(readBack(zipSync(bare))).rejects.toMatchObject({ code: 'unreadable-file' })
    await expect(readBack(zipSync(layer(wgs84, [[114, 22]])))).rejects.toMatchObject({ code: 'truncated-file' })
  })

  const samples = process.env['ONECITY_SAMPLES']
  test.skipIf(!samples)('of 491 zones in EPSG:3857 comes out where another program put them', async () => {
    const folder = `${samples}/admin/taz-src`
    const files: Record<string, Uint8Array> = {}
    for (const name of readdirSync(folder)) files[name] = new Uint8Array(await readFile(join(folder, name)))
    const { columns, rows, facts } = await readBack(zipSync(files))
    expect(rows).toHaveLength(491)
    expect(facts).toMatchObject({ crs: 'WGS-84', geometry: 'polygon' })
    const known = JSON.parse(await readFile(`${samples}/admin/sz_taz_491.wgs84.geojson`, 'utf8')) as {
      features: { properties: { TAZID: number }; geometry: { coordinates: number[][][] } }[]
    }
    const taz = columns.indexOf('TAZID')
    const firstOf = (coordinates: unknown): number[] => {
      let at = coordinates as unknown[]
      while (Array.isArray(at[0])) at = at[0]
      return at as number[]
    }
    const mine = new Map(
      rows.map((row) => [
        Number(row[taz]),
        firstOf((JSON.parse(row.at(-1) ?? '') as { coordinates: unknown }).coordinates),
      ]),
    )
    for (const { properties, geometry } of known.features) {
      const [lng = 0, lat = 0] = firstOf(geometry.coordinates)
      expect(mine.get(properties.TAZID)?.[0]).toBeCloseTo(lng, 5)
      expect(mine.get(properties.TAZID)?.[1]).toBeCloseTo(lat, 5)
    }
  })
})

test('what a killed process left on disk is swept, what a living one works on is not', async () => {
  const folder = `${testSpoolFolder}-sweep`
  mkdirSync(folder, { recursive: true })
  const host = hostname().replace(/[^\w.-]/g, '_')
  const dead = 2 ** 22 + 7
  for (const name of [`${host}~${dead}~a`, `${host}~${process.ppid}~b`, 'elsewhere~1~c'])
    writeFileSync(join(folder, name), 'x')
  expect(await sweepSpool(folder)).toBe(1)
  expect(readdirSync(folder).sort()).toEqual([`${host}~${process.ppid}~b`, 'elsewhere~1~c'].sort())
  rmSync(folder, { recursive: true })
})

test('a sender that goes away in the middle of an archive leaves nothing behind', async () => {
  const bytes = makeWorkbook({ sheets: [{ name: 'S', rows: textRow(1, ['a']) }] })
  const cut = Readable.from(
    (function* () {
      yield Buffer.from(bytes.subarray(0, 100))
      throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' })
    })(),
  )
  await expect(readBack(cut)).rejects.toMatchObject({ code: 'ECONNRESET' })
})
