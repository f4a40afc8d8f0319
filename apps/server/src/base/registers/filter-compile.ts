import { type Item, nearest } from '@onecity/city'
import { type RawBuilder, sql } from 'kysely'
import type { Filter, ItemRef } from './filter-ast.ts'
import { badFilter } from './filter-error.ts'
import { literalToSql } from './filter-literal.ts'
import type { Scope } from './scope.ts'
import { isPlaced } from './table-plan.ts'

/**
 * Compiles a filter to a parameterised condition on a register table. Items are checked against the reader's scope as they
 * appear: unknown ones are `bad-filter`, masked or hidden ones `not-allowed`, ones without an index `not-indexed` where
 * the register is large.
 */
export const compileFilter = (
  filter: Filter,
  scope: Scope,
  usable: (item: Item, how?: 'by-index' | 'reading-all') => void,
): RawBuilder<boolean> => {
  const itemOf = (reference: ItemRef, how: 'by-index' | 'reading-all' = 'by-index'): Item => {
    const item = scope.items.get(reference.name)
    if (!item)
      throw badFilter(reference.at, `“${scope.plan.resource.id}” has no item “${reference.name}”`, {
        didYouMean: nearest(reference.name, [...scope.items.keys()]),
      })
    usable(item, how)
    return item
  }
  const compile = (part: Filter): RawBuilder<boolean> => {
    switch (part.kind) {
      case 'and':
        return sql`(${sql.join(part.parts.map(compile), sql` and `)})`
      case 'or':
        return sql`(${sql.join(part.parts.map(compile), sql` or `)})`
      case 'not':
        return sql`not (${compile(part.part)})`
      case 'is-null': {
        const item = itemOf(part.item)
        return sql`${isPlaced(item) ? scope.placePart(item, 'cell') : scope.column(item)} is null`
      }
      case 'compare': {
        const item = itemOf(part.item)
        return sql`${scope.column(item)} ${sql.raw(part.operator)} ${literalToSql(item, part.literal)}`
      }
      case 'between': {
        const item = itemOf(part.item)
        return sql`${scope.column(item)} between ${literalToSql(item, part.low)} and ${literalToSql(item, part.high)}`
      }
      case 'in': {
        const item = itemOf(part.item)
        return sql`${scope.column(item)} in (${sql.join(part.literals.map((literal) => literalToSql(item, literal)))})`
      }
      case 'like': {
        // Without a fixed beginning no index tells where to look.
        const item = itemOf(part.item, /^[%_]/.test(String(part.pattern.value)) ? 'reading-all' : 'by-index')
        const pattern = literalToSql(item, part.pattern)
        if (part.pattern.kind !== 'text')
          throw badFilter(part.item.at, `LIKE compares text, “${item.id}” is of type ${item.type}`)
        if (/(^|[^\\])(\\\\)*\\$/.test(part.pattern.value))
          throw badFilter(part.pattern.at, 'the pattern ends with a lone \\', {
            expected: 'a character to take as it is',
          })
        return sql`${scope.column(item)} like ${pattern}`
      }
    }
  }
  return compile(filter)
}
