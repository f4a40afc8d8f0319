import { type ErrorEntry, errorTable } from '@onecity/contracts'
import { reasonText, rejectCodes } from '../../apps/server/src/base/exchange/reject-reasons.ts'

/** Parameters stand in the sentences as the reader will see their place: `{max}`. */
const placeholders = new Proxy({}, { get: (_, name) => `{${String(name)}}` }) as Record<string, string>

const cell = (text: string): string => text.replaceAll('|', '\\|')
const row = (...cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`

/** docs/errors.md: every refusal of the API and every reason for which a row is turned away. */
export const describeErrors = (): string => {
  const errors = Object.entries(errorTable as Record<string, ErrorEntry>)
  return [
    '# Errors',
    '',
    'Generated from `packages/contracts/src/errors.ts` and the reject reasons of the exchange by `npm run generate`; do not edit.',
    '',
    '## Refusals of the API',
    '',
    'Every refusal is an RFC 9457 problem (`application/problem+json`). Decide by `code`, never by the text. `retryable` says whether',
    'the same request may succeed later.',
    '',
    row('code', 'status', 'severity', 'retryable', '中文', 'English'),
    row('---', '---', '---', '---', '---', '---'),
    ...errors.map(([code, { status, severity, retryable, zh, en }]) =>
      row(`\`${code}\``, String(status), severity, retryable ? 'yes' : 'no', zh, en),
    ),
    '',
    '## Reasons for which a row is turned away',
    '',
    'Kept with the batch, one per row that was not taken in, with line, item and value. In the downloaded file they are the last column.',
    '',
    row('code', '中文', 'English'),
    row('---', '---', '---'),
    ...rejectCodes.map((code) => {
      const text = reasonText(code, placeholders)
      return row(`\`${code}\``, text.zh, text.en ?? '')
    }),
    '',
  ].join('\n')
}
