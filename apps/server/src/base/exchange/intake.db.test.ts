import { PassThrough, type Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { isAppError } from '../../kernel/app-error.ts'
import { sql } from '../../platform/db/db.ts'
import { withTestDatabase } from '../../platform/db/testing.ts'
import { findBatch } from './batch-ledger.ts'
import { countRejects, listRejects } from './reject-ledger.ts'
import { makeIntake, readTestCity, sample } from './testing-intake.ts'
import { verifyLedger } from './verify-ledger.ts'

const database = await withTestDatabase()
const { db } = database
const tiny = await readTestCity('tiny')
const shenzhen = await readTestCity('shenzhen')
const send = makeIntake(database, tiny)
const sendShenzhen = makeIntake(database, shenzhen)

const header = 'point_id,status,power,public,longitude,latitude'
const points = (...lines: string[]) => `${[header, ...lines].join('\n')}\n`
const counts = (batch: {
  received: number
  inserted: number
  updated: number
  unchanged: number
  deleted: number
  rejected: number
}) => [batch.received, batch.inserted, batch.updated, batch.unchanged, batch.rejected]
const rejectsOf = async (batch: { id: string }) =>
  (await listRejects(db, batch.id, 0, 100)).map(({ line, item, value, code }) => [line, item, value, code])
const statusUnder = async (key: string) =>
  (
    await sql<{
      status: string
      error: { code: string } | null
    }>`select status, error from exchange.batches where key = ${key} order by id desc limit 1`.execute(db)
  ).rows[0]
const stagingTables = async () =>
  (await sql<{ n: number }>`select count(*) as n from pg_tables where schemaname = 'staging'`.execute(db)).rows[0]?.n

const refusal = async (work: Promise<unknown>) => {
  try {
    await work
  } catch (error) {
    if (isAppError(error)) return { code: error.code, detail: error.detail, params: error.params }
    throw error
  }
  throw new Error('it was taken in')
}

afterEach(async () => {
  // Whatever a test did, the books must balance and nothing half-done may lie about.
  expect((await verifyLedger(database)).findings).toEqual([])
  expect(await stagingTables()).toBe(0)
})

describe('a delivery', () => {
  it('is inserted, found unchanged, updated, each row with one outcome', async () => {
    const first = await send('charging-point', points('1,working,7.5,true,114.05,22.6', '2,broken,,否,114.15,22.6'))
    expect(counts(first.batch)).toEqual([2, 2, 0, 0, 0])
    const second = await send(
      'charging-point',
      points('1,working,7.5,true,114.05,22.6', '2,working,,否,114.15,22.6', '3,正常,60,1,114.15,22.6'),
    )
    expect(counts(second.batch)).toEqual([3, 1, 1, 1, 0])
    const { rows } = await sql<{ point_id: number; status: string; public: boolean }>`
      select point_id, status, public from registers.charging_point order by point_id`.execute(db)
    expect(rows).toEqual([
      { point_id: 1, status: 'working', public: true },
      { point_id: 2, status: 'working', public: false },
      { point_id: 3, status: 'working', public: true },
    ])
  })

  it('keeps the version that it replaces, and logs who changed in which change set', async () => {
    const { rows } = await sql<{ status: string; from: string; by: string }>`
      select old.status, opened.batch::text as from, ended.batch::text as by
      from registers.charging_point_history as old
      join changes.change_sets as opened on opened.id = old.change_set
      join changes.change_sets as ended on ended.id = old.ended_by`.execute(db)
    expect(rows).toHaveLength(1)
    expect(rows[0]?.status).toBe('broken')
    expect(rows[0]?.from).not.toBe(rows[0]?.by)
    const log = await sql<{ kinds: string }>`
      select string_agg(kind::text, '' order by ordinal) as kinds from registers.charging_point_changes group by change_set order by change_set`.execute(
      db,
    )
    expect(log.rows.map((row) => row.kinds)).toEqual(['ii', 'ui'])
  })

  it('leaves no change set when nothing changed', async () => {
    const before = await sql<{ n: number }>`select count(*) as n from changes.change_sets`.execute(db)
    const { batch } = await send('charging-point', points('1,working,7.50,true,114.05,22.6'))
    expect(counts(batch)).toEqual([1, 0, 0, 1, 0])
    const after = await sql<{ n: number }>`select count(*) as n from changes.change_sets`.execute(db)
    expect(after.rows[0]?.n).toBe(before.rows[0]?.n)
  })

  it('turns bad rows away with line, item, value and reason, and keeps the good ones beside them', async () => {
    const { batch } = await send(
      'charging-point',
      points(
        '10,working,1,true,114.05,22.6',
        'x,working,1,true,114.05,22.6',
        '11,melted,1,true,114.05,22.6',
        '12,working,1.25,true,114.05,22.6',
        '13,working,-1,true,114.05,22.6',
        '14,working,1,maybe,114.05,22.6',
        '15,working,1,true,,22.6',
        '16,working,1,true,194.05,22.6',
        ',working,1,true,114.05,22.6',
        '17,working,1,true,114.05',
        '18,working,1,true,114.05,22.6',
      ),
    )
    expect(counts(batch)).toEqual([11, 2, 0, 0, 9])
    expect(await rejectsOf(batch)).toEqual([
      [3, 'point_id', 'x', 'not-an-integer'],
      [4, 'status', 'melted', 'unknown-code'],
      [5, 'power', '1.25', 'too-many-decimals'],
      [6, 'power', '-1', 'out-of-range'],
      [7, 'public', 'maybe', 'not-a-boolean'],
      [8, 'position', '22.6', 'half-point'],
      [9, 'position', '194.05,22.6', 'bad-point'],
      [10, 'point_id', null, 'missing'],
      [11, null, null, 'wrong-column-count'],
    ])
  })

  it('keeps the first of several rows with one key and names its line to the others, as they were written', async () => {
    const { batch } = await send(
      'charging-point',
      points(
        '20,working,1,true,114.05,22.6',
        '21,working,1,true,114.05,22.6',
        '20,broken,2,true,114.05,22.6',
        ' 20 ,"working",1,true,114.05,22.6',
      ),
    )
    expect(counts(batch)).toEqual([4, 2, 0, 0, 2])
    const rejects = await listRejects(db, batch.id, 0, 10)
    expect(rejects.map(({ line, code, params, raw }) => ({ line, code, params, raw }))).toEqual([
      { line: 4, code: 'duplicate-key', params: { line: 2 }, raw: '20,broken,2,true,114.05,22.6' },
      { line: 5, code: 'duplicate-key', params: { line: 2 }, raw: ' 20 ,"working",1,true,114.05,22.6' },
    ])
    const { rows } = await sql<{
      status: string
    }>`select status from registers.charging_point where point_id = 20`.execute(db)
    expect(rows[0]?.status).toBe('working')
  })

  it('counts rejects by reason, with the facts that all of a group share', async () => {
    const once = await send('charging-point', points('22,working,1,true,114.05,22.6', '22,broken,1,true,114.05,22.6'))
    expect(await countRejects(db, once.batch.id)).toEqual([
      { code: 'duplicate-key', item: 'point_id', rule: null, count: 1, params: { line: 2 } },
    ])
    const { batch } = await send(
      'charging-point',
      points(...['22', '22', '23', '23'].map((id) => `${id},working,1,true,114.05,22.6`)),
    )
    // Two different lines were kept, so the group names neither.
    expect(await countRejects(db, batch.id)).toEqual([
      { code: 'duplicate-key', item: 'point_id', rule: null, count: 2, params: null },
    ])
  })

  it('converts positions to WGS-84 and finds their area while streaming', async () => {
    await send('charging-point', points('30,working,1,true,114.05,22.6', '31,working,1,true,114.15,22.6'))
    const { rows } = await sql<{ lng: number; lat: number; district: string }>`
      select position_lng as lng, position_lat as lat, district from registers.charging_point where point_id in (30, 31) order by point_id`.execute(
      db,
    )
    expect(rows.map((row) => row.district)).toEqual(['990102', '990101'])
    // GCJ-02 lies some hundred metres off WGS-84 in Shenzhen: about 0.005 degrees of longitude, 0.003 of latitude.
    expect(Math.abs((rows[0]?.lng ?? 0) - 114.05)).toBeGreaterThan(0.003)
    expect(Math.abs((rows[0]?.lng ?? 0) - 114.05)).toBeLessThan(0.008)
    const told = await send('charging-point', points('32,working,1,true,110.05,22.6'), { crs: 'WGS-84' })
    expect(told.batch.notices.map((notice) => notice.en)).toEqual([
      expect.stringMatching(/^\d+(\.\d)? % of the positions \(1\) lies outside the city, for example .* in line \d+/),
    ])
  })

  it('only appends to a register without a key', async () => {
    const rows = 'read_at,level,remark\n2026/1/2 3:04,55.5,\n2026/1/2 3:04,55.5,\n'
    expect(await refusal(send('noise-reading', rows))).toMatchObject({ code: 'mode-not-possible' })
    expect(counts((await send('noise-reading', rows, { mode: 'append' })).batch)).toEqual([2, 2, 0, 0, 0])
    expect(counts((await send('noise-reading', rows, { mode: 'append' })).batch)).toEqual([2, 2, 0, 0, 0])
    const { rows: found } = await sql<{ at: Date }>`select read_at as at from registers.noise_reading limit 1`.execute(
      db,
    )
    expect(found[0]?.at.toISOString()).toBe('2026-01-01T19:04:00.000Z')
  })

  it('appending to a keyed register adds, passes over equal rows and turns differing ones away', async () => {
    await send('charging-point', points('40,working,1,true,114.05,22.6', '41,working,1,true,114.05,22.6'))
    const { batch } = await send(
      'charging-point',
      points(
        '40,working,1,true,114.05,22.6',
        '41,broken,1,true,114.05,22.6',
        '42,working,1,true,114.05,22.6',
        '42,working,1,true,114.05,22.6',
      ),
      { mode: 'append' },
    )
    expect(counts(batch)).toEqual([4, 1, 0, 1, 2])
    expect(await rejectsOf(batch)).toEqual([
      [3, 'point_id', '41', 'key-exists'],
      [5, 'point_id', '42', 'duplicate-key'],
    ])
    expect((await listRejects(db, batch.id, 0, 10))[0]?.raw).toBe('41,broken,1,true,114.05,22.6')
  })

  it('under a key that was done is answered with the first accounting and does nothing', async () => {
    const content = points('50,working,1,true,114.05,22.6')
    const first = await send('charging-point', content, { key: 'delivery-50' })
    const again = await send('charging-point', points('51,working,1,true,114.05,22.6'), { key: 'delivery-50' })
    expect(again.repeated).toBe(true)
    expect(again.batch.id).toBe(first.batch.id)
    const { rows } = await sql<{
      n: number
    }>`select count(*) as n from registers.charging_point where point_id = 51`.execute(db)
    expect(rows[0]?.n).toBe(0)
    expect(await refusal(send('charging-point', content, { key: 'delivery-50', mode: 'append' }))).toMatchObject({
      code: 'batch-key-reused',
    })
  })

  it('two of one key at once: one is taken in, the other told that it is under way or done', async () => {
    const results = await Promise.allSettled(
      [1, 2, 3].map(() => send('charging-point', points('60,working,1,true,114.05,22.6'), { key: 'race-60' })),
    )
    const { rows } = await sql<{ n: number }>`select count(*) as n from exchange.batches where key = 'race-60'`.execute(
      db,
    )
    expect(rows[0]?.n).toBe(1)
    const fresh = results.filter((result) => result.status === 'fulfilled' && !result.value.repeated)
    expect(fresh).toHaveLength(1)
  })

  it('several into one register at the same time all balance', async () => {
    const batches = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        send(
          'charging-point',
          points(...Array.from({ length: 50 }, (__, k) => `${1000 + k},working,${i},true,114.05,22.6`)),
        ),
      ),
    )
    const sums = batches.reduce((sum, { batch }) => sum + batch.inserted + batch.updated + batch.unchanged, 0)
    expect(sums).toBe(300)
    expect(batches.reduce((sum, { batch }) => sum + batch.inserted, 0)).toBe(50)
  })

  it('takes a header without rows as a delivery of nothing', async () => {
    expect(counts((await send('charging-point', points())).batch)).toEqual([0, 0, 0, 0, 0])
  })
})

it('takes in items and indexes that are declared later, beside rows that have none', async () => {
  const shades = Array.from({ length: 2 }, (_, i) => `shade_of_a_name_so_long_that_it_is_cut_${i}`)
  const later = makeIntake(database, {
    ...tiny,
    resources: tiny.resources.map((resource) =>
      resource.id === 'charging-point'
        ? {
            ...resource,
            items: [
              ...resource.items,
              ...shades.map((id) => ({
                id,
                name: { zh: id },
                type: 'text' as const,
                optional: true,
                headers: [],
                index: true,
              })),
            ],
          }
        : resource,
    ),
  })
  await send('charging-point', points('80,working,1,true,114.05,22.6'))
  const { batch } = await later(
    'charging-point',
    `${header},${shades.join()}\n80,working,1,true,114.05,22.6,dark,light\n`,
  )
  expect(counts(batch)).toEqual([1, 0, 1, 0, 0])
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from pg_indexes where schemaname = 'registers' and tablename = 'charging_point' and indexdef like '%shade%'`.execute(
    db,
  )
  expect(rows[0]?.n).toBe(2)
  // Whoever still runs the version before goes on, and leaves alone what it does not know.
  expect(counts((await send('charging-point', points('80,working,1,true,114.05,22.6'))).batch)).toEqual([1, 0, 0, 1, 0])
})

describe('file forms', () => {
  const csv = points('70,working,1,true,114.05,22.6', '71,broken,1,true,114.05,22.6')

  it('plain or gzip, in pieces of any size, NDJSON, semicolons, byte-order mark, other titles', async () => {
    expect(counts((await send('charging-point', csv, { pieceSize: 3 })).batch)).toEqual([2, 2, 0, 0, 0])
    expect(counts((await send('charging-point', gzipSync(csv), { pieceSize: 7 })).batch)).toEqual([2, 0, 0, 2, 0])
    expect(counts((await send('charging-point', `\ufeff${csv.replaceAll(',', ';')}`)).batch)).toEqual([2, 0, 0, 2, 0])
    expect(
      counts((await send('charging-point', csv.replace(header, '编号,STATUS, Power ,对外开放,lng,lat'))).batch),
    ).toEqual([2, 0, 0, 2, 0])
    const ndjson = [
      { point_id: 70, status: 'working', power: 1, public: true, position: [114.05, 22.6] },
      {
        point_id: 71,
        status: 'broken',
        power: '1.0',
        public: false,
        position: { type: 'Point', coordinates: [114.05, 22.6] },
      },
    ]
    const { batch } = await send(
      'charging-point',
      `${ndjson.map((row) => JSON.stringify(row)).join('\n')}\nnot json\n[1]\n`,
    )
    expect(batch.format).toBe('ndjson')
    expect(counts(batch)).toEqual([4, 0, 1, 1, 2])
    expect(await rejectsOf(batch)).toEqual([
      [3, null, null, 'not-json'],
      [4, null, null, 'not-an-object'],
    ])
  })

  it('reads GB18030 and says so', async () => {
    // 集市街道 (a street of the fictional city) in GB18030.
    const street = Buffer.from([0xbc, 0xaf, 0xca, 0xd0, 0xbd, 0xd6, 0xb5, 0xc0])
    const content = Buffer.concat([
      Buffer.from('id_number,name,birth_date,area\n440399199001010018,'),
      // 王五
      Buffer.from([0xcd, 0xf5, 0xce, 0xe5]),
      Buffer.from(',19900101,'),
      street,
      Buffer.from('\n'),
    ])
    const { batch } = await send('person', content)
    expect(batch.encoding).toBe('gb18030')
    expect(batch.notices.map((notice) => notice.en)).toEqual(['the file was read as gb18030'])
    const { rows } = await sql<{ name: string; area: string }>`select name, area from registers.person`.execute(db)
    expect(rows[0]).toEqual({ name: '王五', area: '990102001' })
  })

  it('ignores columns that nobody declared, and tells', async () => {
    const { batch } = await send('charging-point', `${header},colour\n70,working,1,true,114.05,22.6,red\n`)
    expect(counts(batch)).toEqual([1, 0, 0, 1, 0])
    expect(batch.notices.map((notice) => notice.en)).toEqual([expect.stringContaining('colour')])
  })
})

describe('a broken file stays out as a whole, and says why', () => {
  const rows = () =>
    sql<{ n: number }>`select count(*) as n from registers.charging_point`
      .execute(db)
      .then((result) => result.rows[0]?.n)

  it.each([
    ['a missing column', 'point_id,status,public,longitude\n90,working,true,114.05\n', 'missing-columns', /position/],
    [
      'a truncated gzip',
      gzipSync(points('90,working,1,true,114.05,22.6')).subarray(0, 30),
      'truncated-file',
      /compressed/,
    ],
    [
      'an open quote',
      points('90,working,1,true,114.05,22.6', '91,"working,1,true,114.05,22.6', '92,working,1,true,114.05,22.6'),
      'truncated-file',
      /line 3/,
    ],
    ['an empty file', '', 'empty-file', /.*/],
    [
      'bytes in no encoding',
      Buffer.concat([Buffer.from(`${header}\n90,`), Buffer.from([0xff, 0xff, 0x00, 0xff, 0xff, 0xff])]),
      'bad-encoding',
      /offset/,
    ],
  ])('%s', async (_, content, code, detail) => {
    const before = await rows()
    const key = `broken ${code}`
    const found = await refusal(send('charging-point', content as string, { key }))
    expect(found.code).toBe(code)
    expect(found.detail ?? '').toMatch(detail)
    expect(await rows()).toBe(before)
    expect(await statusUnder(key)).toMatchObject({ status: 'failed', error: { code } })
  })

  it('a sender that goes away leaves nothing, and may send again under the same key', async () => {
    const source = new PassThrough()
    source.write(points('93,working,1,true,114.05,22.6'))
    const sending = refusal(send('charging-point', source, { key: 'cut off' }))
    await new Promise((resolve) => setTimeout(resolve, 50))
    source.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }))
    expect((await sending).code).toBe('interrupted')
    expect(await statusUnder('cut off')).toMatchObject({ status: 'interrupted' })
    const again = await send('charging-point', points('93,working,1,true,114.05,22.6'), { key: 'cut off' })
    expect(counts(again.batch)).toEqual([1, 1, 0, 0, 0])
  })

  it('a cell of 10,000 characters costs its row, not the file', async () => {
    const { batch } = await send(
      'noise-reading',
      `read_at,level,remark\n2026-01-02 03:04,1,${'长'.repeat(10_000)}\n2026-01-02 03:05,1,ok\n`,
      { mode: 'append' },
    )
    expect(counts(batch)).toEqual([2, 1, 0, 0, 1])
    const [reject] = await listRejects(db, batch.id, 0, 1)
    expect(reject).toMatchObject({ code: 'too-long', item: 'remark', params: { max: 200, length: 10_000 } })
    expect(reject?.value?.length).toBeLessThan(300)
    expect(reject?.raw.length).toBeGreaterThan(10_000)
  })
})

describe('real files', () => {
  const real = (path: string) => sample(path) as Readable

  it.skipIf(!process.env['ONECITY_SAMPLES'])(
    'every row of the charging stations is accounted for (needs ONECITY_SAMPLES)',
    async () => {
      const { batch } = await sendShenzhen('ev-charging-station', real('ev-charging-weather/urbanev/inf_raw.csv'))
      expect(counts(batch)).toEqual([1587, 1587, 0, 0, 0])
      // inf.csv is the part of inf_raw.csv that the publisher used: 1,362 stations.
      expect(
        counts((await sendShenzhen('ev-charging-station', real('ev-charging-weather/urbanev/inf.csv'))).batch),
      ).toEqual([1362, 0, 0, 1362, 0])
    },
  )

  it.skipIf(!process.env['ONECITY_SAMPLES'])(
    'service tickets with their times in New York; a planted wrong ZIP is turned away (needs ONECITY_SAMPLES)',
    async () => {
      expect(
        counts((await sendShenzhen('nyc-service-ticket', real('tickets-311/nyc/311_subset.micro.csv'))).batch),
      ).toEqual([2000, 2000, 0, 0, 0])
      const { rows } = await sql<{
        at: Date
      }>`select created_at as at from registers.nyc_service_ticket where ticket_id = '19937896'`.execute(db)
      // 03/01/2011 02:27:57 PM in New York, which is five hours behind UTC in March before the 13th.
      expect(rows[0]?.at.toISOString()).toBe('2011-03-01T19:27:57.000Z')
      const { batch } = await sendShenzhen(
        'nyc-service-ticket',
        real('tickets-311/nyc/311-service-requests.sample.csv'),
      )
      expect(counts(batch)).toEqual([199, 198, 0, 0, 1])
      expect(await rejectsOf(batch)).toEqual([[2, 'incident_zip', '99432-01234', 'too-long']])
    },
  )

  it.skipIf(!process.env['ONECITY_SAMPLES'])('hourly weather (needs ONECITY_SAMPLES)', async () => {
    for (const [resource, file] of [
      ['weather-hourly', 'weather_central.csv'],
      ['weather-hourly-airport', 'weather_airport.csv'],
    ] as const)
      expect(counts((await sendShenzhen(resource, real(`ev-charging-weather/urbanev/${file}`))).batch)).toEqual([
        4344, 4344, 0, 0, 0,
      ])
  })
})

it('gives up batches whose process ended, and only those', async () => {
  const { sweepBatches } = await import('./sweep-batches.ts')
  const { openBatch } = await import('./batch-ledger.ts')
  const { createStaging } = await import('./staging.ts')
  const { planTables } = await import('../registers/index.ts')
  const { holdWorkerLock } = await import('./worker-lock.ts')
  const { newId } = await import('../../kernel/ids.ts')
  const pg = (await import('pg')).default
  const plan = planTables(tiny.resources.find((resource) => resource.id === 'charging-point') as never)
  const alive = holdWorkerLock(async () => {
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    return client
  })
  await alive.held
  const open = async (worker: number) => {
    const id = newId()
    await openBatch(db, {
      id,
      key: id,
      resource: 'charging-point',
      mode: 'upsert',
      cityVersion: 1,
      fileName: null,
      simulated: false,
      bytesExpected: null,
      worker,
      crs: null,
      sentBy: null,
      repairs: null,
    })
    await createStaging(db, id, plan)
    return id
  }
  const dead = await open(1)
  const working = await open(alive.number)
  expect(await sweepBatches(database)).toEqual([dead])
  expect((await findBatch(db, dead))?.status).toBe('interrupted')
  expect((await findBatch(db, working))?.status).toBe('receiving')
  expect(await stagingTables()).toBe(1)
  await alive.close()
  expect(await sweepBatches(database)).toEqual([working])
})
