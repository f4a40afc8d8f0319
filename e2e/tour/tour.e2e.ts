import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { findUnnamed } from '../find-unnamed.ts'
import { eventually, seen, serverUrl, test } from '../journey.ts'

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const

const panel = (page: Page) => page.getByRole('complementary', { name: '十分钟导览' })
const heading = (page: Page) => panel(page).getByRole('heading', { level: 2 })
const reached = (page: Page) => seen(panel(page).getByText('做到了'))
const open = (page: Page) =>
  panel(page)
    .getByRole('button', { name: /^以“.+”打开$/ })
    .click()
const useSample = (page: Page) => panel(page).getByRole('button', { name: '用示例文件' }).click()
const next = (page: Page) => panel(page).getByRole('button', { name: '下一步' }).click()
const roleOf = async (page: Page) => (await page.context().cookies()).find(({ name }) => name === 'onecity-role')?.value

describe('tour', () => {
  test('each step opens its page under its role, and ticks itself when it worked', async ({ visit }) => {
    const page = await (await visit({ role: 'visitor' })).newPage()
    await page.goto('/')
    await page.getByRole('button', { name: '开始导览' }).click()

    await seen(heading(page).filter({ hasText: '一张图看全城' }))
    expect(await page.evaluate(findUnnamed)).toEqual([])
    await open(page)
    await seen(page.locator('canvas.maplibregl-canvas'))
    expect(await roleOf(page)).toBe('data-steward')
    expect(await panel(page).getByText('做到了').count()).toBe(0)

    // By keyboard from here to the next step.
    await page.locator('body').press('n')
    await seen(heading(page).filter({ hasText: '打错字也能找到' }))
    await open(page)
    await seen(page.getByRole('main').getByRole('link', { name: '电动汽车充电站', exact: true }))
    await reached(page)

    await next(page)
    await open(page)
    await seen(page.getByRole('heading', { level: 1, name: '常住人口基本信息' }))
    await panel(page).getByRole('button', { name: '换成“访客”' }).click()
    await reached(page)
    expect(await roleOf(page)).toBe('visitor')

    await next(page)
    await open(page)
    expect(await roleOf(page)).toBe('data-steward')
    await seen(page.locator('.file-drop'))
    await useSample(page)
    await reached(page)

    await next(page)
    await open(page)
    await seen(page.locator('.file-drop'))
    await useSample(page)
    await page.getByRole('button', { name: /^开始导入/ }).click()
    await page.getByRole('button', { name: '修复并入库' }).click()
    await reached(page)

    await next(page)
    await open(page)
    await seen(page.locator('.file-drop'))
    await useSample(page)
    await page.getByRole('main').getByText('整体替换').click()
    await page.getByRole('button', { name: /^开始导入/ }).click()
    await page.getByRole('button', { name: '放弃这一批' }).click()
    await reached(page)

    await next(page)
    await open(page)
    const batches = page.getByRole('main').getByRole('table').locator('tbody tr')
    // What the sample brought, mended rows too, is labelled as what it is.
    const answer = await fetch(`${serverUrl()}/api/batches?resource=ev-charging-station&status=done&limit=20`)
    const { batches: brought } = (await answer.json()) as { batches: { fileName: string | null; simulated: boolean }[] }
    const samples = brought.filter(({ fileName }) => fileName?.includes('.simulated.'))
    expect(samples.length).toBeGreaterThanOrEqual(1)
    expect(samples.every(({ simulated }) => simulated)).toBe(true)
    await batches.filter({ hasText: '充电站-有错' }).first().click()
    await page.getByRole('button', { name: '预览撤销' }).click()
    await page.getByRole('button', { name: '确认撤销' }).click()
    await reached(page)

    await next(page)
    await open(page)
    await panel(page).getByRole('button', { name: '起一份草稿并打开文件' }).click()
    await eventually(() => new URL(page.url()).pathname).toContain('/city/drafts/')

    await next(page)
    await open(page)
    await reached(page)
    expect(await roleOf(page)).toBe('operator')
    await seen(panel(page).getByText('npx onecity verify'))

    // Closed and opened again, after a reload, it is where it was.
    await page.locator('body').press('t')
    await page.reload()
    await page.getByRole('button', { name: '十分钟导览' }).click()
    await seen(heading(page).filter({ hasText: '运行、备份、核对' }))
    // One more when another journey filled a draft a moment ago: the tick asks the server, not this browser.
    await eventually(() =>
      panel(page)
        .getByRole('button', { name: /已做到/ })
        .count(),
    ).toBeGreaterThanOrEqual(7)
  })

  test('on a phone a step is a sheet that folds away from what it opened', async ({ visit }) => {
    const page = await (await visit(phone)).newPage()
    await page.goto('/')
    await page.getByRole('button', { name: '开始导览' }).tap()
    await panel(page)
      .getByRole('button', { name: /打错字也能找到/ })
      .tap()
    await panel(page)
      .getByRole('button', { name: /^以“.+”打开$/ })
      .tap()
    await seen(page.getByRole('main').getByText('电动汽车充电站').first())
    // It slides down after the page has come.
    await eventually(async () => {
      const sheet = await panel(page).boundingBox()
      return sheet !== null && sheet.height < 80 && sheet.y + sheet.height <= 844 - 56
    }).toBe(true)
    await panel(page).getByRole('button', { name: '展开' }).tap()
    await reached(page)
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0)
  })
})
