import { type Area, type AreaLevel, areaLevels } from './model.ts'
import { addressArea, normaliseAddress } from './values/address.ts'

/** The management tree of a city's areas, with look-ups in constant time. */
export type AreaTree = {
  readonly get: (code: string) => Area | undefined
  /** Codes directly below, in the order of the folder. */
  readonly children: (code: string) => readonly string[]
  /** The code itself and all codes below it; empty for an unknown code. */
  readonly descendants: (code: string) => string[]
  /** Codes above, nearest first. */
  readonly ancestors: (code: string) => string[]
  readonly levelOf: (code: string) => AreaLevel | undefined
  /**
   * The area meant by a code, name, alias, longer statistical code or address. Exact codes and names win; else the
   * longest name found inside the text, namesakes told apart by the areas named beside it. Undefined when nothing, or not
   * one area alone, is meant.
   */
  readonly resolve: (text: string) => string | undefined
  /**
   * The lowest area that an address or a sentence names. In an address the areas it begins with decide; names further back
   * count only where it begins with none, and never as the name of a road or a stop. Undefined when nothing certain is named.
   */
  readonly findInText: (text: string) => string | undefined
}

export function makeAreaTree(areas: readonly Area[]): AreaTree {
  const byCode = new Map(areas.map((area) => [area.code, area]))
  const below = new Map<string, string[]>()
  for (const { code, parent } of areas) {
    if (parent === null) continue
    const siblings = below.get(parent)
    if (siblings) siblings.push(code)
    else below.set(parent, [code])
  }
  const names = indexNames(areas)
  const lengths = [...new Set([...names.keys()].map((name) => name.length))].filter((n) => n > 1).sort((a, b) => b - a)
  const codeLengths = [...new Set(areas.map((area) => area.code.length))].sort((a, b) => b - a)

  const children = (code: string) => below.get(code) ?? []
  const descendants = (code: string): string[] => {
    if (!byCode.has(code)) return []
    const found = new Set([code])
    for (const each of found) for (const child of children(each)) found.add(child)
    return [...found]
  }
  const ancestors = (code: string): string[] => {
    const found: string[] = []
    let parent = byCode.get(code)?.parent
    while (parent != null && !found.includes(parent)) {
      found.push(parent)
      parent = byCode.get(parent)?.parent
    }
    return found
  }

  /** Of several equally long names in one text: the lowest area when the others lie above it, else nobody knows. */
  const onlyOne = (codes: Iterable<string>): string | undefined => {
    const candidates = [...new Set(codes)]
    const lowest = candidates.reduce<string | undefined>(
      (low, code) => (low === undefined || depth(code) > depth(low) ? code : low),
      undefined,
    )
    if (lowest === undefined) return undefined
    const above = ancestors(lowest)
    return candidates.every((code) => code === lowest || above.includes(code)) ? lowest : undefined
  }
  const depth = (code: string) => areaLevels.indexOf(byCode.get(code)?.level ?? 'city')

  const resolve = (text: string): string | undefined => {
    const wanted = plainName(text)
    if (wanted === '') return undefined
    if (byCode.has(text.trim())) return text.trim()
    const exact = names.get(wanted)
    // A bare name shared by a district and its own street is as likely to mean either.
    if (exact) return exact.length === 1 ? exact[0] : undefined
    if (/^\d+$/.test(wanted)) {
      const length = codeLengths.find((n) => n < wanted.length && byCode.has(wanted.slice(0, n)))
      return length === undefined ? undefined : wanted.slice(0, length)
    }
    const longest = namesIn(wanted, 1)
    if (longest.every(({ codes }) => codes.length === 1)) return onlyOne(longest.flatMap(({ codes }) => codes))
    // What the other names in the text mean tells namesakes apart: the community 和平 of 龙华 is not that of 宝安.
    const all = namesIn(wanted)
    const certain = all.flatMap(({ codes }) => (codes.length === 1 ? codes : []))
    const fitting = all
      .map(({ length, codes }) => ({
        length,
        codes: codes.filter((code) => certain.every((other) => related(code, other))),
      }))
      .filter(({ codes }) => codes.length > 0)
    const meant = fitting.filter(({ length }) => length === fitting[0]?.length)
    return meant.every(({ codes }) => codes.length === 1) ? onlyOne(meant.flatMap(({ codes }) => codes)) : undefined
  }

  const related = (one: string, other: string) =>
    one === other || ancestors(one).includes(other) || ancestors(other).includes(one)

  type Named = { readonly start: number; readonly length: number; readonly codes: readonly string[] }

  /** The names of the `most` greatest lengths that occur in a text, longest first; a name inside a longer one says nothing. */
  const namesIn = (text: string, most = Number.POSITIVE_INFINITY): Named[] => {
    const found: Named[] = []
    let kinds = 0
    for (const length of lengths) {
      if (kinds === most) break
      const before = found.length
      for (let start = 0; start + length <= text.length; start++) {
        const codes = names.get(text.slice(start, start + length))
        if (!codes || !isWhole(text, start, start + length)) continue
        if (found.some((longer) => longer.start <= start && start + length <= longer.start + longer.length)) continue
        found.push({ start, length, codes })
      }
      if (found.length > before) kinds++
    }
    return found
  }

  /** Of the names found, the lowest area, if all that are certain lie above one another. */
  const lowestOf = (found: readonly Named[]): string | undefined => {
    const certain = found.flatMap(({ codes }) => (codes.length === 1 ? codes : []))
    const fitting = found.map(({ codes }) =>
      codes.length === 1 ? codes : codes.filter((code) => certain.every((other) => related(code, other))),
    )
    return onlyOne(fitting.filter((codes) => codes.length === 1).flat())
  }

  const findInText = (text: string): string | undefined => {
    const address = normaliseAddress(text)
    if (/^\d{19}(\d{6})?$/.test(address)) return resolve(address.slice(0, 12))
    const beginning = addressArea(address)
    if (beginning !== '') {
      if (isBetween.test(address.slice(beginning.length))) return undefined
      const head = plainName(beginning)
      return lowestOf(namesIn(head)) ?? resolve(head)
    }
    const plain = plainName(address)
    const named = namesIn(plain).filter(({ start, length }) => !isOtherName.test(plain.slice(start + length)))
    return lowestOf(named)
  }

  return {
    get: (code) => byCode.get(code),
    children,
    descendants,
    ancestors,
    levelOf: (code) => byCode.get(code)?.level,
    resolve,
    findInText,
  }
}

/** “福田区与南山区之间”: more than one place is meant. */
const isBetween = /^[与和及至到、,]/

/** What makes the name before it that of a road, a bridge or a stop. */
const isOtherName =
  /^[东南西北中一二三四五六七八九十]?(?:路|大道|大街|街(?!道)|巷|桥|隧道|立交|地铁|站|公园|山庄|花园|大厦|中学|小学|医院)/

function indexNames(areas: readonly Area[]): Map<string, string[]> {
  const names = new Map<string, string[]>()
  for (const area of areas)
    for (const name of [area.name.zh, area.name.en, ...area.aliases]) {
      const key = name === undefined ? '' : plainName(name)
      const codes = names.get(key)
      if (key === '' || codes?.includes(area.code)) continue
      if (codes) codes.push(area.code)
      else names.set(key, [area.code])
    }
  return names
}

function plainName(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase().replace(/[’‘]/g, "'")
}

/** A Latin name must not be cut out of a longer word; Chinese has no word boundaries to ask for. */
function isWhole(text: string, start: number, end: number): boolean {
  const word = /[a-z0-9]/
  const cutsBefore = start > 0 && word.test(text[start - 1] as string) && word.test(text[start] as string)
  const cutsAfter = end < text.length && word.test(text[end] as string) && word.test(text[end - 1] as string)
  return !cutsBefore && !cutsAfter
}
