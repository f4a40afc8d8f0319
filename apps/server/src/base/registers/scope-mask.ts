import { type ItemType, type MaskName, masksOfType } from '@onecity/city'
import { type RawBuilder, sql } from 'kysely'

/**
 * The masks as SQL, so that unmasked values never leave the database: twins of `applyMask` in packages/city (their
 * agreement is tested with generated values). A mask that makes no sense of the type hides the value whole.
 */
export const maskSql = (mask: MaskName, type: ItemType, column: RawBuilder<unknown>): RawBuilder<string | null> => {
  if (!masksOfType[type].includes(mask)) return sql`null::text`
  switch (mask) {
    case 'keep-4-4':
      return keepSql(column, 4, 4)
    case 'keep-3-4':
      return keepSql(column, 3, 4)
    case 'keep-2-2':
      return keepSql(column, 2, 2)
    case 'surname':
      return surnameSql(column)
    case 'area-only':
      return sql`values.area_only(${column})`
    case 'year':
      return sql`values.year_of(${column})`
    // Of today: an age grows with nobody writing to the register.
    case 'age-band':
      return sql`values.age_band(${column}, (now() at time zone 'UTC')::date)`
    case 'hidden':
      return sql`null::text`
  }
}

const keepSql = (column: RawBuilder<unknown>, start: number, end: number): RawBuilder<string | null> => {
  const [from, to] = [sql.raw(String(start)), sql.raw(String(end))]
  const kept = sql.raw(String(start + end))
  return sql`case when char_length(${column}) <= ${kept} then repeat('*', char_length(${column}))
    else left(${column}, ${from}) || repeat('*', char_length(${column}) - ${kept}) || right(${column}, ${to}) end`
}

const surnameSql = (column: RawBuilder<unknown>): RawBuilder<string | null> => {
  const name = sql`btrim(${column}, ${sql.raw(literal(whiteSpace))})`
  const isLatin = sql`${name} ~ ${sql.raw(literal(`^[${latin()}'’.-]+([${whiteSpace}·].*)?$`))}`
  const hasWords = sql`${name} ~ ${sql.raw(literal(`[${whiteSpace}·]`))}`
  const firstWord = sql`substring(${name} from ${sql.raw(literal(`^[^${whiteSpace}·]+`))})`
  const isCompound = sql`char_length(${name}) > 2 and left(${name}, 2) in (${sql.raw(compoundSurnames.map(literal).join(','))})`
  return sql`case
    when ${column} is null then null
    when ${isLatin} then case when ${hasWords} then ${firstWord} || ' ***' else repeat('*', char_length(${name})) end
    when char_length(${name}) <= 1 then repeat('*', char_length(${name}))
    when ${isCompound} then left(${name}, 2) || repeat('*', char_length(${name}) - 2)
    else left(${name}, 1) || repeat('*', char_length(${name}) - 1) end`
}

// As in packages/city, where it is not exported; the property test fails when one list changes without the other.
const compoundSurnames =
  '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 夏侯 司徒 司空 端木 南宫 西门 长孙 宇文 轩辕 呼延'.split(' ')

/** ECMAScript's white space and line ends: PostgreSQL's `\s` depends on the database's locale. */
const whiteSpace =
  '\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff'

/** PostgreSQL's expressions know no scripts: the ranges of Latin letters are taken from this process's Unicode tables. */
const latin = (): string => {
  latinRanges ??= findLatinRanges()
  return latinRanges
}
let latinRanges: string | undefined
// Letters of the Latin script all lie below; scanning takes a few milliseconds, once.
const LAST_LATIN = 0x1_ff_ff
const findLatinRanges = (): string => {
  const isLatin = (code: number) => /\p{Script=Latin}/u.test(String.fromCodePoint(code))
  let ranges = ''
  for (let code = 0; code <= LAST_LATIN; code++) {
    if (!isLatin(code)) continue
    const first = code
    while (isLatin(code + 1)) code++
    ranges +=
      first === code ? String.fromCodePoint(code) : `${String.fromCodePoint(first)}-${String.fromCodePoint(code)}`
  }
  return ranges
}

/** A constant of this file as an SQL literal. */
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`
