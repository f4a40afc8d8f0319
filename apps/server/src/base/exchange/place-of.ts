/**
 * Where a record stood, packed into one rising number, since records are ordered, told apart and paged by it:
 * the line, row or index in the file; of a workbook read sheet by sheet, sheet and row; of a table turned into rows, that and
 * the column.
 */

/** More rows than a sheet can have (1,048,576). */
export const sheetStep = 2 ** 21
/** More columns than a file can have that is turned into rows. */
export const columnStep = 2 ** 16

/** What is kept of a batch to tell places by. */
export type PlaceLayout = {
  readonly sheets?: readonly string[]
  readonly unpivoted?: readonly string[]
}

export type Place = {
  /** Line, row or index of the record in its file or sheet. */
  readonly line: number
  readonly sheet?: string
  readonly column?: string
}

export const placeOf = (position: number, layout: PlaceLayout | null): Place => {
  const column = layout?.unpivoted && { column: layout.unpivoted[position % columnStep] ?? '' }
  const at = layout?.unpivoted ? Math.floor(position / columnStep) : position
  if (!layout?.sheets || layout.sheets.length < 2) return { line: at, ...column }
  return { line: at % sheetStep, sheet: layout.sheets[Math.floor(at / sheetStep) - 1] ?? '', ...column }
}

/** `工作表1!12`, `12`, `12 · 773869`. */
export const formatPlace = ({ line, sheet, column }: Place): string =>
  `${sheet === undefined ? '' : `${sheet}!`}${line}${column === undefined ? '' : ` · ${column}`}`
