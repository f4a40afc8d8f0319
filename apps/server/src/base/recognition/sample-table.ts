/** What exchange read of a file, as a table that can be recognised: columns without a title, or with one twice, are left out. */

import type { Text } from '@onecity/city'
import { AppError } from '../../kernel/app-error.ts'
import { type FileSample, normalTitle } from '../exchange/index.ts'
import type { TableSample } from './table-sample.ts'

/** More columns than a table of a department has; a register takes no more either. */
const mostColumns = 500
const geometryTitle = 'geometry'

/** The table in a sample, and what is worth telling of how it was found. Throws for what holds no table. */
export const tableOf = (
  sample: FileSample,
): { readonly table: TableSample; readonly from: readonly number[]; readonly notices: readonly Text[] } => {
  const { header, rows, facts } = sample
  if (header.every((title) => title.trim() === ''))
    throw new AppError('empty-file', { detail: 'there is no header and no row in what was read' })
  if (header.length > mostColumns)
    throw new AppError('unreadable-file', {
      detail: `the table has ${header.length} columns; a resource has at most ${mostColumns}. A column for every day or place is better sent as rows`,
      params: { columns: header.length },
    })
  if (sample.records === 0)
    throw new AppError('empty-file', {
      detail: `there is a header (${header.slice(0, 8).join(', ')}) and no row below it`,
    })
  const notices: Text[] = []
  const seen = new Set<string>()
  const from: number[] = []
  const untitled: number[] = []
  const twice: string[] = []
  for (const [at, title] of header.entries()) {
    const normal = normalTitle(title)
    if (normal === '') {
      if (rows.some((row) => (row[at]?.trim() ?? '') !== '')) untitled.push(at + 1)
    } else if (seen.has(normal)) twice.push(title)
    else {
      seen.add(normal)
      from.push(at)
    }
  }
  if (untitled.length > 0)
    notices.push({
      zh: `第 ${untitled.join('、')} 列没有标题，未读取`,
      en: `column ${untitled.join(', ')} has no title and was left out`,
    })
  if (twice.length > 0)
    notices.push({
      zh: `标题重复的列只读取第一列：${twice.join('、')}`,
      en: `of columns with the same title only the first was read: ${twice.join(', ')}`,
    })
  const data = header.filter((title) => /^[-+]?[\d.,/:\s]+$/.test(title.trim())).length
  if (facts.headerLine !== 0 && header.length > 1 && data * 2 >= header.length)
    notices.push({
      zh: '表头看起来像一行数据：如果文件没有表头，请在上方选择“没有表头”',
      en: 'the header looks like a row of data: if the file has none, choose “no header” above',
    })
  if (sample.faulty > 0)
    notices.push({
      zh: `${sample.faulty} 行的列数与表头不符，未参与识别`,
      en: `${sample.faulty} rows have other columns than the header and were not looked at`,
    })
  const geometryAt = from.findIndex((at) => header[at] === geometryTitle)
  return {
    table: {
      columns: from.map((at) => (header[at] as string).trim()),
      rows: rows.map((row) => from.map((at) => row[at] ?? null)),
      complete: sample.complete && sample.rows.length + sample.faulty === sample.records,
      ...(facts.geometry !== null && geometryAt !== -1
        ? { geometry: { column: geometryAt, kind: facts.geometry } }
        : {}),
    },
    from,
    notices,
  }
}

/** Different values of some columns kept to judge other types by: so many, and so many characters together. */
const mostValues = 300
const mostCharacters = 24_000

/** The different values of one column, or of two as pairs, most frequent first; of too many, evenly taken. */
export const valuesOf = (
  rows: TableSample['rows'],
  at: readonly number[],
): { fields: (string | null)[]; count: number }[] => {
  const counts = new Map<string, { fields: (string | null)[]; count: number }>()
  for (const row of rows) {
    const fields = at.map((column) => row[column]?.trim() ?? '')
    if (fields.every((field) => field === '')) continue
    const key = fields.join('\0')
    const known = counts.get(key)
    if (known) known.count++
    else counts.set(key, { fields: fields.map((field) => field || null), count: 1 })
  }
  const sorted = [...counts.values()].sort((a, b) => b.count - a.count)
  const step = Math.max(1, sorted.length / mostValues)
  const kept: typeof sorted = []
  let characters = 0
  for (let next = 0; next < sorted.length && kept.length < mostValues; next += step) {
    const value = sorted[Math.floor(next)] as (typeof sorted)[number]
    const length = value.fields.reduce((sum, field) => sum + (field?.length ?? 0), 0)
    if (characters + length > mostCharacters) continue
    characters += length
    kept.push(value)
  }
  return kept
}
