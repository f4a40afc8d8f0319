/** Real files of many origins, read as they are; numbers of records are those their sources state. */
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Intake } from '@onecity/city'
import { describe, expect, test } from 'vitest'
import { readBack } from './testing-formats.ts'

const samples = process.env['ONECITY_SAMPLES']
if (!samples) console.warn('ONECITY_SAMPLES is not set: real files are not read')
const read = (path: string, layout: Intake = {}, titles: readonly string[] = []) =>
  readBack(createReadStream(`${samples}/${path}`), layout, titles)

describe.skipIf(!samples)('a real file', () => {
  test.each<[path: string, records: number, columns: number, layout?: Intake]>([
    ['admin/codes/provinces.csv', 31, 2],
    ['admin/codes/cities.csv', 342, 3],
    ['admin/codes/areas.csv', 2_978, 4],
    ['admin/codes/streets.csv', 41_352, 5],
    ['admin/codes/shenzhen_streets.csv', 79, 5],
    ['admin/codes/shenzhen_villages.csv', 788, 6],
    ['ev-charging-weather/urbanev/inf.csv', 1_362, 7],
    ['ev-charging-weather/urbanev/inf_raw.csv', 1_587, 7],
    ['ev-charging-weather/urbanev/weather_airport.csv', 4_344, 7],
    ['ev-charging-weather/st-evcdp/stations.csv', 1_706, 6],
    ['ev-charging-weather/st-evcdp/information.csv', 247, 0],
    ['gov-services/kenya/services.csv', 5_489, 8],
    ['gov-services/kenya/agencies.csv', 286, 0],
    ['gov-services/kenya/departments.csv', 54, 0],
    ['gov-services/kenya/ministries.csv', 27, 0],
    ['tickets-311/nyc/311_subset.micro.csv', 2_000, 41],
    ['tickets-311/nyc/311_nyc_sample.csv', 999, 41],
    ['tickets-311/nyc/311-service-requests.sample.csv', 199, 52],
    ['road-speed/los_speed.csv', 2_016, 207],
    [
      'transit/szmc_metro_stations.csv',
      215,
      5,
      { headerLine: 0, columns: ['line_no', 'line', 'sequence', 'station', 'code'] },
    ],
    ['admin/sz_districts_10.wgs84.geojson', 10, 0],
    ['admin/sz_taz_491.wgs84.geojson', 491, 0],
    ['admin/sz_districts_8.echarts.geojson', 8, 0],
    ['transit/shenzhentong_100_of_1337000.json', 100, 11],
  ])('%s has %i records', async (path, records, columns, layout) => {
    const found = await read(path, layout)
    expect(found.rows).toHaveLength(records)
    expect(found.faults).toBe(0)
    if (columns > 0) expect(found.columns).toHaveLength(columns)
  })

  test('of nested service items gives each with its department and main item', async () => {
    const path = 'gov-services/guangan_zwfw_items.json'
    const { rows, columns } = await read(path, {
      recordPath: '[].items[].sub_items[]',
      outer: { department: '[].department', main_item: '[].items[].main_item' },
    })
    const departments = JSON.parse(await readFile(`${samples}/${path}`, 'utf8')) as {
      department: string
      items: { main_item: string; sub_items: { name: string; link: string; qrcode: string }[] }[]
    }[]
    const expected = departments.flatMap(({ department, items }) =>
      items.flatMap(({ main_item, sub_items }) =>
        sub_items.map(({ name, link, qrcode }) => [department, main_item, name, link, qrcode]),
      ),
    )
    expect(rows).toHaveLength(1_135)
    expect(columns).toEqual(['department', 'main_item', 'name', 'link', 'qrcode'])
    expect(rows).toEqual(expected)
    expect(new Set(rows.map(([department]) => department)).size).toBe(34)
  })

  test('of a metro drawing gives its 216 stations without being told where they are', async () => {
    const { rows, facts, columns } = await read('transit/szmc_metro_network.json')
    expect(facts.recordPath).toBe('l[].st[]')
    expect(rows).toHaveLength(216)
    expect(rows[0]?.[columns.indexOf('n')]).toBe('罗湖')
  })

  test('of 207 sensors over 2,016 steps becomes 417,312 rows with sensor and time', async () => {
    const { rows, columns } = await read('road-speed/los_speed.csv', {
      unpivot: { keep: [], title: 'sensor', value: 'speed', row: 'at', start: '2012-03-01T00:00', every: '5m' },
    })
    expect(columns).toEqual(['sensor', 'speed', 'at'])
    expect(rows).toHaveLength(207 * 2_016)
    // 2,016 steps of five minutes are seven days: the last one begins five minutes before the eighth.
    expect(rows.at(-1)?.[2]).toBe('2012-03-07T23:55:00')
  })

  test('of the old binary kind is refused with what to do', async () => {
    await expect(read('ev-charging-weather/st-evcdp/SZweather20220619-20220718.xls')).rejects.toMatchObject({
      code: 'unreadable-file',
      detail: expect.stringContaining('.xls'),
    })
  })
})
