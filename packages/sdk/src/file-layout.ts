/** What a sender says of the layout of a file; what is left out is found out, or as the resource declares. */
export type FileLayout = {
  readonly format?: 'csv' | 'ndjson' | 'json' | 'xlsx' | 'geojson' | 'shapefile'
  readonly fileName?: string
  readonly crs?: string
  readonly encoding?: string
  readonly delimiter?: string
  /** From 1; 0 = the file has no header. */
  readonly headerLine?: number
  /** A sheet of a workbook, or `*` for all of the same columns. */
  readonly sheet?: string
  /** A layer of an archive that holds several. */
  readonly layer?: string
  /** Path to the records of a JSON file, such as `[].items[]`. */
  readonly recordPath?: string
  /** Text of a column mapping file, YAML or JSON. */
  readonly mapping?: string
}

export const toLayoutQuery = (layout: FileLayout) => ({
  fileName: layout.fileName,
  format: layout.format,
  crs: layout.crs,
  encoding: layout.encoding,
  delimiter: layout.delimiter,
  headerLine: layout.headerLine,
  sheet: layout.sheet,
  layer: layout.layer,
  recordPath: layout.recordPath,
})

/** Base64 of the text in UTF-8, which runs in browsers too. */
const toBase64 = (text: string): string => {
  let bytes = ''
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte)
  return btoa(bytes)
}

export const toLayoutHeaders = ({ mapping }: FileLayout): Record<string, string> =>
  mapping === undefined || mapping.trim() === '' ? {} : { 'onecity-intake': toBase64(mapping) }
