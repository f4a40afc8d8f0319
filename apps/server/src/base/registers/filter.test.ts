import type { Item, Resource } from '@onecity/city'
import fc from 'fast-check'
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import { describe, expect, it } from 'vitest'
import { isAppError } from '../../kernel/app-error.ts'
import { compileFilter } from './filter-compile.ts'
import { parseFilter } from './filter-parse.ts'
import { makeScope } from './scope.ts'
import { planTables } from './table-plan.ts'

const item = (id: string, type: Item['type']): Item => ({
  id,
  type,
  name: { zh: id },
  optional: true,
  headers: [],
  index: false,
})
const resource: Resource = {
  id: 'thing',
  kind: 'stored',
  name: { zh: '物' },
  owner: 'works',
  size: 'normal',
  share: { type: 'unconditional' },
  open: { type: 'none' },
  grade: { level: 'general', personal: false },
  update: 'daily',
  key: ['number'],
  items: [
    item('number', 'integer'),
    item('title', 'text'),
    item('power', 'decimal'),
    item('open', 'boolean'),
    item('built', 'date'),
    item('seen_at', 'datetime'),
    item('place', 'point'),
    item('area', 'area'),
  ],
  crs: 'WGS-84',
  highlights: [],
}
const plan = planTables(resource)
const nothing = { areas: null, hiddenItems: [], masks: {}, limit: null, scopeHash: '' }
const scope = makeScope(plan, nothing, new Set(plan.columns.map(({ name }) => name)))
const offline = new Kysely({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})
const compile = (text: string) => {
  const { sql, parameters } = compileFilter(parseFilter(text), scope, () => {}).compile(offline)
  return { sql, parameters: [...parameters] }
}
const errorOf = (text: string) => {
  try {
    compile(text)
  } catch (error) {
    if (isAppError(error)) return { code: error.code, detail: error.detail, ...error.params }
    throw error
  }
  throw new Error(`no error: ${text}`)
}

describe('a filter in CQL2 Text', () => {
  it.each([
    [`title = 'a'`, '"title" = $1::text', ['a']],
    [`title <> 'it''s'`, '"title" <> $1::text', ["it's"]],
    [`title = 'it\\'s'`, '"title" = $1::text', ["it's"]],
    [`"title" like '深圳%'`, '"title" like $1::text', ['深圳%']],
    [`number>=5`, '"number" >= $1::bigint', ['5']],
    [`number < 5.5`, '"number" < $1::numeric', ['5.5']],
    [`5 < number`, '"number" > $1::bigint', ['5']],
    [`power BETWEEN -1e2 AND .5`, '"power" between $1::numeric and $2::numeric', ['-1e2', '.5']],
    [`open = TRUE`, '"open" = $1::boolean', [true]],
    [`built >= DATE('2024-02-29')`, '"built" >= $1::date', ['2024-02-29']],
    [
      `seen_at < timestamp('2024-01-01T08:00:00.5+08:00')`,
      '"seen_at" < $1::timestamptz',
      ['2024-01-01T08:00:00.5+08:00'],
    ],
    [`number in (1, 2)`, '"number" in ($1::bigint, $2::bigint)', ['1', '2']],
    [`title IS NULL`, '"title" is null', []],
    [`title is not null`, 'not ("title" is null)', []],
    [`place IS NULL`, '"place_cell" is null', []],
    [`title NOT LIKE 'a%'`, 'not ("title" like $1::text)', ['a%']],
    [`area NOT IN ('990101')`, 'not ("area" in ($1::text))', ['990101']],
  ])('compiles %s', (text, sql, parameters) => {
    expect(compile(text)).toEqual({ sql, parameters })
  })

  it('binds NOT before AND before OR, and lets parentheses decide otherwise', () => {
    expect(compile(`number = 1 or not number = 2 and number = 3`).sql).toBe(
      '("number" = $1::bigint or (not ("number" = $2::bigint) and "number" = $3::bigint))',
    )
    expect(compile(`(number = 1 or number = 2) and number = 3`).sql).toBe(
      '(("number" = $1::bigint or "number" = $2::bigint) and "number" = $3::bigint)',
    )
  })

  it.each([
    [`titel = 'a'`, { position: 1, didYouMean: 'title' }],
    [`number = 1 AND`, { position: 15, expected: 'an item or a literal' }],
    [`number = 'a'`, { position: 10, expected: 'a number' }],
    [`number = '12'`, { position: 10, didYouMean: '12' }],
    [`title = 12`, { position: 9, didYouMean: `'12'` }],
    [`title = abc`, { position: 9, didYouMean: `'abc'` }],
    [`built = '2024-01-31'`, { position: 9, didYouMean: `DATE('2024-01-31')` }],
    [`built = DATE('2023-02-29')`, { position: 14, expected: 'YYYY-MM-DD' }],
    [`seen_at = DATE('2024-01-31')`, { didYouMean: `TIMESTAMP('2024-01-31T00:00:00Z')` }],
    [`seen_at > TIMESTAMP('2024-01-31 08:00')`, { position: 21 }],
    [`title = 'a`, { position: 9, expected: "'" }],
    [`(number = 1`, { position: 12, expected: '“)”' }],
    [`number = 1 number = 2`, { position: 12 }],
    [`number 1`, { position: 8 }],
    [`number NOT = 1`, { position: 12, expected: 'LIKE, BETWEEN or IN' }],
    [`number IS 1`, { position: 11, expected: 'NULL or NOT NULL' }],
    [`1 = 2`, { position: 5, expected: 'an item' }],
    [`title = 'a'; drop table x`, { position: 12 }],
    [`number = title`, { position: 10 }],
    [`place = 'x'`, { position: 9, expected: 'IS NULL or IS NOT NULL' }],
    [`title LIKE 'a\\\\\\'`, { position: 12 }],
    [`number LIKE 5`, { position: 1 }],
    [`title = '\0'`, { position: 9 }],
  ])('says where %s is wrong, and what was expected or meant', (text, expected) => {
    expect(errorOf(text)).toMatchObject({ code: 'bad-filter', ...expected })
  })

  it('refuses filters that are too long or nested too deep rather than failing on them', () => {
    expect(errorOf(`${'('.repeat(60)}number = 1${')'.repeat(60)}`).detail).toMatch(/nested/)
    expect(errorOf(`title = '${'x'.repeat(9_000)}'`).detail).toMatch(/longer/)
  })

  it('never puts text of a literal into the SQL', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0')),
        (text) => {
          // A backslash before the closing quote would escape it.
          fc.pre(!text.includes('\\'))
          expect(compile(`title = '${text.replaceAll("'", "''")}'`)).toEqual({
            sql: '"title" = $1::text',
            parameters: [text],
          })
        },
      ),
    )
  })

  it('answers every text with a condition or a located bad-filter, and nothing else', () => {
    const pieces = fc.constantFrom(
      'number',
      'title',
      '=',
      '<',
      '(',
      ')',
      'AND',
      'OR',
      'NOT',
      'IN',
      "'a'",
      '1',
      ',',
      'LIKE',
      'IS',
      'NULL',
      'BETWEEN',
      'DATE(',
      '"',
      "'",
      '\\',
      '-',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces, { maxLength: 12 }).map((each) => each.join(' ')),
        ),
        (text) => {
          try {
            compile(text)
          } catch (error) {
            if (!isAppError(error) || error.code !== 'bad-filter') throw error
            expect(error.params.position).toBeGreaterThan(0)
            expect(error.params.position).toBeLessThanOrEqual(text.length + 1)
          }
        },
      ),
      { numRuns: 2_000 },
    )
  })
})
