import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Batch, RejectPage } from '@onecity/contracts'
import {
  type BatchOutcome,
  type BatchProgress,
  type Client,
  type FileLayout,
  makeClient,
  type SendBatchOptions,
  sendBatch,
} from '@onecity/sdk/node'
import { UsageError } from '../platform/config/index.ts'
import { askYes, confirmHeld, printHeld } from './batch-command.ts'
import type { Command } from './command.ts'
import { printPreview } from './print-preview.ts'
import { makeProgressLine } from './progress-line.ts'

const modes = ['upsert', 'append', 'delete', 'replace'] as const
const formats = ['csv', 'ndjson', 'json', 'xlsx', 'geojson', 'shapefile'] as const

const oneOf = <T extends string>(
  name: string,
  value: string | true | undefined,
  allowed: readonly T[],
): T | undefined => {
  if (value === undefined) return undefined
  const found = allowed.find((each) => each === value)
  if (!found) throw new UsageError(`--${name}: ${String(value)}？可用 one of: ${allowed.join(', ')}`)
  return found
}

/** The same file for the same resource and mode, read the same way, gets the same key, so that sending it twice takes it in once. */
const fingerprint = async (file: string, resource: string, mode: string, layout: FileLayout): Promise<string> => {
  const { fileName: _, ...readAs } = layout
  const said = Object.keys(readAs).length === 0 ? '' : `${JSON.stringify(readAs)}\n`
  const hash = createHash('sha256').update(`${resource}\n${mode}\n${said}`)
  await pipeline(createReadStream(file, { highWaterMark: 1024 * 1024 }), hash)
  return `sha256-${hash.digest('hex').slice(0, 40)}`
}

const count = (value: number): string => value.toLocaleString('en-US')

const accounting = (batch: Batch) => ({
  batch: batch.id,
  received: batch.received,
  inserted: batch.inserted,
  updated: batch.updated,
  unchanged: batch.unchanged,
  deleted: batch.deleted,
  rejected: batch.rejected,
})

/** Told apart from a connection lost on the way: here nothing has been sent yet. */
const answers = async (url: string): Promise<boolean> => {
  try {
    await fetch(new URL('/api/health/live', url), { signal: AbortSignal.timeout(10_000) })
    return true
  } catch {
    return false
  }
}

const secondsLeft = (batch: Batch): number | null => {
  if (!batch.bytesExpected || batch.bytesReceived === 0) return null
  const elapsed = (Date.now() - Date.parse(batch.startedAt)) / 1000
  return (elapsed * (batch.bytesExpected - batch.bytesReceived)) / batch.bytesReceived
}

const describe = ({ batch }: BatchProgress): string => {
  if (!batch) return '连接中 connecting …'
  if (batch.status === 'merging') return `合并 merging ${count(batch.received)} 行 rows …`
  const left = secondsLeft(batch)
  const share = batch.bytesExpected ? ` ${Math.floor((100 * batch.bytesReceived) / batch.bytesExpected)} %` : ''
  const rate = batch.rowsPerSecond ? ` · ${count(batch.rowsPerSecond)} 行/秒 rows/s` : ''
  return `接收 receiving${share} · ${count(batch.received)} 行 rows${rate}${left === null ? '' : ` · 剩 ${Math.ceil(left)} s left`}`
}

const printDone = (batch: Batch, print: (line: string) => void) => {
  if (batch.repeated)
    print(
      `这份文件此前已接收，未再处理。This delivery was taken in before; nothing was done again. (--again 重新处理 to process it again)`,
    )
  print(`批次 batch ${batch.id}`)
  print(
    `收到 received ${count(batch.received)} = 新增 inserted ${count(batch.inserted)} + 更新 updated ${count(batch.updated)} + 未变 unchanged ${count(
      batch.unchanged,
    )}${batch.mode === 'replace' ? '' : ` + 删除 deleted ${count(batch.deleted)}`}${batch.absent ? ` + 不存在 absent ${count(batch.absent)}` : ''} + 退回 rejected ${count(batch.rejected)}`,
  )
  if (batch.mode === 'replace') print(`删除 deleted ${count(batch.deleted)}；现有 rows ${count(batch.rowsAfter ?? 0)}`)
  if (batch.rowsPerSecond) print(`${count(batch.rowsPerSecond)} 行/秒 rows/s`)
  for (const notice of batch.notices) print(`注意 note: ${notice.zh} ${notice.en ?? ''}`)
  for (const { title, check, severity, rows } of batch.quality.filter((rule) => rule.rows > 0))
    print(
      `质量规则 quality rule: ${title.zh} ${title.en ?? ''} (${check}): ${count(rows)} 行 rows ${severity === 'reject' ? '退回 rejected' : '不符，已收下 break it, taken in'}`,
    )
}

const reasonsShown = 5

/** Why rows were turned away, most frequent first, each with an example, and where to get them all. */
const printRejects = async (client: Client, batch: Batch, print: (line: string) => void) => {
  const path = `/api/batches/${batch.id}/rejects`
  const { byReason, rejects } = (await (await client.request(path, { query: { limit: 200 } })).json()) as RejectPage
  for (const { code, item, rule, count: rows, reason } of byReason.slice(0, reasonsShown)) {
    const example = rejects.find((reject) => reject.code === code && reject.item === item && reject.rule === rule)
    const shown = example
      ? `（如第 ${example.place} 行 e.g. line ${example.place}${example.value ? `: ${example.value.slice(0, 60)}` : ''}）`
      : ''
    print(`  ${count(rows)} × ${item ?? ''} ${reason.zh} ${reason.en ?? ''} ${shown}`)
  }
  print(`退回的行及原因 rejected rows with reasons: ${client.url}${path}.csv`)
}

const printLost = (lost: Extract<BatchOutcome, { outcome: 'lost' }>, printError: (line: string) => void) => {
  const said = {
    out: '没有保留任何行，可以重新发送。None of it was kept: send it again.',
    unknown:
      '服务器没有回答，结果未知；恢复后用同一命令重试即可，不会重复。The server does not answer, the outcome is unknown; run the same command again later, nothing is taken in twice.',
    in: '',
  }
  printError(`连接中断 The connection was lost (${lost.detail}).`)
  printError(said[lost.rows])
}

/** What the flags say of how the file is laid out. */
const readLayout = (
  flags: Readonly<Record<string, string | true | undefined>>,
  format: (typeof formats)[number] | undefined,
  file: string,
): FileLayout => {
  const given = (flag: string) => (typeof flags[flag] === 'string' ? flags[flag] : undefined)
  const headerLine = given('header-line')
  if (headerLine !== undefined && !/^\d{1,4}$/.test(headerLine))
    throw new UsageError(`--header-line: ${headerLine}？须为数字 must be a number`)
  const mapping = given('mapping')
  if (mapping !== undefined && !existsSync(mapping)) throw new UsageError(`没有这个文件 no such file: ${mapping}`)
  const delimiter = given('delimiter')
  const said = {
    format,
    fileName: file === '-' ? undefined : basename(file),
    crs: given('crs'),
    encoding: given('encoding'),
    delimiter: delimiter === '\\t' ? '\t' : delimiter,
    headerLine: headerLine === undefined ? undefined : Number(headerLine),
    sheet: given('sheet'),
    layer: given('layer'),
    recordPath: given('record-path'),
    mapping: mapping === undefined ? undefined : readFileSync(mapping, 'utf8'),
  }
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as FileLayout
}

export const importCommand: Command = {
  name: 'import',
  usage: '<resource> <file>',
  zh: '把文件导入登记库：CSV、NDJSON、JSON、GeoJSON（可为 gzip）、XLSX、Shapefile（zip）',
  en: 'send a file to a register of a running server: CSV, NDJSON, JSON, GeoJSON (plain or gzip), XLSX, zipped shapefile',
  settings: ['url'],
  flags: {
    mode: {
      zh: 'upsert（默认）、append、delete（文件里的主键删除）或 replace（之后只有文件里的行）',
      en: 'upsert (default), append, delete (the keys in the file go) or replace (afterwards only the rows of the file)',
      value: 'MODE',
    },
    confirm: {
      zh: '若需确认，显示将删除什么并在终端询问',
      en: 'if it is held, show what would go and ask at the terminal',
    },
    format: {
      zh: `${formats.join('、')}，默认自动`,
      en: `${formats.join(', ')}; found out by default`,
      value: 'FORMAT',
    },
    preview: { zh: '只看文件会怎样读入，不保存', en: 'only show how the file would be read; nothing is stored' },
    mapping: { zh: '列映射文件（YAML 或 JSON）', en: 'column mapping file (YAML or JSON)', value: 'FILE' },
    sheet: { zh: 'XLSX 的工作表，* 为全部', en: 'sheet of a workbook, * for all', value: 'NAME' },
    layer: { zh: 'Shapefile 的图层', en: 'layer of a shapefile archive', value: 'NAME' },
    'record-path': { zh: 'JSON 中记录的路径', en: 'path to the records of a JSON file', value: 'PATH' },
    'header-line': { zh: '表头所在行，0 为没有', en: 'line of the header, 0 = none', value: 'N' },
    delimiter: { zh: 'CSV 分隔符，默认自动', en: 'delimiter of a CSV file; found out by default', value: 'CHAR' },
    encoding: {
      zh: 'utf-8、gb18030 或 utf-16le，默认自动',
      en: 'utf-8, gb18030 or utf-16le; found out by default',
      value: 'NAME',
    },
    crs: {
      zh: '文件的坐标系，默认按资源声明',
      en: 'reference system of the positions; as the resource declares by default',
      value: 'CRS',
    },
    key: { zh: '批次键，默认按文件内容', en: 'batch key; by the content of the file by default', value: 'KEY' },
    again: { zh: '即使同一文件已导入也重新处理', en: 'process the file again though it was taken in before' },
    simulated: { zh: '标记为模拟数据', en: 'mark the rows as simulated' },
    as: { zh: '以哪个演示角色发送', en: 'demo role to send as', value: 'ROLE' },
    json: { zh: '最后一行输出 JSON', en: 'end with one line of JSON' },
  },
  run: async ({ args, flags, settings, print }) => {
    const [resource, file, ...more] = args
    if (resource === undefined || file === undefined || more.length > 0)
      throw new UsageError('用法 usage: onecity import <resource> <file>')
    if (file !== '-' && !existsSync(file)) throw new UsageError(`没有这个文件 no such file: ${file}`)
    if (file !== '-' && !statSync(file).isFile()) throw new UsageError(`不是文件 not a file: ${file}`)
    const printError = (line: string) => process.stderr.write(`${line}\n`)
    const mode = oneOf('mode', flags['mode'], modes)
    const format = oneOf('format', flags['format'], formats)
    const text = (name: string) => (typeof flags[name] === 'string' ? flags[name] : undefined)
    const { url } = settings
    const layout = readLayout(flags, format, file)
    const key =
      text('key') ??
      (file === '-' || flags['again'] ? randomUUID() : await fingerprint(file, resource, mode ?? 'default', layout))
    const client = makeClient({ url, ...(text('as') === undefined ? {} : { role: text('as') as string }) })
    const options: SendBatchOptions = {
      resource,
      key,
      pollMs: 500,
      ...(mode && { mode }),
      ...layout,
      ...(file === '-' ? {} : { bytes: statSync(file).size }),
      ...(flags['simulated'] ? { simulated: true } : {}),
    }
    if (!(await answers(url))) {
      printError(
        `${url} 没有 OneCity 在运行。先执行 npm start，或用 --url 指明地址。Nothing answers there: run npm start, or name the address with --url.`,
      )
      return 1
    }
    if (flags['preview']) return printPreview(client, resource, file, layout, { print, printError })
    const progress = makeProgressLine(process.stderr)
    const body = file === '-' ? process.stdin : createReadStream(file, { highWaterMark: 256 * 1024 })
    const outcome = await sendBatch(client, body, options, (now) => progress.show(describe(now)))
    progress.clear()

    if (outcome.outcome === 'refused') {
      const { message, detail, code } = outcome.problem
      printError(`未导入 not taken in (${code}): ${message.zh} ${message.en ?? ''}`)
      if (detail) printError(detail)
      if (code === 'batch-in-progress') printError('同一文件正在处理，请稍候。The same delivery is being worked on.')
      return 1
    }
    if (outcome.outcome === 'lost' && outcome.rows !== 'in') {
      printLost(outcome, printError)
      return 1
    }
    let batch = outcome.batch as Batch
    if (batch.status === 'held') {
      printHeld(batch, flags['json'] ? printError : print)
      if (!flags['confirm'] || !(await askYes('确认执行？Do it?'))) {
        if (flags['json']) print(JSON.stringify({ ...accounting(batch), status: 'held', plan: batch.plan }))
        return 3
      }
      batch = await confirmHeld(client, batch)
      if (batch.status === 'held') {
        printHeld(batch, printError)
        return 3
      }
    }
    if (flags['json']) print(JSON.stringify(accounting(batch)))
    else {
      if (outcome.outcome === 'lost')
        print('连接曾中断，但整批已入库。The connection was lost on the way, and the whole batch is in.')
      printDone(batch, print)
      if (batch.rejected > 0) await printRejects(client, batch, print)
    }
    return 0
  },
}
