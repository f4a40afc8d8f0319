import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { findUnnamed } from '../find-unnamed.ts'
import { deliver, eventually, gone, seen, test } from '../journey.ts'
import { makeStations, stationsCsv } from '../stations.ts'

/** Every page, with what shows that it is all there. */
const pages = [
  { path: '/', ready: (page: Page) => page.locator('.start-counts') },
  { path: '/catalogue', ready: (page: Page) => page.locator('tbody tr').first() },
  { path: '/catalogue/ev-charging-station', ready: (page: Page) => page.locator('.rows-table tbody tr').first() },
  { path: '/catalogue/resident', ready: (page: Page) => page.getByRole('radio').first() },
  { path: '/catalogue/ev-charging-station?tab=items', ready: (page: Page) => page.getByRole('table') },
  { path: '/catalogue/ev-charging-station?tab=about', ready: (page: Page) => page.getByRole('tab').nth(2) },
  { path: '/import?resource=ev-charging-station', ready: (page: Page) => page.locator('.file-drop') },
  { path: '/recognise', ready: (page: Page) => page.locator('.file-drop') },
  { path: '/batches', ready: (page: Page) => page.locator('tbody tr').first() },
  { path: '/map', ready: (page: Page) => page.locator('canvas.maplibregl-canvas') },
  { path: '/decisions', ready: (page: Page) => page.locator('.example-list') },
  { path: '/city', ready: (page: Page) => page.locator('.version-detail') },
  { path: '/recognise', ready: (page: Page) => page.locator('.file-drop') },
  { path: '/status', ready: (page: Page) => page.getByRole('heading', { level: 2, name: '最大的登记库' }) },
] as const

/** Text of what the focus is on, or its label. */
const focused = `(() => {
  const e = document.activeElement
  return (e?.getAttribute('aria-label') ?? e?.textContent ?? '').trim()
})()`

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const
const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'

describe('office', () => {
  test('language and appearance change at once and stay', async ({ page }) => {
    await page.goto('/catalogue')
    await seen(page.getByRole('heading', { level: 1, name: '信息资源目录' }))
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')
    await page.getByRole('button', { name: 'Switch to English' }).click()
    await seen(page.getByRole('heading', { level: 1, name: 'Resource catalogue' }))
    await seen(page.getByRole('link', { name: 'EV charging stations', exact: true }))
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    const background = () => page.evaluate('getComputedStyle(document.body).backgroundColor')
    const light = await background()
    // As the system → light → dark.
    await page.getByRole('button', { name: 'Appearance: As the system' }).click()
    await page.getByRole('button', { name: 'Appearance: Light' }).click()
    await eventually(() => page.locator('html').getAttribute('data-theme')).toBe('dark')
    expect(await background()).not.toBe(light)
    await page.reload()
    await seen(page.getByRole('heading', { level: 1, name: 'Resource catalogue' }))
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
  })

  test('every page can be named and found by a screen reader', async ({ page }) => {
    await deliver('ev-charging-station', stationsCsv(makeStations('A', 2)))
    const faults: Record<string, unknown> = {}
    for (const { path, ready } of pages) {
      await page.goto(path)
      await seen(ready(page))
      const found = (await page.evaluate(findUnnamed)) as string[]
      if (found.length > 0) faults[path] = found
    }
    expect(faults).toEqual({})
  })

  test('the keyboard meets the way to the content first, then the page in its order', async ({ page }) => {
    await page.goto('/catalogue')
    await seen(page.locator('tbody tr').first())
    await page.keyboard.press('Tab')
    expect(await page.evaluate(focused)).toBe('跳到正文')
    await page.keyboard.press('Enter')
    await eventually(() => page.evaluate('document.activeElement?.id')).toBe('content')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(focused)).toBe('名称、代码、信息项')
    // What has the focus is marked.
    expect(await page.evaluate(`getComputedStyle(document.activeElement).outlineStyle`)).not.toBe('none')
  })

  test('on a phone every page fits the width and the navigation is in reach', async ({ visit }) => {
    const page = await (await visit(phone)).newPage()
    await deliver('ev-charging-station', stationsCsv(makeStations('B', 2)))
    for (const { path, ready } of pages) {
      await page.goto(path)
      await seen(ready(page))
      expect(await page.evaluate(overflow), path).toBe(0)
      const navigation = await page.getByRole('navigation', { name: '主导航' }).boundingBox()
      expect(navigation && navigation.y >= 0 && navigation.y + navigation.height <= 844, path).toBe(true)
    }
    await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '地图' }).tap()
    await seen(page.locator('canvas.maplibregl-canvas'))
    await page.getByRole('button', { name: '图层' }).tap()
    await seen(page.getByRole('region', { name: '图层' }))
  })

  test('an address that leads nowhere says so', async ({ page }) => {
    await page.goto('/no-such-page')
    await seen(page.getByText('没有这个页面'))
    await page.getByRole('link', { name: '回到开始' }).click()
    await seen(page.locator('.start-counts'))
    await gone(page.getByText('没有这个页面'))
  })

  test('a page says what happened when the server cannot be reached, and recovers', async ({ visit, expectErrors }) => {
    expectErrors(/net::ERR_FAILED/)
    const context = await visit()
    const page = await context.newPage()
    await page.goto('/')
    await seen(page.locator('.start-counts'))
    await context.route('**/api/batches**', (route) => route.abort())
    await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '批次' }).click()
    const failure = await seen(page.getByRole('main').getByRole('button', { name: '重试' }))
    await context.unroute('**/api/batches**')
    await failure.click()
    await seen(page.locator('tbody tr').first())
  })
})
