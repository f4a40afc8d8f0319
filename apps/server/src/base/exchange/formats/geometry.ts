/** Geometries of a file, in whatever system they come, turned into WGS-84 or told to be in a system the platform converts. */
import type { CrsName } from '@onecity/city'
import proj4 from 'proj4'
import { AppError } from '../../../kernel/app-error.ts'

export type Geometry = {
  readonly type: string
  readonly coordinates?: unknown
  readonly geometries?: readonly Geometry[]
}
export type ConvertGeometry = (geometry: Geometry) => Geometry

export const kindOfGeometry = (type: string): 'point' | 'line' | 'polygon' | null =>
  type.endsWith('Point') ? 'point' : type.endsWith('LineString') ? 'line' : type.endsWith('Polygon') ? 'polygon' : null

const mapPositions = (coordinates: unknown, convert: (position: readonly number[]) => number[]): unknown =>
  Array.isArray(coordinates)
    ? typeof coordinates[0] === 'number'
      ? convert(coordinates as number[])
      : coordinates.map((part) => mapPositions(part, convert))
    : coordinates

/** Digits kept of a converted degree: a centimetre. */
const decimals = 7
const round = (value: number): number => Number(value.toFixed(decimals))

const through =
  (forward: (position: number[]) => number[]): ConvertGeometry =>
  (geometry) => ({
    ...geometry,
    coordinates: mapPositions(geometry.coordinates, ([x = Number.NaN, y = Number.NaN]) => {
      const [lng = Number.NaN, lat = Number.NaN] = forward([x, y])
      return [round(lng), round(lat)]
    }),
  })

export type FileCrs = { readonly crs: CrsName; readonly convert: ConvertGeometry | null }

const asIs = (crs: CrsName): FileCrs => ({ crs, convert: null })

/** Datums that need no shift: WGS-84, CGCS2000 and names of the same ellipsoid fixed to the earth by either. */
const sameDatum = /wgs_?\s*(19)?84|cgcs_?2000|china_?2000|china_geodetic_coordinate_system_2000|china_2000/i

/** What a `.prj` (well-known text of a coordinate system) means, or a refusal that says what to do. */
export const readPrj = (prj: string): FileCrs => {
  const text = prj.trim()
  const name = /^\s*[A-Z]+\s*\[\s*"([^"]*)"/i.exec(text)?.[1] ?? text.slice(0, 60)
  const refuse = (): AppError =>
    new AppError('unreadable-file', {
      detail: `the coordinate system of the layer (.prj: ${name}) is not one that is converted here; save the layer in WGS 84 (EPSG:4326), CGCS2000 (EPSG:4490) or one of their projections, or name its system as the crs of the delivery`,
      params: { prj: name },
    })
  const datum = /(?:DATUM|ENSEMBLE|TRF)\s*\[\s*"([^"]*)"/i.exec(text)?.[1] ?? ''
  if (!sameDatum.test(datum)) throw refuse()
  const isCgcs = !/wgs/i.test(datum)
  if (/^(GEOGCS|GEOGCRS|GEODCRS)/i.test(text)) return asIs(isCgcs ? 'CGCS2000' : 'WGS-84')
  try {
    const forward = proj4(text, 'WGS84').forward
    return { crs: 'WGS-84', convert: through((position) => forward(position)) }
  } catch {
    throw refuse()
  }
}

/** The `crs` member that GeoJSON had before RFC 7946; null when it names none that is known. */
export const readGeoJsonCrs = (value: unknown): FileCrs | null => {
  const name = JSON.stringify(value) ?? ''
  if (/CRS:?:?84|EPSG:+(?:[\d.]*:)?4326\b/i.test(name)) return asIs('WGS-84')
  if (/EPSG:+(?:[\d.]*:)?4490\b/i.test(name)) return asIs('CGCS2000')
  if (/EPSG:+(?:[\d.]*:)?(3857|900913)\b/i.test(name)) {
    const forward = proj4('EPSG:3857', 'WGS84').forward
    return { crs: 'WGS-84', convert: through((position) => forward(position)) }
  }
  return null
}
