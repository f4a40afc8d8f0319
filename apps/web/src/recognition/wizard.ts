/** What a person has made of a recognised file so far, and how it changes. Plain data: undo is going back to an earlier one. */
import type { ItemType, MaskName, shareTypes, updateCycles } from '@onecity/city/model'
import { masksOfType } from '@onecity/city/values'
import type { DeclarationRequest, DeclaredItem, Recognition, ValueCheck } from '@onecity/contracts'

type Text = { readonly zh: string; readonly en?: string }
type OddValue = {
  readonly value: string
  readonly reason?: Text | undefined
  readonly count?: number | undefined
}

export type WizardColumn = {
  readonly titles: readonly string[]
  /** As it was proposed, and as it is now. */
  readonly proposed: DeclaredItem
  readonly item: DeclaredItem
  readonly isKept: boolean
  readonly share: number
  readonly filled: number
  readonly evidence: Text
  readonly doubts: readonly Text[]
  readonly isConfirmed: boolean
  readonly examples: readonly string[]
  readonly odd: readonly OddValue[]
  readonly values: Recognition['columns'][number]['values']
}

export type Head = {
  readonly id: string
  readonly nameZh: string
  readonly nameEn: string
  readonly abstractZh: string
  readonly abstractEn: string
  readonly owner: string
  readonly code: string
  readonly share: (typeof shareTypes)[number]
  readonly condition: string
  readonly basis: string
  readonly update: (typeof updateCycles)[number]
  readonly open: 'unconditional' | 'conditional' | 'none'
  readonly openCondition: string
}

export type Wizard = {
  readonly fileName: string
  /** What the person said of how the file is laid out. */
  readonly layout: Readonly<Record<string, string | number | undefined>>
  readonly file: Recognition['file']
  readonly read: Recognition['read']
  readonly sample: Recognition['sample']
  readonly columns: readonly WizardColumn[]
  readonly key: readonly string[]
  readonly keyEvidence: Text | null
  readonly crsFound: Recognition['crs']
  readonly crs: string
  readonly personal: boolean
  readonly subject: { readonly kind: 'person' | 'company'; readonly item: string } | null
  readonly head: Head
}

const idOfFile = (name: string): string =>
  name
    .replace(/\.[^.]*(\.gz)?$/i, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 44)

const nameOfFile = (name: string): string =>
  name.replace(/\.(csv|tsv|txt|xlsx|zip|json|ndjson|jsonl|geojson)(\.gz)?$/i, '')

/** The proposal as the beginning of a wizard. A row number is left out: it tells today's rows apart and nothing else. */
export const beginWizard = (found: Recognition, fileName: string, layout: Wizard['layout']): Wizard => ({
  fileName,
  layout,
  file: found.file,
  read: found.read,
  sample: found.sample,
  columns: found.columns.map((column) => ({
    titles: column.titles,
    proposed: column.item,
    item: column.item,
    isKept:
      found.key?.items.includes(column.item.id) === true ||
      !/^(序号|行号|#|no\.?|rownum)$/i.test(column.titles[0]?.trim() ?? ''),
    share: column.share,
    filled: column.filled,
    evidence: column.evidence,
    doubts: column.doubts,
    isConfirmed: false,
    examples: column.examples,
    odd: column.odd.map((value) => ({ value })),
    values: column.values,
  })),
  key: found.key?.items ?? [],
  keyEvidence: found.key?.evidence ?? null,
  crsFound: found.crs,
  crs: found.crs?.name ?? 'WGS-84',
  personal: found.personal,
  subject: found.subject as Wizard['subject'],
  head: {
    id: idOfFile(fileName),
    nameZh: nameOfFile(fileName),
    nameEn: '',
    abstractZh: '',
    abstractEn: '',
    owner: '',
    code: '',
    // Personal data begin under the strict end of what is usual.
    share: found.personal ? 'conditional' : 'unconditional',
    condition: '',
    basis: '',
    update: 'irregular',
    open: 'none',
    openCondition: '',
  },
})

/** Brings values back after a reload: null where the file has other columns than the wizard was begun with. */
export const withValues = (wizard: Wizard, found: Recognition): Wizard | null => {
  const keyOf = (titles: readonly string[]) => titles.join('\0')
  const byTitles = new Map(found.columns.map((column) => [keyOf(column.titles), column]))
  if (wizard.columns.some((column) => column.titles.length > 0 && !byTitles.has(keyOf(column.titles)))) return null
  return {
    ...wizard,
    file: found.file,
    read: found.read,
    sample: found.sample,
    columns: wizard.columns.map((column) => {
      const again = byTitles.get(keyOf(column.titles))
      if (!again) return column
      return { ...column, values: again.values, examples: again.examples }
    }),
  }
}

/** Without any value of the file, for keeping. */
export const withoutValues = (wizard: Wizard): Wizard => ({
  ...wizard,
  sample: { columns: wizard.sample.columns, rows: [] },
  columns: wizard.columns.map((column) => ({ ...column, values: [], examples: [], odd: [] })),
})

export const hasValues = (wizard: Wizard): boolean => wizard.sample.rows.length > 0

const replaceAt = (wizard: Wizard, at: number, column: WizardColumn): Wizard => ({
  ...wizard,
  columns: wizard.columns.map((each, index) => (index === at ? column : each)),
})

export const changeColumn = (wizard: Wizard, at: number, part: Partial<WizardColumn>): Wizard => {
  const column = wizard.columns[at]
  if (!column) return wizard
  const next = replaceAt(wizard, at, { ...column, ...part })
  return part.isKept === false ? { ...next, key: next.key.filter((id) => id !== column.item.id) } : next
}

/** Takes properties out where they are undefined. */
const trimmed = (item: { [P in keyof DeclaredItem]: DeclaredItem[P] | undefined }): DeclaredItem =>
  Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined)) as unknown as DeclaredItem

export const changeItem = (
  wizard: Wizard,
  at: number,
  part: { [P in keyof DeclaredItem]?: DeclaredItem[P] | undefined },
): Wizard => {
  const column = wizard.columns[at]
  if (!column) return wizard
  const item = trimmed({ ...column.item, ...part } as DeclaredItem)
  const renamed = (id: string) => (id === column.item.id ? item.id : id)
  const next = replaceAt(wizard, at, { ...column, item })
  if (item.id === column.item.id) return next
  return {
    ...next,
    key: next.key.map(renamed),
    subject: next.subject && { ...next.subject, item: renamed(next.subject.item) },
    columns: next.columns.map((each) =>
      each.item.from === column.item.id ? { ...each, item: { ...each.item, from: item.id } } : each,
    ),
  }
}

const usualFormats: Partial<Record<ItemType, readonly string[]>> = {
  date: ['YYYY/M/D', 'YYYY.M.D', 'YYYY年M月D日'],
  datetime: ['YYYY/M/D H:mm', 'YYYY/M/D H:mm:ss', 'YYYY-M-D H:mm:ss'],
}
const guards: Partial<Record<ItemType, { readonly sensitive: 'low' | 'high'; readonly mask: MaskName }>> = {
  'citizen-id': { sensitive: 'high', mask: 'keep-4-4' },
  'travel-permit': { sensitive: 'high', mask: 'keep-2-2' },
  phone: { sensitive: 'high', mask: 'keep-3-4' },
}
const mostCodes = 200

/** Another type: what only the old one could have goes, what the new one needs is filled in from the values. */
export const changeType = (wizard: Wizard, at: number, type: string): Wizard => {
  const column = wizard.columns[at]
  if (!column) return wizard
  const { id, name, optional, index, sensitive, mask, from, columns } = column.item
  if (type === column.proposed.type) return changeItem(wizard, at, { ...column.proposed, id, name, optional, index })
  const isNumber = type === 'integer' || type === 'decimal'
  const guard = wizard.personal ? guards[type as ItemType] : undefined
  const masks = masksOfType[type as ItemType] as readonly string[] | undefined
  const item = trimmed({
    id,
    name,
    type,
    optional,
    index,
    sensitive: sensitive ?? guard?.sensitive,
    mask: mask !== undefined && masks?.includes(mask) ? mask : guard?.mask,
    from: type === 'area' ? from : undefined,
    columns: type === 'point' ? columns : undefined,
    unit: isNumber ? column.proposed.unit : undefined,
    formats: usualFormats[type as ItemType] as string[] | undefined,
    codes:
      type === 'code'
        ? column.values
            .slice(0, mostCodes)
            .flatMap(({ fields }) => (fields[0] ? [{ value: fields[0], name: { zh: fields[0] } }] : []))
        : undefined,
  } as DeclaredItem)
  return replaceAt(wizard, at, { ...column, item })
}

export const toggleKey = (wizard: Wizard, at: number): Wizard => {
  const column = wizard.columns[at]
  if (!column) return wizard
  const { id } = column.item
  if (wizard.key.includes(id)) return { ...wizard, key: wizard.key.filter((each) => each !== id), keyEvidence: null }
  const next = changeItem(wizard, at, { optional: undefined, index: true })
  return { ...next, key: [...next.key, id], keyEvidence: null }
}

export const takeCheck = (wizard: Wizard, at: number, check: ValueCheck): Wizard =>
  changeColumn(wizard, at, { share: check.share, odd: check.odd })

/** The part of an item that decides which values it takes. */
export const decides = ({ type, formats, codes, max, scale }: DeclaredItem): string =>
  JSON.stringify([type, formats, codes?.map(({ value, name }) => [value, name.zh, name.en]), max, scale])

const text = (zh: string, en: string): { zh: string; en?: string } => ({
  zh: zh.trim(),
  ...(en.trim() === '' ? {} : { en: en.trim() }),
})
const percent = (share: number): string => `${(Math.floor(share * 1000) / 10).toString()} %`

/** What the server makes the resource file of. */
export const toRequest = (wizard: Wizard, language: 'zh' | 'en'): DeclarationRequest => {
  const { head, file, layout, read } = wizard
  const kept = wizard.columns.filter(({ isKept }) => isKept)
  const hasPlace = kept.some(({ item }) => ['point', 'line', 'polygon'].includes(item.type))
  const intake: DeclarationRequest['intake'] = {}
  for (const name of ['sheet', 'layer', 'recordPath', 'delimiter'] as const) {
    const said = layout[name]
    if (typeof said === 'string' && said !== '') intake[name] = said
  }
  if (typeof layout['headerLine'] === 'number') intake.headerLine = layout['headerLine']
  if (intake.headerLine === 0) intake.columns = wizard.sample.columns
  return {
    language,
    file: { name: wizard.fileName, records: read.records, sampled: read.sampled, complete: read.complete },
    head: {
      id: head.id,
      name: text(head.nameZh, head.nameEn),
      ...(head.abstractZh.trim() === '' ? {} : { abstract: text(head.abstractZh, head.abstractEn) }),
      ...(head.code.trim() === '' ? {} : { code: head.code.trim() }),
      owner: head.owner,
      share: {
        type: head.share,
        ...(head.share === 'conditional' && head.condition.trim() !== ''
          ? { condition: text(head.condition, '') }
          : {}),
        ...(head.share === 'none' && head.basis.trim() !== '' ? { basis: text(head.basis, '') } : {}),
      },
      open: {
        type: head.open,
        ...(head.open === 'conditional' && head.openCondition.trim() !== ''
          ? { condition: text(head.openCondition, '') }
          : {}),
      },
      update: head.update,
      personal: wizard.personal,
      ...(wizard.subject ? { subject: wizard.subject } : {}),
      ...(hasPlace
        ? {
            crs: {
              name: wizard.crs,
              ...(wizard.crsFound && wizard.crsFound.name === wizard.crs ? { evidence: wizard.crsFound.evidence } : {}),
            },
          }
        : {}),
    },
    key: { items: [...wizard.key], ...(wizard.keyEvidence ? { evidence: wizard.keyEvidence } : {}) },
    items: kept.map((column) => ({
      item: column.item,
      titles: [...column.titles],
      evidence:
        decides(column.item) === decides(column.proposed)
          ? column.evidence
          : {
              zh: `人工改定；样本中 ${percent(column.share)} 的值符合`,
              en: `set by a person; ${percent(column.share)} of the values looked at fit`,
            },
    })),
    leftOut: wizard.columns.flatMap(({ isKept, titles }) => (isKept ? [] : titles)),
    intake: file.format === 'geojson' ? {} : intake,
  }
}

/** One thing that would be refused or is worth a second look: a key of the texts, and where it is mended. */
export type Finding = {
  readonly step: 2 | 3
  readonly blocks: boolean
  readonly say: string
  readonly params?: Readonly<Record<string, string | number>>
}

const itemId = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/
const resourceId = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
const code = /^[123]\d{2}\d{3}\d{0,12}\/\d{1,10}$/

/** Said while people type; the server checks the whole file again. */
export const findProblems = (wizard: Wizard, takenBy: string | null): readonly Finding[] => {
  const found: Finding[] = []
  const say = (step: 2 | 3, blocks: boolean, key: string, params?: Finding['params']) =>
    found.push({ step, blocks, say: key, ...(params ? { params } : {}) })
  const { head } = wizard
  const kept = wizard.columns.filter(({ isKept }) => isKept)
  if (kept.length === 0) say(2, true, 'noColumns')
  const ids = new Map<string, number>()
  for (const { item } of kept) {
    ids.set(item.id, (ids.get(item.id) ?? 0) + 1)
    const name = item.name.zh || item.id
    if (!itemId.test(item.id) || item.id.length > 40) say(2, true, 'badItemId', { id: item.id, name })
    if (item.name.zh.trim() === '') say(2, true, 'noItemName', { id: item.id })
    if (item.type === 'code' && !item.codes?.length) say(2, true, 'noCodes', { name })
    if (wizard.key.includes(item.id) && item.optional) say(2, true, 'optionalKey', { name })
    if (wizard.key.includes(item.id) && ['point', 'line', 'polygon'].includes(item.type))
      say(2, true, 'placeKey', { name })
    if (item.from !== undefined && !kept.some(({ item: { id } }) => id === item.from))
      say(2, true, 'fromGone', { name })
  }
  for (const [id, count] of ids) if (count > 1) say(2, true, 'twiceItem', { id })
  const unsure = kept.filter(({ doubts, isConfirmed }) => doubts.length > 0 && !isConfirmed).length
  if (unsure > 0) say(2, false, 'unsure', { n: unsure })
  if (wizard.key.length === 0) say(2, false, 'noKey')
  if (wizard.personal && !wizard.subject) say(2, true, 'noSubject')
  if (wizard.subject && !kept.some(({ item }) => item.id === wizard.subject?.item)) say(2, true, 'subjectGone')
  if (!wizard.personal && kept.some(({ item }) => item.type === 'citizen-id')) say(2, false, 'notPersonal')
  if (!resourceId.test(head.id) || head.id.length > 44) say(3, true, 'badId')
  else if (takenBy !== null) say(3, true, 'idTaken', { name: takenBy })
  if (head.nameZh.trim() === '') say(3, true, 'noName')
  if (head.owner === '') say(3, true, 'noOwner')
  if (head.code.trim() !== '' && !code.test(head.code.trim())) say(3, true, 'badCode')
  if (head.share === 'none' && head.basis.trim() === '') say(3, true, 'noBasis')
  if (head.share === 'conditional' && head.condition.trim() === '') say(3, false, 'noCondition')
  if (wizard.personal && head.open !== 'none') say(3, true, 'personalOpen')
  if (!wizard.personal && head.open === 'conditional' && head.openCondition.trim() === '')
    say(3, true, 'noOpenCondition')
  if (wizard.personal && head.share === 'unconditional') say(3, false, 'personalShared')
  return found
}
