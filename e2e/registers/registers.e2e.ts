import { beforeAll, describe, expect } from 'vitest'
import { deliver, eventually, gone, seen, test } from '../journey.ts'
import { makeStations, stationsCsv } from '../stations.ts'

const stations = '/catalogue/ev-charging-station'

describe('registers', () => {
  beforeAll(async () => {
    // 60 in Futian (440304), one in Luohu (440303): seat of the district 114.131, 22.548.
    const futian = makeStations('R', 60)
    await deliver(
      'ev-charging-station',
      stationsCsv([...futian, { id: 'RL001', lng: 114.131, lat: 22.548, chargers: 9_999 }]),
    )
  })

  test('rows of a register are paged, filtered and narrowed to an area', async ({ page }) => {
    await page.goto(stations)
    await seen(page.getByRole('heading', { level: 1, name: '电动汽车充电站' }))
    const rows = page.locator('.rows-table tbody tr')
    await eventually(() => rows.count()).toBe(50)
    await page.getByRole('button', { name: '下一页' }).click()
    await seen(page.getByText(/第 51–/))
    // No other station of any journey has as many chargers.
    await page.getByRole('button', { name: '加条件' }).click()
    await page.getByLabel('信息项', { exact: true }).selectOption({ label: '充电桩数量' })
    await page.getByLabel('关系', { exact: true }).selectOption({ label: '不小于' })
    await page.getByLabel('值', { exact: true }).fill('9999')
    await page.getByRole('button', { name: '应用' }).click()
    await eventually(() => rows.count()).toBe(1)
    expect(await rows.first().innerText()).toContain('RL001')
    await rows.first().click()
    const panel = page.getByRole('complementary', { name: '一行数据' })
    await seen(panel.getByText('首次录入'))
    await page.keyboard.press('Escape')
    await gone(panel)
    // It lies in Luohu, so that nothing remains in Futian.
    await page.getByRole('combobox', { name: '区域' }).click()
    await page.getByRole('combobox', { name: '区域' }).fill('福田')
    await page
      .getByRole('treeitem', { name: '福田区' })
      .or(page.locator('.ant-select-tree-title', { hasText: '福田区' }))
      .first()
      .click()
    await seen(page.getByText('没有符合条件的行'))
    await page.getByRole('button', { name: /去掉条件/ }).click()
    await seen(page.getByText(/第 1–50 行/))
    expect(new URL(page.url()).searchParams.get('area')).toBe('440304')
  })

  test('residents are shown after a purpose, and masked', async ({ page }) => {
    await page.goto('/catalogue/resident')
    await seen(page.getByRole('heading', { name: '读取个人信息前，请说明用途' }))
    expect(await page.getByRole('table').count()).toBe(0)
    const go = page.getByRole('button', { name: '读取数据' })
    expect(await go.isDisabled()).toBe(true)
    await page.getByRole('radio', { name: '工作参考' }).check()
    await go.click()
    const rows = page.locator('.rows-table tbody tr')
    await seen(rows.first())
    await seen(page.getByText('用途：工作参考'))
    const text = await page.locator('.rows-table').innerText()
    expect(await page.locator('.value-masked').count()).toBeGreaterThan(0)
    // No complete identity number (GB 11643: 17 digits and a check character), no complete mobile number.
    expect(text).not.toMatch(/\d{17}[\dX]/)
    expect(text).not.toMatch(/\b1[3-9]\d{9}\b/)
    expect(page.url()).not.toContain('purpose')
    await page.getByRole('button', { name: '更改' }).click()
    await seen(page.getByRole('heading', { name: '读取个人信息前，请说明用途' }))
    await gone(page.getByRole('table'))
  })

  test('another role hides what it must', async ({ page }) => {
    await page.goto('/catalogue/resident')
    await seen(page.getByRole('link', { name: '导入数据' }))
    const takeRole = async (from: string, to: string) => {
      await page.getByRole('button', { name: from }).click()
      await page.locator('.role-panel').getByRole('button', { name: to }).click()
      await seen(page.getByRole('button', { name: `演示角色 ${to}` }))
    }
    await takeRole('市数据管理员', '访客')
    await seen(page.getByText('您的角色不能读取这个登记库'))
    await gone(page.getByRole('link', { name: '导入数据' }))
    expect(await page.getByRole('table').count()).toBe(0)
    // The steward of Futian sees Futian and nothing else.
    await takeRole('访客', '福田区数据管理员')
    await page.getByRole('radio', { name: '工作参考' }).check()
    await page.getByRole('button', { name: '读取数据' }).click()
    await seen(page.getByText('您的角色只能看到：福田区'))
    await page.goto(stations)
    await seen(page.locator('.rows-table tbody tr').first())
    await seen(page.getByText('您的角色只能看到：福田区'))
    expect(await page.getByText('RL001').count()).toBe(0)
  })
})
