/**
 * How a delivered record becomes a line of COPY text for the staging table of a resource: which field feeds which item, the
 * reader of each, areas worked out from positions. Compiled once per batch.
 */
import type { AreaTree, City, CrsName, Intake, Item, Text } from '@onecity/city'
import { AppError } from '../../kernel/app-error.ts'
import { cellOf } from '../../kernel/cell.ts'
import { type AreaIndex, makeCrsConverter } from '../places/index.ts'
import { isPlaced, isShapeType, type TablePlan } from '../registers/index.ts'
import { copyNull, copyText } from './copy-text.ts'
import { makeDerivation } from './derive-from-id.ts'
import { makePlaceCheck } from './place-check.ts'
import { describeMissing, placeColumns } from './place-columns.ts'
import { readLngLat, readPointText } from './point-reader.ts'
import type { FileFacts, SourceRecord } from './record-source.ts'
import type { ReasonParams, RejectCode } from './reject-reasons.ts'
import { makeSeenKeys } from './seen-keys.ts'
import { readShapeText } from './shape-reader.ts'
import { type Fault, isStorable, makeValueReader, type ReadValue } from './value-readers.ts'

export type Reject = {
  readonly item: string | null
  readonly value: string | null
  readonly code: RejectCode
  readonly params?: ReasonParams
}

export type RecordPlan = {
  /**
   * Columns of the staging table between `row_id` and `reject_code`, as COPY text; or why the record is turned away. The first
   * and last place of the array are the caller's, and the array is the same one at every call: a new one per row, or joining
   * twice, shows in the rows per second.
   */
  readonly read: (record: SourceRecord) => string[] | Reject
  /** After `read` answered columns: the record's key may have been there before in this batch. */
  readonly isSuspect: () => boolean
  /** The file turned out to have further columns, behind those known so far. */
  readonly extend: (header: readonly string[]) => void
  /** Things worth telling that lost nothing. */
  readonly notices: (placeText?: (line: number) => string) => readonly Text[]
}

/** A position in WGS-84 (of a shape: one that stands for it), the area it lies in, and the columns as COPY text. */
type Position = { readonly lng: number; readonly lat: number; readonly area: string | null; readonly text: string }
const noPoint = `${copyNull}\t${copyNull}\t${copyNull}`
const noShape = `${noPoint}\t${noPoint}`

/** Where the fields of an item stand: one column, or two for a point. -1 = in none yet, below that a constant. */
type Place = { readonly item: Item; at: number; latAt: number }

const longestValueShown = 200
const shown = (value: string | null): string | null =>
  value === null || value.length <= longestValueShown ? value : `${value.slice(0, longestValueShown)}…`

const namesShown = 8
const some = (names: readonly string[]): string =>
  names.slice(0, namesShown).join(', ') + (names.length > namesShown ? ` … (${names.length})` : '')

export type RecordPlanInput = {
  readonly plan: TablePlan
  readonly header: readonly string[]
  readonly city: City
  readonly tree: AreaTree
  readonly areaIndex: AreaIndex
  readonly crs: CrsName
  readonly layout?: Intake
  readonly geometry?: FileFacts['geometry']
  /** Columns come to light record by record (JSON): what is not there yet may still come. */
  readonly mayExtend?: boolean
}

/** Addresses of one file whose area is remembered: streets repeat, and finding one looks at every name of the city. */
const mostTextsRemembered = 10_000

const many = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`

/** Compiles the plan, or throws `missing-columns` naming what the file lacks and what it has. */
export const makeRecordPlan = ({
  plan,
  header: firstHeader,
  city,
  tree,
  areaIndex,
  crs,
  layout = {},
  geometry = null,
  mayExtend = false,
}: RecordPlanInput): RecordPlan => {
  const { resource } = plan
  let header = firstHeader
  let matched = placeColumns(resource, header, layout, geometry)
  const refuseMissing = () => {
    const { missing, ignored, unmapped } = matched
    throw new AppError('missing-columns', {
      detail: `missing: ${missing.map((item) => describeMissing(item, ignored)).join(', ')}; the file has: ${some(header)}${unmapped.length === 0 ? '' : `; mapped but not in the file: ${some(unmapped)}`}`,
      params: { missing: missing.map((item) => item.id), found: header.slice(0, 200) },
    })
  }
  if (matched.missing.length > 0 && !mayExtend) refuseMissing()
  const constants = Object.values(layout.constants ?? {})
  // Of a file whose columns come to light later, every item has a place that may yet be found.
  const places: readonly Place[] = mayExtend
    ? resource.items
        .filter((item) => item.from === undefined || matched.places.some((place) => place.item === item))
        .map((item) => {
          const found = matched.places.find((place) => place.item === item)
          return { item, at: found?.at ?? -1, latAt: found?.latAt ?? -1 }
        })
    : matched.places.map((place) => ({ ...place }))

  const unverified = new Map<string, number>()
  const placeCheck = makePlaceCheck({ city, tree, areaIndex, resource, crs })
  let unlocated = 0
  /** Addresses in which no area was named, or not one alone. */
  let unnamed = 0
  const context = {
    tree,
    timeZone: resource.timeZone ?? city.timeZone,
    onUnverified: (item: string) => unverified.set(item, (unverified.get(item) ?? 0) + 1),
  }
  const convert = makeCrsConverter(crs)
  const isConverted = crs !== 'WGS-84' && crs !== 'CGCS2000'
  /** The last position before it was converted: a source that declares the wrong system is told by what it delivered. */
  let delivered: readonly [number, number] = [0, 0]
  const noting: typeof convert = (lng, lat) => {
    delivered = [lng, lat]
    return convert(lng, lat)
  }
  const placeOf = new Map(places.map((place) => [place.item.id, place]))

  // What the step under way found out; plain variables, since an object per row would be the largest cost of all.
  let fields: SourceRecord['fields'] = []
  let fault: Fault | null = null
  let faultItem = ''
  let faultValue: string | null = null
  let line = 0
  /** The position of each point, line and polygon item in the record under way, in the order of the items. */
  const positions: (Position | null)[] = resource.items.map(() => null)
  const indexOf = (id: string): number => resource.items.findIndex((item) => item.id === id)
  let plain = false

  const fail = (item: Item, value: string | null, what: Fault): string => {
    fault = what
    faultItem = item.id
    faultValue = value
    return ''
  }
  const missingFault: Fault = { code: 'missing' }
  const badCharacter: Fault = { code: 'bad-character' }
  const fieldAt = (at: number): string => (at < -1 ? (constants[-2 - at] ?? '') : (fields[at] ?? '')).trim()

  const pointStep = (place: Place): (() => void) => {
    const { item } = place
    const index = indexOf(item.id)
    return () => {
      const { at, latAt } = place
      positions[index] = null
      const first = fieldAt(at)
      const second = latAt === -1 ? '' : fieldAt(latAt)
      if (first === '' && second === '') {
        if (!item.optional) fail(item, null, missingFault)
        return
      }
      if (latAt !== -1 && (first === '' || second === '')) {
        fail(item, first || second, { code: 'half-point' })
        return
      }
      const point = latAt === -1 ? readPointText(first, noting) : readLngLat(first, second, convert)
      if ('code' in point) {
        if (latAt !== -1) placeCheck.refused(Number(first), Number(second))
        fail(item, latAt === -1 ? first : `${first},${second}`, point)
      } else {
        const [lng, lat] = point
        // What needs no conversion is stored as it was written: printing numbers is a tenth of reading a row.
        const text = isConverted || latAt === -1 ? `${lng}\t${lat}` : `${first}\t${second}`
        const area = areaIndex.areaAt(lng, lat)
        positions[index] = { lng, lat, area, text }
        placeCheck.seen(lng, lat, area, rawOf(lng, lat, latAt === -1 ? '' : first, second), line)
      }
    }
  }
  /** As delivered: where nothing was converted that is the position itself. */
  const rawOf = (lng: number, lat: number, lngText: string, latText: string): readonly [number, number] =>
    isConverted && lngText !== '' ? [Number(lngText), Number(latText)] : isConverted ? delivered : [lng, lat]

  const shapeStep = ({ item, at }: Place): (() => void) => {
    const index = indexOf(item.id)
    const type = item.type as 'line' | 'polygon'
    return () => {
      positions[index] = null
      const text = fieldAt(at)
      if (text === '') {
        if (!item.optional) fail(item, null, missingFault)
        return
      }
      const shape = readShapeText(text, type, noting)
      if ('code' in shape) {
        fail(item, text, shape)
        return
      }
      const area = areaIndex.areaAt(shape.lng, shape.lat)
      positions[index] = { ...shape, area }
      placeCheck.seen(shape.lng, shape.lat, area, isConverted ? delivered : [shape.lng, shape.lat], line)
    }
  }

  const valueStep = (place: Place, read: ReadValue): (() => string) => {
    const { item } = place
    const isText = item.type === 'text'
    const mayNeedEscape = isText || item.type === 'code'
    // Reading may bring a backslash to light that the field did not have: `plain` says nothing about these.
    const alwaysEscape = item.type === 'address' || item.type === 'json'
    const derive = makeDerivation(item)
    /** What the citizen ID of the record says; null where there is none, or no readable one. */
    const derived = (): string | null => {
      const source = placeOf.get(item.derived ?? '')
      const idNumber = source ? fieldAt(source.at) : ''
      if (!derive || idNumber === '') return null
      const value = derive(idNumber)
      return value === 'unreadable' ? copyNull : value
    }
    return () => {
      const text = fieldAt(place.at)
      if (text === '') return derived() ?? (item.optional ? copyNull : fail(item, null, missingFault))
      if (isText && !plain && !isStorable(text)) return fail(item, text, badCharacter)
      const value = read(text)
      if (typeof value !== 'string') return fail(item, text, value)
      if (derive) {
        const expected = derived()
        if (expected !== null && expected !== copyNull && expected !== value)
          return fail(item, text, { code: 'differs-from-id', params: { derived: item.derived ?? '' } })
      }
      return alwaysEscape || (mayNeedEscape && !plain) ? copyText(value) : value
    }
  }

  const areaFromPoint =
    (from: number): (() => string) =>
    () => {
      const point = positions[from]
      if (!point) return copyNull
      if (point.area === null) unlocated++
      return point.area ?? copyNull
    }

  /** By what an address or text says; nothing certain is no fault of the row. */
  const areaFromText = (from: string): (() => string) => {
    const known = new Map<string, string | null>()
    return () => {
      const source = placeOf.get(from)
      const text = source ? fieldAt(source.at) : ''
      if (text === '') return copyNull
      let code = known.get(text)
      if (code === undefined) {
        code = tree.findInText(text) ?? null
        if (known.size < mostTextsRemembered) known.set(text, code)
      }
      if (code === null) unnamed++
      return code ?? copyNull
    }
  }

  const placeSteps = places
    .filter(({ item }) => isPlaced(item))
    .map((place) => (isShapeType(place.item.type) ? shapeStep(place) : pointStep(place)))
  const columnSteps = resource.items.flatMap((item, index): (() => string)[] => {
    if (item.type === 'point')
      return [
        () => {
          const point = positions[index]
          return point ? `${point.text}\t${cellOf(point.lng, point.lat)}` : noPoint
        },
      ]
    if (isShapeType(item.type)) return [() => positions[index]?.text ?? noShape]
    const place = placeOf.get(item.id)
    if (place) return [valueStep(place, makeValueReader(item, context))]
    if (item.derived !== undefined) return [valueStep({ item, at: -1, latAt: -1 }, makeValueReader(item, context))]
    const source = resource.items.find((each) => each.id === item.from)
    if (source) return [isPlaced(source) ? areaFromPoint(indexOf(source.id)) : areaFromText(source.id)]
    return [() => copyNull]
  })
  const keySteps = resource.key.map(indexOf)
  const seen = keySteps.length > 0 ? makeSeenKeys() : null
  let suspect = false

  const parts: string[] = new Array(columnSteps.length + 2).fill('')

  const read = (record: SourceRecord): string[] | Reject => {
    if (record.fault === 'wrong-column-count')
      return {
        item: null,
        value: null,
        code: record.fault,
        params: { expected: header.length, found: record.fields.length },
      }
    if (record.fault) return { item: null, value: null, code: record.fault }
    fields = record.fields
    plain = record.plain === true
    fault = null
    line = record.line
    for (const step of placeSteps) step()
    for (let i = 0; i < columnSteps.length; i++) {
      parts[i + 1] = (columnSteps[i] as () => string)()
      if (fault !== null) break
    }
    if (fault !== null) {
      const { code, params } = fault as Fault
      return { item: faultItem, value: shown(faultValue), code, ...(params && { params }) }
    }
    suspect =
      seen?.maybeSeen(
        keySteps.length === 1
          ? (parts[(keySteps[0] as number) + 1] as string)
          : keySteps.map((i) => parts[i + 1]).join('\u0001'),
      ) ?? false
    return parts
  }

  const extend = (longer: readonly string[]) => {
    header = longer
    matched = placeColumns(resource, header, layout, geometry)
    for (const place of places) {
      // What was found first stays: a record must not change its meaning in the middle of a file.
      if (place.at !== -1) continue
      const found = matched.places.find(({ item }) => item === place.item)
      if (!found) continue
      place.at = found.at
      place.latAt = found.latAt
    }
  }

  const notices = (placeText?: (line: number) => string): readonly Text[] => {
    const found: Text[] = []
    if (mayExtend && places.every((place) => place.at === -1)) refuseMissing()
    const { ignored, repeated } = matched
    if (ignored.length > 0)
      found.push({
        zh: `忽略了 ${ignored.length} 个未登记的列：${some(ignored)}`,
        en: `${many(ignored.length, 'column that the resource does not declare was', 'columns that the resource does not declare were')} ignored: ${some(ignored)}`,
      })
    if (repeated.length > 0)
      found.push({
        zh: `列名重复，只用了第一列：${some(repeated)}`,
        en: `columns of the same name, only the first was used: ${some(repeated)}`,
      })
    for (const [item, count] of unverified)
      found.push({
        zh: `${item}：${count} 个统一社会信用代码校验码不符，已保留`,
        en: `${item}: ${many(count, 'unified social credit code fails its check character and was', 'unified social credit codes fail their check character and were')} kept`,
      })
    const misplaced = placeCheck.notices(placeText)
    found.push(...misplaced)
    if (unnamed > 0)
      found.push({
        zh: `${unnamed} 个地址没有说明属于哪个区域，区域留空`,
        en: `${many(unnamed, 'address names', 'addresses name')} no area for certain: the area was left empty`,
      })
    if (misplaced.length === 0 && unlocated > 0 && !resource.foreign)
      found.push({
        zh: `${unlocated} 个坐标没有落入任何区域`,
        en: `${many(unlocated, 'position lies', 'positions lie')} in no area`,
      })
    return found
  }

  return { read, isSuspect: () => suspect, extend, notices }
}
