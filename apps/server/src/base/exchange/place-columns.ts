/** Which column of a file feeds which item of a resource: as its layout maps them, then by title. */
import { type Intake, type Item, nearest, type Resource } from '@onecity/city'
import { type FileFacts, geometryColumn, type KnownTitles, normalTitle } from './record-source.ts'

export const titlesOf = (item: Item): readonly string[] =>
  [item.id, item.name.zh, item.name.en ?? '', ...item.headers].filter((t) => t !== '')

/** Item types that take a nested value as it is. */
const nestedTypes: ReadonlySet<Item['type']> = new Set(['json', 'point', 'line', 'polygon'])
const shapeTypes: ReadonlySet<Item['type']> = new Set(['point', 'line', 'polygon'])

/** The titles under which a resource, and a layout of its files, expect columns. */
export const knownTitlesOf = (resource: Resource, layout: Intake): KnownTitles => {
  const all = new Set<string>()
  const whole = new Set<string>()
  for (const item of resource.items) {
    const titles = [...titlesOf(item), ...(item.columns ? [...item.columns.lng, ...item.columns.lat] : [])]
    for (const title of titles) {
      all.add(normalTitle(title))
      if (nestedTypes.has(item.type)) whole.add(normalTitle(title))
    }
  }
  for (const title of [...Object.keys(layout.map ?? {}), ...(layout.unpivot?.keep ?? [])]) all.add(normalTitle(title))
  for (const title of Object.keys(layout.map ?? {})) whole.add(normalTitle(title))
  return { all, whole }
}

export type ColumnPlaces = {
  readonly places: readonly { readonly item: Item; readonly at: number; readonly latAt: number }[]
  readonly missing: readonly Item[]
  readonly ignored: readonly string[]
  readonly repeated: readonly string[]
  /** Titles that the layout maps and the file does not have. */
  readonly unmapped: readonly string[]
}

/** Matches the columns of a file with the items of a resource: as the layout maps them, then by title. */
export const placeColumns = (
  resource: Resource,
  header: readonly string[],
  layout: Intake = {},
  geometry: FileFacts['geometry'] = null,
): ColumnPlaces => {
  const positions = new Map<string, number>()
  const repeated: string[] = []
  header.forEach((name, at) => {
    const key = normalTitle(name)
    if (key === '') return
    if (positions.has(key)) repeated.push(name)
    else positions.set(key, at)
  })
  const used = new Set<number>()
  const mapped = new Map<string, number>()
  const unmapped: string[] = []
  for (const [title, target] of Object.entries(layout.map ?? {})) {
    const at = positions.get(normalTitle(title))
    if (at === undefined) {
      if (target !== null) unmapped.push(title)
      continue
    }
    used.add(at)
    if (target !== null) mapped.set(target, at)
  }
  const find = (titles: readonly string[]): number => {
    for (const title of titles) {
      const at = positions.get(normalTitle(title))
      if (at !== undefined && !used.has(at)) {
        used.add(at)
        return at
      }
    }
    return -1
  }
  // The geometry of a geometry file is meant for the item of its kind, whatever columns the file has besides.
  const shaped =
    geometry === null ? undefined : resource.items.find((item) => item.type === geometry && !mapped.has(item.id))
  const places: { item: Item; at: number; latAt: number }[] = []
  const missing: Item[] = []
  const constants = Object.keys(layout.constants ?? {})
  for (const item of resource.items) {
    const constant = constants.indexOf(item.id)
    if (constant !== -1) {
      places.push({ item, at: -2 - constant, latAt: -1 })
      continue
    }
    const stated = mapped.get(item.id)
    const lng = mapped.get(`${item.id}.lng`)
    const lat = mapped.get(`${item.id}.lat`)
    if (stated !== undefined || (lng !== undefined && lat !== undefined)) {
      places.push({ item, at: stated ?? (lng as number), latAt: stated === undefined ? (lat as number) : -1 })
      continue
    }
    // Worked out from the position: a column that happens to have its name means something else.
    if (item.from !== undefined) continue
    if (item === shaped) {
      const at = find([geometryColumn])
      if (at !== -1) {
        places.push({ item, at, latAt: -1 })
        continue
      }
    }
    if (item.type === 'point' && item.columns) {
      const at = find(item.columns.lng)
      const latAt = find(item.columns.lat)
      if (at !== -1 && latAt !== -1) {
        places.push({ item, at, latAt })
        continue
      }
      for (const half of [at, latAt]) used.delete(half)
    }
    const at = find(titlesOf(item))
    if (at !== -1) places.push({ item, at, latAt: -1 })
    else if (!item.optional && item.derived === undefined) missing.push(item)
  }
  const ignored = header.filter(
    (name, at) =>
      !used.has(at) && name !== '' && !(geometry !== null && name === geometryColumn && !hasShape(resource)),
  )
  return { places, missing, ignored, repeated, unmapped }
}

const hasShape = (resource: Resource): boolean => resource.items.some((item) => shapeTypes.has(item.type))

/** An item nobody delivered, the columns it may come in, and the column of the file that was perhaps meant. */
export const describeMissing = (item: Item, unused: readonly string[]): string => {
  const titles =
    item.type === 'point' && item.columns ? [...item.columns.lng, ...item.columns.lat] : titlesOf(item).slice(1)
  const meant = unused.find((name) => nearest(name, titles) !== undefined)
  return `${item.id} (${titles.join(' / ')})${meant === undefined ? '' : ` — is “${meant}” meant for it?`}`
}
