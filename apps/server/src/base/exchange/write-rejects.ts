/** Rejected rows as a file to mend and send again: as delivered, plus one column (or field) with the reason. */
import type { Text } from '@onecity/city'
import type { RejectRow } from './reject-ledger.ts'
import { reasonText } from './reject-reasons.ts'

/** Title of the added column; an importer that does not know it ignores it. */
export const reasonColumn = '_reason'

type DeliveredShape = {
  readonly header: readonly string[] | null
  readonly delimiter: string | null
  readonly format: string | null
}

const pageSize = 1_000

/** Records that had named fields are objects, one a line; all others are lines of a table. */
export const isHandedBackAsJson = ({ delimiter, format }: DeliveredShape): boolean =>
  delimiter === null && format !== null && format !== 'csv'

const sentence = (reject: RejectRow, language: 'zh' | 'en'): string => {
  const text: Text = reasonText(reject.code, reject.params)
  const what = (language === 'zh' ? text.zh : text.en) ?? text.zh
  return reject.item === null ? what : `${reject.item}: ${what}`
}

const quoted = (field: string, delimiter: string): string =>
  field.includes('"') || field.includes(delimiter) || /[\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field

const csvLine = (reject: RejectRow, delimiter: string, language: 'zh' | 'en'): string =>
  `${reject.raw}${delimiter}${quoted(sentence(reject, language), delimiter)}\r\n`

const ndjsonLine = (reject: RejectRow, language: 'zh' | 'en'): string => {
  const reason = sentence(reject, language)
  try {
    const value: unknown = JSON.parse(reject.raw)
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return `${JSON.stringify({ ...value, [reasonColumn]: reason })}\n`
  } catch {
    // Not JSON: that is why it was turned away.
  }
  return `${JSON.stringify({ _raw: reject.raw, [reasonColumn]: reason })}\n`
}

/**
 * The rejects of a batch in the order of the file. `next` answers the rows after a line. CSV is UTF-8 with a byte-order mark,
 * which spreadsheets need to show Chinese.
 */
export async function* writeRejects(
  shape: DeliveredShape,
  next: (afterLine: number, limit: number) => Promise<readonly RejectRow[]>,
  language: 'zh' | 'en',
): AsyncGenerator<string> {
  const delimiter = shape.delimiter ?? ','
  const isNdjson = isHandedBackAsJson(shape)
  if (!isNdjson) {
    const header = (shape.header ?? []).map((name) => quoted(name, delimiter))
    yield `\ufeff${[...header, reasonColumn].join(delimiter)}\r\n`
  }
  for (let after = 0; ; ) {
    const page = await next(after, pageSize)
    if (page.length === 0) return
    yield page
      .map((reject) => (isNdjson ? ndjsonLine(reject, language) : csvLine(reject, delimiter, language)))
      .join('')
    after = page.at(-1)?.line ?? after
  }
}
