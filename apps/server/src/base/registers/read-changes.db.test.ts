import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newId } from '../../kernel/ids.ts'
import { sql } from '../../platform/db/db.ts'
import { withTestDatabase } from '../../platform/db/testing.ts'
import { makeRegisterRoutes } from './routes.ts'
import {
  makeRegister,
  makeTestCity,
  numberChangeSet,
  serveRoutes,
  type Values,
  type Write,
  writeChangeSet,
} from './routes-testing.ts'

const database = await withTestDatabase()
const city = await makeTestCity()
const app = await serveRoutes(city, makeRegisterRoutes({ database, city }))
const points = city.resource('charging-point')
await makeRegister(database, points)

type Answer = { readonly status: number; readonly body: Record<string, unknown> }
const get = async (path: string, role = 'steward'): Promise<Answer> => {
  const answer = await app.inject({ url: path, headers: { 'x-onecity-role': role } })
  return { status: answer.statusCode, body: answer.json() }
}
const point = (n: number, district: string | null = '990101', more: Values = {}): Values => ({
  point_id: n,
  status: 'working',
  public: true,
  position: [114, 22],
  district,
  ...more,
})

/** The feed from a cursor to its end, in pages of that size. */
const readFeed = async (limit: number, from?: string, role = 'steward') => {
  const entries: Record<string, unknown>[] = []
  let since = from
  for (;;) {
    const { status, body } = await get(
      `/api/registers/charging-point/changes?limit=${limit}${since === undefined ? '' : `&since=${since}`}`,
      role,
    )
    expect(status).toBe(200)
    entries.push(...(body.changes as Record<string, unknown>[]))
    since = String(body.cursor)
    if (!body.more) return { entries, cursor: since }
  }
}
const empty = async () => {
  await sql`truncate changes.change_sets, registers.charging_point, registers.charging_point_history, registers.charging_point_changes`
    .execute(database.db)
    .catch(async () => {
      for (const table of [
        'registers.charging_point',
        'registers.charging_point_history',
        'registers.charging_point_changes',
        'changes.change_sets',
      ])
        await sql`delete from ${sql.raw(table)}`.execute(database.db)
    })
}
const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString()

describe('the change feed of a register', () => {
  it('comes in order of numbers, not of ids, and leaves out what has no number yet', async () => {
    await empty()
    const [a, b, c] = [newId(), newId(), newId()]
    const first = await writeChangeSet(database, points, [{ kind: 'i', rowId: a, values: point(1) }])
    const second = await writeChangeSet(database, points, [
      { kind: 'i', rowId: b, values: point(2) },
      { kind: 'u', rowId: a, values: point(1, '990102') },
    ])
    await writeChangeSet(database, points, [{ kind: 'i', rowId: c, values: point(3) }])
    await numberChangeSet(database, second, 1, at(1))
    await numberChangeSet(database, first, 2, at(2))
    for (const limit of [1, 2, 3, 100]) {
      const { entries, cursor } = await readFeed(limit)
      expect(entries.map(({ number, ordinal, rowId, kind }) => [number, ordinal, rowId, kind])).toEqual([
        [1, 1, b, 'insert'],
        [1, 2, a, 'update'],
        [2, 1, a, 'insert'],
      ])
      expect(cursor).toBe('2.1')
      expect((entries[2]?.values as Values | undefined)?.district).toBe('990102')
    }
  })

  it('goes on where it ended when late change sets get their numbers', async () => {
    await empty()
    const early = await writeChangeSet(database, points, [{ kind: 'i', rowId: newId(), values: point(1) }])
    const late = await writeChangeSet(database, points, [{ kind: 'i', rowId: newId(), values: point(2) }])
    await numberChangeSet(database, late, 1, at(1))
    const read = await readFeed(10)
    expect(read.entries.length).toBe(1)
    await numberChangeSet(database, early, 2, at(2))
    const further = await readFeed(10, read.cursor)
    expect(further.entries.map(({ number }) => number)).toEqual([2])
    expect((await readFeed(10, further.cursor)).entries).toEqual([])
    expect((await readFeed(10, '1')).entries.map(({ number }) => number)).toEqual([2])
  })

  it('tells of a deleted row, and of one that left the reader’s areas, as deleted, without values', async () => {
    await empty()
    const [inside, left, gone] = [newId(), newId(), newId()]
    const sets = [
      await writeChangeSet(database, points, [
        { kind: 'i', rowId: inside, values: point(1, '990101001') },
        { kind: 'i', rowId: left, values: point(2, '990101002') },
        { kind: 'i', rowId: gone, values: point(3, '990101') },
      ]),
      await writeChangeSet(database, points, [
        { kind: 'u', rowId: left, values: point(2, '990102') },
        { kind: 'd', rowId: gone },
      ]),
    ]
    for (const [index, id] of sets.entries()) await numberChangeSet(database, id, index + 1, at(index))
    const kinds = async (role: string) =>
      (await readFeed(2, undefined, role)).entries.map(({ rowId, kind, values }) => [rowId, kind, values === null])
    expect(await kinds('district-steward')).toEqual([
      [inside, 'insert', false],
      [left, 'delete', true],
      [gone, 'delete', true],
      [left, 'delete', true],
      [gone, 'delete', true],
    ])
    expect(await kinds('steward')).toEqual([
      [inside, 'insert', false],
      [left, 'insert', false],
      [gone, 'delete', true],
      [left, 'update', false],
      [gone, 'delete', true],
    ])
  })

  it('refuses cursors it never handed out', async () => {
    await empty()
    for (const since of ['x', '1.2.3', '-1.0', '99.0', '1e3', '1.x'])
      expect((await get(`/api/registers/charging-point/changes?since=${since}`)).body.code).toBe('too-old-cursor')
    expect((await get('/api/changes?since=99')).body.code).toBe('too-old-cursor')
  })

  it('is empty before the first batch', async () => {
    expect((await get('/api/registers/noise-reading/changes')).body).toEqual({
      changes: [],
      cursor: '0.0',
      more: false,
    })
  })

  it('shows each reader values as masked as rows are', async () => {
    const people = city.resource('person')
    await makeRegister(database, people)
    const rowId = newId()
    const values = {
      id_number: '440399199001010014',
      name: '欧阳小明',
      birth_date: '1990-01-01',
      phone: '13800000000',
      area: '990101001',
    }
    const id = await writeChangeSet(database, people, [{ kind: 'i', rowId, values }])
    await numberChangeSet(database, id, 1, at(1))
    const { body } = await get('/api/registers/person/changes?purpose=data-check', 'district-steward')
    expect(body.changes).toEqual([
      {
        number: 1,
        ordinal: 1,
        rowId,
        kind: 'insert',
        values: {
          id_number: '4403**********0014',
          name: '欧阳**',
          birth_date: null,
          phone: '138****0000',
          area: '990101001',
        },
      },
    ])
    expect((await get('/api/registers/person/changes', 'district-steward')).body.code).toBe('purpose-required')
  })
})

describe('whatever is written, and in whatever order it is numbered', () => {
  type Step = { readonly kind: 'i' | 'u' | 'd'; readonly row: number; readonly district: string | null }
  const steps = fc.array(
    fc.record({
      kind: fc.constantFrom('i', 'u', 'd') as fc.Arbitrary<Step['kind']>,
      row: fc.nat({ max: 5 }),
      district: fc.constantFrom('990101', '990101001', '990102', null),
    }),
    { minLength: 1, maxLength: 4 },
  )
  const histories = fc
    .array(steps, { minLength: 1, maxLength: 6 })
    .chain((sets) => fc.record({ sets: fc.constant(sets), order: fc.shuffledSubarray(sets.map((_, index) => index)) }))

  it('every numbered change is read once, in order, over pages of any size; and past states never change', async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.integer({ min: 1, max: 4 }), async ({ sets, order }, limit) => {
        await empty()
        const live = new Map<number, string>()
        const ids: number[] = []
        const written: Write[][] = []
        // Row versions as (row, change set that wrote it, change set that ended it): the meaning of history, kept aside.
        const versions: { rowId: string; district: string | null; by: number; until: number | null }[] = []
        for (const set of sets) {
          const writes: Write[] = []
          const touched = new Set<number>()
          for (const { kind, row, district } of set) {
            const rowId = live.get(row)
            if (touched.has(row) || (kind === 'i') !== (rowId === undefined)) continue
            touched.add(row)
            if (kind === 'd') {
              writes.push({ kind, rowId: rowId ?? '' })
              live.delete(row)
            } else {
              const id = rowId ?? newId()
              live.set(row, id)
              writes.push({ kind, rowId: id, values: point(row + 1, district) })
            }
          }
          const id = await writeChangeSet(database, points, writes)
          ids.push(id)
          written.push(writes)
          for (const write of writes) {
            const open = versions.find((version) => version.rowId === write.rowId && version.until === null)
            if (open) open.until = id
            if (write.kind !== 'd')
              versions.push({
                rowId: write.rowId,
                district: String(write.values.district ?? '') || null,
                by: id,
                until: null,
              })
          }
        }
        const numbers = new Map<number, number>()
        for (const [index, set] of order.entries()) {
          const id = ids[set] ?? 0
          numbers.set(id, index + 1)
          await numberChangeSet(database, id, index + 1, at(index + 1))
        }

        const { entries } = await readFeed(limit)
        const expected = order.flatMap((set, index) =>
          (written[set] ?? []).map((write, place) => [index + 1, place + 1, write.rowId]),
        )
        expect(entries.map(({ number, ordinal, rowId }) => [number, ordinal, rowId])).toEqual(expected)

        for (let number = 0; number <= order.length; number++) {
          const counts = (id: number | null) => id !== null && (numbers.get(id) ?? Number.POSITIVE_INFINITY) <= number
          const then = versions.filter(({ by, until }) => counts(by) && !counts(until))
          const answer = await get(`/api/registers/charging-point/rows?limit=100&asOf=${at(number)}`)
          expect(answer.body.number).toBe(number)
          const rows = answer.body.rows as { rowId: string; values: Values; changeSet: number }[]
          const seen = rows.map(({ rowId, values, changeSet }) => `${rowId} ${changeSet} ${String(values.district)}`)
          expect(seen.length).toBe(then.length)
          expect(new Set(seen)).toEqual(
            new Set(then.map(({ rowId, district, by }) => `${rowId} ${by} ${String(district)}`)),
          )
        }
      }),
      { numRuns: 25 },
    )
  })
})

describe('the list of change sets', () => {
  it('holds the numbered ones of resources the reader may read, over pages', async () => {
    await empty()
    const noise = city.resource('noise-reading')
    const people = city.resource('person')
    await makeRegister(database, noise)
    const ids = [
      await writeChangeSet(database, points, [{ kind: 'i', rowId: newId(), values: point(1) }], { simulated: true }),
      await writeChangeSet(database, people, []),
      await writeChangeSet(database, noise, []),
      await writeChangeSet(database, noise, []),
    ]
    for (const [index, id] of ids.slice(0, 3).entries()) await numberChangeSet(database, id, index + 1, at(index))
    const list = async (query: string, role: string) => (await get(`/api/changes${query}`, role)).body
    const first = await list('?limit=1', 'visitor')
    expect(first).toEqual({
      changeSets: [
        {
          number: 1,
          resource: 'charging-point',
          batch: null,
          simulated: true,
          inserted: 1,
          updated: 0,
          deleted: 0,
          at: '2026-01-01T00:00:00Z',
        },
      ],
      cursor: '1',
      more: true,
    })
    const next = await list(`?since=${String(first.cursor)}`, 'visitor')
    expect(next).toMatchObject({ changeSets: [{ number: 3, resource: 'noise-reading' }], cursor: '3', more: false })
    const numbersOf = async (role: string) =>
      ((await list('', role)).changeSets as { number: number }[]).map(({ number }) => number)
    expect(await numbersOf('steward')).toEqual([1, 2, 3])
    expect(await numbersOf('operator')).toEqual([1, 3])
  })
})
