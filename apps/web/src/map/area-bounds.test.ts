import { describe, expect, it } from 'vitest'
import { boundsOf } from './area-bounds.ts'

describe('the box around outlines', () => {
  it('covers every ring of polygons and multipolygons', () => {
    const polygon = {
      coordinates: [
        [
          [1, 1],
          [3, 2],
          [1, 1],
        ],
      ],
    }
    const multi = {
      coordinates: [
        [
          [
            [-1, 5],
            [0, 6],
            [-1, 5],
          ],
        ],
        [
          [
            [9, 0],
            [9, 1],
            [9, 0],
          ],
        ],
      ],
    }
    expect(boundsOf([polygon])).toEqual([1, 1, 3, 2])
    expect(boundsOf([polygon, multi])).toEqual([-1, 0, 9, 6])
  })

  it('is none where there is no outline', () => {
    expect(boundsOf([])).toBeNull()
  })
})
