import type { RowHistory } from '@onecity/contracts'

export type Version = RowHistory['versions'][number]
export type Difference = { readonly item: string; readonly before: unknown; readonly after: unknown }

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** Items whose value changed from one version to the next, in the order of the newer one. */
export const differencesBetween = (older: Version['values'], newer: Version['values']): readonly Difference[] =>
  [...new Set([...Object.keys(newer), ...Object.keys(older)])]
    .filter((item) => !same(older[item], newer[item]))
    .map((item) => ({ item, before: older[item] ?? null, after: newer[item] ?? null }))

export type VersionStep = { readonly version: Version; readonly differences: readonly Difference[] | null }

/** The versions, newest first, each with what it changed; the first one ever changed nothing (`null`). */
export const historySteps = (versions: readonly Version[]): readonly VersionStep[] => {
  const newestFirst = [...versions].sort(
    (a, b) => (b.from.number ?? Number.MAX_SAFE_INTEGER) - (a.from.number ?? Number.MAX_SAFE_INTEGER),
  )
  return newestFirst.map((version, index) => {
    const older = newestFirst[index + 1]
    return { version, differences: older ? differencesBetween(older.values, version.values) : null }
  })
}
