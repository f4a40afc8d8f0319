import { type Item, parseUscc } from '@onecity/city'
import { type RawBuilder, sql } from 'kysely'
import { AppError } from '../../kernel/app-error.ts'
import type { Obligations } from '../../trust/access/index.ts'
import { maskSql } from './scope-mask.ts'
import { geometryItemOf, type PlacePart, type TablePlan } from './table-plan.ts'

/** What one reader may see of one register, as SQL. */
export type Scope = {
  readonly plan: TablePlan
  readonly obligations: Obligations
  readonly items: ReadonlyMap<string, Item>
  /** Items the reader sees, masked or not, in the resource's order. */
  readonly visible: readonly Item[]
  /** Rows the reader may see: a condition on the columns, or null when that is all of them. */
  readonly where: RawBuilder<boolean> | null
  /** Item by which `area=` selects, and point, line or polygon by which `bbox=` does. */
  readonly areaItem: Item | undefined
  readonly geometryItem: Item | undefined
  readonly column: (item: Item) => RawBuilder<unknown>
  /** One of the columns that place a point, line or polygon. */
  readonly placePart: (item: Item, part: PlacePart) => RawBuilder<unknown>
  /** Select list of the visible items, masked, aliased v0, v1 … for `readValues`. */
  readonly select: RawBuilder<unknown>
  /** The values of a row selected with `select`, by item id. */
  readonly readValues: (row: Readonly<Record<string, unknown>>) => Record<string, unknown>
  /** What is to be said of values read plainly: kept although their check character differs. Undefined for most rows. */
  readonly marksOf: (values: Readonly<Record<string, unknown>>) => Record<string, 'unverified'> | undefined
}

/**
 * Compiles obligations to SQL for a register.
 * @param columns columns the tables have now: an item declared since the last batch has none yet, and reads as null
 */
export const makeScope = (plan: TablePlan, obligations: Obligations, columns: ReadonlySet<string>): Scope => {
  const { items } = plan.resource
  const hidden = new Set(obligations.hiddenItems)
  const visible = items.filter((item) => !hidden.has(item.id))
  const areaItem = items.find((item) => item.type === 'area')
  const sqlTypes = new Map(plan.columns.map(({ name, sqlType }) => [name, sqlType]))
  const named = (name: string): RawBuilder<unknown> =>
    sql.raw(columns.has(name) ? `"${name}"` : `null::${sqlTypes.get(name) ?? 'text'}`)
  const column = (item: Item) => named(item.id)
  const placePart: Scope['placePart'] = (item, part) => named(`${item.id}_${part}`)

  const selected = visible.map((item, index): { readonly sql: RawBuilder<unknown>; readonly read: Read } => {
    const mask = obligations.masks[item.id]
    const alias = `v${index}`
    if (item.type === 'point') {
      if (mask) return { sql: sql`null ${sql.raw(`as ${alias}`)}`, read: () => null }
      const [lng, lat] = [placePart(item, 'lng'), placePart(item, 'lat')]
      return {
        sql: sql`${lng} ${sql.raw(`as ${alias}x`)}, ${lat} ${sql.raw(`as ${alias}y`)}`,
        read: (row) =>
          row[`${alias}x`] === null || row[`${alias}y`] === null ? null : [row[`${alias}x`], row[`${alias}y`]],
      }
    }
    const value = mask ? maskSql(mask, item.type, column(item)) : column(item)
    return { sql: sql`${value} ${sql.raw(`as ${alias}`)}`, read: mask ? plain(alias) : readers(item, alias) }
  })
  // A mark on a masked value would tell of what is hidden.
  const checked = visible.filter(({ id, type }) => type === 'uscc' && !(id in obligations.masks)).map(({ id }) => id)
  const isUnverified = (value: unknown) => typeof value === 'string' && parseUscc(value).verdict === 'unverified'
  const reads = visible.map((item, index) => [item.id, selected[index]?.read ?? (() => null)] as const)

  return {
    plan,
    obligations,
    items: new Map(items.map((item) => [item.id, item])),
    visible,
    where: whereOf(obligations, areaItem && column(areaItem)),
    areaItem,
    geometryItem: geometryItemOf(items),
    column,
    placePart,
    select: selected.length > 0 ? sql.join(selected.map((each) => each.sql)) : sql.raw('null as nothing'),
    readValues: (row) => Object.fromEntries(reads.map(([id, read]) => [id, read(row)])),
    marksOf: (values) => {
      const marked = checked.filter((id) => isUnverified(values[id]))
      return marked.length > 0 ? Object.fromEntries(marked.map((id) => [id, 'unverified'])) : undefined
    },
  }
}

/** Refuses to filter or sort by what the reader does not see plainly: the rows found would give the value away. */
export const assertPlainlySeen = (scope: Scope, item: Item): void => {
  const hidden = scope.obligations.hiddenItems.includes(item.id)
  if (!hidden && !(item.id in scope.obligations.masks)) return
  throw new AppError('not-allowed', {
    detail: `“${item.id}” is ${hidden ? 'hidden from' : 'masked for'} you, so rows cannot be filtered or sorted by it.`,
    params: { item: item.id },
  })
}

type Read = (row: Readonly<Record<string, unknown>>) => unknown

const plain =
  (alias: string): Read =>
  (row) =>
    row[alias] ?? null
const readers = (item: Item, alias: string): Read =>
  item.type === 'datetime'
    ? (row) => {
        const value = row[alias]
        return value instanceof Date ? toIsoTime(value) : (value ?? null)
      }
    : plain(alias)

/** ISO 8601 in UTC; whole seconds without a fraction. */
export const toIsoTime = (time: Date): string => time.toISOString().replace('.000Z', 'Z')

const whereOf = (obligations: Obligations, area: RawBuilder<unknown> | undefined): RawBuilder<boolean> | null => {
  if (obligations.areas === null) return null
  // Trust refuses such readers; should that ever fail, no row is shown.
  if (!area) return sql`false`
  return sql`${area} = any(${[...obligations.areas]}::text[])`
}
