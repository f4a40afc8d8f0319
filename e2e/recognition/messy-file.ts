import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { makeMessyRows, makeMessyWorkbook } from '../../apps/server/src/base/recognition/testing-messy.ts'

type Position = readonly [number, number]
const outlines = JSON.parse(
  readFileSync(fileURLToPath(new URL('../../cities/shenzhen/areas/outlines.geojson', import.meta.url)), 'utf8'),
) as {
  features: { properties: { code: string }; geometry: { type: string; coordinates: Position[][] | Position[][][] } }[]
}

/** Just inside the borders of the districts, where positions in another system fall outside the city. */
const places: Position[] = outlines.features
  .filter(({ properties }) => /^4403\d\d$/.test(properties.code))
  .flatMap(({ geometry }) => {
    const rings = (geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()) as Position[][]
    const ring = rings.flat()
    const [cx, cy] = [0, 1].map((axis) => ring.reduce((sum, at) => sum + (at[axis] as number), 0) / ring.length) as [
      number,
      number,
    ]
    return ring
      .filter((_, at) => at % 7 === 0)
      .map(([lng, lat]): Position => [lng + (cx - lng) * 0.02, lat + (cy - lat) * 0.02])
  })

export const messyRows = makeMessyRows(800, places)

/** A workbook as a rental office keeps it by hand, simulated. */
export const makeMessyFile = async () => ({
  name: 'rental tenants.xlsx',
  mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  buffer: await makeMessyWorkbook(messyRows),
})
