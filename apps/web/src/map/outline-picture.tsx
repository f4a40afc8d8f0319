import type { Area } from '@onecity/contracts'
import { useMemo } from 'react'
import { usePick } from '../app/make-text.ts'
import { boundsOf, type OutlineFeature } from './area-bounds.ts'

/** Units across the longer side; lines are drawn in them. */
const size = 1000
/** Positions closer than this many units to the one before are left out: the picture is small. */
const least = 3

type Ring = readonly (readonly [number, number])[]
const isRing = (value: unknown): value is Ring =>
  Array.isArray(value) && Array.isArray(value[0]) && typeof value[0][0] === 'number'
const ringsOf = (coordinates: unknown): readonly Ring[] =>
  isRing(coordinates) ? [coordinates] : Array.isArray(coordinates) ? coordinates.flatMap(ringsOf) : []

/** Points as lines without length, which round caps draw as dots: one element, however many there are. */
const dotsOf = (points: Ring): string => points.map(([x, y]) => `M${x} ${y}h0`).join('')

/** Where a name sits well: the centre of mass of the largest ring. */
const centreOf = (rings: readonly Ring[]): readonly [number, number] | null => {
  let largest = 0
  let centre: readonly [number, number] | null = null
  for (const ring of rings) {
    let [doubled, x, y] = [0, 0, 0]
    for (const [i, [x1, y1]] of ring.entries()) {
      const [x2, y2] = ring[(i + 1) % ring.length] ?? [x1, y1]
      const cross = x1 * y2 - x2 * y1
      doubled += cross
      x += (x1 + x2) * cross
      y += (y1 + y2) * cross
    }
    if (Math.abs(doubled) > largest) {
      largest = Math.abs(doubled)
      centre = [x / (3 * doubled), y / (3 * doubled)]
    }
  }
  return centre
}

/** The districts as a plain drawing, for where a map to work with would be too much; null while there are no outlines. */
export const OutlinePicture = ({
  outlines,
  areas,
  points,
}: {
  readonly outlines: readonly OutlineFeature[]
  readonly areas: readonly Area[]
  readonly points: readonly (readonly [number, number])[]
}) => {
  const pick = usePick()
  const drawn = useMemo(() => {
    const districts = areas.filter(({ level }) => level === 'district')
    const codes = new Set(districts.map(({ code }) => code))
    const shown = outlines.filter(({ properties }) => codes.has(properties.code))
    const bounds = boundsOf(shown.map(({ geometry }) => geometry))
    if (!bounds) return null
    const [west, south, east, north] = bounds
    // As long east to west as north to south, at the middle of the city.
    const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180)
    const scale = size / Math.max((east - west) * narrow, north - south)
    const at = ([lng, lat]: readonly [number, number]): readonly [number, number] => [
      Math.round((lng - west) * narrow * scale),
      Math.round((north - lat) * scale),
    ]
    const pathOf = (ring: Ring): string => {
      const kept: (readonly [number, number])[] = []
      for (const position of ring) {
        const next = at(position)
        const last = kept.at(-1)
        if (!last || Math.hypot(next[0] - last[0], next[1] - last[1]) >= least) kept.push(next)
      }
      return kept.length < 3 ? '' : `M${kept.map(([x, y]) => `${x} ${y}`).join('L')}Z`
    }
    return {
      width: Math.round((east - west) * narrow * scale),
      height: Math.round((north - south) * scale),
      at,
      isInside: ([lng, lat]: readonly [number, number]) => lng >= west && lng <= east && lat >= south && lat <= north,
      paths: shown.map(({ properties, geometry }) => ({
        code: properties.code,
        d: ringsOf(geometry.coordinates).map(pathOf).join(''),
      })),
      names: districts.flatMap(({ code, name }) => {
        const outline = shown.find(({ properties }) => properties.code === code)
        const centre = outline && centreOf(ringsOf(outline.geometry.coordinates).map((ring) => ring.map(at)))
        return centre ? [{ code, name, centre }] : []
      }),
    }
  }, [outlines, areas])
  if (!drawn) return null
  const { width, height, at, isInside, paths, names } = drawn
  return (
    <svg className="outline-picture" viewBox={`-8 -8 ${width + 16} ${height + 16}`} aria-hidden="true">
      {paths.map(({ code, d }) => (
        <path key={code} d={d} />
      ))}
      <path className="outline-points" d={dotsOf(points.filter(isInside).map(at))} />
      {names.map(({ code, name, centre }) => (
        <text key={code} x={centre[0]} y={centre[1] + 10}>
          {pick(name).replace(/ (New )?District$/, '')}
        </text>
      ))}
    </svg>
  )
}
