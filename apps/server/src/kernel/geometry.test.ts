import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bboxContains,
  bboxOf,
  distanceMetres,
  isInPolygonal,
  isInRing,
  joinBBoxes,
  makeOutlineIndex,
  type Polygonal,
  type Position,
} from './geometry.ts'
import { fromWorld, isTile, mercatorLatLimit, tileAt, tileBBox, toTileUnits, toWorld } from './geometry-tiles.ts'

const square = (west: number, south: number, size: number): Position[] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
]
const holed: Polygonal = {
  type: 'MultiPolygon',
  coordinates: [[square(0, 0, 10), square(4, 4, 2)], [square(20, 0, 5)]],
}

/** A star-shaped ring around (cx, cy): any radii give a ring that does not cross itself. */
const star = (cx: number, cy: number, radii: readonly number[]): Position[] => {
  const ring = radii.map((radius, i): Position => {
    const angle = (2 * Math.PI * i) / radii.length
    return [cx + radius * Math.cos(angle), cy + radius * Math.sin(angle)]
  })
  return [...ring, ring[0] as Position]
}
const radii = fc.array(fc.double({ min: 1, max: 5, noNaN: true }), { minLength: 3, maxLength: 60 })
const coordinate = fc.double({ min: -7, max: 7, noNaN: true })

describe('polygons', () => {
  it('takes a hole out and knows every part of a MultiPolygon', () => {
    expect(isInPolygonal(holed, 1, 1)).toBe(true)
    expect(isInPolygonal(holed, 5, 5)).toBe(false)
    expect(isInPolygonal(holed, 22, 2)).toBe(true)
    expect(isInPolygonal(holed, 15, 2)).toBe(false)
  })

  it('answers the same with and without the band index', () => {
    fc.assert(
      fc.property(radii, fc.array(fc.tuple(coordinate, coordinate), { maxLength: 200 }), (outer, points) => {
        const hole = star(
          0,
          0,
          outer.map((radius) => radius / 3),
        ).reverse()
        const geometry: Polygonal = {
          type: 'MultiPolygon',
          coordinates: [[star(0, 0, outer), hole], [star(20, 3, outer)]],
        }
        const index = makeOutlineIndex(geometry)
        for (const [x, y] of points) {
          for (const shift of [0, 20]) expect(index?.contains(x + shift, y)).toBe(isInPolygonal(geometry, x + shift, y))
        }
      }),
      { numRuns: 60 },
    )
  })

  it('puts a point into exactly one of two outlines that share a border', () => {
    // On a grid of a tenth of a millimetre: where doubles run out of digits, nobody can say on which side a point lies.
    const onGrid = (min: number, max: number) =>
      fc.integer({ min: min * 1e9, max: max * 1e9 }).map((steps) => steps / 1e9)
    const border = fc.array(onGrid(-2, 2), { minLength: 2, maxLength: 30 })
    fc.assert(
      fc.property(border, onGrid(-8, 8), onGrid(-4.999, 4.999), (xs, x, y) => {
        const middle = xs.map((at, i): Position => [at, -5 + (10 * i) / (xs.length - 1)])
        const first = middle[0] as Position
        const west: Polygonal = { type: 'Polygon', coordinates: [[...middle, [-9, 5], [-9, -5], first]] }
        const east: Polygonal = {
          type: 'Polygon',
          coordinates: [[...middle.toReversed(), [9, -5], [9, 5], middle.at(-1) as Position]],
        }
        const hits = [west, east].filter((side) => makeOutlineIndex(side)?.contains(x, y))
        expect(hits).toHaveLength(1)
        for (const [vx, vy] of middle.slice(1, -1)) {
          expect([west, east].filter((side) => makeOutlineIndex(side)?.contains(vx, vy))).toHaveLength(1)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('has the box of an outline and refuses points that are no numbers', () => {
    const index = makeOutlineIndex(holed)
    expect(index?.bbox).toEqual([0, 0, 25, 10])
    expect(index?.contains(Number.NaN, 1)).toBe(false)
    expect(makeOutlineIndex({ type: 'Polygon', coordinates: [] })).toBeNull()
    expect(bboxOf([])).toBeNull()
    expect(
      joinBBoxes([
        [0, 0, 1, 1],
        [5, -2, 6, 0],
      ]),
    ).toEqual([0, -2, 6, 1])
    expect(bboxContains([0, 0, 1, 1], 1, 1)).toBe(true)
    expect(isInRing(square(0, 0, 1), 0.5, 0.5)).toBe(true)
  })
})

describe('distances', () => {
  it('knows that a degree of latitude is 111.195 km on the mean sphere', () => {
    expect(distanceMetres([114, 22], [114, 23])).toBeCloseTo((Math.PI / 180) * 6_371_008.8, 3)
  })
})

describe('tiles', () => {
  const lng = fc.double({ min: -179.999, max: 179.999, noNaN: true })
  const lat = fc.double({ min: -85, max: 85, noNaN: true })

  it('finds the published address of a well-known place', () => {
    // Slippy map tilenames: at zoom 0 one tile; at zoom 1 north-west is 0/0. Shenzhen lies in 10/836/446 (x = ⌊(114.06+180)/360·1024⌋).
    expect(tileAt(114.06, 22.54, 0)).toEqual({ z: 0, x: 0, y: 0 })
    expect(tileAt(-10, 10, 1)).toEqual({ z: 1, x: 0, y: 0 })
    expect(tileAt(114.06, 22.54, 10)).toEqual({ z: 10, x: Math.floor(((114.06 + 180) / 360) * 1024), y: 446 })
  })

  it('returns to the same position', () => {
    fc.assert(
      fc.property(lng, lat, (x, y) => {
        const [backX, backY] = fromWorld(...toWorld(x, y))
        expect(backX).toBeCloseTo(x, 9)
        expect(backY).toBeCloseTo(y, 9)
      }),
    )
  })

  it('holds each position in the box of its tile and in its units', () => {
    fc.assert(
      fc.property(lng, lat, fc.integer({ min: 0, max: 22 }), (x, y, z) => {
        const tile = tileAt(x, y, z)
        expect(isTile(tile)).toBe(true)
        const [west, south, east, north] = tileBBox(tile, 1e-6)
        expect(x >= west && x <= east && y >= south && y <= north).toBe(true)
        const [u, v] = toTileUnits(tile, 4096, x, y)
        expect(u >= 0 && u <= 4096 && v >= 0 && v <= 4096).toBe(true)
      }),
    )
  })

  it('covers the world at zoom 0 and refuses addresses outside the pyramid', () => {
    const [west, south, east, north] = tileBBox({ z: 0, x: 0, y: 0 })
    expect([west, east]).toEqual([-180, 180])
    expect(north).toBeCloseTo(mercatorLatLimit, 9)
    expect(south).toBeCloseTo(-mercatorLatLimit, 9)
    expect(isTile({ z: 1, x: 2, y: 0 })).toBe(false)
    expect(isTile({ z: 25, x: 0, y: 0 })).toBe(false)
    expect(isTile({ z: 3, x: 0.5, y: 0 })).toBe(false)
  })
})
