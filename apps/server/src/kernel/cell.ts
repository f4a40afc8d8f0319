/**
 * Cells: one number for a place, so that an ordinary B-tree finds what lies in a map tile or a box.
 *
 * A cell is the Morton number (bits of x and y interleaved, y above x) of a position on the Web-Mercator square cut into
 * 2^26 × 2^26, i.e. 0.6 m at the equator. It has 52 bits, exact in a double. Every map tile z/x/y is one unbroken range of
 * cells, which is why a tile query is one index range, and counting by `cell >> n` needs no geometry.
 *
 * Why not GiST on point: measured on 1 M rows, keeping the GiST index cost 6 s of 18 s when inserting and 8 s of 14 s when
 * updating half of them; the B-tree costs about a fifth of that, and adds nothing to updates that do not move the row.
 */

export const cellBits = 26
const axis = 2 ** cellBits
const low = 13
const lowSize = 2 ** low
const halfBits = 2 ** cellBits

/** Beyond these the Mercator square ends; positions further out fall into its edge cells. */
const maxLatitude = 85.051_128_779_806_59

const spreadBits = (value: number): number => {
  let spread = 0
  for (let bit = 0; bit < low; bit++) if (value & (1 << bit)) spread |= 1 << (bit * 2)
  return spread
}
const spread = Int32Array.from({ length: lowSize }, (_, value) => spreadBits(value))

const interleave = (x: number, y: number): number => {
  const xHigh = Math.floor(x / lowSize)
  const yHigh = Math.floor(y / lowSize)
  const high = (spread[xHigh] as number) + 2 * (spread[yHigh] as number)
  const rest = (spread[x - xHigh * lowSize] as number) + 2 * (spread[y - yHigh * lowSize] as number)
  return high * halfBits + rest
}

const clamp = (value: number): number => (value < 0 ? 0 : value >= axis ? axis - 1 : value)

const xOf = (lng: number): number => clamp(Math.floor(((lng + 180) / 360) * axis))
const yOf = (lat: number): number => {
  const bounded = lat > maxLatitude ? maxLatitude : lat < -maxLatitude ? -maxLatitude : lat
  const sine = Math.sin((bounded * Math.PI) / 180)
  return clamp(Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * axis))
}

/** The cell of a WGS-84 position in degrees. */
export const cellOf = (lng: number, lat: number): number => interleave(xOf(lng), yOf(lat))

/** Inclusive range of cells; bounds are safe integers. */
export type CellRange = readonly [from: number, to: number]

/** The cells of map tile z/x/y (XYZ scheme, z ≤ 26). */
export const cellRangeOfTile = (z: number, x: number, y: number): CellRange => {
  const size = 4 ** (cellBits - z)
  const from = interleave(x, y) * size
  return [from, from + size - 1]
}

/**
 * Ranges that together cover a box (degrees; west ≤ east) and little more, at most about `most` of them, in rising order.
 * They cover more than the box: compare the exact position too.
 */
export const cellRangesOfBox = (
  west: number,
  south: number,
  east: number,
  north: number,
  most = 24,
): readonly CellRange[] => {
  const x1 = xOf(west)
  const x2 = xOf(east)
  const y1 = yOf(north)
  const y2 = yOf(south)
  for (let z = cellBits; ; z--) {
    const scale = 2 ** (cellBits - z)
    const [tx1, tx2, ty1, ty2] = [x1, x2, y1, y2].map((v) => Math.floor(v / scale)) as [number, number, number, number]
    if ((tx2 - tx1 + 1) * (ty2 - ty1 + 1) > most && z > 0) continue
    const ranges: [number, number][] = []
    for (let y = ty1; y <= ty2; y++) for (let x = tx1; x <= tx2; x++) ranges.push([...cellRangeOfTile(z, x, y)])
    ranges.sort((a, b) => a[0] - b[0])
    const joined: [number, number][] = []
    for (const range of ranges) {
      const last = joined.at(-1)
      if (last && last[1] + 1 === range[0]) last[1] = range[1]
      else joined.push(range)
    }
    return joined
  }
}
