import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { folderOf, readCity } from '@onecity/city'
import type { DeclarationRequest } from '@onecity/contracts'
import { expect, test } from 'vitest'
import { nextCodes } from './next-codes.ts'
import { pathOf, writeDeclaration } from './write-declaration.ts'

const tiny = fileURLToPath(new URL('../../../../../cities/tiny', import.meta.url))
const files = new Map(
  readdirSync(tiny, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return [path.slice(tiny.length + 1), readFileSync(path, 'utf8')] as const
    }),
)

/** What YAML reads as something else than text, or as the end of it. */
const awkward = [
  'yes',
  'null',
  '007',
  '1.5',
  '2024-01-01',
  'a: b',
  'a # b',
  '{a}',
  '[x]',
  '"q" and \'p\'',
  '- dash',
  '&anchor *alias !tag',
  '%x',
  '@at `tick`',
  'tail\\',
  '行\u2028分',
  '🙂 字',
  '=1+1',
]

/** A code is one line; the check of the folder says so of any other. */
const codes = awkward.filter((value) => !value.includes('\u2028'))

const base: DeclarationRequest = {
  language: 'zh',
  file: { name: 'a\n# b.csv', records: 5, sampled: 5, complete: true },
  head: {
    id: 'awkward',
    name: { zh: '名: 称 #1', en: 'Name: "x"' },
    abstract: { zh: '多行\n摘要' },
    owner: 'works',
    share: { type: 'none', basis: { zh: '《条例》第 3 条：不予共享' } },
    open: { type: 'none' },
    update: 'half-yearly',
    personal: false,
  },
  key: { items: [], evidence: { zh: '无' } },
  items: awkward.map((title, at) => ({
    item: {
      id: `item_${at}`,
      name: { zh: title },
      type: 'code',
      codes: codes.map((value) => ({ value, name: { zh: value } })),
    },
    titles: [`${title} 列`],
    evidence: { zh: `第一行\n  - id: injected\n${title}` },
  })),
  leftOut: ['item_0', '无关'],
  intake: { headerLine: 3, delimiter: '\t' },
}

const read = async (request: DeclarationRequest) => {
  const text = writeDeclaration(request, '2026-11-20')
  const result = await readCity(folderOf(new Map([...files, [pathOf(request.head), text]])))
  expect(result.ok ? result.warnings : result.problems, text).toEqual([])
  if (!result.ok) throw new Error('refused')
  return result.city.resources.find(({ id }) => id === request.head.id)
}

test('whatever names, codes and titles hold, the file reads back as what was meant', async () => {
  const resource = await read(base)
  expect(resource).toMatchObject({
    name: { zh: '名: 称 #1', en: 'Name: "x"' },
    abstract: { zh: '多行\n摘要' },
    share: { type: 'none', basis: { zh: '《条例》第 3 条：不予共享' } },
    update: 'half-yearly',
    key: [],
    // A column that was left out does not come back in by the id of an item.
    intake: { headerLine: 3, delimiter: '\t', map: { item_0: null } },
  })
  expect(resource?.items.map(({ name }) => name.zh)).toEqual(awkward)
  expect(resource?.items.map(({ headers }) => headers)).toEqual(awkward.map((title) => [`${title} 列`]))
  for (const item of resource?.items ?? []) expect(item.codes?.map(({ value }) => value)).toEqual(codes)
})

test('a title of several lines, which no header can name, is mapped', async () => {
  const item = { id: 'amount', name: { zh: '金额' }, type: 'decimal' }
  const resource = await read({
    ...base,
    items: [{ item, titles: ['金额\n（元）'] }],
    leftOut: [],
    intake: { headerLine: 0, columns: ['1', '2'] },
  })
  expect(resource?.intake).toEqual({ headerLine: 0, columns: ['1', '2'], map: { '金额\n（元）': 'amount' } })
})

test('the next code follows the greatest ever used, as long as it was written; an unused class begins at one', () => {
  const names = ['1', '101', '101001', '101002'].map((code) => ({ code, name: { zh: code } }))
  const rules = {
    classification: { source: '', confidence: '', effectiveFrom: '', names },
    freshness: { source: '', effectiveFrom: '', limits: [] },
  }
  const next = nextCodes(rules, ['101001/0009', '101001/0010', '101001/0002', '101003/000007'])
  expect(next.map((each) => each.next)).toEqual(['101001/0011', '101002/000001'])
})
