/** Charging stations to import: the smallest register with positions. Numbers carry a prefix, so that journeys do not meet. */
export type Station = {
  readonly id: string
  readonly lng: number
  readonly lat: number
  readonly chargers: number | string
}

const header = 'station_id,longitude,latitude,charge_count,TAZID,area,perimeter'

export const stationsCsv = (stations: readonly Station[]): string =>
  `${[
    header,
    ...stations.map(({ id, lng, lat, chargers }) => `${id},${lng},${lat},${chargers},1,1000000.5,4000.25`),
  ].join('\n')}\n`

/** `count` stations on a grid inside Futian (seat of the district: 114.05, 22.54). */
export const makeStations = (prefix: string, count: number): readonly Station[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `${prefix}${String(i + 1).padStart(4, '0')}`,
    lng: 114.03 + (i % 10) * 0.004,
    lat: 22.535 + (Math.floor(i / 10) % 10) * 0.002,
    chargers: 5 + (i % 20),
  }))
