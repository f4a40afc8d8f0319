import type { ItemType, MaskName } from '../model.ts'
import { addressArea } from './address.ts'

/** Common two-character surnames; the list only decides how many characters of a name stay readable. */
const compoundSurnames = new Set(
  '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 夏侯 司徒 司空 端木 南宫 西门 长孙 宇文 轩辕 呼延'.split(' '),
)

/**
 * Shows of a personal value only what the mask permits: `keep-4-4`, `keep-3-4` and `keep-2-2` keep that many characters at
 * the start and end, `surname` keeps the family name, `area-only` the areas an address begins with, `year` the year of a
 * date, `age-band` the ten years of age somebody born on it is in, `hidden` gives null (that there is a value can itself be
 * telling). A value too short to hide anything becomes all asterisks. Null stays null.
 * @param today ISO date against which an age is counted; default the day in UTC
 */
export function applyMask(
  mask: MaskName,
  value: string | null,
  today: string = new Date().toISOString().slice(0, 10),
): string | null {
  if (value === null) return null
  switch (mask) {
    case 'keep-4-4':
      return keep(value, 4, 4)
    case 'keep-3-4':
      return keep(value, 3, 4)
    case 'keep-2-2':
      return keep(value, 2, 2)
    case 'surname':
      return surname(value)
    case 'area-only':
      return areaOnly(value)
    case 'year':
      return isIsoDay(value) ? value.slice(0, 4) : null
    case 'age-band':
      return isIsoDay(value) ? ageBand(value, today) : null
    case 'hidden':
      return null
  }
}

const ofText = ['keep-4-4', 'keep-3-4', 'keep-2-2', 'surname', 'hidden'] as const
const ofCodes = ['keep-4-4', 'keep-3-4', 'keep-2-2', 'hidden'] as const
const onlyHidden = ['hidden'] as const

/**
 * The masks that make sense of each type. Half a number or half a shape is neither hidden nor true, so those are hidden whole.
 * The first is the type's own: it is taken for an item that is declared highly sensitive without saying how.
 */
export const masksOfType: { readonly [T in ItemType]: readonly [MaskName, ...MaskName[]] } = {
  text: ['hidden', 'surname', 'keep-4-4', 'keep-3-4', 'keep-2-2'],
  integer: onlyHidden,
  decimal: onlyHidden,
  boolean: onlyHidden,
  // Beside a masked citizen ID even the year of birth leaves few numbers to try, so it is shown only where somebody says so.
  date: ['hidden', 'year', 'age-band'],
  datetime: onlyHidden,
  code: ['hidden', ...ofText.filter((mask) => mask !== 'hidden')],
  'citizen-id': ofText,
  uscc: ofCodes,
  phone: ['keep-3-4', 'keep-4-4', 'keep-2-2', 'surname', 'hidden'],
  // A community's code already tells where somebody lives to a few hundred homes.
  area: onlyHidden,
  point: onlyHidden,
  line: onlyHidden,
  polygon: onlyHidden,
  address: ['area-only', 'hidden'],
  plate: ['keep-2-2', 'hidden'],
  // Nine characters: four at each end would leave one.
  'travel-permit': ['keep-2-2', 'hidden'],
  'camera-id': ofCodes,
  // The root is the same in all; the end tells version and check, never the holder.
  'licence-id': ['hidden', 'keep-4-4', 'keep-3-4', 'keep-2-2'],
  json: onlyHidden,
  file: onlyHidden,
}

/** The mask of an item that is declared highly sensitive without a mask of its own. */
export function defaultMask(type: ItemType): MaskName {
  return masksOfType[type][0]
}

function keep(value: string, start: number, end: number): string {
  const characters = [...value]
  if (characters.length <= start + end) return '*'.repeat(characters.length)
  const hidden = '*'.repeat(characters.length - start - end)
  return characters.slice(0, start).join('') + hidden + characters.slice(-end).join('')
}

function surname(value: string): string {
  const name = value.trim()
  const words = name.split(/[\s·]+/)
  if (/^[\p{Script=Latin}'’.-]+$/u.test(words[0] ?? ''))
    return words.length > 1 ? `${words[0]} ***` : '*'.repeat([...name].length)
  const characters = [...name]
  if (characters.length <= 1) return '*'.repeat(characters.length)
  const kept = characters.length > 2 && compoundSurnames.has(characters.slice(0, 2).join('')) ? 2 : 1
  return characters.slice(0, kept).join('') + '*'.repeat(characters.length - kept)
}

function areaOnly(address: string): string {
  const area = addressArea(address)
  return area === address ? area : `${area}***`
}

const isIsoDay = (text: string) => /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)

/** 0-9, 10-19 … 80-89, 90+: so few are older that a further band would single them out. */
function ageBand(birth: string, today: string): string {
  const years = Number(today.slice(0, 4)) - Number(birth.slice(0, 4)) - (today.slice(5) < birth.slice(5) ? 1 : 0)
  const from = Math.max(0, Math.floor(years / 10) * 10)
  return from >= 90 ? '90+' : `${from}-${from + 9}`
}
