/** What the values of a column are: says how they are written, and which flaws can befall them. */
export type ColumnType =
  | 'text'
  | 'address'
  | 'area'
  | 'integer'
  | 'decimal'
  | 'boolean'
  | 'date'
  | 'code'
  | 'citizen-id'
  | 'uscc'
  | 'phone'
  | 'licence-id'
  | 'polygon'
  | 'lng'
  | 'lat'

export type Column = {
  /** Item of the resource; `lng` and `lat` are the two columns of a position. */
  readonly id: string
  readonly type: ColumnType
  readonly required?: true
  /** Alone identifies a row. */
  readonly key?: true
  /** Told by the row's citizen ID too. */
  readonly derived?: true
  /** Names a row of another library. */
  readonly reference?: true
}

export type Value = string | number | boolean | null
/** A row of one delivery: 0 is the first, then one for each month. */
export type Delivered = { readonly month: number; readonly values: Value[] }

export type Library = {
  /** Id of the resource in the city folder. */
  readonly resource: string
  readonly columns: readonly Column[]
  readonly rows: () => Iterable<Delivered>
}

/** The months in which something about an object changed, each once, in order; `undefined`: it did not happen. */
export const monthsOf = (first: number, ...more: readonly (number | undefined)[]): readonly number[] => {
  if (more.every((month) => month === undefined || month <= first)) return [first]
  return [...new Set([first, ...more.filter((month) => month !== undefined && month > first)])].sort(
    (a = 0, b = 0) => a - b,
  ) as number[]
}
