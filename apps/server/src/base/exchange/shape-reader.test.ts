import gcoord from 'gcoord'
import { describe, expect, it } from 'vitest'
import { makeCrsConverter } from '../places/index.ts'
import { mostPositions, readShapeText } from './shape-reader.ts'

const asIs = makeCrsConverter('WGS-84')
const geometryOf = (text: string, type: 'line' | 'polygon', convert = asIs): unknown => {
  const shape = readShapeText(text, type, convert)
  return 'code' in shape ? shape.code : JSON.parse(shape.text.split('\t')[0] as string)
}
const line = {
  type: 'LineString',
  coordinates: [
    [114.05, 22.54],
    [114.06, 22.55],
  ],
}
const ring = [
  [114, 22],
  [115, 22],
  [115, 23],
  [114, 23],
  [114, 22],
]
const hole = [
  [114.4, 22.4],
  [114.4, 22.6],
  [114.6, 22.6],
  [114.6, 22.4],
  [114.4, 22.4],
]
const wkt = (positions: readonly (readonly number[])[]) => `(${positions.map((each) => each.join(' ')).join(', ')})`

describe('delivered lines and polygons', () => {
  it('are one geometry in whatever form they come', () => {
    for (const text of [
      JSON.stringify(line),
      'LINESTRING (114.05 22.54, 114.06 22.55)',
      '[[114.05,22.54],[114.06,22.55]]',
      '[[114.05,22.54,12],[114.05,22.54,13],[114.06,22.55,14]]',
      '114.05,22.54;114.06,22.55;',
    ])
      expect(geometryOf(text, 'line'), text).toEqual(line)
    const parts = { type: 'MultiLineString', coordinates: [line.coordinates, ring] }
    expect(geometryOf(JSON.stringify(parts.coordinates), 'line')).toEqual(parts)
    expect(geometryOf('1,2;3,4|5,6;7,8', 'line')).toMatchObject({ type: 'MultiLineString' })
  })

  it('have closed rings, the outer anticlockwise and holes clockwise (RFC 7946 §3.1.6)', () => {
    const polygon = { type: 'Polygon', coordinates: [ring, hole] }
    const open = [ring.slice(0, -1), hole.slice(0, -1)]
    const back = [ring.toReversed(), hole.toReversed()]
    for (const text of [
      JSON.stringify(polygon),
      JSON.stringify({ type: 'Polygon', coordinates: back }),
      JSON.stringify({ type: 'Polygon', coordinates: open }),
      JSON.stringify(open),
      `POLYGON (${wkt(open[0] ?? [])}, ${wkt(hole)})`,
    ])
      expect(geometryOf(text, 'polygon'), text).toEqual(polygon)
    expect(geometryOf(JSON.stringify(ring), 'polygon')).toEqual({ type: 'Polygon', coordinates: [ring] })
    expect(geometryOf(JSON.stringify([[ring, hole], [ring]]), 'polygon')).toMatchObject({ type: 'MultiPolygon' })
  })

  it('are converted position by position and rounded to a centimetre', () => {
    const converted = geometryOf(JSON.stringify(line), 'line', makeCrsConverter('BD-09')) as typeof line
    for (const [i, position] of line.coordinates.entries()) {
      const [lng, lat] = gcoord.transform(position as [number, number], gcoord.BD09, gcoord.WGS84)
      expect(converted.coordinates[i]).toEqual([Math.round(lng * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7])
    }
    expect(geometryOf('LINESTRING(1.123456789 2, 3 4)', 'line')).toMatchObject({
      coordinates: [
        [1.1234568, 2],
        [3, 4],
      ],
    })
  })

  it('bring their box and a point on them', () => {
    const shape = readShapeText('[[114,22],[116,22]]', 'line', asIs)
    expect(shape).toMatchObject({ lng: 115, lat: 22 })
    expect('text' in shape && shape.text.split('\t').slice(1, 5)).toEqual(['114', '22', '116', '22'])
  })

  it('say what is wrong with them', () => {
    for (const text of ['road', '[', '[1,2]', 'POINT(1 2)', 'POLYGON((0 0,1 0,1 1,0 0))', '1;2', '114.05,22.54,3;1,2'])
      expect(geometryOf(text, 'line'), text).toBe('bad-line')
    for (const text of [JSON.stringify(line), 'LINESTRING(0 0,1 1)', '12'])
      expect(geometryOf(text, 'polygon')).toBe('bad-polygon')
    expect(geometryOf('[[22.5,114.05],[22.6,114.1]]', 'line')).toBe('bad-shape-position')
    expect(geometryOf('[[1,2]]', 'line')).toBe('too-few-positions')
    expect(geometryOf('POLYGON((0 0,1 1,0 0))', 'polygon')).toBe('too-few-positions')
    const long = (count: number) => JSON.stringify(Array.from({ length: count }, (_, i) => [i / 1e4, i % 2]))
    expect(geometryOf(long(mostPositions), 'line')).toMatchObject({ type: 'LineString' })
    expect(geometryOf(long(mostPositions + 1), 'line')).toBe('too-many-positions')
  })
})
