import { describe, expect } from 'vitest'
import { deliver, eventually, seen, test } from '../journey.ts'
import { makeStations, stationsCsv } from '../stations.ts'

describe('live', () => {
  test('seven tabs of one browser are live at once and hear of a change', async ({ visit }) => {
    const context = await visit()
    // Over HTTP/1.1 a browser opens six connections to a host: tabs that each held one would leave the seventh without.
    const pages = await Promise.all(Array.from({ length: 7 }, () => context.newPage()))
    await Promise.all(pages.map((page) => page.goto('/')))
    for (const page of pages) await seen(page.locator('.live').getByText('实时', { exact: true }))
    await deliver('ev-charging-station', stationsCsv(makeStations('L', 3)))
    for (const page of pages) {
      const change = page.locator('.start-list[aria-live] li').first()
      await seen(change.getByRole('link', { name: '电动汽车充电站' }))
      expect(await change.innerText()).toContain('新增 3')
    }
  })

  test('an open register says that rows came, and shows them when asked', async ({ page }) => {
    await deliver('ev-charging-station', stationsCsv(makeStations('N', 1)))
    await page.goto('/catalogue/ev-charging-station?sort=-station_id')
    const rows = page.locator('.rows-table tbody tr')
    await seen(rows.first())
    await seen(page.locator('.live').getByText('实时', { exact: true }))
    await deliver('ev-charging-station', stationsCsv([{ id: 'ZZ-LIVE', lng: 114.05, lat: 22.54, chargers: 3 }]))
    await seen(page.getByText('1 处新变化'))
    expect(await page.getByText('ZZ-LIVE').count()).toBe(0)
    await page.getByRole('button', { name: '刷新' }).click()
    await eventually(() => rows.first().innerText()).toContain('ZZ-LIVE')
  })
})
