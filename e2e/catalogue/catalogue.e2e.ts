import { describe, expect } from 'vitest'
import { eventually, gone, seen, serverUrl, test } from '../journey.ts'

describe('catalogue', () => {
  test('the start page shows the city and leads to every page', async ({ page }) => {
    await page.goto('/')
    await seen(page.getByRole('heading', { level: 1, name: '深圳' }))
    const city = (await (await fetch(`${serverUrl()}/api/city`)).json()) as { counts: Record<string, number> }
    const counts = page.locator('.start-counts')
    for (const [kind, name] of Object.entries({ areas: '区域', departments: '部门', resources: '信息资源' }))
      expect(
        await counts
          .locator('div', { has: page.getByText(name, { exact: true }) })
          .locator('dd')
          .innerText(),
      ).toBe(String(city.counts[kind]))
    // The rows that the first start filled in stand there as batches.
    await seen(page.getByRole('heading', { name: '最近的批次' }))
    await seen(page.locator('.start-list').getByText('完成').first())
    const navigation = page.getByRole('navigation', { name: '主导航' })
    for (const [link, heading] of [
      ['目录', '信息资源目录'],
      ['导入', '导入数据'],
      ['批次', '批次'],
      ['状态', '状态'],
    ] as const) {
      await navigation.getByRole('link', { name: link, exact: true }).click()
      await seen(page.getByRole('heading', { level: 1, name: heading }))
    }
    await navigation.getByRole('link', { name: '开始', exact: true }).click()
    await seen(page.getByRole('heading', { name: '十分钟导览' }))
  })

  test('a typo finds what was meant, a facet narrows it, and its quality is shown', async ({ page }) => {
    await page.goto('/catalogue')
    const rows = page.getByRole('table').locator('tbody tr')
    await seen(rows.first())
    await page.getByRole('searchbox', { name: '名称、代码、信息项' }).fill('常驻人口')
    await seen(rows.locator('mark', { hasText: '常住人口' }))
    await page.getByRole('searchbox', { name: '名称、代码、信息项' }).fill('常驻人口 zebra')
    await page.getByRole('button', { name: /人口/ }).first().click()
    await page.getByRole('radio', { name: /^人口/ }).check()
    expect(new URL(page.url()).searchParams.get('class')).toBe('101')
    await rows.getByRole('link', { name: '常住人口基本信息' }).click()
    await page.getByRole('tab', { name: '质量与更新' }).click()
    await seen(page.getByRole('heading', { name: '更新时限' }))
    await page.getByRole('tab', { name: '说明' }).click()
    await seen(page.getByText('共享平台：接口'))
    const turtle = await page.getByRole('link', { name: 'Turtle' }).getAttribute('href')
    expect(await (await fetch(`${serverUrl()}${turtle}`)).text()).toContain('dcat:Dataset')
  })

  test('the catalogue is searched by item names and narrowed by facets', async ({ page }) => {
    await page.goto('/catalogue')
    const rows = page.getByRole('table').locator('tbody tr')
    await seen(rows.first())
    const all = await rows.count()
    expect(all).toBeGreaterThanOrEqual(5)
    // 充电桩数量 is the name of an item, not of a resource: the list says so.
    await page.getByRole('searchbox', { name: '名称、代码、信息项' }).fill('充电桩数量')
    await seen(rows.getByRole('link', { name: '电动汽车充电站', exact: true }))
    await seen(rows.locator('.matched-items mark').first())
    await eventually(() => rows.count()).toBeLessThan(all)
    expect(new URL(page.url()).searchParams.get('q')).toBe('充电桩数量')
    await page.getByRole('button', { name: '清除筛选' }).click()
    await eventually(() => rows.count()).toBe(all)
    await page.getByRole('radio', { name: /^含个人信息/ }).check()
    await seen(
      rows
        .getByRole('link', { name: '居民' })
        .or(rows.getByRole('link', { name: /人口/ }))
        .first(),
    )
    await gone(rows.getByRole('link', { name: '电动汽车充电站', exact: true }))
    await page.getByRole('searchbox', { name: '名称、代码、信息项' }).fill('没有这样的资源')
    await seen(page.getByText('没有符合条件的资源'))
    // The address holds the question: the same page opens again from it.
    await page.reload()
    await seen(page.getByText('没有符合条件的资源'))
  })

  test('keys reach every page, the search and a table row', async ({ page }) => {
    await page.goto('/')
    await seen(page.getByRole('heading', { level: 1, name: '深圳' }))
    await page.keyboard.press('?')
    await seen(page.getByRole('dialog', { name: '键盘快捷键' }))
    await page.keyboard.press('Escape')
    await gone(page.getByRole('dialog'))
    await page.keyboard.press('g')
    await page.keyboard.press('c')
    await seen(page.getByRole('heading', { level: 1, name: '信息资源目录' }))
    const rows = page.getByRole('table').locator('tbody tr')
    await seen(rows.first())
    await rows.first().focus()
    await page.keyboard.press('ArrowDown')
    await seen(page.locator('tbody tr:nth-child(2):focus'))
    const name = await rows.nth(1).getByRole('link').innerText()
    await page.keyboard.press('Enter')
    await seen(page.getByRole('heading', { level: 1, name }))
    await page.keyboard.press('/')
    await page.keyboard.type('气象')
    await page.keyboard.press('Enter')
    await eventually(() => new URL(page.url()).searchParams.get('q')).toBe('气象')
  })
})
