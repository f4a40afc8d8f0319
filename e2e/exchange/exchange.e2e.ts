import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { eventually, gone, seen, test } from '../journey.ts'
import { makeStations, stationsCsv } from '../stations.ts'

const importStations = '/import?resource=ev-charging-station'

/** Drops a file on the page as a person does with the mouse. */
const drop = async (page: Page, name: string, content: Buffer | string): Promise<void> => {
  await seen(page.locator('.file-drop'))
  const base64 = Buffer.from(content).toString('base64')
  const transfer = await page.evaluateHandle(`(() => {
    const data = new DataTransfer()
    const bytes = Uint8Array.from(atob(${JSON.stringify(base64)}), (c) => c.charCodeAt(0))
    data.items.add(new File([bytes], ${JSON.stringify(name)}))
    return data
  })()`)
  await page.locator('.file-drop').dispatchEvent('drop', { dataTransfer: transfer })
  await seen(page.locator('.chosen').getByText(name))
}

const send = (page: Page): Promise<void> => page.getByRole('button', { name: /^开始导入/ }).click()

/** The figures under the bar: 收到, 新增, 更新 … as numbers. */
const readAccount = async (page: Page): Promise<Record<string, number>> => {
  await seen(page.locator('.account-figures'))
  const figures: Record<string, number> = {}
  for (const figure of await page.locator('.account-figures > div').all()) {
    const name = await figure.locator('dt').innerText()
    // The share of the whole stands behind the count.
    const [share = ''] = await figure.locator('dd small').allInnerTexts()
    const count = (await figure.locator('dd').innerText()).replace(share, '')
    figures[name.trim()] = Number(count.replaceAll(',', ''))
  }
  return figures
}

const sumOf = ({ 收到: _, ...parts }: Record<string, number>): number =>
  Object.values(parts).reduce((sum, count) => sum + count, 0)

describe('exchange', () => {
  test('a dropped file is taken in and every row accounted for', async ({ page }) => {
    await page.goto(importStations)
    const good = makeStations('X', 40)
    const bad = [
      { id: 'XB01', lng: 114.05, lat: 22.54, chargers: 'many' },
      { id: 'XB02', lng: 114.05, lat: 22.54, chargers: 20_000 },
      // The key of a row above, which is kept.
      { id: 'X0001', lng: 114.05, lat: 22.54, chargers: 7 },
    ]
    await drop(page, 'stations.csv', stationsCsv([...good, ...bad]))
    await seen(page.getByText('必需的列都在'))
    await send(page)
    expect(await readAccount(page)).toEqual({ 收到: 43, 新增: 40, 退回: 3 })
    const rejects = page.locator('.rejects')
    // Line 1 is the header, so that the first rejected row stands in line 42.
    await seen(rejects.locator('tbody tr').first())
    expect(await rejects.locator('tbody tr').allInnerTexts()).toEqual([
      expect.stringMatching(/42[\s\S]*充电桩数量[\s\S]*many[\s\S]*不是整数/),
      expect.stringMatching(/43[\s\S]*充电桩数量[\s\S]*20000[\s\S]*超出范围/),
      expect.stringMatching(/44[\s\S]*主键与第 2 行相同/),
    ])
    const downloading = page.waitForEvent('download')
    await rejects.getByRole('link', { name: '下载退回的行（附原因列）' }).click()
    // A byte order mark for spreadsheets may lead.
    const file = (await text(await (await downloading).createReadStream())).replace(/^\uFEFF/, '')
    const lines = file.trim().split(/\r?\n/)
    expect(lines[0]).toMatch(/^station_id,longitude,latitude,charge_count,TAZID,area,perimeter,/)
    expect(lines.slice(1).map((line) => line.split(',').slice(0, 4).join(','))).toEqual([
      'XB01,114.05,22.54,many',
      'XB02,114.05,22.54,20000',
      'X0001,114.05,22.54,7',
    ])

    // The same file with one changed value: everything else is unchanged.
    await page.getByRole('button', { name: '再导入一个文件' }).click()
    await drop(
      page,
      'stations.csv.gz',
      gzipSync(stationsCsv(good.map((s, i) => (i === 0 ? { ...s, chargers: 30 } : s)))),
    )
    await send(page)
    expect(await readAccount(page)).toEqual({ 收到: 40, 更新: 1, 未变: 39 })
  })

  test('broken files are refused with what happened, what was kept and what to do', async ({ page, expectErrors }) => {
    // The browser reports the refusals themselves.
    expectErrors(/the server responded with a status of 422/)
    await page.goto(importStations)
    const whole = stationsCsv(makeStations('Y', 3_000))
    const cases = [
      { name: 'missing.csv', content: 'station_id,charge_count\nY1,3\n', what: '文件缺少必需的列' },
      { name: 'truncated.csv.gz', content: gzipSync(whole).subarray(0, 4_000), what: '文件不完整' },
      // 0xFF appears in neither UTF-8 nor GB18030.
      {
        name: 'encoding.csv',
        content: Buffer.concat([Buffer.from(whole), Buffer.from([0x59, 0xff, 0xff, 0x0a])]),
        what: '文件编码不是 UTF-8，也不是 GB18030',
      },
    ]
    for (const { name, content, what } of cases) {
      await drop(page, name, content)
      await send(page)
      const alert = await seen(page.getByRole('alert'))
      expect(await alert.innerText(), name).toContain(what)
      expect(await alert.innerText(), name).toContain('没有保留任何行。登记库和导入之前完全一样。')
      await page.getByRole('button', { name: '再导入一个文件' }).click()
    }
    // Wholly out: none of the rows that came before the fault is there.
    await page.goto('/catalogue/ev-charging-station?where=[["station_id","starts","Y"]]')
    await seen(page.getByText(/没有符合条件的行|登记库还没有数据/))
  })

  test('a missing column is told before anything is sent', async ({ page }) => {
    await page.goto(importStations)
    await drop(page, 'short.csv', 'station_id,longitude,latitude\nS1,114.05,22.54\n')
    await seen(page.getByText(/缺少必需的列：.*充电桩数量/))
  })

  test('a table with notes above it is previewed, its strange column mapped by hand, and taken in', async ({
    page,
  }) => {
    await page.goto(importStations)
    const [header = '', ...rows] = stationsCsv(makeStations('P', 6)).trim().split('\n')
    const strange = header.replace('charge_count', '桩')
    const blank = ','.repeat(header.split(',').length - 1)
    await drop(page, 'report.csv', [`深圳市充电站统计表${blank}`, blank, strange, ...rows].join('\n'))
    await seen(page.getByText(/缺少必需的列：.*充电桩数量/))
    const panel = page.locator('.preview-panel')
    expect(await panel.getByLabel('表头行').inputValue()).toBe('3')
    await panel.getByLabel(/^桩 →/).selectOption({ label: '充电桩数量' })
    await seen(page.getByText('必需的列都在'))
    const saving = page.waitForEvent('download')
    await page.getByRole('button', { name: '保存列映射文件' }).click()
    const saved = JSON.parse(await text(await (await saving).createReadStream())) as { map: Record<string, string> }
    expect(saved.map).toEqual({ 桩: 'charge_count' })
    await send(page)
    expect(await readAccount(page)).toEqual({ 收到: 6, 新增: 6 })
  })

  test('batches are listed, narrowed and opened', async ({ page, expectErrors }) => {
    expectErrors(/the server responded with a status of 422/)
    await page.goto(importStations)
    await drop(page, 'kept.csv', stationsCsv(makeStations('Z', 5)))
    await send(page)
    await seen(page.locator('.account-figures'))
    await page.getByRole('button', { name: '再导入一个文件' }).click()
    await drop(page, 'refused.csv', 'station_id\nZ1\n')
    await send(page)
    await seen(page.getByRole('alert'))

    await page.goto('/batches')
    const rows = page.getByRole('table').locator('tbody tr')
    await eventually(() => rows.first().innerText()).toContain('refused.csv')
    expect(await rows.first().innerText()).toContain('失败')
    await page.getByLabel('状态', { exact: true }).selectOption({ label: '完成' })
    await gone(rows.getByText('refused.csv'))
    await rows.filter({ hasText: 'kept.csv' }).first().click()
    await seen(page.getByText('变更号'))
    expect(await readAccount(page)).toEqual({ 收到: 5, 新增: 5 })
  })

  test('a row that breaks a quality rule says which, is mended by hand, and the resource shows its rules with their counts', async ({
    page,
  }) => {
    await page.goto('/import?resource=ev-charging-zone')
    const zone = (id: number, count: number, fast: number, slow: number) =>
      `${id},${id},${count},${fast},${slow},0.7,114.1,22.54,0,0`
    const header = 'grid,num,count,fast_count,slow_count,area,lon,la,CBD,dynamic_pricing'
    await drop(page, 'zones.csv', [header, zone(9001, 5, 2, 3), zone(9002, 9, 2, 3), zone(9003, 0, 0, 0)].join('\n'))
    const rule = '快充桩加慢充桩等于充电桩数量'
    await seen(page.getByText(`1 条不符合质量规则“${rule}”，会被退回`))
    await send(page)
    expect(await readAccount(page)).toEqual({ 收到: 3, 新增: 2, 退回: 1 })
    await seen(page.locator('.batch-rules li').filter({ hasText: rule }).getByText('退回 1 行'))
    const reject = page.locator('.rejects tbody tr')
    expect(await reject.innerText()).toMatch(
      new RegExp(`charge_count=9, fast=2, slow=3[\\s\\S]*违反质量规则“${rule}”：charge_count = fast \\+ slow`),
    )
    await reject.getByRole('button', { name: '修改' }).click()
    await seen(page.locator('.reject-edit .reject-reason'))
    await page.locator('.reject-edit').getByLabel('充电桩数量').fill('5')
    await page.locator('.reject-edit').getByRole('button', { name: '入库' }).click()
    await seen(page.getByText('收到 1 行：入库 1，仍退回 0'))

    await page.goto('/catalogue/ev-charging-zone?tab=quality')
    const declared = page.locator('.quality-rules li').filter({ hasText: rule })
    await seen(declared.getByText('不符则退回'))
    // The last batch is the mended row, which keeps the rule.
    await seen(declared.getByText('退回 0 行'))
  })

  test('positions are read again as of another system, by a batch that says so; its mapping serves the next file', async ({
    page,
  }) => {
    await page.goto(importStations)
    const [header = '', ...rows] = stationsCsv(makeStations('G', 8)).trim().split('\n')
    await drop(page, 'other-system.csv', [header.replace('charge_count', '桩'), ...rows].join('\n'))
    await page.locator('.preview-panel').getByLabel(/^桩 →/).selectOption({ label: '充电桩数量' })
    await seen(page.getByText('必需的列都在'))
    await send(page)
    await seen(page.locator('.account-figures'))
    await page.getByRole('button', { name: '坐标读成了别的坐标系？' }).click()
    await page.locator('.reread-readings label').filter({ hasText: 'BD-09' }).click()
    // WGS-84 and BD-09 are a kilometre apart here, give or take.
    await seen(
      page
        .locator('.reread tbody')
        .getByText(/^[\d,]{3,5} 米$/)
        .first(),
    )
    await page.getByRole('button', { name: '以 BD-09 重新解读 8 个坐标' }).click()
    await seen(page.getByText('已重新解读 8 行'))
    await page.locator('.reread').getByRole('link', { name: '查看批次' }).click()
    await seen(page.getByText(/→ BD-09/))
    expect(await readAccount(page)).toEqual({ 涉及: 8, 更新: 8 })

    await page.getByRole('definition').getByRole('link', { name: '查看批次' }).click()
    await seen(page.locator('.read-as').getByText('桩'))
    await page.getByRole('link', { name: '用同样的读法再导入' }).click()
    await seen(page.getByText('用的是一个批次的读法'))
    await drop(page, 'next.csv', [header.replace('charge_count', '桩'), ...rows].join('\n'))
    await seen(page.getByText('必需的列都在'))
  })

  test('an item that the file lacks, a wide table and a file without header are laid out in forms', async ({
    page,
  }) => {
    await page.goto('/import?resource=ev-charging-station')
    const [header = '', ...rows] = stationsCsv(makeStations('H', 3)).trim().split('\n')
    const at = header.split(',').indexOf('charge_count')
    const without = (line: string) =>
      line
        .split(',')
        .filter((_, i) => i !== at)
        .join(',')
    await drop(page, 'fixed.csv', [header, ...rows].map(without).join('\n'))
    await seen(page.getByText(/缺少必需的列：.*充电桩数量/))
    const panel = page.locator('.preview-panel')
    await panel.getByText('宽表、固定值').click()
    await panel.getByLabel('添加固定值').selectOption({ label: '充电桩数量' })
    await panel.getByLabel('充电桩数量', { exact: true }).fill('6')
    await seen(page.getByText('必需的列都在'))
    const saving = page.waitForEvent('download')
    await page.getByRole('button', { name: '保存列映射文件' }).click()
    const saved = JSON.parse(await text(await (await saving).createReadStream())) as Record<string, unknown>
    expect(saved['constants']).toEqual({ charge_count: '6' })

    await page.locator('.file-drop input').setInputFiles({
      name: 'wide.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        'station_id,longitude,latitude,TAZID,area,perimeter,2024,2025\nH8001,114.05,22.54,1,1000.5,400,3,4\n',
      ),
    })
    await seen(page.getByText(/缺少必需的列：充电桩数量/))
    await panel.getByText('宽表、固定值').click()
    await panel.getByLabel('把列转成行（宽表）').check()
    await seen(page.getByText('必需的列都在'))
    expect(await panel.getByRole('group', { name: '保留的列' }).getByRole('checkbox', { checked: false }).count()).toBe(
      2,
    )
    expect(await panel.locator('.preview-rows tbody tr').allInnerTexts()).toEqual([
      expect.stringMatching(/^2 · 2024[\s\S]*H8001[\s\S]*3/),
      expect.stringMatching(/^2 · 2025[\s\S]*H8001[\s\S]*4/),
    ])

    await page.locator('.file-drop input').setInputFiles({
      name: 'bare.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('H9001,114.05,22.54,3,1,1000.5,400\nH9002,114.06,22.55,4,1,1000.5,400\n'),
    })
    await panel.getByLabel('表头行').selectOption('0')
    await seen(panel.getByText('H9001').first())
    // What stands in a column is beside its name.
    expect(await panel.locator('.column-names li').first().innerText()).toContain('H9001')
    await panel.getByRole('button', { name: '按信息项的顺序起名' }).click()
    await seen(page.getByText('必需的列都在'))
    await send(page)
    expect(await readAccount(page)).toEqual({ 收到: 2, 新增: 2 })
  })

  test('bad rows are mended in groups and by hand; an empty replace is held and discarded; a batch is taken back', async ({
    page,
  }) => {
    await page.goto(importStations)
    const good = makeStations('R', 30)
    const [header = '', ...rows] = stationsCsv(good).trim().split('\n')
    // Full-width digits in the first ten rows, a thousands separator in the next, no number at all in the one after.
    const wide = (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
    const cells = rows.map((row) => row.split(','))
    const at = header.split(',').indexOf('charge_count')
    const bad = cells.map((row, i) =>
      row
        .map((cell, k) => (k !== at ? cell : i < 10 ? wide(cell) : i === 10 ? '"1,000"' : i === 11 ? 'many' : cell))
        .join(','),
    )
    await drop(page, 'mend.csv', `${[header, ...bad].join('\n')}\n`)
    await send(page)
    expect(await readAccount(page)).toEqual({ 收到: 30, 新增: 18, 退回: 12 })
    const groups = page.locator('.repair-group')
    await seen(groups.first())
    expect(await groups.allInnerTexts()).toEqual([
      expect.stringMatching(/充电桩数量[\s\S]*全角改半角[\s\S]*10 行/),
      expect.stringMatching(/充电桩数量[\s\S]*去掉千位分隔符[\s\S]*1 行[\s\S]*1,000[\s\S]*1000/),
    ])
    await page.getByRole('button', { name: '修复并入库' }).click()
    await seen(page.getByText('收到 11 行：入库 11，仍退回 0'))
    await page.locator('.rejects').getByRole('button', { name: '修改' }).click()
    await page.locator('.reject-wrong input').fill('7')
    await page.getByRole('button', { name: '入库', exact: true }).click()
    await seen(page.getByText('收到 1 行：入库 1，仍退回 0'))

    await page.goto(importStations)
    await drop(page, 'nothing.csv', `${header}\n`)
    await page.getByText('整体替换').click()
    await send(page)
    await seen(page.getByText(/执行后将删除 [\d,]+ 行，现有 [\d,]+ 行/))
    await seen(page.getByText('登记库会被清空，所以等您决定。登记库现在没有改变。'))
    await seen(page.locator('.held-rows tbody tr').first())
    await page.getByRole('button', { name: '放弃这一批' }).click()
    await gone(page.locator('.held'))
    await page.goto('/catalogue/ev-charging-station?where=[["station_id","starts","R"]]')
    await seen(page.getByText('R0012').first())

    await page.goto('/batches')
    await page.getByRole('table').locator('tbody tr').filter({ hasText: 'mend.csv' }).last().click()
    await page.getByRole('button', { name: '预览撤销' }).click()
    await page.getByRole('button', { name: '确认撤销' }).click()
    expect(await readAccount(page)).toEqual({ 涉及: 18, 删除: 18 })
  })

  const samples = process.env['ONECITY_SAMPLES']
  const realFiles = [
    { resource: 'ev-charging-station', file: 'ev-charging-weather/urbanev/inf_raw.csv' },
    { resource: 'nyc-service-ticket', file: 'tickets-311/nyc/311_subset.micro.csv' },
  ]
  for (const { resource, file } of realFiles)
    test(`the real file ${basename(file)} is taken in, every row accounted for`, async ({ page, skip }) => {
      if (samples === undefined) skip('ONECITY_SAMPLES is not set')
      const path = join(samples as string, file)
      await page.goto(`/import?resource=${resource}`)
      await page.locator('.file-drop input').setInputFiles(path)
      await seen(page.getByText('必需的列都在'))
      await send(page)
      const account = await readAccount(page)
      // Lines of the file but its header; none of these files breaks a line inside a cell.
      const lines = readFileSync(path, 'utf8').trimEnd().split('\n').length - 1
      expect(account['收到']).toBe(lines)
      expect(sumOf(account)).toBe(lines)
      expect((account['新增'] ?? 0) + (account['更新'] ?? 0) + (account['未变'] ?? 0)).toBeGreaterThan(lines * 0.9)
    })
})
