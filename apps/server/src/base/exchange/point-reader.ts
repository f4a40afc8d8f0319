import type { LngLat } from '@onecity/city'
import type { CrsConverter } from '../places/index.ts'
import type { Fault } from './value-readers.ts'

const number = /^[+-]?\d{1,3}(?:\.\d{0,20})?$/

/** Degrees that may be a longitude and latitude, converted to WGS-84. */
export const readLngLat = (lngText: string, latText: string, convert: CrsConverter): LngLat | Fault => {
  if (!number.test(lngText) || !number.test(latText)) return { code: 'bad-point' }
  const lng = Number(lngText)
  const lat = Number(latText)
  if (Math.abs(lng) > 180 || Math.abs(lat) > 90) return { code: 'bad-point' }
  return convert(lng, lat)
}

/** One field with both: `113.9,22.5`, `[113.9, 22.5]`, `POINT(113.9 22.5)` or a GeoJSON point. */
export const readPointText = (text: string, convert: CrsConverter): LngLat | Fault => {
  const inner = text.startsWith('{')
    ? /"coordinates"\s*:\s*\[([^\]]*)\]/.exec(text)?.[1]
    : /^(?:POINT\s*)?[[(]?([^\])]*)[\])]?$/i.exec(text)?.[1]
  const parts = inner?.trim().split(/\s*,\s*|\s+/) ?? []
  const [lng, lat] = parts
  if (lng === undefined || lat === undefined || parts.length > 3) return { code: 'bad-point' }
  return readLngLat(lng, lat, convert)
}
