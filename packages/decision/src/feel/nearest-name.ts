/** Letters to insert, leave out, exchange or swap with the next until one text is the other. */
const distance = (left: string, right: string): number => {
  const a = [...left.toLowerCase()]
  const b = [...right.toLowerCase()]
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let least = Math.min((row[j - 1] as number) + 1, (last[j] as number) + 1, (last[j - 1] as number) + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] as number) + 1)
      row.push(least)
    }
    before = last
    last = row
  }
  return last[b.length] as number
}

/** Nobody means a name this long by another; comparing two takes the product of their letters. */
const longest = 200

/** The name that was probably meant, if one is near: a third of its letters at most may differ. */
export const nearestName = (name: string, names: Iterable<string>): string | undefined => {
  if (name.length > longest) return undefined
  let nearest: { name: string; distance: number } | undefined
  const most = Math.max(1, Math.floor([...name].length / 3))
  for (const other of names) {
    if (Math.abs(other.length - name.length) > most) continue
    const far = distance(name, other)
    if (far <= most && far < (nearest?.distance ?? Number.POSITIVE_INFINITY)) nearest = { name: other, distance: far }
  }
  return nearest?.name
}
