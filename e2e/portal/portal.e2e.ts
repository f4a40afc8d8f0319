import { gzipSync } from 'node:zlib'
import { describe, expect } from 'vitest'
import { findUnnamed } from '../find-unnamed.ts'
import { eventually, seen, serverUrl, test } from '../journey.ts'

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const
const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
/** What a person on a slow connection waits for: page, scripts and styles, as they travel. */
const mostBytes = 120_000

/** Controls that are smaller than a finger; words inside a sentence or a list may be lower. */
const findSmall = `[...document.querySelectorAll('button, summary, input, nav a')]
  .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 44)
  .map((e) => e.outerHTML.slice(0, 100))`

/** Two made-up items in the form of the city's list of service items. */
const deliverServiceItems = async (): Promise<void> => {
  const items = [
    { name: '居住证办理', link: 'a' },
    { name: '社保卡补领', link: 'b' },
  ]
  const answer = await fetch(
    `${serverUrl()}/api/registers/guangan-service-item/batches?key=${crypto.randomUUID()}&simulated=true`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-onecity-role': 'data-steward' },
      body: JSON.stringify([{ department: '公安局', items: [{ name: '户政', sub_items: items }] }]),
    },
  )
  expect(answer.status, await answer.text()).toBe(200)
}

describe('portal', () => {
  test('everybody finds open data on a phone, reads it and takes it away, whatever role the browser took', async ({
    visit,
  }) => {
    // The office's role must not follow: the portal shows what a visitor may see.
    const context = await visit({ ...phone, role: 'operator' })
    const page = await context.newPage()
    await page.goto('/portal')
    await seen(page.getByRole('heading', { level: 1, name: '查深圳市公开的数据' }))
    await seen(page.locator('.entries li').first())
    expect(await page.evaluate(overflow)).toBe(0)
    expect(await page.evaluate(findSmall)).toEqual([])
    expect(await page.evaluate(findUnnamed)).toEqual([])

    // Who holds what: a register of persons is named, and not offered.
    const police = page.locator('details', { hasText: '市公安局' })
    await police.locator('summary').tap()
    await seen(police.getByText('含个人信息').first())
    expect(await police.getByRole('link').count()).toBe(0)

    // A typo finds what was meant.
    await page.getByRole('searchbox', { name: '想找什么' }).fill('冲电桩')
    await page.getByRole('button', { name: '查找' }).tap()
    await seen(page.getByRole('link', { name: '电动汽车充电站', exact: true }))
    expect(new URL(page.url()).searchParams.get('q')).toBe('冲电桩')
    await page.goBack()

    await page.getByRole('link', { name: '宏观经济分月分行业指标' }).tap()
    await seen(page.getByRole('table').locator('tbody tr').first())
    expect(await page.evaluate(findUnnamed)).toEqual([])
    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: '下载表格（CSV）' }).tap()
    expect((await downloading).suggestedFilename()).toBe('economy-monthly.csv')

    await page.getByRole('button', { name: '大字' }).tap()
    await eventually(() => page.evaluate('getComputedStyle(document.body).fontSize')).toBe('25.2px')
    expect(await page.evaluate(overflow)).toBe(0)
    await page.getByRole('button', { name: 'Switch to English' }).tap()
    await seen(page.getByRole('heading', { level: 1, name: 'Economy by month and industry' }))
    expect(await page.evaluate(overflow)).toBe(0)
  })

  test('service items are found by their names once a city has brought its list', async ({ visit }) => {
    await deliverServiceItems()
    const page = await (await visit(phone)).newPage()
    await page.goto('/portal?q=居住证')
    const items = page.getByRole('region', { name: '办事事项' })
    await seen(items.getByText('居住证办理'))
    expect(await items.getByRole('listitem').count()).toBe(1)
    // Another city's list, and generated: both are said.
    await seen(items.getByText('外地示例', { exact: true }))
    await seen(items.getByText('含模拟数据'))
  })

  test('its first load is light, and brings neither the office’s components nor a map', async () => {
    const page = await (await fetch(`${serverUrl()}/portal`)).text()
    const files = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path)
    const texts = await Promise.all(files.map(async (path) => (await fetch(`${serverUrl()}${path}`)).text()))
    expect(files.length).toBeGreaterThan(1)
    const bytes = [page, ...texts].reduce((sum, text) => sum + gzipSync(text).length, 0)
    expect(bytes).toBeLessThan(mostBytes)
    expect(texts.filter((text) => /maplibre|ant-btn/.test(text))).toEqual([])
  })
})
