import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { cellOf } from '../../apps/server/src/kernel/cell.ts'
import { newId } from '../../apps/server/src/kernel/ids.ts'

/** Which row stands at a place of a file, and how the register knows it. */
export type RowAt = (k: number) => { readonly i: number; readonly is: 'new' | 'same' | 'changed' }

export type FileSpec = {
  readonly path: string
  readonly rows: number
  readonly rowAt: RowAt
  /** What a changed row says differs from round to round. */
  readonly round: number
  /** One row in a hundred is bad, each fifth of them in another way. */
  readonly bad: boolean
}

/** Reason codes of the bad rows of a file, by the rule of `badAt`. */
export const badKinds = ['not-a-date', 'unknown-code', 'not-a-decimal', 'missing', 'duplicate-key'] as const
export type BadKind = (typeof badKinds)[number]

/** What must become of a file's rows. */
export type Expected = {
  readonly rows: number
  readonly inserted: number
  readonly updated: number
  readonly unchanged: number
  readonly bad: Readonly<Record<BadKind, number>>
}

export const streets = ['990101001', '990101002', '990102001']
export const kinds = ['a', 'b', 'c']
const two = (value: number) => `${value}`.padStart(2, '0')

/** Values of row `i`, the same at every call; `round` changes what a later delivery says. */
const valuesOf = (i: number, round: number) => {
  // A multiplicative walk, so that values do not arrive in the order of the indexes.
  const scattered = (i * 7_919 + 104_729) % 1_000_003
  const lng = 114 + (scattered % 20_000) / 100_000
  const lat = 22.55 + ((scattered * 31) % 10_000) / 100_000
  return {
    code: `R${`${i}`.padStart(9, '0')}`,
    name: `单位名称${scattered % 5_000}`,
    opened: `${1990 + (scattered % 35)}-${two(1 + (scattered % 12))}-${two(1 + (scattered % 28))}`,
    kind: kinds[scattered % 3] as string,
    phone: `169${`${scattered % 100_000_000}`.padStart(8, '0')}`,
    address: `小城东区河东街道第${scattered % 300}路${scattered % 900}号`,
    street: streets[scattered % 3] as string,
    lng,
    lat,
    amount: `${scattered % 100_000}.${two(scattered % 100)}`,
    active: scattered % 3 === 0 ? 'true' : 'false',
    seen: `2026-${two(1 + (scattered % 12))}-${two(1 + (scattered % 28))} ${two(scattered % 24)}:${two(scattered % 60)}:00+08`,
    visits: (scattered % 1_000) + round,
  }
}
type Values = ReturnType<typeof valuesOf>

/**
 * How row `k` of a file is bad, if it is: one of each hundred, at a place that moves by one from hundred to hundred, so that new,
 * same and changed rows are hit alike. The row two before a bad one is always good.
 */
export const badAt = (k: number): BadKind | null => {
  const hundred = Math.floor(k / 100)
  return k % 100 === (57 + hundred) % 100 ? (badKinds[hundred % badKinds.length] as BadKind) : null
}

const spoil = (values: Values, kind: BadKind, keyBefore: string): Values => {
  switch (kind) {
    case 'not-a-date':
      return { ...values, opened: '2024-02-30' }
    case 'unknown-code':
      return { ...values, kind: 'x' }
    case 'not-a-decimal':
      return { ...values, amount: '12.3.4' }
    case 'missing':
      return { ...values, code: '' }
    case 'duplicate-key':
      return { ...values, code: keyBefore }
  }
}

export const header = 'row_code,name,opened_on,kind,phone,address,street,lng,lat,amount,active,seen_at,visits'
const flushAt = 1_000_000

/**
 * Writes a delivery twice, holding no more of it than a piece: as a department sends it, and for the limit without the bad rows
 * and as the very columns of its staging table, line, row id and cell worked out beforehand, so that the limit spends nothing
 * on them.
 */
export const writeFiles = async (
  spec: FileSpec,
): Promise<{ readonly ours: string; readonly limit: string; readonly expected: Expected }> => {
  const ours = `${spec.path}.csv`
  const limit = `${spec.path}.limit.csv`
  const outs = [createWriteStream(ours), createWriteStream(limit)] as const
  let buffers: [string, string] = [`${header}\n`, '']
  const flush = async () => {
    for (const k of [0, 1] as const) if (!outs[k].write(buffers[k])) await once(outs[k], 'drain')
    buffers = ['', '']
  }
  const found = { new: 0, same: 0, changed: 0 }
  const bad = Object.fromEntries(badKinds.map((kind) => [kind, 0])) as Record<BadKind, number>
  for (let k = 0; k < spec.rows; k++) {
    const { i, is } = spec.rowAt(k)
    const good = valuesOf(i, is === 'changed' ? spec.round : 0)
    const kind = spec.bad ? badAt(k) : null
    const v = kind ? spoil(good, kind, k < 2 ? '' : valuesOf(spec.rowAt(k - 2).i, 0).code) : good
    const head = `${v.code},${v.name},${v.opened},${v.kind},${v.phone},${v.address},${v.street}`
    const tail = `${v.amount},${v.active},${v.seen},${v.visits}`
    buffers[0] += `${head},${v.lng},${v.lat},${tail}\n`
    if (kind) bad[kind]++
    else {
      found[is]++
      buffers[1] += `${k + 2},${newId()},${head},${v.lng},${v.lat},${cellOf(v.lng, v.lat)},${tail}\n`
    }
    if (buffers[0].length > flushAt) await flush()
  }
  await flush()
  for (const out of outs) {
    out.end()
    await once(out, 'finish')
  }
  const expected = { rows: spec.rows, inserted: found.new, updated: found.changed, unchanged: found.same, bad }
  return { ours, limit, expected }
}
