import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cellBits, cellOf, cellRangeOfTile, cellRangesOfBox } from './cell.ts'

// To 0.1 mm: nearer to an edge than that, two ways of computing the same position may round to either side of it.
const to9Decimals = (degrees: number): number => Math.round(degrees * 1e9) / 1e9
const lng = fc.double({ min: -180, max: 180, noNaN: true }).map(to9Decimals)
const lat = fc.double({ min: -85, max: 85, noNaN: true }).map(to9Decimals)

/** Tile of a position, from the definition of the XYZ scheme. */
const tileAt = (z: number, lngValue: number, latValue: number) => {
  const n = 2 ** z
  const phi = (latValue * Math.PI) / 180
  const x = Math.floor(((lngValue + 180) / 360) * n)
  const y = Math.floor(((1 - Math.asinh(Math.tan(phi)) / Math.PI) / 2) * n)
  return [Math.min(x, n - 1), Math.min(y, n - 1)] as const
}

it('is a whole number of at most 52 bits', () => {
  fc.assert(
    fc.property(lng, lat, (x, y) => {
      const cell = cellOf(x, y)
      return Number.isSafeInteger(cell) && cell >= 0 && cell < 2 ** (2 * cellBits)
    }),
  )
})

it('puts the four quarters of the world into the four quarters of the numbers, north before south, west before east', () => {
  const quarter = 4 ** (cellBits - 1)
  expect(Math.floor(cellOf(-90, 45) / quarter)).toBe(0)
  expect(Math.floor(cellOf(90, 45) / quarter)).toBe(1)
  expect(Math.floor(cellOf(-90, -45) / quarter)).toBe(2)
  expect(Math.floor(cellOf(90, -45) / quarter)).toBe(3)
})

it('lies in the range of the tile that holds the position, at every zoom', () => {
  fc.assert(
    fc.property(lng, lat, fc.integer({ min: 0, max: 18 }), (x, y, z) => {
      const [tx, ty] = tileAt(z, x, y)
      const [from, to] = cellRangeOfTile(z, tx, ty)
      const cell = cellOf(x, y)
      return from <= cell && cell <= to
    }),
    { numRuns: 1_000 },
  )
})

it('gives ranges that cover every position of a box, few and in order', () => {
  const unit = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(lng, lat, lng, lat, unit, unit, (a, b, c, d, u, v) => {
      const [west, east] = a < c ? [a, c] : [c, a]
      const [south, north] = b < d ? [b, d] : [d, b]
      const ranges = cellRangesOfBox(west, south, east, north)
      const cell = cellOf(west + u * (east - west), south + v * (north - south))
      const ordered = ranges.every(([from, to], i) => from <= to && (i === 0 || (ranges[i - 1]?.[1] ?? 0) < from))
      return ordered && ranges.length <= 24 && ranges.some(([from, to]) => from <= cell && cell <= to)
    }),
  )
})
