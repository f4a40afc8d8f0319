import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { eventually, seen, test } from '../journey.ts'

/** The smallest city beside the reference city: it declares roads (lines) and parks (polygons). */

const root = fileURLToPath(new URL('../..', import.meta.url))
const startWithinMs = 60_000
let url = ''
let stop: () => Promise<void>

beforeAll(async () => {
  const data = mkdtempSync(join(tmpdir(), 'onecity-shapes-'))
  chmodSync(data, 0o755)
  const server = spawn(
    process.execPath,
    [
      join(root, 'apps/server/bin/onecity.mjs'),
      'serve',
      '--port',
      '0',
      '--data',
      data,
      '--city',
      'cities/tiny',
      '--demo',
      'off',
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] },
  )
  stop = async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve))
    server.kill('SIGTERM')
    await ended
    rmSync(data, { recursive: true, force: true })
  }
  url = await new Promise<string>((resolve, reject) => {
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
    createInterface(server.stdout).on('line', (line) => {
      const found = /open\s+(http:\/\/\S+)/.exec(line)?.[1]
      if (found !== undefined) resolve(found)
    })
  })
}, startWithinMs)
afterAll(() => stop())

const csvOf = (
  head: string,
  rows: readonly (readonly [id: string, name: string, rest: string, geometry: unknown])[],
): Buffer =>
  Buffer.from(
    `${head}\n${rows.map(([id, name, rest, geometry]) => `${id},${name},${rest}"${JSON.stringify(geometry).replaceAll('"', '""')}"`).join('\n')}\n`,
  )

/** A road through the middle of the west district, and a park around its seat (114.05, 22.6). */
const roads = csvOf('road_id,name,class,geometry', [
  [
    'R-1',
    '横路',
    'main,',
    {
      type: 'LineString',
      coordinates: [
        [114.01, 22.6],
        [114.09, 22.6],
      ],
    },
  ],
  ['R-2', '断路', 'main,', { type: 'LineString', coordinates: [[114.01, 22.6]] }],
])
const ring = [
  [114.14, 22.59],
  [114.16, 22.59],
  [114.16, 22.61],
  [114.14, 22.61],
]
const parks = csvOf('park_id,name,outline', [['P-1', '方园', '', { type: 'Polygon', coordinates: [ring] }]])

describe('lines and polygons', () => {
  test('roads and parks are imported from a table, drawn, and opened from the map', async ({ visit, expectErrors }) => {
    // A server of its own: another address than that of the other journeys.
    expectErrors(new RegExp(`^asked another host: ${url}`))
    const context = await visit({ baseURL: url })
    await context.addCookies([{ name: 'onecity-role', value: 'steward', url }])
    const page = await context.newPage()
    for (const [resource, file, buffer] of [
      ['road', '道路.csv', roads],
      ['park', '公园.csv', parks],
    ] as const) {
      await page.goto(`/import?resource=${resource}`)
      await page.locator('input[type=file]').setInputFiles({ name: file, mimeType: 'text/csv', buffer })
      await page.getByRole('button', { name: /^开始导入/ }).click()
      await seen(page.locator('.account-figures'))
    }
    // One road has a single position: it is turned away, with the reason.
    const rejects = (await (
      await fetch(`${url}/api/registers/road/rows`, { headers: { 'x-onecity-role': 'steward' } })
    ).json()) as { rows: unknown[] }
    expect(rejects.rows).toHaveLength(1)

    await page.goto('/map?layers=road,park&area=990102')
    const canvas = await seen(page.locator('canvas.maplibregl-canvas'))
    const layers = page.getByRole('region', { name: '图层' })
    await seen(layers.getByText('视野内 1').first())
    const box = await canvas.boundingBox()
    if (!box) throw new Error('the map has no size')
    // The road runs through the middle of what the layer panel leaves free.
    const middle = { x: box.x + 280 + (box.width - 280) / 2, y: box.y + box.height / 2 }
    const panel = page.getByRole('complementary', { name: '一行数据' })
    await page.mouse.click(middle.x, middle.y)
    await seen(panel.getByText('横路'))
    await seen(panel.getByText('西区'))
    await page.keyboard.press('Escape')

    await page.goto('/map?layers=road,park&area=990101')
    await eventually(() => layers.getByText('视野内 1').count()).toBeGreaterThanOrEqual(1)
    await canvas.focus()
    await page.keyboard.press('Enter')
    await seen(panel.getByText('方园'))
  })

  test('a layer is found by typing', async ({ visit, expectErrors }) => {
    // A server of its own: another address than that of the other journeys.
    expectErrors(new RegExp(`^asked another host: ${url}`))
    const context = await visit({ baseURL: url })
    await context.addCookies([{ name: 'onecity-role', value: 'steward', url }])
    const page = await context.newPage()
    await page.goto('/map?layers=road')
    const layers = page.getByRole('region', { name: '图层' })
    await seen(layers.getByRole('checkbox', { name: '公园绿地' }))
    await layers.getByRole('searchbox').fill('公园')
    const found = layers.getByRole('checkbox', { name: '公园绿地' })
    await found.check()
    await eventually(() => page.url()).toContain('layers=road%2Cpark')
    await layers.getByRole('searchbox').fill('没有这样的图层')
    await seen(layers.getByText(/没有与/))
    // What is on stays in sight, whatever is looked for.
    await seen(layers.getByRole('checkbox', { name: '道路中心线' }))
  })
})
