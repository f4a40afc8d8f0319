/**
 * Addresses as text, made comparable: half-width, Arabic numbers of doors, `-` for 之. Shenzhen's unified addresses carry a
 * code of 25 digits (building 19 = area 6 + street 3 + community 3 + grid 2 + serial 5; room 6), which is an address too.
 */
import { toHalfWidth } from './half-width.ts'

export const addressLevels = [
  'province',
  'city',
  'district',
  'street',
  'community',
  'road',
  'number',
  'place',
  'building',
  'unit',
  'floor',
  'room',
] as const
export type AddressLevel = (typeof addressLevels)[number]
export type AddressPart = { readonly level: AddressLevel; readonly text: string }

/** A 25-digit house code, or the 19 digits of its building, taken apart. */
export type HouseCode = {
  readonly area: string
  readonly street: string
  readonly community: string
  readonly building: string
  readonly room: string | null
}

export type AddressReading =
  | { readonly ok: true; readonly value: string; readonly parts: readonly AddressPart[]; readonly code?: HouseCode }
  | { readonly ok: false; readonly fault: 'length' | 'character' }

/** Longest address kept, in characters. */
export const addressMostCharacters = 200

const control = /[\p{Cc}\p{Cs}\ufffd]/u
const han = '\u3400-\u9fff〇'
const numeral = '[〇零一二三四五六七八九两十百千]+'
/** 一号路 and 九号线 are names; 12号 is a door. */
const doors = new RegExp(`(${numeral})(?=号(?![路街巷线桥站])|弄|栋|幢|座|单元|层|室|房|楼(?:$|[0-9室房]))`, 'gu')
const behindOf = new RegExp(`(?<=[0-9号])之(${numeral}|[0-9]+)`, 'gu')

/** The address as it is kept. */
export function normaliseAddress(text: string): string {
  const plain = toHalfWidth(text)
    .replace(/\s+/gu, ' ')
    .replace(new RegExp(` ?([${han}]) ?`, 'gu'), '$1')
    .trim()
  // A number that has become digits may make the one before it a door's: 三楼一楼.
  for (let at = plain; ; ) {
    const next = at
      .replace(doors, (run: string) => fromNumeral(run))
      .replace(behindOf, (_, run: string) => `-${fromNumeral(run)}`)
    if (next === at) return next
    at = next
  }
}

/** 一百二十 and 一二〇 are 120; a run that is no number, such as 一二十, stays as it is. */
function fromNumeral(run: string): string {
  if (/^[0-9]+$/.test(run)) return run
  const digit = (c: string) => (c === '两' ? 2 : c === '〇' || c === '零' ? 0 : '零一二三四五六七八九'.indexOf(c))
  if (!/[十百千]/.test(run)) return [...run].map(digit).join('')
  if (
    !/^(?:[一二三四五六七八九两]千)?零?(?:[一二三四五六七八九两]百)?零?(?:[一二三四五六七八九]?十)?[一二三四五六七八九]?$/u.test(
      run,
    )
  )
    return run
  let sum = 0
  let current = 0
  for (const c of run) {
    const unit = { 十: 10, 百: 100, 千: 1000 }[c]
    if (unit === undefined) current = digit(c)
    else {
      sum += (current || 1) * unit
      current = 0
    }
  }
  return String(sum + current)
}

/** Whether a text can be kept as an address as it stands: half-width, 2 to 200 characters, nothing that cannot be printed. */
export function isAddress(text: string): boolean {
  const length = [...text].length
  return (
    length >= 2 &&
    length <= addressMostCharacters &&
    text === text.trim() &&
    !control.test(text) &&
    !/[\uFF01-\uFF5E\u3000]/.test(text)
  )
}

/** Reads an address into its normal form and the parts that its suffixes tell apart. */
export function parseAddress(text: string): AddressReading {
  const value = normaliseAddress(text)
  if (control.test(value)) return { ok: false, fault: 'character' }
  if (!isAddress(value)) return { ok: false, fault: 'length' }
  if (/^(?:[0-9]{19}|[0-9]{25})$/.test(value)) return { ok: true, value, parts: [], code: houseCode(value) }
  return { ok: true, value, parts: partsOf(value) }
}

const houseCode = (digits: string): HouseCode => ({
  area: digits.slice(0, 6),
  street: digits.slice(0, 9),
  community: digits.slice(0, 12),
  building: digits.slice(0, 19),
  room: digits.length === 25 ? digits.slice(19) : null,
})

/** Characters that no name of a province, city, district, street or community holds; the mask rests on this list. */
const never = '\\u0000-\\u00ff路号弄栋幢座室房，。；：（）、'
/** One administrative part at the beginning of a text. Twins in SQL: `values.address_area`. */
const areaParts: readonly (readonly [AddressLevel, RegExp])[] = [
  ['province', new RegExp(`^[^${never}省市区县镇乡]{2,8}(?:省|自治区|特别行政区)`, 'u')],
  ['city', new RegExp(`^[^${never}省市区县镇乡]{1,8}(?:市|自治州|地区|盟)`, 'u')],
  ['district', new RegExp(`^[^${never}省市区县旗镇小园苑厦村坊社]{1,8}(?:区|县|市|旗)`, 'u')],
  ['street', new RegExp(`^[^${never}省市区县]{1,8}(?:街道办事处|街道|镇|乡)`, 'u')],
  [
    'community',
    new RegExp(
      `^[^${never}省市区县街道巷]{1,10}(?:社区居委会|社区(?!服务|健康|公园|医院|卫生|中心|党|文|老|工)|居民委员会|村民委员会|居委会|村委会)`,
      'u',
    ),
  ],
]

function areaPartsOf(text: string): { parts: AddressPart[]; rest: string } {
  const parts: AddressPart[] = []
  let rest = text
  for (const [level, pattern] of areaParts) {
    const found = pattern.exec(rest)?.[0]
    if (found === undefined) continue
    parts.push({ level, text: found })
    rest = rest.slice(found.length)
  }
  return { parts, rest }
}

/** The beginning of an address that names areas only, down to the community; empty when it names none. */
export function addressArea(address: string): string {
  return areaPartsOf(address)
    .parts.map(({ text }) => text)
    .join('')
}

const detailParts: readonly (readonly [AddressLevel, RegExp])[] = [
  ['road', /^.{1,15}?(?:大道|公路|大街|路|街|巷|道)(?:[东南西北中]段?|[0-9]+段)?(?=$|[^路街巷道])/u],
  ['number', /^(?:附近)?[0-9A-Za-z]+(?:-[0-9]+)*(?:号(?!楼)|弄)(?:-[0-9]+)?/u],
  ['building', /^[0-9A-Za-z东南西北]{1,6}(?:栋|幢|座|号楼)/u],
  ['unit', /^[0-9A-Za-z]{1,4}单元/u],
  ['floor', /^[0-9A-Za-z]{1,4}(?:层|楼)/u],
  ['room', /^[0-9A-Za-z]{1,8}(?:-[0-9]+)?(?:室|房|$)/u],
]

/** What no suffix explains is a place: an estate, a building of a name. It may stand anywhere behind the road. */
function partsOf(address: string): AddressPart[] {
  const { parts, rest: behindAreas } = areaPartsOf(address)
  let rest = behindAreas
  let place = ''
  let next = 0
  const endPlace = () => {
    if (place.trim() !== '') parts.push({ level: 'place', text: place.trim() })
    place = ''
  }
  while (rest !== '') {
    let found: AddressPart | undefined
    for (let i = next; i < detailParts.length && !found; i++) {
      const [level, pattern] = detailParts[i] as (typeof detailParts)[number]
      const text = place === '' || level !== 'road' ? pattern.exec(rest)?.[0] : undefined
      if (text === undefined || text === '') continue
      found = { level, text }
      next = i + 1
    }
    if (found) {
      endPlace()
      parts.push(found)
      rest = rest.slice(found.text.length)
    } else {
      const first = [...rest][0] as string
      place += first
      rest = rest.slice(first.length)
    }
  }
  endPlace()
  return parts
}
