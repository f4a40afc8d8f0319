/**
 * The name most like the given one, or undefined when none is near enough to be what was meant: at most a third of
 * its characters differ (insertions, deletions, replacements, swapped neighbours), letter case and `-`/`_` aside.
 */
export function nearest(given: string, names: Iterable<string>): string | undefined {
  const wanted = plain(given)
  let best: string | undefined
  let bestDistance = Math.max(1, Math.floor([...wanted].length / 3)) + 1
  for (const name of names) {
    if (name === given) continue
    const candidate = plain(name)
    if (Math.abs(candidate.length - wanted.length) >= bestDistance) continue
    const distance = editDistance(wanted, candidate, bestDistance)
    if (distance < bestDistance) {
      best = name
      bestDistance = distance
    }
  }
  return best
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll('_', '-')
}

/** Optimal string alignment; stops early, giving `limit`, once every path costs that much. */
function editDistance(a: string, b: string, limit: number): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min((last[j] as number) + 1, (row[j - 1] as number) + 1, (last[j - 1] as number) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (beforeLast[j - 2] as number) + 1)
      row.push(cost)
    }
    if (Math.min(...row) >= limit && Math.min(...last) >= limit) return limit
    beforeLast = last
    last = row
  }
  return last[b.length] as number
}
