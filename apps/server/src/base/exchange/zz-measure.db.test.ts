import { Readable } from 'node:stream'
import type { City } from '@onecity/city'
import { expect, it } from 'vitest'
import { tileAt } from '../../kernel/geometry-tiles.ts'
import { sql } from '../../platform/db/db.ts'
import { withTestDatabase } from '../../platform/db/testing.ts'
import { makeRegisterTile } from '../places/register-tiles.ts'
import { makeRegisterRoutes } from '../registers/index.ts'
import { makeTestCity, serveRoutes } from '../registers/routes-testing.ts'
import { makeIntake } from './testing-intake.ts'

const database = await withTestDatabase()
const city = await makeTestCity()
const send = makeIntake(database, city.city as City)
let seed = 7
const rnd = () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
  return seed / 2 ** 32
}
const hump = () => (rnd() + rnd() + rnd() + rnd()) / 4 - 0.5
function* roads(n: number) {
  yield 'road_id,name,class,route\n'
  let text = ''
  for (let i = 0; i < n; i++) {
    let [x, y] = [114.1 + hump() * 0.9, 22.6 + hump() * 0.5]
    const kind = rnd()
    const step = kind < 0.01 ? 0.003 : kind < 0.1 ? 0.0008 : 0.00015
    const count = kind < 0.01 ? 120 : kind < 0.1 ? 40 : 12
    let a = rnd() * 6.28
    const c: string[] = []
    for (let k = 0; k < count; k++) {
      c.push(`[${x.toFixed(7)},${y.toFixed(7)}]`)
      a += (rnd() - 0.5) * 0.6
      x += Math.cos(a) * step
      y += Math.sin(a) * step
    }
    text += `r${i},路${i},${kind < 0.1 ? 'main' : 'local'},"[${c.join(',')}]"\n`
    if (i % 500 === 499) {
      yield text
      text = ''
    }
  }
  yield text
}
function* parks(n: number) {
  yield 'park_id,name,outline\n'
  let text = ''
  for (let i = 0; i < n; i++) {
    const [x, y] = [114.1 + hump() * 0.9, 22.6 + hump() * 0.5]
    const kind = rnd()
    const r = kind < 0.01 ? 0.004 : kind < 0.1 ? 0.001 : 0.0002
    const count = kind < 0.01 ? 150 : kind < 0.1 ? 40 : 9
    const c: string[] = []
    for (let k = 0; k < count; k++) {
      const a = (6.283 * k) / count
      const s = r * (0.7 + 0.3 * rnd())
      c.push(`[${(x + Math.cos(a) * s).toFixed(7)},${(y + Math.sin(a) * s).toFixed(7)}]`)
    }
    c.push(c[0] as string)
    text += `p${i},园${i},"[[${c.join(',')}]]"\n`
    if (i % 500 === 499) {
      yield text
      text = ''
    }
  }
  yield text
}
const obligations = { areas: null, hiddenItems: [], masks: {}, limit: null, scopeHash: 'x' } as never
it('measure', async () => {
  for (const [id, rows, n] of [
    ['road', roads(200_000), 200_000],
    ['park', parks(100_000), 100_000],
  ] as const) {
    const t0 = performance.now()
    const { batch } = await send(
      id,
      Readable.from(
        (function* () {
          for (const each of rows) yield Buffer.from(each)
        })(),
      ),
      { crs: 'WGS-84' },
    )
    console.log(
      id,
      batch.status,
      batch.inserted,
      batch.rejected,
      `${((performance.now() - t0) / 1000).toFixed(1)} s`,
      Math.round(n / ((performance.now() - t0) / 1000)),
      'rows/s',
    )
    const { rows: size } =
      await sql<any>`select pg_size_pretty(pg_total_relation_size(${`registers.${id}`}::regclass)) as s, pg_size_pretty(pg_relation_size(${`registers.${id}_${id === 'road' ? 'route' : 'outline'}_cell`}::regclass)) as i`.execute(
        database.db,
      )
    console.log(JSON.stringify(size))
    await sql.raw(`analyze registers.${id}`).execute(database.db)
    const resource = city.resource(id)
    const item = resource.items.find((each) => each.type === 'line' || each.type === 'polygon') as never
    for (const z of [10, 12, 13, 14, 16]) {
      const times: number[] = []
      const cpus: number[] = []
      let bytes = 0
      const reps = 40
      for (let k = 0; k < reps; k++) {
        const at = tileAt(114.1 + hump() * 0.7, 22.6 + hump() * 0.4, z)
        const u = process.cpuUsage()
        const t = performance.now()
        const tile = await makeRegisterTile(database.db, at, { resource, item, obligations })
        times.push(performance.now() - t)
        const c = process.cpuUsage(u)
        cpus.push((c.user + c.system) / 1000)
        bytes = Math.max(bytes, tile.body.length)
      }
      times.sort((a, b) => a - b)
      cpus.sort((a, b) => a - b)
      console.log(
        'cpu p50',
        cpus[reps / 2]?.toFixed(1),
        'p95',
        cpus[Math.floor(reps * 0.95)]?.toFixed(1),
        id,
        'z',
        z,
        'p50',
        times[reps / 2]?.toFixed(1),
        'p95',
        times[Math.floor(reps * 0.95)]?.toFixed(1),
        'max',
        times.at(-1)?.toFixed(1),
        'KB',
        Math.round(bytes / 1024),
      )
    }
  }
}, 300_000)
