import { describe, expect, it } from 'vitest'
import { mostShapePositions, parseLine, parsePolygon } from './shapes.ts'

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

describe('lines', () => {
  it('are read from GeoJSON, a Feature, WKT, EWKT, bare arrays and pairs alike', () => {
    for (const text of [
      JSON.stringify(line),
      JSON.stringify({ type: 'Feature', properties: {}, geometry: line }),
      'LINESTRING (114.05 22.54, 114.06 22.55)',
      'linestring z(114.05 22.54 3, 114.06 22.55 4.5)',
      'SRID=4326;LINESTRING(114.05 22.54,114.06 22.55)',
      '[[114.05,22.54],[114.06,22.55]]',
      '[[114.05,22.54,12.5],[114.05,22.54,13],[114.06,22.55,14]]',
      '114.05,22.54;114.06,22.55;',
    ])
      expect(parseLine(text), text).toEqual({ ok: true, value: line })
  })

  it('may have several parts', () => {
    const value = {
      type: 'MultiLineString',
      coordinates: [
        [
          [1, 2],
          [3, 4],
        ],
        [
          [5, 6],
          [7, 8],
        ],
      ],
    }
    for (const text of ['MULTILINESTRING((1 2,3 4),(5 6,7 8))', JSON.stringify(value), '1,2;3,4|5,6;7,8'])
      expect(parseLine(text), text).toEqual({ ok: true, value })
  })

  it('say which rule they break', () => {
    const faultOf = (text: string) => {
      const reading = parseLine(text)
      return reading.ok ? null : reading.fault
    }
    for (const text of [
      '',
      'road',
      '{',
      'POINT(1 2)',
      '{"type":"Point","coordinates":[1,2]}',
      'LINESTRING(1 2,,3 4)',
      '{"type":"LineString","coordinates":[[[1,2],[3,4]]]}',
      '[[[[1,2],[3,4]]]]',
      'LINESTRING((1 2,3 4))',
      'LINESTRING(1 2,3 4',
      'null',
      '[]',
    ])
      expect(faultOf(text), text).toBe('form')
    for (const text of ['[[1,2],[3]]', '[[1,2],["3",4]]', 'LINESTRING(1 2,200 4)', '[[22.5,114.05],[22.6,114.1]]'])
      expect(faultOf(text), text).toBe('position')
    for (const text of ['[[1,2]]', '[[1,2],[1,2]]', 'MULTILINESTRING((1 2,3 4),(5 6))'])
      expect(faultOf(text), text).toBe('too-few-positions')
    const positions = (count: number) => JSON.stringify(Array.from({ length: count }, (_, i) => [i / 1e4, 1]))
    expect(faultOf(positions(mostShapePositions))).toBeNull()
    expect(faultOf(positions(mostShapePositions + 1))).toBe('too-many-positions')
  })
})

describe('polygons', () => {
  it('are closed, and turned as RFC 7946 asks, whichever way they come', () => {
    const value = { type: 'Polygon', coordinates: [ring, hole] }
    expect(parsePolygon(JSON.stringify(value))).toEqual({ ok: true, value })
    const back = { type: 'Polygon', coordinates: [[...ring].reverse(), [...hole].reverse()] }
    expect(parsePolygon(JSON.stringify(back))).toEqual({ ok: true, value })
    const open = 'POLYGON((114 22,115 22,115 23,114 23),(114.4 22.4,114.4 22.6,114.6 22.6,114.6 22.4))'
    expect(parsePolygon(open)).toEqual({ ok: true, value })
  })

  it('are read from one ring, from rings, and from several parts', () => {
    expect(parsePolygon(JSON.stringify(ring))).toEqual({ ok: true, value: { type: 'Polygon', coordinates: [ring] } })
    const far = ring.map(([x = 0, y = 0]) => [x + 2, y])
    const value = { type: 'MultiPolygon', coordinates: [[ring, hole], [far]] }
    expect(parsePolygon(JSON.stringify(value.coordinates))).toEqual({ ok: true, value })
    const wkt = `MULTIPOLYGON(((${ring.map((p) => p.join(' ')).join(',')}),(${hole.map((p) => p.join(' ')).join(',')})),((${far.map((p) => p.join(' ')).join(',')})))`
    expect(parsePolygon(wkt)).toEqual({ ok: true, value })
  })

  it('say which rule they break', () => {
    const faultOf = (text: string) => {
      const reading = parsePolygon(text)
      return reading.ok ? null : reading.fault
    }
    for (const text of [
      JSON.stringify(line),
      'LINESTRING(1 2,3 4)',
      'POLYGON EMPTY',
      '7',
      '[1,2]',
      '{"type":"Polygon","coordinates":[]}',
    ])
      expect(faultOf(text), text).toBe('form')
    for (const text of ['POLYGON((0 0,1 1,0 0))', '[[[0,0],[1,1]]]', 'POLYGON((0 0,1 1,1 1,0 0))'])
      expect(faultOf(text), text).toBe('too-few-positions')
    expect(faultOf('POLYGON((0 0,1 0,1 91,0 0))')).toBe('position')
  })
})
