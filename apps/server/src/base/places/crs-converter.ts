import type { CrsName } from '@onecity/city'
import gcoord from 'gcoord'

export type CrsConverter = (lng: number, lat: number) => [lng: number, lat: number]

const unchanged: CrsConverter = (lng, lat) => [lng, lat]

const from =
  (source: typeof gcoord.GCJ02 | typeof gcoord.BD09): CrsConverter =>
  (lng, lat) =>
    gcoord.transform([lng, lat], source, gcoord.WGS84) as [number, number]

/**
 * A function that turns positions of a source's reference system into WGS-84. CGCS2000 differs from it by centimetres and
 * is treated as equal; GCJ-02 and BD-09 are undone by iteration, to better than a metre, and only inside China.
 */
const converters: Readonly<Record<CrsName, CrsConverter>> = {
  'WGS-84': unchanged,
  CGCS2000: unchanged,
  'GCJ-02': from(gcoord.GCJ02),
  'BD-09': from(gcoord.BD09),
}

export const makeCrsConverter = (crs: CrsName): CrsConverter => converters[crs]

const into =
  (target: typeof gcoord.GCJ02 | typeof gcoord.BD09): CrsConverter =>
  (lng, lat) =>
    gcoord.transform([lng, lat], gcoord.WGS84, target) as [number, number]

const inverses: Readonly<Record<CrsName, CrsConverter>> = {
  'WGS-84': unchanged,
  CGCS2000: unchanged,
  'GCJ-02': into(gcoord.GCJ02),
  'BD-09': into(gcoord.BD09),
}

/** The way back: what a position in WGS-84 is in another system, to better than a metre of what `makeCrsConverter` was given. */
export const makeCrsInverse = (crs: CrsName): CrsConverter => inverses[crs]
