import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs'
import { Readable } from 'node:stream'
import type { FilePreview } from '@onecity/contracts'
import { type Client, type FileLayout, ProblemError, previewFile } from '@onecity/sdk/node'

/** Of tables and JSON the beginning is enough; archives are read from their end and must be whole. */
const enoughBytes = 2 * 1024 * 1024

type Out = { readonly print: (line: string) => void; readonly printError: (line: string) => void }

const bodyOf = (file: string) => {
  if (file === '-') return { body: Readable.toWeb(process.stdin) as ReadableStream<Uint8Array>, partial: false }
  const { size } = statSync(file)
  const start = Buffer.alloc(Math.min(size, enoughBytes))
  const handle = openSync(file, 'r')
  readSync(handle, start, 0, start.length, 0)
  closeSync(handle)
  if (size > enoughBytes && start.subarray(0, 2).toString('latin1') !== 'PK')
    return { body: new Uint8Array(start), partial: true }
  return { body: Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>, partial: false }
}

const write = (preview: FilePreview, { print }: Out) => {
  const { format, encoding, delimiter, headerLine, recordPath, parts, crs, columns, missing, rows } = preview
  const found = [
    format,
    encoding,
    delimiter === null ? null : `分隔符 delimiter ${delimiter === '\t' ? '\\t' : delimiter}`,
    headerLine === null
      ? null
      : headerLine === 0
        ? '无表头 no header'
        : `表头第 ${headerLine} 行 header on line ${headerLine}`,
    recordPath === null ? null : `记录 records ${recordPath}`,
    crs,
  ]
  print(found.filter((each) => each !== null).join(' · '))
  if (parts.length > 1)
    print(
      `组成 parts: ${parts
        .map(
          ({ name, chosen, hidden, records }) =>
            `${chosen ? '*' : ''}${name}${hidden ? '（隐藏 hidden）' : ''}${records === undefined ? '' : ` (${records})`}`,
        )
        .join(', ')}`,
    )
  print('')
  for (const { name, item, by, likely, examples } of columns) {
    const to =
      by === 'left-out' ? '（不导入 left out）' : (item ?? (likely === null ? '—' : `— 是否 perhaps ${likely}?`))
    print(`  ${name || '（无名 unnamed）'} → ${to}   ${examples.map((text) => text.slice(0, 40)).join(' | ')}`)
  }
  if (missing.length > 0) print(`\n缺少必需的列 required and not there: ${missing.join(', ')}`)
  if (preview.unmapped.length > 0)
    print(`映射里有、文件里没有 mapped but not in the file: ${preview.unmapped.join(', ')}`)
  print('')
  for (const { place, fault, cells } of rows.slice(0, 5)) {
    if (fault) {
      print(`  ${place}: ✗ ${fault.zh} ${fault.en ?? ''}`)
      continue
    }
    const shown = cells.map(({ item, value, delivered, reason }) =>
      reason ? `${item}=✗ ${delivered ?? ''} ${reason.zh} ${reason.en ?? ''}` : `${item}=${value ?? ''}`,
    )
    print(`  ${place}: ${shown.join('  ')}`)
  }
  print(
    `\n看了 ${preview.records} 条，其中 ${preview.faulty} 条会被退回${preview.complete ? '（整个文件）' : ''}；没有保存任何内容。` +
      `${preview.records} records looked at, ${preview.faulty} would be turned away${preview.complete ? ' (the whole file)' : ''}; nothing was stored.`,
  )
  for (const { title, check, severity, rows: broken } of preview.quality)
    print(
      `质量规则 quality rule: ${title.zh} ${title.en ?? ''} (${check}): ${broken} 条 records ${severity === 'reject' ? '会被退回 would be turned away' : '不符，仍会收下 break it, would be taken in'}`,
    )
  for (const notice of preview.notices) print(`注意 note: ${notice.zh} ${notice.en ?? ''}`)
}

/** Shows how a file would be read; answers the exit code. */
export const printPreview = async (
  client: Client,
  resource: string,
  file: string,
  layout: FileLayout,
  out: Out,
): Promise<number> => {
  try {
    const { body, partial } = bodyOf(file)
    write(await previewFile(client, body, { resource, ...layout, partial, large: true }), out)
    return 0
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    const { code, message, detail } = error.problem
    out.printError(`不能读取 cannot be read (${code}): ${message.zh} ${message.en ?? ''}`)
    if (detail) out.printError(detail)
    return 1
  }
}
