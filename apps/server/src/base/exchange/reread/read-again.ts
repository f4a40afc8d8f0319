/**
 * Stored positions, read again as of another coordinate system.
 *
 * What a source delivered is not kept: a position is stored in WGS-84 as it came out of the system it was taken for. So the
 * delivered numbers are worked out first, by that conversion backwards, and then read as of the right system. Taken for WGS-84
 * or CGCS2000 they stand there as delivered, and the outcome is what the right declaration would have given; undoing GCJ-02 or
 * BD-09 adds less than a metre.
 */
import type { CrsName, Item, LngLat, Resource } from '@onecity/city'
import type { Reading } from '@onecity/contracts'
import { cellOf } from '../../../kernel/cell.ts'
import { mapShape, pointOnShape, type Shape } from '../../../kernel/shape.ts'
import { type AreaIndex, type CrsConverter, makeCrsConverter, makeCrsInverse } from '../../places/index.ts'
import { isPlaced, isShapeType, type TablePlan } from '../../registers/index.ts'
import { readShapeText } from '../shape-reader.ts'

export const isSameSystem = (one: CrsName, other: CrsName): boolean =>
  one === other || [one, other].every((crs) => crs === 'WGS-84' || crs === 'CGCS2000')

/** Numbers that went through a conversion and back: 0.01 m, so that what was written with few digits is so again. */
const decimals = 1e7
const rounded = (degrees: number): number => Math.round(degrees * decimals) / decimals

/** A position in WGS-84 → the one that its delivered numbers mean under another reading; null where they mean none. */
export const makeReadAgain = (from: CrsName, reading: Reading): ((lng: number, lat: number) => LngLat | null) => {
  const delivered = makeCrsInverse(from)
  const convert = makeCrsConverter(reading.crs)
  const asWritten = isSameSystem(from, 'WGS-84')
  return (lng, lat) => {
    const [x, y] = delivered(lng, lat)
    const [first, second] = asWritten ? [x, y] : [rounded(x), rounded(y)]
    if (!reading.swapped) return convert(first, second)
    return Math.abs(first) <= 90 ? convert(second, first) : null
  }
}

/** The columns of a register that a reading changes, and how a row's are worked out. */
export type RowReader = {
  readonly columns: readonly string[]
  /** A position that stands for the row as it is, and as it would be; null for a row without one. */
  readonly positionOf: (values: Readonly<Record<string, unknown>>) => LngLat | null
  /** New values of the columns; null where nothing changes, or the numbers mean no position under this reading. */
  readonly read: (values: Readonly<Record<string, unknown>>) => {
    readonly values: Readonly<Record<string, unknown>>
    readonly position: LngLat
  } | null
}

const unchanged: CrsConverter = (lng, lat) => [lng, lat]

/** `areaItems`: items whose area was worked out from a position; one that was delivered stays. */
export const makeRowReader = (
  plan: TablePlan,
  areaIndex: AreaIndex,
  areaItems: readonly Item[],
  readAgain: ReturnType<typeof makeReadAgain>,
): RowReader => {
  const placed = plan.resource.items.filter(isPlaced)
  const columnsOf = (item: Item) => plan.columns.filter((column) => column.item === item.id)

  const stored = (item: Item, values: Readonly<Record<string, unknown>>): LngLat | null => {
    if (isShapeType(item.type)) {
      const shape = values[item.id] as Shape | null
      const at = shape && pointOnShape(shape)
      return at ? [at[0], at[1]] : null
    }
    const [lng, lat] = [values[`${item.id}_lng`], values[`${item.id}_lat`]]
    return typeof lng === 'number' && typeof lat === 'number' ? [lng, lat] : null
  }

  const readPoint = (item: Item, at: LngLat): { position: LngLat; values: Record<string, unknown> } | null => {
    const position = readAgain(at[0], at[1])
    if (!position || (position[0] === at[0] && position[1] === at[1])) return null
    const [lng, lat] = position
    const values = { [`${item.id}_lng`]: lng, [`${item.id}_lat`]: lat, [`${item.id}_cell`]: cellOf(lng, lat) }
    return { position, values }
  }

  const readShape = (item: Item, shape: Shape): { position: LngLat; values: Record<string, unknown> } | null => {
    let readable = true
    const again = mapShape(shape, (position) => {
      const next = readAgain(position[0], position[1])
      if (!next) readable = false
      return next ?? position
    })
    const type = item.type as 'line' | 'polygon'
    const taken = readable ? readShapeText(JSON.stringify(again), type, unchanged) : null
    if (!taken || 'code' in taken) return null
    const texts = taken.text.split('\t')
    const columns = columnsOf(item)
    const values = Object.fromEntries(
      columns.map(({ name, part }, at) => [name, part === 'value' ? JSON.parse(texts[at] ?? '') : Number(texts[at])]),
    )
    return { position: [taken.lng, taken.lat], values }
  }

  const columns = [...placed, ...areaItems].flatMap((item) => columnsOf(item).map(({ name }) => name))
  return {
    columns,
    positionOf: (values) => {
      for (const item of placed) {
        const at = stored(item, values)
        if (at) return at
      }
      return null
    },
    read: (values) => {
      const next: Record<string, unknown> = Object.fromEntries(columns.map((name) => [name, values[name] ?? null]))
      let position: LngLat | null = null
      for (const item of placed) {
        const at = stored(item, values)
        if (!at) continue
        const again = isShapeType(item.type) ? readShape(item, values[item.id] as Shape) : readPoint(item, at)
        if (!again) continue
        Object.assign(next, again.values)
        for (const area of areaItems)
          if (area.from === item.id) next[area.id] = areaIndex.areaAt(again.position[0], again.position[1])
        position ??= again.position
      }
      return position && { values: next, position }
    },
  }
}

/** Items whose area a delivery did not bring, worked out from a position. */
export const derivedAreas = (resource: Resource, isDelivered: (item: Item) => boolean): readonly Item[] =>
  resource.items.filter((item) => {
    const source = resource.items.find(({ id }) => id === item.from)
    return source !== undefined && isPlaced(source) && !isDelivered(item)
  })
