import type { MaskName } from '../model.ts'

/** Common two-character surnames; the list only decides how many characters of a name stay readable. */
const compoundSurnames = new Set(
  '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 夏侯 司徒 司空 端木 南宫 西门 长孙 宇文 轩辕 呼延'.split(' '),
)

/**
 * Shows of a personal value only what the mask permits: `keep-4-4` and `keep-3-4` keep that many characters at the
 * start and end, `surname` keeps the family name, `hidden` gives null (that there is a value can itself be telling).
 * A value too short to hide anything becomes all asterisks. Null stays null.
 */
export function applyMask(mask: MaskName, value: string | null): string | null {
  if (value === null) return null
  switch (mask) {
    case 'keep-4-4':
      return keep(value, 4, 4)
    case 'keep-3-4':
      return keep(value, 3, 4)
    case 'surname':
      return surname(value)
    case 'hidden':
      return null
  }
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
  if (characters.length === 1) return '*'
  const kept = characters.length > 2 && compoundSurnames.has(characters.slice(0, 2).join('')) ? 2 : 1
  return characters.slice(0, kept).join('') + '*'.repeat(characters.length - kept)
}
