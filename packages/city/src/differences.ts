/**
 * What differs between two cities, as data and in plain sentences. Entries of lists are matched by their id (areas and
 * outlines by code), so that moving one says nothing; the order counts only where there is no id.
 */
import type { City, Text } from './model.ts'
import { kindName, propertyName } from './property-names.ts'

export type Difference = {
  /** `resource`, `item`, `area`, `department` …; `city` for what city.yaml says. */
  readonly kind: string
  /** Id of the entry; of an item also its resource: `resident/phone`. */
  readonly id: string
  readonly name?: Text
  readonly change: 'added' | 'removed' | 'changed'
  /** Which property changed, dotted: `share.type`. */
  readonly property?: string
  /** Values as short text, when they can be shown; absent: not set. */
  readonly before?: string
  readonly after?: string
  /** The difference in one sentence. */
  readonly text: Text
}

type Entry = { readonly [name: string]: unknown }

/** Everything that differs, in the order of the model's parts and of the later city's entries. */
export function differencesOf(before: City, after: City): Difference[] {
  const found: Difference[] = []
  const [old, now] = [before as unknown as Entry, after as unknown as Entry]
  for (const part of new Set([...Object.keys(old), ...Object.keys(now)])) {
    const [was, is] = [old[part], now[part]]
    if (isListOfEntries(was) && isListOfEntries(is) && (was.length > 0 || is.length > 0) && part !== 'notes')
      compareLists(singular(part), '', was, is, found)
    else compareValues({ kind: 'city', id: after.id, name: after.name }, part, was, is, found)
  }
  return found
}

const singulars: Readonly<Record<string, string>> = { centres: 'centre', departments: 'department' }
const singular = (part: string): string => singulars[part] ?? part.replace(/ies$/, 'y').replace(/s$/, '')

const idOf = (entry: unknown): string | undefined => {
  if (typeof entry !== 'object' || entry === null) return undefined
  const { id, code, value } = entry as Entry
  const found = id ?? code ?? value
  return typeof found === 'string' ? found : undefined
}

const isListOfEntries = (value: unknown): value is readonly Entry[] =>
  Array.isArray(value) && value.every((entry) => idOf(entry) !== undefined)

function compareLists(
  kind: string,
  above: string,
  was: readonly Entry[],
  is: readonly Entry[],
  found: Difference[],
): void {
  const old = new Map(was.map((entry) => [idOf(entry) as string, entry]))
  for (const entry of is) {
    const id = idOf(entry) as string
    const earlier = old.get(id)
    old.delete(id)
    if (earlier === entry) continue
    const subject = subjectOf(kind, above + id, entry)
    if (!earlier) found.push({ ...subject, change: 'added', text: sentence(subject, 'added') })
    else if (kind === 'resource') compareResources(subject, earlier, entry, found)
    else compareEntries(subject, earlier, entry, found)
  }
  for (const [id, entry] of old) {
    const subject = subjectOf(kind, above + id, entry)
    found.push({ ...subject, change: 'removed', text: sentence(subject, 'removed') })
  }
}

type Subject = Pick<Difference, 'kind' | 'id' | 'name'>

function subjectOf(kind: string, id: string, entry: Entry): Subject {
  const name = entry['name'] as Text | undefined
  return name?.zh === undefined ? { kind, id } : { kind, id, name }
}

function compareResources(subject: Subject, was: Entry, is: Entry, found: Difference[]): void {
  const { items: oldItems, ...old } = was
  const { items: newItems, ...now } = is
  compareEntries(subject, old, now, found)
  compareLists(
    'item',
    `${subject.id}/`,
    (oldItems ?? []) as readonly Entry[],
    (newItems ?? []) as readonly Entry[],
    found,
  )
}

function compareEntries(subject: Subject, was: Entry, is: Entry, found: Difference[]): void {
  for (const name of Object.keys(was)) if (!(name in is)) compareValues(subject, name, was[name], undefined, found)
  for (const name of Object.keys(is)) compareValues(subject, name, was[name], is[name], found)
}

function compareValues(subject: Subject, property: string, was: unknown, is: unknown, found: Difference[]): void {
  if (isSame(was, is)) return
  if (isPlainObject(was) && isPlainObject(is) && !('type' in was && 'coordinates' in was)) {
    for (const name of new Set([...Object.keys(was), ...Object.keys(is)]))
      compareValues(subject, `${property}.${name}`, was[name], is[name], found)
    return
  }
  const [before, after] = [shown(was), shown(is)]
  const changed = { ...subject, change: 'changed' as const, property }
  found.push({
    ...changed,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    text: sentence(changed, 'changed', before, after),
  })
}

const isPlainObject = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b))
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((each, i) => isSame(each, b[i]))
  const [x, y] = [a as Entry, b as Entry]
  const names = Object.keys(x)
  return names.length === Object.keys(y).length && names.every((name) => isSame(x[name], y[name]))
}

/** Characters of a value in a sentence. */
const longest = 160

function shown(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string') return shorten(value)
  if (isPlainObject(value) && 'coordinates' in value) return String(value['type'])
  if (isPlainObject(value) && typeof value['zh'] === 'string')
    return shorten([value['zh'], value['en']].filter((text) => text !== undefined).join(' / '))
  if (isListOfEntries(value)) return shorten(value.map(idOf).join(', '))
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object')) return shorten(value.join(', '))
  return shorten(JSON.stringify(value))
}

const shorten = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text)

function sentence(
  { kind, id, name, property }: Subject & { readonly property?: string },
  change: Difference['change'],
  before?: string,
  after?: string,
): Text {
  const called = kindName(kind)
  const zh = `${called.zh}“${name && name.zh !== id ? `${name.zh}（${id}）` : id}”`
  const en = `${called.en} “${name?.en ?? name?.zh ?? id}” (${id})`
  if (change === 'added') return { zh: `新增${zh}`, en: `${capital(en)} is new` }
  if (change === 'removed') return { zh: `删除${zh}`, en: `${capital(en)} is gone` }
  const what = propertyName(property ?? '')
  if (before === after) return { zh: `${zh}的${what.zh}有变化`, en: `${capital(en)}: ${what.en} changed` }
  if (before === undefined)
    return { zh: `${zh}的${what.zh}定为“${after}”`, en: `${capital(en)}: ${what.en} is now “${after}”` }
  if (after === undefined)
    return {
      zh: `${zh}不再规定${what.zh}（原为“${before}”）`,
      en: `${capital(en)}: no ${what.en} any more (was “${before}”)`,
    }
  return {
    zh: `${zh}的${what.zh}由“${before}”改为“${after}”`,
    en: `${capital(en)}: ${what.en} from “${before}” to “${after}”`,
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Several differences in one sentence: the one there is, or how many of which kind. */
export function summaryOf(differences: readonly Difference[]): Text {
  const [first] = differences
  if (!first) return { zh: '内容没有变化', en: 'Nothing changed' }
  if (differences.length === 1) return first.text
  const entries = new Map<string, Map<Difference['change'], Set<string>>>()
  for (const { kind, id, change } of differences) {
    const changes = entries.get(kind) ?? new Map()
    entries.set(kind, changes.set(change, (changes.get(change) ?? new Set()).add(id)))
  }
  const zh: string[] = []
  const en: string[] = []
  for (const [kind, changes] of entries)
    for (const change of ['added', 'removed', 'changed'] as const) {
      const count = changes.get(change)?.size
      if (!count) continue
      const name = kindName(kind)
      zh.push(`${{ added: '新增', removed: '删除', changed: '改动' }[change]} ${count} 个${name.zh}`)
      en.push(`${count} ${count === 1 ? name.en : name.many} ${change}`)
    }
  return { zh: zh.join('，'), en: en.join(', ') }
}
