import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect } from 'vitest'
import { eventually, gone, seen, serverUrl, test } from '../journey.ts'

const path = 'departments/meteorology/resources/weather-hourly.yaml'
const source = readFileSync(join(fileURLToPath(new URL('../../cities/shenzhen/', import.meta.url)), path), 'utf8')

describe('city versions', () => {
  test('a steward drafts a change, mends what the check points at, and sees what would differ; discarding leaves all as it was', async ({
    page,
  }) => {
    await page.goto('/city')
    await seen(page.getByRole('heading', { level: 1, name: '城市版本' }))
    await page.getByLabel('开始一份草稿').fill('逐小时改为每周更新')
    await page.getByRole('button', { name: '开始', exact: true }).click()
    await seen(page.getByRole('heading', { level: 1, name: '逐小时改为每周更新' }))

    await page.getByLabel('打开文件').fill(path)
    await page.getByRole('button', { name: '打开', exact: true }).click()
    const editor = await seen(page.getByRole('textbox', { name: `${path} 的文本` }))
    expect(await editor.inputValue()).toBe(source)
    await editor.fill(source.replace(/^owner: .*$/m, 'owner: meterology').replace(/^update: .*$/m, 'update: weekly'))
    await page.keyboard.press('Control+s')
    await seen(page.getByText('已保存'))

    await page.getByRole('button', { name: '检查并看差异' }).click()
    const line = source.split('\n').findIndex((text) => text.startsWith('owner: ')) + 1
    const place = page.getByRole('button', { name: `${path}:${line}:8` })
    await place.click()
    await seen(page.getByText('是否想写：meteorology'))
    // The cursor stands where the problem is.
    const cursor =
      source
        .split('\n')
        .slice(0, line - 1)
        .join('\n').length +
      1 +
      7
    await eventually(() => editor.evaluate('document.activeElement.selectionStart')).toBe(cursor)

    await editor.fill(source.replace(/^update: .*$/m, 'update: weekly'))
    await page.getByRole('button', { name: '保存' }).click()
    await seen(page.getByText('检查之后又有改动，请重新检查。'))
    await page.getByRole('button', { name: '检查并看差异' }).click()
    await gone(place)
    await seen(page.getByText('的更新周期由“daily”改为“weekly”'))
    // A steward drafts; publishing takes another role.
    await seen(page.getByText('发布须由有发布权的角色进行'))
    expect(await page.getByRole('button', { name: /^发布为第/ }).isDisabled()).toBe(true)

    const before = ((await (await fetch(`${serverUrl()}/api/city`)).json()) as { version: number }).version
    await page.getByRole('button', { name: '放弃草稿' }).click()
    await page.getByRole('alert').getByRole('button', { name: '放弃草稿' }).click()
    await seen(page.getByText(/已放弃/).first())
    expect(((await (await fetch(`${serverUrl()}/api/city`)).json()) as { version: number }).version).toBe(before)
  })
})
