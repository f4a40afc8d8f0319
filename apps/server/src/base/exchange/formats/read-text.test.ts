import { gzipSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { placeOf } from '../place-of.ts'
import { readBack } from './testing-formats.ts'

describe('delimited text', () => {
  test.each([
    ['a comma', 'id,name\n1,x\n2,y\n', ','],
    ['a semicolon, with commas in decimals', 'id;value;share\n1;1,5;2,5\n2;2,5;3,5\n', ';'],
    ['a tab, with commas in a text', 'id\tnote\n1\ta, b, c\n2\td\n', '\t'],
    ['a bar', 'id|name|x\n1|a|b\n', '|'],
    ['a semicolon, though a title holds commas', 'id;name, short, long;x\n1;a;b\n2;c;d\n', ';'],
  ])('%s is found by what most lines agree on', async (_, text, delimiter) => {
    const { facts, rows, columns } = await readBack(text)
    expect(facts.delimiter).toBe(delimiter)
    expect(rows.every((row) => row.length === columns.length)).toBe(true)
  })

  const table = '区,人口,面积\n福田区,155,78\n南山区,180,187\n'
  test.each([
    ['a title over the whole width', `深圳市各区统计表,,\n${table}`, 2],
    ['a title alone on its line', `深圳市各区统计表\n\n${table}`, 3],
    ['a title, a blank line and a note', `深圳市各区统计表,,\n,,\n单位：万元,,\n${table}`, 4],
    ['nothing', table, 1],
  ])('the header is found below %s', async (_, text, line) => {
    const { columns, rows, lines, facts } = await readBack(text)
    expect(columns).toEqual(['区', '人口', '面积'])
    expect(rows).toEqual([
      ['福田区', '155', '78'],
      ['南山区', '180', '187'],
    ])
    expect(facts.headerLine).toBe(line)
    expect(lines).toEqual([line + 1, line + 2])
  })

  test('the line with the titles of the resource is the header, whatever stands above it', async () => {
    const text = 'report,by,bureau,2024\nx,y,z,1\ncode,district,people,2023\n1,Futian,155,1\n'
    const { columns, rows } = await readBack(text, {}, ['code', 'district', 'people'])
    expect(columns).toEqual(['code', 'district', 'people', '2023'])
    expect(rows).toEqual([['1', 'Futian', '155', '1']])
  })

  test('a stated header line is believed, and a file without header takes the names it is given', async () => {
    expect((await readBack('a,b\nc,d\ne,f\n', { headerLine: 2 })).rows).toEqual([['e', 'f']])
    const bare = await readBack('1,罗湖\n2,国贸\n', { headerLine: 0, columns: ['no', 'name'] })
    expect(bare.columns).toEqual(['no', 'name'])
    expect(bare.rows).toHaveLength(2)
    expect(bare.lines).toEqual([1, 2])
  })

  test('a wide table becomes long rows with title, value and time of the row', async () => {
    const { columns, rows, lines, facts } = await readBack('773869,767541\n64.4,67.6\n62.7,\n', {
      unpivot: {
        keep: [],
        title: 'sensor',
        value: 'speed',
        row: 'at',
        start: '2012-03-01T00:00:00',
        every: '5m',
      },
    })
    expect(columns).toEqual(['sensor', 'speed', 'at'])
    expect(rows).toEqual([
      ['773869', '64.4', '2012-03-01T00:00:00'],
      ['767541', '67.6', '2012-03-01T00:00:00'],
      ['773869', '62.7', '2012-03-01T00:05:00'],
    ])
    const layout = { unpivoted: facts.unpivoted ?? [] }
    expect(lines.map((line) => placeOf(line, layout))).toEqual([
      { line: 2, column: '773869' },
      { line: 2, column: '767541' },
      { line: 3, column: '773869' },
    ])
  })

  test('kept columns stand in every long row; an absent one is named', async () => {
    const text = 'zone,2023,2024\nA,1,2\n'
    const unpivot = { keep: ['zone'], title: 'year', value: 'n', row: 'i' }
    expect((await readBack(text, { unpivot })).rows).toEqual([
      ['A', '2023', '1', '0'],
      ['A', '2024', '2', '0'],
    ])
    await expect(readBack(text, { unpivot: { ...unpivot, keep: ['zon'] } })).rejects.toMatchObject({
      code: 'missing-columns',
    })
  })

  test('one table alone in a zip archive, or gzip, is unpacked', async () => {
    const text = 'id,name\n1,x\n'
    expect((await readBack(gzipSync(text))).rows).toEqual([['1', 'x']])
    expect((await readBack(zipSync({ 'data/table.csv': strToU8(text) }))).rows).toEqual([['1', 'x']])
  })
})

describe('JSON', () => {
  const nested = JSON.stringify([
    { department: 'A', items: [{ kind: 'k1', sub: [{ n: 1 }, { n: 2 }] }] },
    {
      items: [
        { kind: 'k2', sub: [{ n: 3 }] },
        { sub: [{ n: 4 }], kind: 'k3' },
      ],
      department: 'B',
    },
    { items: [{ sub: [{ n: 5 }] }] },
  ])
  const layout = {
    recordPath: '[].items[].sub[]',
    outer: { department: '[].department', kind: '[].items[].kind' },
  }

  test('records at a path get fields of the objects around them, before or behind', async () => {
    for (const pieceSize of [1, 7, 1024]) {
      const { columns, rows, lines } = await readBack(nested, layout, [], pieceSize)
      expect(columns).toEqual(['department', 'kind', 'n'])
      expect(rows).toEqual([
        ['A', 'k1', '1'],
        ['A', 'k1', '2'],
        ['B', 'k2', '3'],
        ['B', 'k3', '4'],
        [null, null, '5'],
      ])
      expect(lines).toEqual([1, 2, 3, 4, 5])
    }
  })

  test.each([
    ['the array at the top', '[{"a":1},{"a":2}]', '[]', 2],
    ['the largest array of objects', '{"s":"x","l":[{"st":[{"n":1},{"n":2}]},{"st":[{"n":3}]}]}', 'l[].st[]', 3],
    ['an array on one line beside a number', '{"total":9,"data":[{"a":1}]}', 'data[]', 1],
    ['an array without objects', '[]', '[]', 0],
  ])('%s is found', async (_, text, path, records) => {
    const { facts, rows } = await readBack(text)
    expect(facts).toMatchObject({ format: 'json', recordPath: path })
    expect(rows).toHaveLength(records)
  })

  test('nested values become dotted columns, arrays JSON; what the resource takes whole stays whole', async () => {
    const text = '[{"a":{"b":1,"c":{"d":"x"}},"list":[1,2],"geo":{"type":"Point"}},{"late":true}]'
    const { columns, rows } = await readBack(text, {}, ['geo'])
    expect(columns).toEqual(['a.b', 'a.c.d', 'list', 'geo', 'late'])
    expect(rows[0]).toEqual(['1', 'x', '[1,2]', '{"type":"Point"}'])
    expect(rows[1]).toEqual([null, null, null, null, 'true'])
  })

  test('lines of objects are told from one object over several lines', async () => {
    expect((await readBack('{"a":1}\n{"a":2}\n')).facts.format).toBe('ndjson')
    expect((await readBack('{"a":1}\n')).facts.format).toBe('ndjson')
    expect((await readBack('{"a":\n{"a":1}\n{"a":2}\n')).faults).toBe(1)
    expect((await readBack('{\n "rows": [\n  {"a":1},\n  {"a":2}\n ]\n}\n')).facts).toMatchObject({
      format: 'json',
      recordPath: 'rows[]',
    })
  })

  test.each([
    ['[{"a":1},', 'truncated-file'],
    ['[{"a" 1}]', 'truncated-file'],
    ['[{"a":1}}', 'truncated-file'],
    ['[1 2]', 'truncated-file'],
    ['{"a":[1,2],\n"b":3}\n\n\n{"c":', 'truncated-file'],
  ])('%s is refused', async (text, code) => {
    await expect(readBack(text)).rejects.toMatchObject({ code })
  })

  test('a path without records names those there are', async () => {
    await expect(readBack('{"data":[{"a":1}]}', { recordPath: 'rows[]' })).rejects.toMatchObject({
      code: 'unreadable-file',
      detail: expect.stringContaining('data[]'),
    })
  })

  test('the object of a record is handed back as it was', async () => {
    const { raws } = await readBack('[{"a":{"b":1}}]')
    expect(JSON.parse(raws[0] ?? '')).toEqual({ a: { b: 1 } })
  })
})

describe('GeoJSON', () => {
  const collection = (crs?: string) =>
    JSON.stringify({
      type: 'FeatureCollection',
      ...(crs && { crs: { type: 'name', properties: { name: crs } } }),
      features: [
        {
          type: 'Feature',
          properties: { name: '区' },
          geometry: { type: 'Point', coordinates: [12695308.29, 2575889.42] },
        },
        { type: 'Feature', properties: null, geometry: null },
      ],
    })

  test('gives properties and geometry, converted where it says it is not in degrees', async () => {
    const { columns, rows, facts } = await readBack(collection('urn:ogc:def:crs:EPSG::3857'))
    expect(facts).toMatchObject({ format: 'geojson', geometry: 'point', crs: 'WGS-84' })
    expect(columns).toEqual(['name', 'geometry'])
    // Spherical Mercator: lng = x / R, lat = 2 atan(exp(y / R)) − π/2 with R = 6378137 m.
    const R = 6378137
    const degrees = 180 / Math.PI
    const { coordinates } = JSON.parse(rows[0]?.[1] ?? '') as { coordinates: [number, number] }
    expect(coordinates[0]).toBeCloseTo((12695308.29 / R) * degrees, 6)
    expect(coordinates[1]).toBeCloseTo((2 * Math.atan(Math.exp(2575889.42 / R)) - Math.PI / 2) * degrees, 6)
    expect(rows[1]).toEqual([null, null])
  })

  test('in a system that is not converted is refused, unless the delivery names one', async () => {
    await expect(readBack(collection('EPSG:2383'))).rejects.toMatchObject({ code: 'unreadable-file' })
    expect((await readBack(collection('EPSG:2383'), { crs: 'GCJ-02' })).rows).toHaveLength(2)
  })
})
