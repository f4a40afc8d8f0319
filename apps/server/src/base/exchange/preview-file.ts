/** Reads the beginning of a file as it would be taken in, and says what came of it. Nothing is stored. */
import { type CrsName, type Intake, type Item, nearest, type QualityRule, type Resource } from '@onecity/city'
import type { FilePreview } from '@onecity/contracts'
import { type Column, planTables, type TablePlan } from '../registers/index.ts'
import { copyNull } from './copy-text.ts'
import { makeUnpivot } from './formats/unpivot.ts'
import { crsOf, layoutOf } from './layout-of.ts'
import { type ColumnPlaces, knownTitlesOf, placeColumns, titlesOf } from './place-columns.ts'
import { formatPlace, placeOf } from './place-of.ts'
import { type BeginningRequest, readBeginning } from './read-beginning.ts'
import { makeRecordPlan, type RecordPlan, type RecordPlanInput } from './record-plan.ts'
import {
  type FileFacts,
  geometryColumn,
  makeFileFacts,
  normalTitle,
  type RecordSink,
  type SourceRecord,
} from './record-source.ts'
import { reasonText } from './reject-reasons.ts'

const mostRecords = 200
const mostBytes = 2 * 1024 * 1024
const rowsShown = 20
const examplesShown = 3
const longestShown = 200

export type PreviewRequest = BeginningRequest & { readonly sent: Intake | null }

/** Which rules rows break, given as texts by column. */
export type BrokenRulesOf = (
  plan: TablePlan,
  rows: readonly Readonly<Record<string, string | null>>[],
) => Promise<readonly (readonly QualityRule[])[]>

type PlanInput = Omit<RecordPlanInput, 'header' | 'crs' | 'layout' | 'geometry' | 'mayExtend' | 'plan'>

const shown = (text: string): string => (text.length <= longestShown ? text : `${text.slice(0, longestShown)}…`)

type Sample = { readonly header: readonly string[]; readonly records: readonly SourceRecord[]; readonly ended: boolean }

const readSample = async (
  request: PreviewRequest,
  resource: Resource,
  layout: Intake,
  facts: FileFacts,
): Promise<Sample> => {
  let header: readonly string[] = []
  const records: SourceRecord[] = []
  let cut = false
  const sink: RecordSink = {
    columns: (names) => {
      header = names
    },
    record: (record) => {
      if (records.length < mostRecords) records.push(record)
      else cut = true
    },
    next: async () => records.length < mostRecords,
  }
  const ended = await readBeginning(
    request,
    { layout, titles: knownTitlesOf(resource, layout), facts },
    layout.unpivot ? makeUnpivot(layout.unpivot, facts, sink) : sink,
    mostBytes,
  )
  return { header, records, ended: ended && !cut }
}

/** A plan for one item alone, so that every cell has a verdict of its own. */
const planForItem = (plan: TablePlan, item: Item): TablePlan => {
  const { resource } = plan
  const items = resource.items.filter((each) => each.id === item.id || each.id === item.from)
  return {
    ...plan,
    resource: {
      ...resource,
      key: [],
      items: items.map((each) => ({ ...each, optional: each !== item || each.optional })),
    },
    columns: plan.columns.filter((column) => items.some(({ id }) => id === column.item)),
  }
}

const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', b: '\b', f: '\f', v: '\v' }
const fromCopy = (text: string): string => text.replace(/\\(.)/g, (_, next: string) => escapes[next] ?? next)

/** What would be stored, as text; null = nothing. */
const storedText = (
  parts: readonly string[],
  columns: readonly { readonly item: string }[],
  item: Item,
): string | null => {
  const values = parts.slice(1, -1).join('\t').split('\t')
  const own = values.filter((_, at) => columns[at]?.item === item.id)
  const [first, second] = own
  if (first === undefined || first === copyNull) return null
  if (item.type === 'boolean') return first === 't' ? 'true' : 'false'
  if (item.type === 'point') return [first, second].map((degree) => Number(Number(degree).toFixed(6))).join(', ')
  return shown(fromCopy(first))
}

/** What would be staged in the columns of an item. */
const stagedValues = (
  parts: readonly string[],
  columns: readonly Column[],
  item: Item,
): Readonly<Record<string, string | null>> => {
  const values = parts.slice(1, -1).join('\t').split('\t')
  return Object.fromEntries(
    columns.flatMap(({ name, item: of }, at) => {
      const text = values[at]
      return of !== item.id || text === undefined ? [] : [[name, text === copyNull ? null : fromCopy(text)]]
    }),
  )
}

/** Columns by their place, and the item each feeds. */
export const targetsOf = ({ places }: ColumnPlaces): ReadonlyMap<number, string> => {
  const targets = new Map<number, string>()
  for (const { item, at, latAt } of places) {
    if (at >= 0) targets.set(at, latAt === -1 ? item.id : `${item.id}.lng`)
    if (latAt >= 0) targets.set(latAt, `${item.id}.lat`)
  }
  return targets
}

/** Previews a file for a resource. Throws what the whole file would be refused for, save for missing columns. */
export const previewFile = async (
  resource: Resource,
  input: PlanInput,
  request: PreviewRequest,
  brokenRulesOf: BrokenRulesOf,
): Promise<FilePreview> => {
  const layout = layoutOf(resource, request.sent)
  const facts = makeFileFacts()
  const { header, records, ended } = await readSample(request, resource, layout, facts)
  const matched = placeColumns(resource, header, layout, facts.geometry)
  const crs: CrsName = crsOf(resource, layout, facts)
  const targets = targetsOf(matched)
  const plan = planTables(resource)
  const common = { ...input, header, crs, layout, geometry: facts.geometry, mayExtend: true }
  const readers = matched.places.map(({ item }): { item: Item; plan: TablePlan; reader: RecordPlan } => {
    const own = planForItem(plan, item)
    return { item, plan: own, reader: makeRecordPlan({ ...common, plan: own }) }
  })
  const mapped = new Map(Object.entries(layout.map ?? {}).map(([title, target]) => [normalTitle(title), target]))
  const likely = likelyItems(resource, header, matched, mapped)

  let faulty = 0
  const placeLayout = {
    ...(facts.format === 'xlsx' ? { sheets: facts.chosen } : {}),
    ...(facts.unpivoted === null ? {} : { unpivoted: facts.unpivoted }),
  }
  /** Values of the records that can be read, as they would be staged, and which record each is. */
  const good: { readonly at: number; readonly values: Record<string, string | null> }[] = []
  const rows = records.map((record, at) => {
    const place = formatPlace(placeOf(record.line, placeLayout))
    if (record.fault !== undefined) {
      faulty++
      const params = { expected: header.length, found: record.fields.length }
      return {
        place,
        fault: reasonText(record.fault, params),
        raw: shown(record.raw),
        cells: [],
        rules: [] as string[],
      }
    }
    const values: Record<string, string | null> = {}
    const cells = readers.map(({ item, plan: own, reader }) => {
      const verdict = reader.read(record)
      if (Array.isArray(verdict)) Object.assign(values, stagedValues(verdict, own.columns, item))
      if (Array.isArray(verdict))
        return { item: item.id, value: storedText(verdict, own.columns, item), delivered: null, reason: null }
      return {
        item: item.id,
        value: null,
        delivered: verdict.value === null ? null : shown(verdict.value),
        reason: reasonText(verdict.code, verdict.params ?? null),
      }
    })
    if (cells.some(({ reason }) => reason !== null)) faulty++
    else good.push({ at, values })
    return { place, fault: null, raw: null, cells, rules: [] as string[] }
  })
  const broken = await brokenRulesOf(
    plan,
    good.map(({ values }) => values),
  )
  const counts = new Map<string, number>()
  good.forEach(({ at }, i) => {
    const rules = broken[i] ?? []
    if (rules.some(({ severity }) => severity === 'reject')) faulty++
    for (const { id } of rules) {
      rows[at]?.rules.push(id)
      counts.set(id, (counts.get(id) ?? 0) + 1)
    }
  })
  return {
    resource: resource.id,
    format: facts.format,
    encoding: facts.encoding,
    delimiter: facts.format === 'csv' ? facts.delimiter : null,
    headerLine: facts.headerLine,
    recordPath: facts.recordPath,
    parts: facts.parts.map((part) => ({ ...part, chosen: facts.chosen.includes(part.name) })),
    crs,
    columns: header.map((name, at) => ({
      name,
      item: targets.get(at) ?? null,
      by: byOf(name, at, targets, mapped),
      likely: likely.get(at) ?? null,
      examples: examplesOf(records, at),
    })),
    missing: matched.missing.map((item) => item.id),
    unmapped: [...matched.unmapped],
    records: records.length,
    faulty,
    complete: ended && !request.partial,
    rows: rows.slice(0, rowsShown),
    quality: (resource.quality ?? []).flatMap(({ id, title, check, severity }) =>
      counts.has(id) ? [{ rule: id, title, check, severity, rows: counts.get(id) ?? 0 }] : [],
    ),
    notices: facts.notices,
    layout: layout as Record<string, unknown>,
  }
}

const examplesOf = (records: readonly SourceRecord[], at: number): string[] => {
  const found: string[] = []
  for (const { fields, fault } of records) {
    const text = fault === undefined ? fields[at]?.trim() : undefined
    if (text === undefined || text === '' || found.includes(shown(text))) continue
    found.push(shown(text))
    if (found.length === examplesShown) break
  }
  return found
}

const byOf = (
  name: string,
  at: number,
  targets: ReadonlyMap<number, string>,
  mapped: ReadonlyMap<string, string | null>,
): 'mapping' | 'title' | 'geometry' | 'left-out' | null => {
  const target = mapped.get(normalTitle(name))
  if (target === null) return 'left-out'
  if (target !== undefined) return 'mapping'
  if (!targets.has(at)) return null
  return name === geometryColumn ? 'geometry' : 'title'
}

/** Items that nobody feeds yet, for columns that feed none and are spelt much like them. */
const likelyItems = (
  resource: Resource,
  header: readonly string[],
  { places }: ColumnPlaces,
  mapped: ReadonlyMap<string, string | null>,
): ReadonlyMap<number, string> => {
  const free = resource.items.filter(
    (item) => item.from === undefined && !places.some((place) => place.item.id === item.id),
  )
  const owners = new Map(free.flatMap((item) => titlesOf(item).map((title) => [title, item.id] as const)))
  const used = new Set(places.flatMap(({ at, latAt }) => [at, latAt]))
  const found = new Map<number, string>()
  const taken = new Set<string>()
  header.forEach((name, at) => {
    if (used.has(at) || name === '' || mapped.has(normalTitle(name))) return
    const item = owners.get(nearest(normalTitle(name), owners.keys()) ?? '')
    if (item === undefined || taken.has(item)) return
    taken.add(item)
    found.set(at, item)
  })
  return found
}
