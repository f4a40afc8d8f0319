import type { CrsName, LngLat, Resource, Text } from '@onecity/city'
import type { Batch, Reading, Rereadings } from '@onecity/contracts'
import { distanceMetres } from '../../../kernel/geometry.ts'
import type { Executor } from '../../../platform/db/db.ts'
import { countTouched, sampleTouched } from '../../registers/index.ts'
import { candidates, districtOf, worthNaming } from '../place-check.ts'
import { isSameSystem } from './read-again.ts'
import { getRereading, type RereadInput } from './rereading.ts'

/** Rows on which readings are tried: a share is then known to about one percent. */
const mostSampled = 2_000
/** Up to here rows are counted one by one (a second or two); beyond, the sample tells. */
const mostCounted = 1_000_000
const examplesShown = 5

/** Where the positions of a resource are expected: the district whose department owns it, else the city. */
const makeInside = ({ city, tree, areaIndex }: RereadInput, resource: Resource) => {
  const district = districtOf({ city, tree, resource })
  const isInside = (at: LngLat): boolean => {
    if (!district) return areaIndex.contains(at[0], at[1])
    const area = areaIndex.areaAt(at[0], at[1])
    return area !== null && district.codes.has(area)
  }
  return { within: (district?.name ?? null) as Text | null, isInside }
}

/**
 * What the positions of a batch would be under each other reading, tried on a sample; stores nothing. `showValues`: examples may
 * be seen. Throws AppError `nothing-to-repair`.
 */
export const listRereadings = async (
  executor: Executor,
  input: RereadInput,
  resource: Resource,
  batch: Batch,
  showValues: boolean,
): Promise<Rereadings> => {
  const { plan, changeSet, from, readerOf } = await getRereading(executor, input, resource, batch)
  const entries = batch.inserted + batch.updated
  const { columns, positionOf } = readerOf({ crs: from, swapped: false })
  const size = { entries: entries + batch.deleted, most: mostSampled }
  const sample = await sampleTouched(executor, plan, changeSet, columns, size)
  const rows = sample.flatMap(({ rowId, values }) => {
    const before = values && positionOf(values)
    return values && before ? [{ rowId, values, before }] : []
  })
  const exact = entries <= mostCounted
  const estimate = (found: number) => Math.round((entries * found) / Math.max(1, sample.length))
  const counted = exact
    ? await countTouched(executor, plan, changeSet)
    : { rows: estimate(rows.length), skipped: estimate(sample.filter(({ values }) => values === null).length) }

  const { within, isInside } = makeInside(input, resource)
  const shareOf = (count: number) => (rows.length === 0 ? 0 : count / rows.length)
  const wasInside = rows.map(({ before }) => isInside(before))
  const inside = shareOf(wasInside.filter(Boolean).length)

  const tried = candidates
    .flatMap((crs): Reading[] => [
      { crs: crs as CrsName, swapped: false },
      { crs: crs as CrsName, swapped: true },
    ])
    .filter(({ crs, swapped }) => swapped || !isSameSystem(crs, from))
    .map((reading) => {
      const { read } = readerOf(reading)
      const again = rows.map((row) => read(row.values)?.position ?? null)
      const found = again.map((at, i) => (at ? isInside(at) : (wasInside[i] ?? false)))
      // What comes in is worth looking at first, then what goes out.
      const order = rows.map((_, i) => i).sort((a, b) => rank(wasInside, found, a) - rank(wasInside, found, b))
      const examples = order.flatMap((i) => {
        const [row, after] = [rows[i], again[i]]
        if (!row || !after) return []
        const metres = Math.round(distanceMetres(row.before, after) * 10) / 10
        const sides = { insideBefore: wasInside[i] === true, insideAfter: found[i] === true }
        return [{ rowId: row.rowId, before: [...row.before], after: [...after], metres, ...sides }]
      })
      return {
        ...reading,
        changes: again.some((at) => at !== null),
        inside: shareOf(found.filter(Boolean).length),
        examples: showValues ? examples.slice(0, examplesShown) : [],
      }
    })
    .filter(({ changes }) => changes)
  // Of equal ones the first stays: a plain system before a swap.
  const best = tried.reduce<(typeof tried)[number] | null>((a, b) => (a && a.inside >= b.inside ? a : b), null)
  const gain = best ? best.inside - inside : 0
  return {
    from,
    ...counted,
    exact,
    sampled: rows.length,
    within,
    inside,
    readings: tried.map(({ changes: _, ...reading }) => ({
      ...reading,
      proposed:
        !resource.foreign &&
        reading.crs === best?.crs &&
        reading.swapped === best.swapped &&
        gain > 0 &&
        gain >= worthNaming * (1 - inside),
    })),
  }
}

const rank = (before: readonly boolean[], after: readonly boolean[], i: number): number =>
  before[i] === after[i] ? 2 : after[i] ? 0 : 1
