/**
 * A resource file as people write one: fixed order, short things on one line, and beside every decision why it was taken. The
 * text is YAML; whatever could be read as something else is quoted.
 */
import type { DeclarationRequest, DeclaredItem } from '@onecity/contracts'
import { normalTitle } from '../exchange/index.ts'

type Text = { readonly zh: string; readonly en?: string | undefined }

/** Where a department keeps the declaration of a resource. */
export const pathOf = ({ owner, id }: { readonly owner: string; readonly id: string }): string =>
  `departments/${owner}/resources/${id}.yaml`

/** The text of the file. `today`: CCYY-MM-DD. */
export const writeDeclaration = (request: DeclarationRequest, today: string): string => {
  const { head, key, items, leftOut, file, language } = request
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en)
  const why = (evidence: Text | undefined): string => (evidence ? said(evidence[language] ?? evidence.zh) : '')
  const behind = (evidence: Text | undefined): string => (why(evidence) === '' ? '' : ` # ${why(evidence)}`)
  const personal = head.personal
  const intake = intakeOf(request)
  const lines = [
    comment(
      say(
        `由“${file.name}”识别而来，${today}：读了 ${file.records} 行${file.complete ? '（全部）' : '（文件开头部分）'}，看了其中 ${file.sampled} 行。`,
        `Recognised from “${file.name}” on ${today}: ${file.records} rows read${file.complete ? ' (all)' : ' (the first part of the file)'}, ${file.sampled} of them looked at.`,
      ),
    ),
    `id: ${scalar(head.id)}`,
    'kind: stored',
    `name: ${text(head.name)}`,
    ...(head.abstract ? [`abstract: ${text(head.abstract)}`] : []),
    ...(head.code ? [`code: ${scalar(head.code)}`] : []),
    `owner: ${scalar(head.owner)}`,
    `share: ${flow({
      type: scalar(head.share.type),
      condition: head.share.condition && text(head.share.condition),
      departments: head.share.departments?.length ? sequence(head.share.departments) : undefined,
      basis: head.share.basis && text(head.share.basis),
    })}`,
    `open: ${flow({ type: scalar(head.open.type), condition: head.open.condition && text(head.open.condition) })}`,
    ...(personal || (head.level && head.level !== 'general')
      ? [
          `grade: ${flow({
            level: head.level && head.level !== 'general' ? scalar(head.level) : undefined,
            personal: personal ? 'true' : undefined,
          })}`,
        ]
      : []),
    ...(head.subject ? [`subject: ${flow({ kind: scalar(head.subject.kind), item: scalar(head.subject.item) })}`] : []),
    `update: ${scalar(head.update)}`,
    ...(key.items.length > 0 ? [`key: ${sequence(key.items)}${behind(key.evidence)}`] : []),
    ...(head.crs ? [`crs: ${scalar(head.crs.name)}${behind(head.crs.evidence)}`] : []),
    ...(intake === null ? [] : [`intake: ${intake}`]),
    ...(leftOut.length > 0
      ? [comment(say(`未纳入的列：${leftOut.join('、')}`, `Columns left out: ${leftOut.join(', ')}`))]
      : []),
    'items:',
    ...items.flatMap(({ item, titles, evidence }) => {
      const reason = why(evidence)
      const source = titles.length === 0 ? '' : `${titles.map(said).join(' + ')}: `
      return [...(reason === '' ? [] : [`  # ${source}${reason}`]), ...itemLines(item, titles)]
    }),
  ]
  return `${lines.join('\n')}\n`
}

const itemLines = (item: DeclaredItem, titles: readonly string[]): string[] => {
  const known = [item.id, item.name.zh, item.name.en ?? ''].map(normalTitle)
  const headers = item.columns ? [] : titles.filter((title) => !known.includes(normalTitle(title)) && isOneLine(title))
  const guarded = flowParts({
    sensitive: item.sensitive && scalar(item.sensitive),
    mask: item.mask && scalar(item.mask),
  })
  return [
    `  - id: ${scalar(item.id)}`,
    `    name: ${text(item.name)}`,
    `    type: ${scalar(item.type)}`,
    ...(headers.length > 0 ? [`    headers: ${sequence(headers)}`] : []),
    ...(item.columns
      ? [`    columns: ${flow({ lng: sequence(item.columns.lng), lat: sequence(item.columns.lat) })}`]
      : []),
    ...(item.from ? [`    from: ${scalar(item.from)}`] : []),
    ...(item.formats?.length
      ? [`    formats: [${item.formats.map((format) => JSON.stringify(format)).join(', ')}]`]
      : []),
    ...(item.max === undefined ? [] : [`    max: ${item.max}`]),
    ...(item.scale === undefined ? [] : [`    scale: ${item.scale}`]),
    ...(item.unit ? [`    unit: ${JSON.stringify(item.unit)}`] : []),
    ...(item.optional ? ['    optional: true'] : []),
    ...(item.index ? ['    index: true'] : []),
    ...guarded.map((part) => `    ${part}`),
    ...(item.codes?.length
      ? [
          '    codes:',
          ...item.codes.map(({ value, name }) => `      - { value: ${JSON.stringify(value)}, name: ${text(name)} }`),
        ]
      : []),
  ]
}

/** How files are laid out, where that has to be said; titles that no header can name are mapped here. */
const intakeOf = ({ intake, items, leftOut }: DeclarationRequest): string | null => {
  const odd = items.flatMap(({ item, titles }) =>
    item.columns ? [] : titles.filter((title) => !isOneLine(title)).map((title) => [title, item.id] as const),
  )
  // A column left out must not come back in by a name it shares with an item.
  const names = new Set(items.flatMap(({ item }) => [item.id, item.name.zh, item.name.en ?? ''].map(normalTitle)))
  const out = leftOut.filter((title) => names.has(normalTitle(title)))
  const map = [
    ...odd.map(([title, id]) => `${JSON.stringify(title)}: ${scalar(id)}`),
    ...out.map((title) => `${JSON.stringify(title)}: null`),
  ]
  const parts = flowParts({
    recordPath: intake.recordPath && JSON.stringify(intake.recordPath),
    sheet: intake.sheet && scalar(intake.sheet),
    layer: intake.layer && scalar(intake.layer),
    headerLine: intake.headerLine === undefined ? undefined : String(intake.headerLine),
    columns: intake.columns && sequence(intake.columns),
    delimiter: intake.delimiter && JSON.stringify(intake.delimiter),
    map: map.length > 0 ? `{ ${map.join(', ')} }` : undefined,
  })
  return parts.length === 0 ? null : `{ ${parts.join(', ')} }`
}

const isOneLine = (title: string): boolean => !/[\r\n\t]/.test(title)
/** Fit for a comment: one line, of bounded length. */
const said = (sentence: string): string =>
  sentence
    .replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, 300)
const comment = (sentence: string): string => `# ${said(sentence)}`

const words = /^(?:true|false|null|yes|no|on|off|y|n)$/i
/** Plain where YAML reads it back as the very same text, whatever version reads it. */
const scalar = (value: string): string =>
  /^[\p{L}_][\p{L}\p{N}_./-]*$/u.test(value) && !words.test(value) ? value : quoted(value)
/** JSON strings are YAML strings; line separators, which YAML takes for line ends, are written as escapes. */
const quoted = (value: string): string =>
  JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
const sequence = (values: readonly string[]): string => `[${values.map(scalar).join(', ')}]`
const flowParts = (fields: Readonly<Record<string, string | undefined>>): string[] =>
  Object.entries(fields).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [`${name}: ${value}`]))
const flow = (fields: Readonly<Record<string, string | undefined>>): string => `{ ${flowParts(fields).join(', ')} }`
const text = ({ zh, en }: Text): string =>
  flow({ zh: scalar(zh), en: en === undefined || en === '' ? undefined : scalar(en) })
