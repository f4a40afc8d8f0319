import { describe, expect, it } from 'vitest'
import { type SqlColumn, toSql } from './index.ts'
import { patternFault } from './pattern.ts'

const columns: readonly SqlColumn[] = [
  { name: 'total', type: 'number', sql: '"total"', digits: { before: 9, after: 2 } },
  { name: 'parts', type: 'number', sql: '"parts"' },
  { name: 'title', type: 'string', sql: '"title"' },
  { name: 'open', type: 'boolean', sql: '"open"' },
  { name: 'born', type: 'date', sql: '"born"' },
  { name: 'seen', type: 'date and time', sql: '"seen"', zone: 'Asia/Shanghai' },
  { name: 'position.lng', type: 'number', sql: '"position_lng"' },
]

const translate = (source: string) => {
  const result = toSql(source, columns, { now: 0 })
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('; '))
  return result
}
/** The part of the source that each error points at, with its code. */
const refused = (source: string) => {
  const result = toSql(source, columns, { now: 0 })
  if (result.ok) return []
  return result.problems
    .filter(({ severity }) => severity === 'error')
    .map(({ code, span }) => `${code} ${source.slice(span?.from, span?.to)}`)
}

describe('toSql', () => {
  it('sends every value of an expression as a parameter', () => {
    const { text, values } = translate('title = "x\'; drop table y --" and total > 5 and total > 5')
    expect(text).not.toContain('drop')
    expect(values).toEqual(["x'; drop table y --", '5'])
    expect(text.match(/\$2::numeric/g)).toHaveLength(2)
  })

  it('numbers its parameters after those that are there already', () => {
    const result = toSql('total > 1 and total < 2', columns, { offset: 3 })
    expect(result.ok && result.text).toMatch(/\$4::numeric.*\$5::numeric/)
  })

  it('works parts that need no row out at once', () => {
    expect(translate('born > date("2020-02-29") + duration("P1Y")').values).toEqual(['2021-02-28'])
    expect(translate('total in [1 + 1, 2 * 3]').values).toEqual(['2', '6'])
  })

  it('says what the value is and which columns it needs', () => {
    const { type, columns: used } = translate('if open then total / 2 else parts')
    expect(type).toEqual({ kind: 'number' })
    expect(used).toEqual(['open', 'total', 'parts'])
    expect(translate('null').type).toEqual({ kind: 'Null' })
  })

  it('reads the entries of a position', () => {
    expect(translate('position.lng > 113.7').text).toContain('"position_lng"')
    expect(refused('position.alt > 3')).toEqual(['sql.context position'])
  })

  it('leaves an index usable where a column is compared with a value', () => {
    expect(translate('title = "a"').text).toBe('(("title") is not null and ("title") = $1::text)')
  })

  it.each([
    ['totl > 3', ['feel.unknown-name totl']],
    ['total > 3 and (titel = "a" or prts < 2)', ['feel.unknown-name titel', 'feel.unknown-name prts']],
    ['count(title) > 3', ['sql.list count(title)']],
    ['some x in [1, 2] satisfies x > total', ['sql.expression some x in [1, 2] satisfies x > total']],
    ['{a: total}.a > 1', ['sql.expression {a: total}']],
    ['[total, parts][item > 2] = total', ['sql.expression [total, parts][item > 2]']],
    ['open and sqrt(total) > 2', ['sql.function sqrt(total)']],
    ['total ** parts > 2', ['sql.power total ** parts']],
    ['starts with(total, "a")', ['sql.kinds total']],
    ['matches(title, "\\\\d+")', ['sql.pattern matches(title, "\\\\d+")']],
    ['matches(title, title)', ['sql.pattern matches(title, title)']],
    ['seen < date and time("2026-01-01T00:00:00")', ['sql.local-time date and time("2026-01-01T00:00:00")']],
    ['seen + @"P1M" > now()', ['sql.duration seen + @"P1M"']],
    ['born < @"-0044-03-15"', ['sql.date @"-0044-03-15"']],
    ['title = "a\\u0000b"', ['sql.text "a\\u0000b"']],
    ['if open then total else title', ['sql.kinds if open then total else title']],
    ['born.hour > 3', ['sql.property born.hour']],
    ['lenght(title) > 2', ['feel.unknown-name lenght(title)']],
    ['total >', ['feel.syntax ']],
  ])('refuses %s with the place', (source, expected) => {
    expect(refused(source).map((each) => each.replace(/^feel\.[a-z-]+ $/, 'feel.syntax '))).toEqual(expected)
  })

  it('says what may be meant', () => {
    const result = toSql('totl > 3', columns)
    expect(!result.ok && result.problems[0]?.suggestion).toBe('total')
  })

  it('warns of what can never be true', () => {
    const warned = (source: string) =>
      translate(source).problems.map(({ severity, span }) => `${severity} ${source.slice(span?.from, span?.to)}`)
    expect(warned('total = "3"')).toEqual(['warning total = "3"'])
    expect(warned('total and open')).toEqual(['warning total'])
    expect(warned('open < true')).toEqual(['warning open < true'])
    expect(warned('total + title > 3')).toEqual(['warning total + title'])
    expect(warned('total > 3 and title != null')).toEqual([])
  })

  it('refuses what would become a text longer than anybody wants', () => {
    const source = Array.from({ length: 3_000 }, (_, at) => `total + ${at} > parts * ${at}`).join(' or ')
    expect(toSql(source, columns)).toMatchObject({ ok: false })
  })
})

describe('patterns', () => {
  it.each(['^[A-Z]{2}[0-9]+$', 'a|b', '(?:ab)*c', '深圳', '\\.', '[a\\-z]', '[^0-9]', '', 'a{2,}'])(
    'takes %s',
    (pattern) => {
      expect(patternFault(pattern)).toBeUndefined()
    },
  )

  it.each([
    ['ab\\d', 2],
    ['a.b', 1],
    ['[[:alpha:]]', 1],
    ['(?=a)', 0],
    ['a*?', 2],
    ['*a', 0],
    ['(a', 2],
    ['a)', 1],
    ['[b-a]', 2],
    ['[]', 1],
    ['[a-]', 2],
    ['a{300}', 1],
    ['\\p{L}', 0],
    ['\\1', 0],
    ['[a-z-[aeiou]]', 4],
  ])('refuses %s at character %i', (pattern, at) => {
    expect(patternFault(pattern)?.at).toBe(at)
  })
})
