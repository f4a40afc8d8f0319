import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clipShape } from './clip-shape.ts'
import { isInPolygonal, type Polygonal, type Position } from './geometry.ts'
import { tileAt, tileBBox } from './geometry-tiles.ts'
import { boxOfShape, type Lineal, mapShape, pointOnShape } from './shape.ts'

const square = (x: number, y: number, side: number): Position[] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
]

describe('a point that stands for a shape', () => {
  it('is the middle of a line along its length, of the longest part', () => {
    // On the equator: two degrees east, then two north; the middle is the corner.
    expect(
      pointOnShape({
        type: 'LineString',
        coordinates: [
          [0, 0],
          [2, 0],
          [2, 2],
        ],
      })?.map((v) => Math.round(v * 100) / 100),
    ).toEqual([2, 0])
    const parts: Lineal = {
      type: 'MultiLineString',
      coordinates: [
        [
          [50, 0],
          [51, 0],
        ],
        [
          [0, 0],
          [4, 0],
        ],
      ],
    }
    expect(pointOnShape(parts)).toEqual([2, 0])
  })

  it('lies inside a polygon, also where its middle lies in a hole or a bay', () => {
    const ringed: Polygonal = { type: 'Polygon', coordinates: [square(0, 0, 10), square(1, 1, 8).reverse()] }
    const bay: Polygonal = {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [10, 0],
          [10, 10],
          [8, 10],
          [8, 1],
          [2, 1],
          [2, 10],
          [0, 10],
          [0, 0],
        ],
      ],
    }
    for (const shape of [ringed, bay]) {
      const point = pointOnShape(shape) as Position
      expect(isInPolygonal(shape, ...point)).toBe(true)
    }
    const radii = fc.array(fc.double({ min: 0.05, max: 1, noNaN: true }), { minLength: 3, maxLength: 40 })
    fc.assert(
      fc.property(radii, (each) => {
        const ring = each.map(
          (r, i): Position => [
            r * Math.cos((2 * Math.PI * i) / each.length),
            r * Math.sin((2 * Math.PI * i) / each.length),
          ],
        )
        const star: Polygonal = { type: 'Polygon', coordinates: [[...ring, ring[0] as Position]] }
        expect(isInPolygonal(star, ...(pointOnShape(star) as Position))).toBe(true)
      }),
    )
  })

  it('has the box of all parts, before and after every position is changed', () => {
    const shape: Polygonal = { type: 'MultiPolygon', coordinates: [[square(0, 0, 1)], [square(5, -2, 1)]] }
    expect(boxOfShape(shape)).toEqual([0, -2, 6, 1])
    expect(boxOfShape(mapShape(shape, ([x, y]) => [x + 1, y * 2]))).toEqual([1, -4, 7, 2])
  })
})

describe('shapes in tiles', () => {
  const tile = tileAt(114.05, 22.54, 12)
  const [west, south, east, north] = tileBBox(tile)

  it('are cut at the edge with a margin of 64 units and stay out of tiles they do not meet', () => {
    const across: Lineal = {
      type: 'LineString',
      coordinates: [
        [west - 1, (south + north) / 2],
        [east + 1, (south + north) / 2],
      ],
    }
    const [line] = clipShape(across, tile, 4096)
    expect(line?.map(([x]) => x)).toEqual([-64, 4160])
    expect(clipShape(across, { ...tile, y: tile.y + 2 }, 4096)).toEqual([])
    const around: Polygonal = { type: 'Polygon', coordinates: [square(113, 22, 2)] }
    expect(new Set(clipShape(around, tile, 4096)[0]?.map(String))).toEqual(
      new Set(['-64,-64', '4160,-64', '4160,4160', '-64,4160']),
    )
    expect(clipShape(around, { ...tile, x: tile.x + 200 }, 4096)).toEqual([])
  })

  it('turn outer rings as tiles want them: a positive area where y grows downwards', () => {
    const [ring = []] = clipShape(
      { type: 'Polygon', coordinates: [square(west, south, (east - west) / 2)] },
      tile,
      4096,
    )
    const twice = ring.slice(1).reduce((sum, [x, y], i) => sum + (ring[i]?.[0] ?? 0) * y - x * (ring[i]?.[1] ?? 0), 0)
    expect(twice).toBeGreaterThan(0)
  })

  it('come in parts where they leave the tile and come back', () => {
    const height = north - south
    const mid = (west + east) / 2
    const zigzag: Lineal = {
      type: 'LineString',
      coordinates: [
        [mid, south],
        [mid, north + height],
        [mid + 0.01, north + height],
        [mid + 0.01, south],
      ],
    }
    expect(clipShape(zigzag, tile, 4096)).toHaveLength(2)
  })

  it('lose positions that nobody could see, and small polygons stay visible as dots', () => {
    const wobbly: Lineal = {
      type: 'LineString',
      coordinates: Array.from(
        { length: 1000 },
        (_, i): Position => [west + ((east - west) * i) / 999, (south + north) / 2 + (i % 2) * 1e-7],
      ),
    }
    expect(clipShape(wobbly, tile, 4096)[0]).toHaveLength(2)
    const bench: Polygonal = { type: 'Polygon', coordinates: [square((west + east) / 2, (south + north) / 2, 1e-6)] }
    expect(clipShape(bench, tile, 4096)).toHaveLength(1)
    expect(clipShape(bench, { ...tile, x: tile.x + 1 }, 4096)).toEqual([])
  })

  it('look the same however far a line or ring wanders where nobody sees it', () => {
    const [width, height] = [east - west, north - south]
    const inside: Position[] = [
      [west + width * 0.3, south + height * 0.2],
      [west + width * 0.6, south + height * 0.7],
      [east + width, south + height * 0.7],
    ]
    const back: Position[] = [
      [east + width, south + height * 0.3],
      [west + width * 0.8, south + height * 0.1],
    ]
    const wandering = Array.from(
      { length: 500 },
      (_, i): Position => [east + width * (2 + (i % 7)), south + height * ((i % 13) - 6)],
    )
    const [short, long] = [
      [...inside, ...back],
      [...inside, ...wandering, ...back],
    ]
    const line = (coordinates: Position[]): Lineal => ({ type: 'LineString', coordinates })
    expect(clipShape(line(long), tile, 4096)).toEqual(clipShape(line(short), tile, 4096))
    const drawn = (positions: Position[]) =>
      clipShape({ type: 'Polygon', coordinates: [[...positions, positions[0] as Position]] }, tile, 4096)
        .flat()
        .filter(([x]) => x < 4160)
    expect(new Set(drawn(long).map(String))).toEqual(new Set(drawn(short).map(String)))
    expect(drawn(short).length).toBeGreaterThan(2)
  })

  it('never reach beyond the margin, whatever they are', () => {
    const position = fc.tuple(
      fc.double({ min: west - 0.1, max: east + 0.1, noNaN: true }),
      fc.double({ min: south - 0.1, max: north + 0.1, noNaN: true }),
    )
    fc.assert(
      fc.property(fc.array(position, { minLength: 3, maxLength: 30 }), (positions) => {
        const ring = [...positions, positions[0] as Position]
        for (const shape of [
          { type: 'LineString', coordinates: positions } as const,
          { type: 'Polygon', coordinates: [ring] } as const,
        ])
          for (const [x, y] of clipShape(shape, tile, 4096).flat()) {
            expect(x >= -64 && x <= 4160 && y >= -64 && y <= 4160).toBe(true)
          }
      }),
      { numRuns: 200 },
    )
  })
})
