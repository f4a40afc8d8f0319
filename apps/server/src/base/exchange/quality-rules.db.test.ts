import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { type City, makeAreaTree, type QualityRule, type Resource } from '@onecity/city'
import { afterEach, describe, expect, it } from 'vitest'
import { sql } from '../../platform/db/db.ts'
import { withTestDatabase } from '../../platform/db/testing.ts'
import { makeAreaIndex } from '../places/index.ts'
import { confirmBatch } from './confirm-batch.ts'
import { makeSpool } from './formats/spool.ts'
import { findBrokenRules } from './hold-to-rules.ts'
import { previewFile } from './preview-file.ts'
import { countRejects, listRejects } from './reject-ledger.ts'
import { reasonText } from './reject-reasons.ts'
import { listRepairs } from './repair/list-repairs.ts'
import { prepareRepair } from './repair/repair-rejects.ts'
import { makeIntake, readTestCity } from './testing-intake.ts'
import { proposeUndo } from './undo-batch.ts'
import { verifyLedger } from './verify-ledger.ts'

const database = await withTestDatabase()
const { db } = database
const tiny = await readTestCity('tiny')

const rules: readonly QualityRule[] = [
  {
    id: 'power-of-working',
    title: { zh: '正常的桩有功率', en: 'A working point has power' },
    check: 'status != "working" or power > 0',
    severity: 'reject',
  },
  {
    id: 'inside-the-bay',
    title: { zh: '经度在湾区以东', en: 'Lies east of the bay' },
    check: 'position.lng > 114',
    severity: 'reject',
  },
  { id: 'usual-power', title: { zh: '功率不寻常' }, check: 'power <= 350', severity: 'warn' },
]
const ruled = (quality: readonly QualityRule[]): City => ({
  ...tiny,
  resources: tiny.resources.map((each): Resource => (each.id === 'charging-point' ? { ...each, quality } : each)),
})
const city = ruled(rules)
const resource = city.resources.find(({ id }) => id === 'charging-point') as Resource
const send = makeIntake(database, city)

const header = 'point_id,status,power,public,longitude,latitude'
const points = (...lines: string[]) => `${[header, ...lines].join('\n')}\n`
const good = (id: number) => `${id},working,7,true,114.05,22.6`
const ids = async () =>
  (await sql<{ id: number }>`select point_id as id from registers.charging_point order by 1`.execute(db)).rows.map(
    ({ id }) => id,
  )
const brokenBy = ({ quality }: { quality: readonly { rule: string; rows: number }[] }) =>
  Object.fromEntries(quality.map(({ rule, rows }) => [rule, rows]))
const rejectsOf = (batch: string) => listRejects(db, batch, 0, 100)

afterEach(async () => {
  expect((await verifyLedger(database)).findings).toEqual([])
})

describe('a batch into a resource with quality rules', () => {
  it('turns away what breaks a rule, with rule, condition and values; takes in what breaks a mere warning, and counts both', async () => {
    const { batch } = await send(
      'charging-point',
      points(
        good(1),
        '2,working,0,true,114.05,22.6',
        '3,broken,0,true,114.05,22.6',
        '4,working,400,true,114.05,22.6',
        '5,broken,1,true,113.94,22.6',
        '6,broken,x,true,113.94,22.6',
      ),
      { mode: 'replace' },
    )
    expect(batch).toMatchObject({ status: 'done', received: 6, inserted: 3, rejected: 3 })
    expect(brokenBy(batch)).toEqual({ 'power-of-working': 1, 'inside-the-bay': 1, 'usual-power': 1 })
    expect(await ids()).toEqual([1, 3, 4])
    const [first, second, third] = await rejectsOf(batch.id)
    expect(first).toMatchObject({
      line: 3,
      code: 'quality-rule',
      item: null,
      value: 'status=working, power=0',
      raw: '2,working,0,true,114.05,22.6',
    })
    expect(reasonText('quality-rule', first?.params ?? null)).toEqual({
      zh: '违反质量规则“正常的桩有功率”：status != "working" or power > 0',
      en: 'breaks the quality rule “A working point has power”: status != "working" or power > 0',
    })
    expect(second).toMatchObject({
      line: 6,
      code: 'quality-rule',
      item: 'position',
      value: expect.stringMatching(/^113\.935/),
    })
    expect(third).toMatchObject({ line: 7, code: 'not-a-decimal', item: 'power' })
    expect((await countRejects(db, batch.id)).map(({ rule, count }) => [rule, count]).sort()).toEqual([
      [null, 1],
      ['inside-the-bay', 1],
      ['power-of-working', 1],
    ])
  })

  it('holds nothing against a row whose values are missing: what comes to null neither passes nor fails', async () => {
    const { batch } = await send('charging-point', points('10,working,,true,114.05,22.6'))
    expect(batch).toMatchObject({ inserted: 1, rejected: 0 })
    expect(brokenBy(batch)).toEqual({ 'power-of-working': 0, 'inside-the-bay': 0, 'usual-power': 0 })
  })

  it('takes the later of two rows of one key in when the first breaks a rule', async () => {
    const { batch } = await send('charging-point', points('20,working,0,true,114.05,22.6', good(20), good(20)))
    expect(batch).toMatchObject({ received: 3, inserted: 1, rejected: 2 })
    expect((await rejectsOf(batch.id)).map(({ line, code }) => [line, code])).toEqual([
      [2, 'quality-rule'],
      [4, 'duplicate-key'],
    ])
  })

  it('does not remove the row of a replaced register whose new version breaks a rule', async () => {
    await sendAll(good(1), good(2), good(3))
    const { batch } = await send('charging-point', points(good(1), '2,working,0,true,114.05,22.6', good(3)), {
      mode: 'replace',
    })
    expect(batch).toMatchObject({ status: 'done', unchanged: 2, deleted: 0, rejected: 1 })
    expect(await ids()).toEqual([1, 2, 3])
  })

  it('keeps what it turned away while it is held, and is taken back like any other', async () => {
    await sendAll(...Array.from({ length: 10 }, (_, at) => good(at + 1)))
    const { batch } = await send(
      'charging-point',
      points(good(1), good(50), '51,working,0,true,114.05,22.6', '52,working,999,true,114.05,22.6'),
      {
        mode: 'replace',
      },
    )
    expect(batch).toMatchObject({ status: 'held', rejected: 1, plan: { deleted: 9, inserted: 2 } })
    expect(brokenBy(batch)).toMatchObject({ 'power-of-working': 1, 'usual-power': 1 })
    const confirmed = await confirm(batch.id, 9)
    expect(confirmed).toMatchObject({ status: 'done', received: 4, inserted: 2, unchanged: 1, deleted: 9, rejected: 1 })
    expect(brokenBy(confirmed)).toMatchObject({ 'power-of-working': 1, 'usual-power': 1 })
    const undo = await proposeUndo({ database, city, cityVersion: 1, holdDays: 7 }, confirmed, 'steward')
    expect(await confirm(undo.id, undo.plan?.deleted ?? -1)).toMatchObject({
      status: 'done',
      inserted: 9,
      deleted: 2,
      quality: [],
    })
    expect(await ids()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })

  it('holds mended rows to the rules again, and marks those that are taken in', async () => {
    const { batch } = await send(
      'charging-point',
      points('61,working,0,true,114.05,22.6', '62,working,0,true,114.05,22.6'),
    )
    const input = { city, tree: makeAreaTree(city.areas), areaIndex: makeAreaIndex(city) }
    expect(await listRepairs(db, input, resource, batch.id, true)).toMatchObject({
      groups: [],
      repairable: 0,
      others: 2,
    })
    const chosen = {
      rows: [
        { line: 2, values: { power: '3' } },
        { line: 3, values: { power: '0.0' } },
      ],
    }
    const request = await prepareRepair(db, input, resource, batch.id, chosen, 'steward')
    const { batch: repair } = await send(resource.id, request.source, request)
    expect(repair).toMatchObject({ received: 2, inserted: 1, rejected: 1 })
    expect(brokenBy(repair)).toMatchObject({ 'power-of-working': 1 })
    expect((await rejectsOf(batch.id)).map(({ repaired_by }) => repaired_by)).toEqual([repair.id, null])
  })

  it('tells the same of a file that is only looked at', async () => {
    const file = points(
      good(1),
      '2,working,0,true,113.94,22.6',
      '3,working,999,true,114.05,22.6',
      '4,working,,true,114.05,22.6',
      '5,w,0,true,114.05,22.6',
    )
    const input = { city, tree: makeAreaTree(city.areas), areaIndex: makeAreaIndex(city) }
    const found = await previewFile(
      resource,
      input,
      {
        source: Readable.from([Buffer.from(file)]),
        spool: makeSpool(join(tmpdir(), 'onecity-test-spool')),
        sent: null,
        partial: false,
        mostSpooled: 1024 * 1024,
      },
      (plan, rows) => findBrokenRules(db, { plan, zone: city.timeZone, now: new Date() }, rows),
    )
    expect(found.rows.map((row) => row.rules)).toEqual([
      [],
      ['power-of-working', 'inside-the-bay'],
      ['usual-power'],
      [],
      [],
    ])
    expect(found.faulty).toBe(2)
    expect(brokenBy(found)).toEqual({ 'power-of-working': 1, 'inside-the-bay': 1, 'usual-power': 1 })
  })

  it('asks nothing of a batch that deletes, which brings keys alone', async () => {
    await sendAll(good(1), good(2))
    const { batch } = await send('charging-point', 'point_id\n2\n', { mode: 'delete' })
    expect(await confirm(batch.id, 1)).toMatchObject({ status: 'done', deleted: 1, quality: [] })
  })

  it('tells times in the zone of the city, and today as it is there', async () => {
    const dated = makeIntake(
      database,
      ruled([
        {
          id: 'not-ahead',
          title: { zh: '不晚于今天' },
          check: 'date(now()) <= today() and point_id > 0',
          severity: 'reject',
        },
      ]),
    )
    expect((await dated('charging-point', points(good(1)))).batch).toMatchObject({ rejected: 0 })
  })
})

const sendAll = async (...lines: string[]) => {
  const { batch } = await send('charging-point', points(...lines), { mode: 'replace' })
  if (batch.status === 'held') await confirm(batch.id, batch.plan?.deleted ?? -1)
}
const confirm = (batch: string, deleted: number) =>
  confirmBatch(
    { database, city, queueMerge: (work) => work(), onCommitted: () => {}, holdDays: 7 },
    { batch, deleted, by: 'steward' },
  )
