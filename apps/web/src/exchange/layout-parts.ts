import type { FilePreview, Item } from '@onecity/contracts'
import type { Layout } from './file-preview.ts'

/** Parts of a column mapping that the import page has forms for. */
export type Unpivot = {
  readonly keep: readonly string[]
  readonly title: string
  readonly value: string
  readonly row?: string
  readonly start?: string
  readonly every?: string
}
export type Constants = Readonly<Record<string, string>>

export const unpivotOf = (layout: Layout): Unpivot | undefined => layout['unpivot'] as Unpivot | undefined
export const constantsOf = (layout: Layout): Constants => (layout['constants'] ?? {}) as Constants

/** What is wrong with an unpivot before it is sent: a name that two columns would have, or half a time. */
export const unpivotFault = ({
  keep,
  title,
  value,
  row,
  start,
  every,
}: Unpivot): 'both' | { readonly twice: string } | null => {
  const made = [title, value, ...(row ? [row] : []), ...keep]
  const twice = made.find((name, i) => made.indexOf(name) < i)
  if (twice !== undefined) return { twice }
  if ((start === undefined) !== (every === undefined)) return 'both'
  return start !== undefined && row === undefined ? 'both' : null
}

/** A beginning for a wide table: columns that feed an item stay; the first text and number that nothing feeds receive the others. */
export const proposeUnpivot = (items: readonly Item[], columns: FilePreview['columns']): Unpivot => {
  const fed = new Set(columns.flatMap(({ item }) => (item === null ? [] : [item.replace(/\.(lng|lat)$/, '')])))
  const free = items.filter((item) => item.from === undefined && !fed.has(item.id))
  const value = free.find(({ type }) => type === 'decimal' || type === 'integer')
  const title = free.find((item) => item !== value && ['text', 'code', 'area', 'date', 'datetime'].includes(item.type))
  return {
    keep: columns.filter(({ item, name }) => item !== null && name !== '').map(({ name }) => name),
    title: title?.id ?? 'title',
    value: value?.id ?? 'value',
  }
}

/** Titles for columns without header: those of the items in their order, where that many stand in the file. */
export const titlesInOrder = (items: readonly Item[], count: number): readonly string[] | null => {
  const titles = items
    .filter((item) => item.from === undefined)
    .flatMap((item) => (item.type === 'point' ? [`${item.id}.lng`, `${item.id}.lat`] : [item.id]))
  return titles.length >= count ? titles.slice(0, count) : null
}

/** The layout of a file without header. Columns named `id.lng` and `id.lat` are mapped, since no title says so by itself. */
export const withColumnNames = (layout: Layout, columns: readonly string[]): Layout => {
  const { headerLine: _, columns: __, map: before = {}, ...rest } = layout
  const known = new Set(columns)
  const map = {
    ...Object.fromEntries(Object.entries(before as Record<string, string | null>).filter(([name]) => known.has(name))),
    ...Object.fromEntries(columns.filter((name) => /\.(lng|lat)$/.test(name)).map((name) => [name, name])),
  }
  return { ...rest, headerLine: 0, columns, ...(Object.keys(map).length > 0 && { map }) }
}

/** Back to a header line: names given for a file without one go. */
export const withHeaderLine = (layout: Layout, headerLine: number): Layout => {
  const { columns: _, ...rest } = layout
  return { ...rest, headerLine }
}
