/**
 * Cells of shapes: one number for a line or polygon, so that an ordinary B-tree finds those that meet a map tile or a box, the
 * largest first.
 *
 * A shape is filed under the size of its box and the cell (cell.ts) of the middle of its box: class of size above, cell below.
 * A shape of a class is at most `side` wide and high, so it meets a box only if its middle lies within half a side of it: for
 * each class that is one grown box, and a few unbroken ranges of cells. Classes go from the world down to 38 m in steps of
 * four, which keeps a query at some hundred ranges.
 *
 * Why not GiST on box(…): its planner guesses the same share of the rows for every box, it answers in no order of size, so a
 * tile of the whole city would read every shape to draw the largest, and it costs several times a B-tree's upkeep (cell.ts).
 */
import { type CellRange, cellOf, cellRangesOfBox } from './cell.ts'
import type { BBox } from './geometry.ts'
import { fromWorld, toWorld } from './geometry-tiles.ts'

/** Zoom levels whose tile side is the greatest extent of a class. The first is for whatever is larger than an ocean. */
const levels = [0, 4, 6, 8, 10, 12, 14, 16, 18, 20] as const
/** Cells keep 24 bits an axis (2.4 m) here: class and cell together must stay below 2^53, exact in a double. */
const dropped = 2 ** 4
const classSize = 2 ** 48
/** Middles are worked out in doubles; the grown box must not lose one to the last digit. */
const slack = 1.001
/** Before neighbours are joined; fewer would take in several times the box. */
const rangesOfClass = 24

const worldBoxOf = ([west, south, east, north]: BBox): BBox => {
  const [x1, y1] = toWorld(west, north)
  const [x2, y2] = toWorld(east, south)
  return [x1, y1, x2, y2]
}

const classOf = (extent: number): number => {
  let found = 0
  for (let i = 1; i < levels.length && extent <= 2 ** -(levels[i] as number); i++) found = i
  return found
}

/** Under which number a shape with this box is filed. */
export const shapeCellOf = (box: BBox): number => {
  const [x1, y1, x2, y2] = worldBoxOf(box)
  const [lng, lat] = fromWorld((x1 + x2) / 2, (y1 + y2) / 2)
  return classOf(Math.max(x2 - x1, y2 - y1)) * classSize + Math.floor(cellOf(lng, lat) / dropped)
}

const clamp = (value: number): number => Math.max(0, Math.min(1, value))

/**
 * Inclusive ranges of numbers that hold every shape whose box meets this one (and some others: compare the boxes too), largest
 * class first.
 */
export const shapeCellRangesOfBox = (box: BBox): readonly CellRange[] => {
  const [x1, y1, x2, y2] = worldBoxOf(box)
  return levels.flatMap((level, index) => {
    const half = (slack * 2 ** -level) / 2
    const [west, north] = fromWorld(clamp(x1 - half), clamp(y1 - half))
    const [east, south] = fromWorld(clamp(x2 + half), clamp(y2 + half))
    const base = index * classSize
    const ranges: [number, number][] = []
    for (const [from, to] of cellRangesOfBox(west, south, east, north, rangesOfClass)) {
      const [low, high] = [base + Math.floor(from / dropped), base + Math.floor(to / dropped)]
      const last = ranges.at(-1)
      if (last && last[1] + 1 >= low) last[1] = high
      else ranges.push([low, high])
    }
    return ranges
  })
}
