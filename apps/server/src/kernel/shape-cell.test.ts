import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BBox } from './geometry.ts'
import { shapeCellOf, shapeCellRangesOfBox } from './shape-cell.ts'

/** Boxes of every size, from a bench to a continent. */
const box = fc
  .tuple(
    fc.double({ min: -179, max: 179, noNaN: true }),
    fc.double({ min: -84, max: 84, noNaN: true }),
    fc.double({ min: -7, max: 2, noNaN: true }),
    fc.double({ min: -7, max: 1.5, noNaN: true }),
  )
  .map(
    ([lng, lat, width, height]): BBox => [lng, lat, Math.min(180, lng + 10 ** width), Math.min(85, lat + 10 ** height)],
  )
const meets = (a: BBox, b: BBox) => a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1]
const isFound = (shape: BBox, asked: BBox) => {
  const cell = shapeCellOf(shape)
  return shapeCellRangesOfBox(asked).some(([from, to]) => from <= cell && cell <= to)
}

describe('cells of shapes', () => {
  it('find every shape whose box meets the box asked for', () => {
    fc.assert(
      fc.property(
        box,
        box,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (shape, size, x, y) => {
          // Boxes drawn anywhere hardly ever meet: this one has a corner inside the shape.
          const west = shape[0] + x * (shape[2] - shape[0])
          const south = shape[1] + y * (shape[3] - shape[1])
          const asked: BBox = [
            west,
            south,
            Math.min(180, west + size[2] - size[0]),
            Math.min(85, south + size[3] - size[1]),
          ]
          expect(meets(shape, asked)).toBe(true)
          expect(isFound(shape, asked)).toBe(true)
          expect(isFound(asked, shape)).toBe(true)
        },
      ),
      { numRuns: 2_000 },
    )
  })

  it('leave out what lies further away than its own size and file larger shapes first', () => {
    const bench: BBox = [114.05, 22.54, 114.0501, 22.5401]
    expect(isFound(bench, [114.07, 22.54, 114.08, 22.55])).toBe(false)
    expect(shapeCellOf([113.7, 22.4, 114.6, 22.9])).toBeLessThan(shapeCellOf(bench))
  })

  it('are exact in a double and few', () => {
    fc.assert(
      fc.property(box, (each) => {
        const ranges = shapeCellRangesOfBox(each)
        expect(ranges.length).toBeLessThanOrEqual(240)
        for (const number of [shapeCellOf(each), ...ranges.flat()]) expect(Number.isSafeInteger(number)).toBe(true)
      }),
    )
  })
})
