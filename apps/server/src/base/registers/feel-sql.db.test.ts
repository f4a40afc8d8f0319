import {
  compileExpression,
  FeelDate,
  FeelDateTime,
  FeelDaysDuration,
  FeelMonthsDuration,
  FeelTime,
  isNumber,
  numberFromText,
  numberToText,
  type Value,
} from '@onecity/decision'
import { type SqlColumn, scopeOfColumns, toSql } from '@onecity/decision/sql'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withTestDatabase } from '../../platform/db/testing.ts'

/** The promise of `toSql`: for every row the same value as FEEL's, nulls and all. Held here against PostgreSQL itself. */
const database = await withTestDatabase()

const zone = 'Asia/Shanghai'
const clock = { now: Date.UTC(2026, 10, 20, 17, 30), zone }

type Column = SqlColumn & { readonly sqlType: string; readonly values: readonly (string | null)[] }

const texts = [
  '',
  'a',
  'B',
  'ab',
  'abc',
  'aB1',
  'b a',
  "O'Brien",
  '100%',
  'a_b',
  '深圳',
  '深圳市',
  'é',
  'e\u0301',
  'ß',
  'ΑΣ',
]
const strange = ['𝒳', '𝒳y', '\uffee', '\ud7ff', 'İ', 'ŉ', '\\', '"', 'a\nb']
const integers = [
  '0',
  '1',
  '-1',
  '2',
  '7',
  '-12',
  '100',
  '9007199254740993',
  '-9223372036854775808',
  '9223372036854775807',
]
const decimals = ['0', '0.1', '0.10', '-0.5', '2.5', '3.5', '-2.5', '1234567.89', '99999.99', '0.01']
const any = [
  '0.00000000000000000001',
  '123456789012345678901234567890123.9',
  '9999999999999999999999999999999999',
  '0.3333333333333333333333333333333333',
  '-7',
  '1e20',
  '1.005',
  '6',
]
const dates = [
  '2026-11-20',
  '2024-02-29',
  '2000-01-31',
  '1999-12-31',
  '0001-01-01',
  '9999-12-31',
  '1987-04-12',
  '2026-11-21',
]
const instants = [
  '2026-11-20T16:00:00Z',
  '2026-11-20T15:59:59.999999Z',
  '1970-01-01T00:00:00Z',
  '1969-12-31T23:59:59.5Z',
  '1988-07-01T00:00:00.25Z',
  '2024-02-29T23:30:00Z',
]

const columns: readonly Column[] = [
  { name: 'n', type: 'number', sql: 'n', sqlType: 'bigint', digits: { before: 19, after: 0 }, values: integers },
  {
    name: 'k',
    type: 'number',
    sql: 'k',
    sqlType: 'bigint',
    digits: { before: 2, after: 0 },
    values: ['0', '1', '3', '12', '-4', '99'],
    required: true,
  },
  { name: 'x', type: 'number', sql: 'x', sqlType: 'numeric', digits: { before: 7, after: 2 }, values: decimals },
  { name: 'y', type: 'number', sql: 'y', sqlType: 'numeric', values: any },
  { name: 's', type: 'string', sql: 's', sqlType: 'text', values: [...texts, ...strange] },
  { name: 't', type: 'string', sql: 't', sqlType: 'text collate "C"', values: texts, required: true },
  { name: 'f', type: 'boolean', sql: 'f', sqlType: 'boolean', values: ['true', 'false'] },
  { name: 'g', type: 'boolean', sql: 'g', sqlType: 'boolean', values: ['true', 'false'], required: true },
  { name: 'd', type: 'date', sql: 'd', sqlType: 'date', values: dates },
  { name: 'e', type: 'date', sql: 'e', sqlType: 'date', values: dates, required: true },
  { name: 'm', type: 'date and time', sql: 'm', sqlType: 'timestamptz', values: instants, zone },
  {
    name: 'p.lng',
    type: 'number',
    sql: 'p_lng::text',
    sqlType: 'double precision',
    values: ['114.05', '113.9', '-0.5', '113.93512808708864'],
  },
]

const inDatabase = ({ name }: Column) => name.replace('.', '_')
const rowCount = 48
/** A function of the host, for both sides. */
const age = 'function(born) years and months duration(born, today()).years'

const arbitraryRow = fc.record(
  Object.fromEntries(
    columns.map((column) => [
      column.name,
      column.required
        ? fc.constantFrom(...(column.values as string[]))
        : fc.oneof(
            { weight: 3, arbitrary: fc.constantFrom(...(column.values as string[])) },
            { weight: 1, arbitrary: fc.constant(null) },
          ),
    ]),
  ),
)
type Row = { readonly [column: string]: string | null }
const rows: readonly Row[] = fc.sample(arbitraryRow, rowCount)

const dateTimeOf = (text: string): Value => {
  const made = compileExpression(`date and time("${text}")`)
  if (!made.ok) throw new Error(text)
  const inUtc = made.program.evaluate() as FeelDateTime
  // As its clock in the column's zone shows it.
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hour12: false,
  }).formatToParts(new Date(text))
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value) % (type === 'hour' ? 24 : 1e9)
  return new FeelDateTime(
    new FeelDate(part('year'), part('month'), part('day')),
    new FeelTime(part('hour'), part('minute'), part('second'), inUtc.time.nanosecond, undefined, zone),
  )
}

const feelOf = ({ type }: Column, text: string | null): Value => {
  if (text === null) return null
  if (type === 'number') return numberFromText(text) ?? null
  if (type === 'boolean') return text === 'true'
  if (type === 'date') {
    const [year = 0, month = 0, day = 0] = text.split('-').map(Number)
    return new FeelDate(year, month, day)
  }
  return type === 'date and time' ? dateTimeOf(text) : text
}

const variablesOf = (row: Row): Record<string, Value> => {
  const variables: Record<string, Value> = {}
  for (const column of columns) {
    const value = feelOf(column, row[column.name] ?? null)
    const [first = '', entry] = column.name.split('.')
    variables[first] = entry === undefined ? value : { [entry]: value }
  }
  return variables
}

// -- expressions ------------------------------------------------------------------------------------------------------------

const quoted = (text: string) => `"${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`
const numberLiteral = fc.oneof(
  fc.integer({ min: -20, max: 20 }).map(String),
  fc.constantFrom(
    '0.1',
    '2.5',
    '1234567.89',
    '0.005',
    '1e-18',
    '12345678901234567890',
    '9999999999999999999999999999999999',
    '7',
  ),
)
const textLiteral = fc.constantFrom(...texts, ...strange).map(quoted)
const dateLiteral = fc.constantFrom(...dates).map((day) => `@"${day}"`)
const instantLiteral = fc
  .constantFrom(...instants, '2026-11-21T00:00:00+08:00', '2026-11-21T00:00:00@Asia/Shanghai')
  .map((time) => `@"${time}"`)
const monthsLiteral = fc.constantFrom('P1M', '-P1M', 'P1Y', 'P18M', '-P3Y', 'P0M').map((length) => `@"${length}"`)
const daysLiteral = fc
  .constantFrom('P1D', '-P1D', 'P30D', 'PT36H', '-PT1H', 'PT0S', 'PT90M')
  .map((length) => `@"${length}"`)
const patterns = [
  '^a',
  'b$',
  '^[a-z]+$',
  '[^a-z]',
  '(a|深)',
  'a{1,2}b?',
  '^$',
  '[A-Za-z0-9_]',
  '圳',
  'a\\.b',
  '^(?:ab|b)c',
  '[\\-%]',
  "O'",
].map(quoted)

const called = (name: string, ...args: fc.Arbitrary<string>[]) =>
  fc.tuple(...args).map((given) => `${name}(${given.join(', ')})`)
const template = (form: string, ...args: fc.Arbitrary<string>[]) =>
  fc.tuple(...args).map((given) => form.replace(/%(\d)/g, (_, at: string) => given[Number(at)] as string))
const operators = fc.constantFrom('=', '!=', '<', '<=', '>', '>=')

const { condition, anything } = fc.letrec<Record<string, string>>((tie) => {
  const [number, string, boolean, date, instant, days, months] = [
    'number',
    'string',
    'boolean',
    'date',
    'instant',
    'days',
    'months',
  ].map((name) => tie(name) as fc.Arbitrary<string>) as [
    fc.Arbitrary<string>,
    fc.Arbitrary<string>,
    fc.Arbitrary<string>,
    fc.Arbitrary<string>,
    fc.Arbitrary<string>,
    fc.Arbitrary<string>,
    fc.Arbitrary<string>,
  ]
  const either = (leaf: fc.Arbitrary<string>, ...branches: fc.Arbitrary<string>[]) =>
    fc.oneof({ maxDepth: 3, withCrossShrink: true }, leaf, ...branches)
  const ofKind = [number, string, date, instant, days, months]
  const leaf = (names: string, literal: fc.Arbitrary<string>) =>
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...names.split(' ')) },
      { weight: 3, arbitrary: literal },
      { weight: 1, arbitrary: fc.constant('null') },
    )
  const choice = (kind: fc.Arbitrary<string>) => template('(if %0 then %1 else %2)', boolean, kind, kind)
  const range = (kind: fc.Arbitrary<string>) =>
    template('%0%1 .. %2%3', fc.constantFrom('[', '(', ']'), kind, kind, fc.constantFrom(']', ')', '['))
  return {
    number: either(
      leaf('n k x y p.lng', numberLiteral),
      template('(%0 %1 %2)', number, fc.constantFrom('+', '-', '*', '/'), number),
      template('(%0 %1 %2)', number, fc.constantFrom('+', '-', '*', '/'), number),
      template('(%0 ** %1)', number, fc.constantFrom('0', '1', '2', '3')),
      template('(-%0)', number),
      fc.oneof(called('abs', number), called('floor', number), called('ceiling', number)),
      called('modulo', number, number),
      template(
        '%0(%1, %2)',
        fc.constantFrom('decimal', 'round up', 'round down', 'round half up', 'round half down', 'floor', 'ceiling'),
        number,
        fc.constantFrom('0', '1', '2', '-1'),
      ),
      template('%0(%1, %2, %3)', fc.constantFrom('min', 'max', 'sum'), number, number, number),
      template('%0([%1, %2])', fc.constantFrom('min', 'max', 'sum', 'product', 'mean', 'count'), number, number),
      called('string length', string),
      template(
        '%0.%1',
        fc.constantFrom('d', 'e', 'm', '(d + @"P1M")', '(e - @"P2Y")'),
        fc.constantFrom('year', 'month', 'day', 'weekday'),
      ),
      template('m.%0', fc.constantFrom('hour', 'minute', 'second')),
      template('(d - e).%0', fc.constantFrom('days', 'hours', 'minutes', 'seconds')),
      template('%0.%1', months, fc.constantFrom('years', 'months')),
      template('%0(%1)', fc.constantFrom('day of year', 'week of year'), fc.constantFrom('d', 'e', 'm')),
      called('age', date),
      choice(number),
    ),
    string: either(
      leaf('s t', textLiteral),
      template('(%0 + %1)', string, string),
      template('%0(%1)', fc.constantFrom('upper case', 'lower case', 'string'), string),
      called('string', number),
      template('%0(%1, %2)', fc.constantFrom('substring before', 'substring after'), string, string),
      template('substring(%0, %1)', string, fc.constantFrom('1', '2', '-1', '-2', '0', '5')),
      template(
        'substring(%0, %1, %2)',
        string,
        fc.constantFrom('1', '2', '-2', '3'),
        fc.constantFrom('1', '2', '10', '0'),
      ),
      template('%0(%1)', fc.constantFrom('day of week', 'month of year'), fc.constantFrom('d', 'e', 'm')),
      fc.constantFrom('string(f)', 'string(d)', 'string(e)'),
      template('min(%0, %1)', string, string),
      choice(string),
    ),
    boolean: either(
      leaf('f g', fc.constantFrom('true', 'false')),
      template('(%0 and %1)', boolean, boolean),
      template('(%0 or %1)', boolean, boolean),
      called('not', boolean),
      ...[...ofKind, boolean].map((kind) => template('(%0 %1 %2)', kind, operators, kind)),
      ...ofKind
        .slice(0, 4)
        .flatMap((kind) => [
          template('(%0 between %1 and %2)', kind, kind, kind),
          template('(%0 in %1)', kind, range(kind)),
          template('(%0 in (%1, %2, %3))', kind, template('%0 %1', operators, kind), range(kind), kind),
          template('(%0 in [%1, %2, %3])', kind, kind, kind, range(kind)),
        ]),
      template('(%0 in (< %1))', number, number),
      template('(%0 %1 %2)', string, operators, number),
      template('(%0 in (%1, %2))', string, number, string),
      template('%0(%1, %2)', fc.constantFrom('contains', 'starts with', 'ends with'), string, string),
      template('%0(%1, %2)', fc.constantFrom('contains', 'starts with', 'ends with'), string, string),
      template('matches(%0, %1)', string, fc.constantFrom(...patterns)),
      template('list contains([%0, %1, null], %2)', number, number, number),
      template('%0([%1, %2, %3])', fc.constantFrom('all', 'any'), boolean, boolean, boolean),
      template(
        '(%0 instance of %1)',
        fc.oneof(number, string, date),
        fc.constantFrom('number', 'string', 'date', 'Any', 'Null'),
      ),
      template('%0(%1)', fc.constantFrom('odd', 'even'), number),
      choice(boolean),
    ),
    date: either(
      leaf('d e', fc.oneof(dateLiteral, fc.constant('today()'))),
      template('(%0 %1 %2)', date, fc.constantFrom('+', '-'), fc.oneof(monthsLiteral, daysLiteral)),
      template('(%1 + %0)', date, monthsLiteral),
      fc.constantFrom('date(m)', 'date(d)'),
      template('max(%0, %1)', date, date),
      choice(date),
    ),
    instant: either(
      leaf('m', fc.oneof(instantLiteral, fc.constant('now()'))),
      template('(%0 %1 %2)', instant, fc.constantFrom('+', '-'), daysLiteral),
    ),
    days: either(
      leaf('(d-e)', daysLiteral),
      template('(%0 - %1)', date, date),
      template('(%0 - %1)', instant, instant),
      template('(%0 + %1)', days, days),
      called('abs', days),
    ),
    months: either(
      leaf('@"P1M"', monthsLiteral),
      called('years and months duration', date, date),
      template('(%0 - %1)', months, months),
    ),
    condition: fc.oneof(
      { weight: 4, arbitrary: boolean },
      { weight: 1, arbitrary: template('(%0 and %1)', boolean, boolean) },
    ),
    anything: fc.oneof(...ofKind, boolean),
  }
})

// -- the two sides --------------------------------------------------------------------------------------------------------

const client = new pg.Client({ connectionString: database.url })
beforeAll(async () => {
  await client.connect()
  await client.query(
    `create table feel_rows (id int, ${columns.map((column) => `${inDatabase(column)} ${column.sqlType}`).join(', ')})`,
  )
  for (const [id, row] of rows.entries())
    await client.query(`insert into feel_rows values ($1, ${columns.map((_, at) => `$${at + 2}`).join(', ')})`, [
      id,
      ...columns.map(({ name }) => row[name] ?? null),
    ])
})
afterAll(() => client.end())

/** One text for one value, of both sides. */
const textOf = (value: Value): string | null => {
  if (value === null) return null
  if (isNumber(value)) return numberToText(value)
  if (value instanceof FeelMonthsDuration) return String(value.months)
  const seconds = (whole: number, nanoseconds: number) =>
    numberToText(numberFromText(`${(BigInt(whole) * 1_000_000_000n + BigInt(nanoseconds)).toString()}e-9`) ?? 0)
  if (value instanceof FeelDaysDuration) return seconds(value.seconds, value.nanoseconds)
  if (value instanceof FeelDate) return seconds(since(value, '1970-01-01'), 0)
  if (value instanceof FeelDateTime) {
    const { seconds: whole, nanoseconds } = between(value)
    return seconds(whole, nanoseconds)
  }
  return String(value)
}
const since = (date: FeelDate, from: string): number =>
  (evaluate(`d - @"${from}"`, { d: date }) as FeelDaysDuration).seconds
const between = (instant: FeelDateTime) => evaluate('m - @"1970-01-01T00:00:00Z"', { m: instant }) as FeelDaysDuration
const evaluate = (source: string, variables: Record<string, Value>, options?: typeof clock): Value => {
  const compiled = compileExpression(source, {
    variables: new Map(Object.keys(variables).map((name) => [name, { kind: 'Any' }])),
  })
  if (!compiled.ok) throw new Error(compiled.problems[0]?.message)
  return compiled.program.evaluate(variables, options)
}

const asText: Readonly<Record<string, (sql: string) => string>> = {
  number: (sql) => `trim_scale(${sql})::text`,
  date: (sql) => `((${sql} - date '1970-01-01') * 86400::bigint)::text`,
  'date and time': (sql) => `trim_scale(extract(epoch from ${sql}))::text`,
  'days and time duration': (sql) => `trim_scale(${sql})::text`,
  'years and months duration': (sql) => `trim_scale(${sql})::text`,
}

const variables = rows.map(variablesOf)
let compared = 0
let refused = 0

const assertAlike = async (source: string): Promise<void> => {
  const options = { ...clock, functions: new Map([['age', age]]) }
  const translated = toSql(source, columns, options)
  if (!translated.ok) {
    refused++
    // Refused for what the database cannot do, never for what FEEL cannot read.
    expect(translated.problems.filter(({ code }) => code.startsWith('feel.'))).toEqual([])
    return
  }
  const scope = { ...scopeOfColumns(columns, options), extensions: new Map([['age', evaluate(age, {}, clock)]]) }
  const compiled = compileExpression(source, scope)
  if (!compiled.ok) throw new Error(`${source}: ${compiled.problems[0]?.message}`)
  const { text, values, type } = translated
  const shown = asText[type.kind]?.(text) ?? `(${text})::text`
  let answer: { rows: { id: number; value: string | null }[] }
  try {
    answer = await client.query(`select id, ${shown} as value from feel_rows order by id`, [...values])
  } catch (error) {
    throw new Error(`${source}\n${text}\n${values.join(' | ')}`, { cause: error })
  }
  const expected = variables.map((row) => textOf(compiled.program.evaluate(row, clock)))
  const found = answer.rows.map(({ value }) => value)
  for (const [at, value] of expected.entries())
    if (found[at] !== value)
      throw new Error(
        `${source}\nrow ${JSON.stringify(rows[at])}\nFEEL: ${value}\nSQL:  ${found[at]}\n${text}\n${values.join(' | ')}`,
      )
  compared += expected.length
}

describe('FEEL in SQL', () => {
  it('gives what FEEL gives, for every row and of every kind', async () => {
    await fc.assert(fc.asyncProperty(anything as fc.Arbitrary<string>, assertAlike), { numRuns: 350 })
    await fc.assert(fc.asyncProperty(condition as fc.Arbitrary<string>, assertAlike), { numRuns: 350 })
    expect(compared).toBeGreaterThan(10_000)
    expect(refused).toBeLessThan(200)
  })
})
