/**
 * What one column holds, by its values first and its title second. Types whose values carry their own proof (check characters,
 * fixed forms) are tried before types that almost anything passes; each must be met by most values, fewer where the title says
 * so too. What is found comes with the share it was met by and values that do not.
 */
import type { AreaTree, Item, ItemType } from '@onecity/city'
import { checkValue, parseAddress, parseCitizenId, parsePhone, parseUscc, truthWords } from '@onecity/city/values'
import { recogniseDates } from './recognise-dates.ts'
import { recogniseNumbers } from './recognise-numbers.ts'
import { looksLikeName } from './surnames.ts'
import { type ColumnProfile, failing, shareOf } from './table-sample.ts'
import { type TitleWord, titleSays } from './title-words.ts'

export type ColumnFinding = {
  readonly type: ItemType
  /** Share of the values that are of the type, 0–1. */
  readonly share: number
  /** What the item needs besides id, name and type. */
  readonly more: Partial<Pick<Item, 'formats' | 'codes' | 'unit' | 'sensitive' | 'mask' | 'max'>>
  /** Values that are not of the type, a few. */
  readonly odd: readonly string[]
  /** Worth asking a person: codes of doubts, see `explain.ts`. */
  readonly doubts: readonly Doubt[]
  /** The column is about a person. */
  readonly personal: boolean
}

export type Doubt =
  | 'day-or-month-first'
  | 'dressed-numbers'
  | 'rare-codes'
  | 'unverified-usccs'
  | 'empty-column'
  | 'truth-or-code'
  | 'wide-characters'

type Candidate = {
  readonly type: ItemType
  readonly word?: TitleWord
  /** Least share without and with a title that says so. */
  readonly alone: number
  readonly titled: number
  readonly test: (value: string) => boolean
  readonly more?: ColumnFinding['more']
  readonly personal?: boolean
}

const is = (type: ItemType) => (value: string) => checkValue({ type }, value).ok

const withProof: readonly Candidate[] = [
  {
    type: 'citizen-id',
    word: 'citizen-id',
    alone: 0.6,
    titled: 0.3,
    test: (value) => parseCitizenId(value).ok,
    more: { sensitive: 'high', mask: 'keep-4-4' },
    personal: true,
  },
  { type: 'uscc', word: 'uscc', alone: 0.6, titled: 0.3, test: (value) => parseUscc(value).verdict === 'valid' },
  { type: 'licence-id', word: 'licence-id', alone: 0.6, titled: 0.3, test: is('licence-id') },
  { type: 'camera-id', word: 'camera-id', alone: 0.9, titled: 0.5, test: is('camera-id') },
  {
    type: 'travel-permit',
    word: 'travel-permit',
    alone: 2,
    titled: 0.5,
    test: is('travel-permit'),
    more: { sensitive: 'high', mask: 'keep-2-2' },
    personal: true,
  },
  {
    type: 'plate',
    word: 'plate',
    alone: 0.85,
    titled: 0.4,
    test: is('plate'),
    more: { sensitive: 'low', mask: 'keep-2-2' },
  },
  {
    type: 'phone',
    word: 'phone',
    alone: 0.95,
    titled: 0.5,
    // Eight digits alone are any number: without a title only mobile numbers count.
    test: (value) => parsePhone(value).ok && (/^(\+?86)?[-\s]?1[3-9]\d{9}$/.test(value) || /\d-\d/.test(value)),
    more: { sensitive: 'high', mask: 'keep-3-4' },
  },
  { type: 'polygon', alone: 0.8, titled: 0.8, test: (value) => isShape(value) && is('polygon')(value) },
  { type: 'line', alone: 0.8, titled: 0.8, test: (value) => isShape(value) && is('line')(value) },
  { type: 'point', word: 'point', alone: 0.95, titled: 0.6, test: (value) => /,/.test(value) && is('point')(value) },
  { type: 'json', alone: 0.95, titled: 0.95, test: (value) => /^[{[]/.test(value) && is('json')(value) },
]
const isShape = (value: string): boolean => /^(\{|\[\[|(multi)?(linestring|polygon))/i.test(value)

/** Greatest number of different values that still is a list of codes, and how often each must come on average. */
const mostCodes = 40
const leastRepeats = 4
const longestCode = 24

export const recogniseColumn = (profile: ColumnProfile, tree: AreaTree): ColumnFinding => {
  const { values, counts, plainTitle } = profile
  const found = (
    type: ItemType,
    test: (value: string) => boolean,
    more: ColumnFinding['more'] = {},
    rest: { readonly doubts?: readonly Doubt[]; readonly personal?: boolean } = {},
  ): ColumnFinding => ({
    type,
    share: shareOf(profile, test),
    more,
    odd: failing(profile, test),
    doubts: [...(rest.doubts ?? []), ...(hasWide(profile, test) ? (['wide-characters'] as const) : [])],
    personal: rest.personal ?? false,
  })
  if (values.length === 0) return found('text', () => true, {}, { doubts: ['empty-column'] })

  for (const { type, word, alone, titled, test, more, personal } of withProof) {
    const said = word !== undefined && titleSays(plainTitle, word)
    // With the title on its side a number of a landline counts too.
    const tested = type === 'phone' && said ? (value: string) => parsePhone(value).ok : test
    if (shareOf(profile, tested) < (said ? titled : alone)) continue
    const loose = type === 'uscc' ? (value: string) => parseUscc(value).verdict !== 'malformed' : tested
    const unverified = type === 'uscc' && shareOf(profile, tested) < shareOf(profile, loose)
    return found(type, loose, more, { personal: personal ?? false, doubts: unverified ? ['unverified-usccs'] : [] })
  }

  const dates = recogniseDates(profile)
  if (dates)
    return found(dates.type, dates.reads, dates.formats.length > 0 ? { formats: dates.formats } : {}, {
      doubts: dates.ambiguous ? ['day-or-month-first'] : [],
    })

  const truths = recogniseTruth(profile)
  if (truths) return found('boolean', isTruthWord, {}, { doubts: truths.sure ? [] : ['truth-or-code'] })

  const inTree = (value: string) => isAreaName(value, tree)
  if (shareOf(profile, inTree) >= (titleSays(plainTitle, 'area') ? 0.5 : 0.9) && !isShortNumber(profile))
    return found('area', inTree)

  const numbers = recogniseNumbers(profile)
  const codes = recogniseCodes(profile)
  if (numbers && !(codes && titleSays(plainTitle, 'code')))
    return found(numbers.type, numbers.reads, numbers.unit === undefined ? {} : { unit: numbers.unit }, {
      doubts: numbers.dressed > 0.001 ? ['dressed-numbers'] : [],
    })
  if (codes)
    return found(
      'code',
      (value) => codes.values.has(value),
      { codes: codes.list },
      {
        doubts: codes.rare > 0 ? ['rare-codes'] : [],
      },
    )

  const addressLike = (value: string) => parseAddress(value).ok && looksLikeAddress(value)
  if (shareOf(profile, addressLike) >= (titleSays(plainTitle, 'address') ? 0.4 : 0.8))
    return found('address', (value) => parseAddress(value).ok)

  const named = titleSays(plainTitle, 'name')
  const names = shareOf(profile, looksLikeName)
  const repeats = values.length / counts.size
  if (names >= (named ? 0.5 : 0.92) && (named || repeats < 3))
    return found('text', () => true, { max: 50, sensitive: 'low', mask: 'surname' }, { personal: true })
  return found('text', () => true)
}

/** Values that would be of the type, were they not written in full-width characters or with spaces between. */
const hasWide = (profile: ColumnProfile, test: (value: string) => boolean): boolean =>
  failing(profile, test, 200).some((value) => {
    const narrow = value.normalize('NFKC').replace(/\s+/gu, '')
    return narrow !== value && test(narrow)
  })

/** An area by its code or by its name alone, others before it at most; addresses and firms name areas too, among other things. */
const isAreaName = (value: string, tree: AreaTree): boolean => {
  if (/\d/.test(value)) return tree.get(value) !== undefined
  const area = tree.get(tree.resolve(value) ?? '')
  if (!area) return false
  const { zh, en } = area.name
  const said = value.replace(/\s+/gu, ' ').toLowerCase()
  return [zh, zh.replace(/(街道|新区|社区|[市区县镇])$/u, ''), en ?? zh, ...area.aliases].some((name) =>
    said.endsWith(name.toLowerCase()),
  )
}

/** Parts of a city's places that an address is made of. */
const looksLikeAddress = (value: string): boolean =>
  value.length >= 6 &&
  /[路街道巷弄里村](?:[东西南北中]段?)?.*?\d|\d+\s*(号|栋|幢|座|室|楼|弄|单元)|(市|区|县|镇|街道).{2,}(路|街|村|社区|大道|大厦|广场|花园|小区|园)/u.test(
    value,
  )

const allTruths = new Set([...truthWords.true, ...truthWords.false])
const isTruthWord = (value: string): boolean => allTruths.has(value.toLowerCase())

/** Yes and no in one pair of words; 0 and 1 only where the title asks a question. */
const recogniseTruth = (profile: ColumnProfile): { readonly sure: boolean } | null => {
  if (shareOf(profile, isTruthWord) < 0.95) return null
  const said = titleSays(profile.plainTitle, 'boolean')
  const used = [...profile.counts.keys()].map((value) => value.toLowerCase()).filter(isTruthWord)
  const inDigits = used.every((value) => value === '0' || value === '1')
  if (inDigits) return said ? { sure: true } : null
  // One letter each may be anything: M and F are, T and N may be.
  if (used.every((value) => /^[a-z]$/.test(value)) && !said) return used.length === 2 ? { sure: false } : null
  return { sure: true }
}

/** A column of 1, 2, 3 … resolves to no area, even where areas have such aliases. */
const isShortNumber = (profile: ColumnProfile): boolean => shareOf(profile, (value) => /^\d{1,5}$/.test(value)) > 0.5

type Codes = {
  readonly list: NonNullable<Item['codes']>
  readonly values: ReadonlySet<string>
  /** Values that came too seldom to be meant. */
  readonly rare: number
}

/** A value seen this seldom beside many others is more likely a slip of the pen than a code. */
const rareShare = 0.002
/** Nor is one a code that is seldom, and one character off a value that comes this many times as often. */
const slipShare = 0.005
const slipRatio = 50

const isSlip = (value: string, count: number, { values, counts }: ColumnProfile): boolean =>
  count / values.length < slipShare &&
  value.length > 1 &&
  [...counts].some(
    ([other, often]) =>
      often >= count * slipRatio &&
      other.length === value.length &&
      [...other].filter((character, at) => character !== value[at]).length === 1,
  )

const recogniseCodes = (profile: ColumnProfile): Codes | null => {
  const { values, counts, plainTitle } = profile
  const said = titleSays(plainTitle, 'code')
  if (values.length < (said ? 8 : 20)) return null
  const kept = [...counts].filter(
    ([value, count]) => count > 1 && count / values.length >= rareShare && !isSlip(value, count, profile),
  )
  const covered = kept.reduce((sum, [, count]) => sum + count, 0) / values.length
  if (kept.length < 2 || kept.length > mostCodes || covered < 0.9) return null
  if (values.length / kept.length < (said ? 2 : leastRepeats)) return null
  if (kept.some(([value]) => value.length > longestCode)) return null
  const sorted = kept.map(([value]) => value).sort((a, b) => (a < b ? -1 : 1))
  return {
    list: sorted.map((value) => ({ value, name: { zh: value } })),
    values: new Set(sorted),
    rare: counts.size - kept.length,
  }
}
