import { applyMask, type ItemType, itemTypes, type MaskName, maskNames, masksOfType } from '@onecity/city'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sql } from '../../platform/db/db.ts'
import { withTestDatabase } from '../../platform/db/testing.ts'
import { maskSql } from './scope-mask.ts'

const { db } = await withTestDatabase()

const letters = fc.constantFrom(
  ..."王李欧阳司马诸葛东方慕容建国小明abcÀßÿŁǅḀⱠꜢＡｚⅧªΑЖ·.-’' \u3000\u00a0\t\ufeff0123456789*😀é",
  'e\u0301',
)
const names = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: letters, minLength: 1, maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom('欧阳', '王', '司马', 'Ann', 'O’Neil'),
        fc.constantFrom('', ' ', '·', '\u2003'),
        fc.constantFrom('修', '小明', 'Lee', ''),
      )
      .map((parts) => parts.join('')),
  },
)
const addresses = fc
  .array(fc.constantFrom(...'深圳市 福田区 莲花街道 彩田社区 社区服务中心 彩田路 12号 Room 　'.split(' ')), {
    minLength: 1,
    maxLength: 6,
  })
  .map((words) => words.join(''))
const values = fc
  .oneof({ weight: 5, arbitrary: names }, { weight: 1, arbitrary: addresses })
  .filter((text) => !text.includes('\0') && text.isWellFormed())
const days = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

/** A type on which a mask may be put. */
const typeOf = (mask: MaskName): ItemType => itemTypes.find((type) => masksOfType[type].includes(mask)) ?? 'text'

it.each(maskNames)('the mask %s is the same in the database as in packages/city', async (mask) => {
  const type = typeOf(mask)
  const sample = fc.sample(type === 'date' ? days : values, { numRuns: 4_000, seed: 20_260_501 })
  const { rows } = await sql<{ value: string; masked: string | null }>`
    select value, ${maskSql(mask, type, sql.raw(type === 'date' ? 'value::date' : 'value'))} as masked
    from unnest(${sample}::text[]) with ordinality as given(value, place) order by place`.execute(db)
  expect(rows.length).toBe(sample.length)
  const differing = rows.filter(({ value, masked }) => masked !== applyMask(mask, value))
  expect(
    differing.slice(0, 5).map(({ value, masked }) => ({ value, masked, expected: applyMask(mask, value) })),
  ).toEqual([])
})

it('keeps null null, and hides whole what a mask makes no sense of', async () => {
  const { rows } = await sql`
    select ${maskSql('surname', 'text', sql.raw('null::text'))} as a, ${maskSql('keep-4-4', 'text', sql.raw('null::text'))} as b,
      ${maskSql('keep-4-4', 'date', sql.raw("date '1990-01-01'"))} as c`.execute(db)
  expect(rows[0]).toEqual({ a: null, b: null, c: null })
})
