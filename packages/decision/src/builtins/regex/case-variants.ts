/** Where characters with case live; the rest of Unicode is not looked through. */
const cased: readonly (readonly [number, number])[] = [
  [0x41, 0x5ff],
  [0x10a0, 0x10ff],
  [0x13a0, 0x13ff],
  [0x1c80, 0x1cbf],
  [0x1d00, 0x1fff],
  [0x2100, 0x218f],
  [0x24b0, 0x24ef],
  [0x2c00, 0x2dff],
  [0xa640, 0xa7ff],
  [0xab30, 0xabbf],
  [0xff21, 0xff5a],
  [0x10400, 0x104ff],
  [0x10570, 0x105bf],
  [0x10c80, 0x10cff],
  [0x118a0, 0x118df],
  [0x16e40, 0x16e7f],
  [0x1e900, 0x1e943],
]

const isOne = (text: string): boolean => text.length === ((text.codePointAt(0) ?? 0) > 0xffff ? 2 : 1)

/** The same for all characters that differ by case only. */
export const caseFolded = (point: number): number => {
  const text = String.fromCodePoint(point)
  const upper = text.toUpperCase()
  const lower = (isOne(upper) ? upper : text).toLowerCase()
  return isOne(lower) ? (lower.codePointAt(0) as number) : point
}

let variants: Map<number, readonly number[]> | undefined

const allVariants = (): Map<number, readonly number[]> => {
  const byFolded = new Map<number, number[]>()
  for (const [from, to] of cased)
    for (let point = from; point <= to; point++) {
      const folded = caseFolded(point)
      const group = byFolded.get(folded)
      if (group) group.push(point)
      else byFolded.set(folded, [point])
    }
  const found = new Map<number, readonly number[]>()
  for (const group of byFolded.values()) if (group.length > 1) for (const point of group) found.set(point, group)
  return found
}

/** Characters from `from` to `to` in another case, those between among them or not. */
export const caseVariants = (from: number, to: number): readonly number[] => {
  variants ??= allVariants()
  if (from === to) return variants.get(from) ?? []
  const found = new Set<number>()
  for (const [point, group] of variants)
    if (point >= from && point <= to) for (const other of group) if (other < from || other > to) found.add(other)
  return [...found]
}
