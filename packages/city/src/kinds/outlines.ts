import type { AreaOutline, LngLat } from '../model.ts'
import { readGeojson } from '../source/read-geojson.ts'
import type { Pointer } from '../source/source.ts'
import { cityKind } from './city.ts'
import type { Checks, Entry, Kind } from './kind.ts'
import { line, list, object, oneOf, published } from './schema-parts.ts'

type RawFeature = {
  properties: { code: string; source?: string; approximate?: boolean }
  geometry: AreaOutline['geometry']
}
type RawCollection = { attribution?: { source: string } }

const position = { type: 'array', items: { type: 'number' }, minItems: 2, maxItems: 3 }
const ring = { type: 'array', items: position }

const schema = published('Outlines of areas (GeoJSON, RFC 7946, WGS-84)', {
  type: 'object',
  required: ['type', 'features'],
  properties: {
    type: { const: 'FeatureCollection' },
    attribution: {
      ...object(
        { source: line, licence: line, crs: line, conversion: line, note: line },
        ['source', 'licence'],
        'Where the outlines come from and on what terms; `source` holds for features without their own.',
      ),
    },
    features: list({
      type: 'object',
      required: ['type', 'properties', 'geometry'],
      properties: {
        type: { const: 'Feature' },
        properties: {
          type: 'object',
          required: ['code'],
          properties: {
            code: { description: 'Code of the area, in quotes.', type: 'string' },
            source: line,
            approximate: { description: 'The outline is only approximate and must be labelled so.', type: 'boolean' },
          },
        },
        geometry: {
          type: 'object',
          required: ['type', 'coordinates'],
          properties: { type: oneOf(['Polygon', 'MultiPolygon']), coordinates: { type: 'array' } },
          allOf: [
            {
              if: { properties: { type: { const: 'Polygon' } } },
              // biome-ignore lint/suspicious/noThenProperty: a JSON Schema keyword
              then: { properties: { coordinates: { type: 'array', items: ring } } },
            },
            {
              if: { properties: { type: { const: 'MultiPolygon' } } },
              // biome-ignore lint/suspicious/noThenProperty: a JSON Schema keyword
              then: { properties: { coordinates: { type: 'array', items: { type: 'array', items: ring } } } },
            },
          ],
        },
      },
    }),
  },
})

export const outlinesKind: Kind<AreaOutline> = {
  name: 'outline',
  files: /^areas\/outlines\.geojson$/,
  where: 'areas/outlines.geojson',
  required: false,
  read: readGeojson,
  schema,
  shape: { listIn: 'features' },
  id: ['properties', 'code'],
  toModel: ({ properties, geometry }: RawFeature, { attribution }: RawCollection): AreaOutline => ({
    code: properties.code,
    geometry: { type: geometry.type, coordinates: geometry.coordinates } as AreaOutline['geometry'],
    source: properties.source ?? attribution?.source ?? '',
    approximate: properties.approximate ?? false,
  }),
  check: (checks) => {
    const centre = checks.entries(cityKind)[0]?.value.map.centre
    for (const entry of checks.entries(outlinesKind)) {
      checks.refer(entry, ['properties', 'code'], 'area', entry.value.code)
      if (entry.value.source === '')
        checks.report(entry, ['properties'], {
          message: 'the outline does not say where it comes from',
          expected: '`source` in its properties, or `attribution.source` for the whole file',
        })
      checkRings(checks, entry, centre)
    }
  },
  into: (outlines) => ({ outlines }),
}

function checkRings(checks: Checks, entry: Entry<AreaOutline>, centre: LngLat | undefined): void {
  const { geometry, code } = entry.value
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  for (const [p, rings] of polygons.entries())
    for (const [r, points] of rings.entries()) {
      const part: Pointer = ['geometry', 'coordinates', ...(geometry.type === 'Polygon' ? [r] : [p, r])]
      const [first, last] = [points[0], points.at(-1)]
      if (points.length < 4)
        checks.report(entry, part, {
          message: `a ring of the outline of ${code} has ${points.length} positions`,
          expected: 'at least 4, the last equal to the first',
        })
      else if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1])
        checks.report(entry, part, {
          message: `a ring of the outline of ${code} is not closed`,
          expected: 'the last position equal to the first',
        })
      const wrong = points.findIndex((point) => misplaced(point, centre) !== undefined)
      if (wrong >= 0) {
        const { message, expected } = misplaced(points[wrong] as LngLat, centre) ?? { message: '', expected: '' }
        // One report per ring: swapped coordinates are swapped everywhere.
        checks.report(entry, [...part, wrong], { message, expected })
        return
      }
    }
}

/** Degrees from the middle of the map beyond which a position is taken to be a mistake. */
const reachDegrees = 10

function misplaced([lng, lat]: LngLat, centre: LngLat | undefined): { message: string; expected: string } | undefined {
  const near = ([x, y]: LngLat) =>
    !centre || (Math.abs(x - centre[0]) < reachDegrees && Math.abs(y - centre[1]) < reachDegrees)
  const exists = Math.abs(lng) <= 180 && Math.abs(lat) <= 90
  if (exists && near([lng, lat])) return undefined
  if (Math.abs(lng) <= 90 && Math.abs(lat) <= 180 && near([lat, lng]))
    return { message: `longitude and latitude of ${lng}, ${lat} are swapped`, expected: `[${lat}, ${lng}]` }
  if (!exists)
    return { message: `${lng}, ${lat} is not a place`, expected: 'longitude (−180 to 180), latitude (−90 to 90)' }
  return {
    message: `${lng}, ${lat} is far away from the city`,
    expected: `a position within ${reachDegrees} degrees of the map’s centre, in WGS-84`,
  }
}
