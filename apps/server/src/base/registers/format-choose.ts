import { nearest } from '@onecity/city'
import { AppError } from '../../kernel/app-error.ts'

export const rowFormats = ['json', 'ndjson', 'csv', 'geojson'] as const
/** `json` answers one page; the others stream everything that matches. */
export type RowFormat = (typeof rowFormats)[number]

export const mediaTypes: Record<RowFormat, string> = {
  json: 'application/json; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
  geojson: 'application/geo+json; charset=utf-8',
}

const byMediaType: Readonly<Record<string, RowFormat>> = {
  'application/json': 'json',
  'application/x-ndjson': 'ndjson',
  'application/ndjson': 'ndjson',
  'text/csv': 'csv',
  'application/geo+json': 'geojson',
}

/** The format asked for by `f`, else the one the Accept header likes best, else JSON. Throws AppError `bad-request`. */
export const chooseFormat = (f: string | undefined, accept: string | undefined): RowFormat => {
  if (f !== undefined) {
    const format = rowFormats.find((known) => known === f)
    if (format) return format
    const meant = nearest(f, rowFormats)
    throw new AppError('bad-request', {
      detail: `\`f\` is one of ${rowFormats.join(', ')}.${meant ? ` Did you mean ${meant}?` : ''}`,
    })
  }
  const wanted = (accept ?? '')
    .split(',')
    .map((range) => {
      const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
      const quality = parameters.find((parameter) => parameter.startsWith('q='))
      return { format: byMediaType[type], quality: quality ? Number(quality.slice(2)) : 1 }
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
  return wanted.find(({ format }) => format !== undefined)?.format ?? 'json'
}
