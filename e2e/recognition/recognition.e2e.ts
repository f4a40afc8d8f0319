import { describe, expect } from 'vitest'
import { eventually, seen, serverUrl, test } from '../journey.ts'
import { makeMessyFile, messyRows } from './messy-file.ts'

const isWide = (text = '') => /[０-９]/.test(text)
/** Turned away by the rules: a wrong or full-width citizen ID, and a word that is in no list. */
const faulty = messyRows.filter((row, at) => at % 50 === 7 || isWide(row[3]) || row[6] === '合祖').length

describe('from a spreadsheet to a resource', () => {
  test('a table kept by hand is dropped, corrected, published as a resource and imported, every row accounted for', async ({
    visit,
  }) => {
    const page = await (await visit({ role: 'operator' })).newPage()
    await page.goto('/import')
    await page.getByRole('main').getByRole('link', { name: '从表格新建资源' }).click()
    await seen(page.getByRole('heading', { level: 1, name: '从表格新建资源' }))
    await page.locator('input[type=file]').setInputFiles(await makeMessyFile())
    await seen(page.getByText(`12 列 · 读了 ${messyRows.length} 行`))
    await seen(page.getByText('表头在第 4 行，其上的内容未读取'))

    await page.getByRole('button', { name: '下一步：列' }).click()
    const type = (name: string) => page.getByLabel(`${name} 的类型`)
    expect(await (await seen(type('身份证号码'))).inputValue()).toBe('citizen-id')
    expect(await page.getByLabel('坐标系').inputValue()).toBe('GCJ-02')
    expect(await page.getByLabel('本表含个人信息').isChecked()).toBe(true)
    expect(await page.getByLabel('纳入 序号').isChecked()).toBe(false)

    // One type is corrected, judged at once, taken back and corrected again.
    expect(await type('楼层').inputValue()).toBe('integer')
    await type('楼层').selectOption('boolean')
    await seen(page.getByText(/^已改为是\/否：\d(\.\d)?% 的值符合$/))
    await page.getByRole('button', { name: '撤销更正（1）' }).click()
    await type('楼层').selectOption('text')
    await seen(page.getByText('已改为文本：100% 的值符合'))
    // The register's own number is the key, not the person.
    await page.getByLabel('身份证号码 属于主键').uncheck()
    await page.getByLabel('登记编号 属于主键').check()
    await page.getByRole('button', { name: '租住方式：展开' }).click()
    await seen(page.getByText('个别值只出现一两次，可能是笔误，未列入代码表'))
    await page.getByLabel('已核对，就这样').check()

    await page.getByRole('button', { name: '下一步：资源' }).click()
    await seen(page.getByText('请选责任部门。'))
    await page.getByLabel('资源名称（中文）').fill('出租屋承租人（模拟）')
    await page.getByLabel('资源标识').fill('weather-hourly')
    await seen(page.getByText(/这个标识已是“.+”的。/))
    await page.getByLabel('资源标识').fill('rental-tenant')
    await page.getByLabel('责任部门').selectOption('statistics')
    await page.getByLabel('共享条件').fill('业务协同')

    // A reload loses the file, which is said, and nothing else.
    await page.reload()
    expect(await (await seen(page.getByLabel('资源标识'))).inputValue()).toBe('rental-tenant')
    await page.getByRole('button', { name: '下一步：发布与导入' }).click()
    await seen(page.getByText('存到 departments/statistics/resources/rental-tenant.yaml'))
    await seen(page.getByText('放进现行城市版本检查：没有问题'))
    await page.getByText('看文件内容（YAML）').click()
    await seen(page.getByText('# 楼层: 人工改定；样本中 100 % 的值符合'))
    await page.getByRole('button', { name: '存为草稿' }).click()
    await page.getByRole('button', { name: /^发布为第 \d+ 版$/ }).click()
    await seen(page.getByText(/^已发布为第 \d+ 版。$/))
    await seen(page.getByText('页面重新载入过', { exact: false }))
    await page.locator('input[type=file]').setInputFiles(await makeMessyFile())
    await page.getByRole('button', { name: '现在导入这个文件' }).click()

    await seen(page.getByRole('heading', { name: '导入数据' }))
    await seen(page.getByText('每一行的去向'))
    const batches = async () =>
      (
        (await (
          await fetch(`${serverUrl()}/api/batches?resource=rental-tenant`, {
            headers: { 'x-onecity-role': 'operator' },
          })
        ).json()) as { batches: object[] }
      ).batches
    expect(await batches()).toMatchObject([
      { received: messyRows.length, inserted: messyRows.length - faulty, rejected: faulty },
    ])

    await page.goto('/catalogue/rental-tenant?tab=rows')
    await page.getByLabel('数据校核').check()
    await page.getByRole('button', { name: '读取数据' }).click()
    await seen(page.getByText('ZL202600001'))
    await eventually(() => page.getByText('440399195', { exact: false }).count()).toBe(0)
  })

  test('a role without drafts is told who may; a file without rows says what it lacks', async ({
    visit,
    expectErrors,
  }) => {
    const visitor = await (await visit({ role: 'visitor' })).newPage()
    await visitor.goto('/recognise')
    await seen(visitor.getByText('您的角色不能新建资源'))
    expectErrors(/422/)
    const page = await (await visit()).newPage()
    await page.goto('/recognise')
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'empty.csv', mimeType: 'text/csv', buffer: Buffer.from('编号,名称\n') })
    await seen(page.getByText('文件是空的。'))
    await seen(page.getByText('there is a header (编号, 名称) and no row below it'))
  })
})
