import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isLngLat, parseLine, parsePolygon } from './shape.ts'

describe('a line', () => {
  test.each([
    ['{"type":"LineString","coordinates":[[114,22.5],[114.1,22.6]]}'],
    ['LINESTRING (114 22.5, 114.1 22.6)'],
    ['linestring(114 22.5,114.1 22.6)'],
    ['LINESTRING Z (114 22.5 10, 114.1 22.6 11.5)'],
    ['SRID=4326;LINESTRING(+114 22.5, 1141e-1 22.6)'],
    ['{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[114,22.5,3],[114.1,22.6,3]]}}'],
  ])('%s', (text) =>
    expect(parseLine(text)).toEqual({
      ok: true,
      geometry: {
        type: 'LineString',
        coordinates: [
          [114, 22.5],
          [114.1, 22.6],
        ],
      },
    }),
  )

  test('of several parts', () => {
    const geometry = {
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
    expect(parseLine('MULTILINESTRING ((1 2, 3 4), (5 6, 7 8))')).toEqual({ ok: true, geometry })
    expect(parseLine(JSON.stringify(geometry))).toEqual({ ok: true, geometry })
  })

  test.each([
    ['', 'form'],
    ['(1 2, 3 4)', 'form'],
    ['LINESTRING (1 2, 3 4', 'form'],
    ['LINESTRING (1 - 2, 3 4)', 'form'],
    ['{"type":"LineString"', 'form'],
    ['null', 'form'],
    ['POINT (1 2)', 'type'],
    ['POLYGON ((0 0, 1 0, 1 1, 0 0))', 'type'],
    ['LINESTRING (22.5 114, 22.6 114.1)', 'position'],
    ['LINESTRING (505000 2490000, 505100 2490100)', 'position'],
    ['{"type":"LineString","coordinates":[["1","2"],["3","4"]]}', 'position'],
    ['{"type":"LineString","coordinates":[1,2]}', 'position'],
    ['LINESTRING (1 2)', 'few'],
    ['{"type":"LineString","coordinates":[]}', 'few'],
    ['{"type":"MultiLineString","coordinates":[]}', 'few'],
  ])('“%s” is refused: %s', (text, fault) => expect(parseLine(text)).toEqual({ ok: false, fault }))
})

describe('a polygon', () => {
  test('with a hole, and of several parts', () => {
    expect(parsePolygon('POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 2 1, 2 2, 1 1))').ok).toBe(true)
    expect(parsePolygon('MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))')).toEqual({
      ok: true,
      geometry: {
        type: 'MultiPolygon',
        coordinates: [
          [
            [
              [0, 0],
              [1, 0],
              [1, 1],
              [0, 0],
            ],
          ],
          [
            [
              [5, 5],
              [6, 5],
              [6, 6],
              [5, 5],
            ],
          ],
        ],
      },
    })
  })

  test.each([
    ['POLYGON ((0 0, 1 0, 1 1, 0 1))', 'ring'],
    ['POLYGON ((0 0, 1 0, 1 1))', 'ring'],
    ['POLYGON ((0 0, 1 0, 0 0))', 'few'],
    ['POLYGON ((0 0, 9 0, 9 9, 0 0), (1 1, 2 1, 2 2, 3 3))', 'ring'],
    ['{"type":"Polygon","coordinates":[]}', 'few'],
    ['POLYGON ((0 0, 181 0, 1 1, 0 0))', 'position'],
    ['LINESTRING (0 0, 1 1)', 'type'],
  ])('%s is refused: %s', (text, fault) => expect(parsePolygon(text)).toEqual({ ok: false, fault }))

  test('any closed ring within the degrees is taken as it is', () => {
    const corner = fc.tuple(
      fc.double({ min: -180, max: 180, noNaN: true }),
      fc.double({ min: -90, max: 90, noNaN: true }),
    )
    fc.assert(
      fc.property(fc.array(corner, { minLength: 3, maxLength: 12 }), (corners) => {
        // JSON writes -0 as 0.
        const ring = JSON.parse(JSON.stringify([...corners, corners[0]])) as number[][]
        const geometry = { type: 'Polygon', coordinates: [ring] }
        expect(parsePolygon(JSON.stringify(geometry))).toEqual({ ok: true, geometry })
        const wkt = `POLYGON ((${ring.map((position) => position.join(' ')).join(', ')}))`
        expect(parsePolygon(wkt)).toEqual({ ok: true, geometry })
      }),
    )
  })
})

test('longitude and latitude end at 180 and 90 degrees', () => {
  expect(isLngLat(180, -90)).toBe(true)
  for (const [lng, lat] of [
    [180.1, 0],
    [0, 90.1],
    [Number.NaN, 0],
    [0, Number.POSITIVE_INFINITY],
  ] as const)
    expect(isLngLat(lng, lat)).toBe(false)
})
