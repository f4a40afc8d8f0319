import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { deliver, eventually, gone, seen, serverUrl, test } from '../journey.ts'
import { stationsCsv } from '../stations.ts'

type Area = { readonly code: string; readonly seat?: { readonly position: readonly [number, number] } }

/** An area without an outline: choosing it puts its seat into the middle of what the panels leave free. */
const findSeat = async () => {
  const read = async (path: string) => (await fetch(`${serverUrl()}${path}`)).json()
  const { areas } = (await read('/api/city/areas')) as { areas: readonly Area[] }
  const outlined = new Set(
    ((await read('/api/places/outlines')) as { features: { properties: { code: string } }[] }).features.map(
      ({ properties }) => properties.code,
    ),
  )
  const area = areas.find(({ code, seat }) => seat && !outlined.has(code))
  if (!area?.seat) throw new Error('the city has no area with a seat and without an outline')
  const [lng, lat] = area.seat.position
  return { code: area.code, lng, lat }
}

const canvasOf = (page: Page) => page.locator('canvas.maplibregl-canvas')

/** The layer panel counts what lies in sight once the map has come to rest. */
const inView = (page: Page) => seen(page.getByRole('region', { name: '图层' }).getByText(/视野内 [1-9]/))

describe('places', () => {
  test('the map draws the areas and names the one under the pointer', async ({ page }) => {
    await page.goto('/map?layers=-')
    const canvas = await seen(canvasOf(page))
    await eventually(() => canvas.getAttribute('aria-label')).toContain('城市地图')
    const box = await canvas.boundingBox()
    if (!box) throw new Error('the map has no size')
    // Somewhere right of the layer panel lies the city; the pointer goes along its middle until an area answers.
    const crumbs = page.getByRole('navigation', { name: '区域' })
    await eventually(async () => {
      for (const part of [0.55, 0.6, 0.65, 0.5, 0.7]) {
        await page.mouse.move(box.x + box.width * part, box.y + box.height / 2)
        if ((await crumbs.getByRole('button').count()) >= 2) return crumbs.innerText()
      }
      return ''
    }).toMatch(/深圳市[\s\S]*(区|街道)/)
    await seen(page.getByText('无审图号，仅供演示'))
  })

  test('a click on a point opens its row, and so does the keyboard', async ({ page }) => {
    const { code, lng, lat } = await findSeat()
    await deliver('ev-charging-station', stationsCsv([{ id: 'P-CLICK', lng, lat, chargers: 11 }]))
    await page.goto(`/map?layers=ev-charging-station&area=${code}`)
    const canvas = await seen(canvasOf(page))
    await inView(page)
    const box = await canvas.boundingBox()
    if (!box) throw new Error('the map has no size')
    // The layer panel covers 280 pixels at the left; the middle is that of the rest.
    await page.mouse.click(box.x + 280 + (box.width - 280) / 2, box.y + box.height / 2)
    const panel = page.getByRole('complementary', { name: '一行数据' })
    await seen(panel.getByText('P-CLICK'))
    await seen(panel.getByText('首次录入'))
    await page.keyboard.press('Escape')
    await gone(panel)
    // The panel gone, the map moves back; it counts again once it rests.
    await inView(page)
    await canvas.focus()
    await page.keyboard.press('Enter')
    await seen(panel.getByText('P-CLICK'))
  })

  test('layers are switched on and off, and the address keeps them', async ({ page }) => {
    await deliver('ev-charging-station', stationsCsv([{ id: 'P-LAYER', lng: 114.05, lat: 22.54, chargers: 1 }]))
    await page.goto('/map?layers=ev-charging-station')
    const layers = page.getByRole('region', { name: '图层' })
    const box = layers.getByRole('checkbox', { name: '电动汽车充电站' })
    await inView(page)
    expect(await box.isChecked()).toBe(true)
    await box.uncheck()
    await gone(layers.getByText(/视野内 \d/))
    await page.reload()
    await seen(layers)
    expect(await box.isChecked()).toBe(false)
  })
})
