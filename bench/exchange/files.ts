import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { cellOf } from '../../apps/server/src/kernel/cell.ts'
import { newId } from '../../apps/server/src/kernel/ids.ts'

/** What a file holds: rows `from` … `from + rows`, of which each `changeEvery`-th (0: none) differs from the first delivery. */
export type FileSpec = {
  readonly path: string
  readonly rows: number
  readonly from: number
  readonly changeEvery: number
  readonly round: number
}

const streets = ['990101001', '990101002', '990102001']
const kinds = ['a', 'b', 'c']
const two = (value: number) => `${value}`.padStart(2, '0')

/** Values of row `i`, the same at every call; `round` changes what a later delivery says. */
const valuesOf = (i: number, round: number) => {
  // A multiplicative walk, so that keys do not arrive in the order of the index.
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

const header = 'row_code,name,opened_on,kind,phone,address,street,lng,lat,amount,active,seen_at,visits'

/**
 * Writes a delivery twice: as a department sends it, and for the limit as the very columns of its staging table, line, row id
 * and cell worked out beforehand, so that the limit spends nothing on them.
 */
export const writeFiles = async (spec: FileSpec): Promise<{ readonly ours: string; readonly limit: string }> => {
  const ours = `${spec.path}.csv`
  const limit = `${spec.path}.limit.csv`
  const outs = [createWriteStream(ours), createWriteStream(limit)] as const
  outs[0].write(`${header}\n`)
  let buffers: [string, string] = ['', '']
  const flush = async () => {
    for (const k of [0, 1] as const) if (!outs[k].write(buffers[k])) await once(outs[k], 'drain')
    buffers = ['', '']
  }
  for (let k = 0; k < spec.rows; k++) {
    const i = spec.from + k
    const v = valuesOf(i, spec.changeEvery > 0 && k % spec.changeEvery === 0 ? spec.round : 0)
    const head = `${v.code},${v.name},${v.opened},${v.kind},${v.phone},${v.address},${v.street}`
    const tail = `${v.amount},${v.active},${v.seen},${v.visits}`
    buffers[0] += `${head},${v.lng},${v.lat},${tail}\n`
    buffers[1] += `${k + 2},${newId()},${head},${v.lng},${v.lat},${cellOf(v.lng, v.lat)},${tail}\n`
    if (buffers[0].length > 1_000_000) await flush()
  }
  await flush()
  for (const out of outs) {
    out.end()
    await once(out, 'finish')
  }
  return { ours, limit }
}
