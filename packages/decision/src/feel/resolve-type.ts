import type { Problem } from '../problem.ts'
import { anyType, type FeelType, listOf, nullType, type SimpleTypeName, simpleType } from '../values/type.ts'
import type { TypeExpression } from './ast.ts'
import type { Scope } from './scope.ts'

const simple = new Set<string>([
  'number',
  'string',
  'boolean',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
])

/** Names of older versions and of XML Schema that mean the same. */
const alsoCalled: Readonly<Record<string, SimpleTypeName>> = {
  dateTime: 'date and time',
  dayTimeDuration: 'days and time duration',
  'day and time duration': 'days and time duration',
  yearMonthDuration: 'years and months duration',
  'year and month duration': 'years and months duration',
}

/** The type that a name means, or undefined. Named types of the scope come first. */
export const typeByName = (name: string, types: Scope['types']): FeelType | undefined => {
  const known = types?.get(name)
  if (known) return known
  // A prefix of older models: feel:string.
  const bare = name.replace(/^feel[:.]/, '')
  if (simple.has(bare)) return simpleType(bare as SimpleTypeName)
  if (alsoCalled[bare]) return simpleType(alsoCalled[bare])
  if (bare === 'Any') return anyType
  if (bare === 'Null') return nullType
  if (bare === 'list') return listOf(anyType)
  if (bare === 'range') return { kind: 'range', of: anyType }
  if (bare === 'context') return { kind: 'context', entries: {} }
  if (bare === 'function') return { kind: 'function', parameters: [], result: anyType }
  return undefined
}

/** The type that was written; a name nobody knows is told in `problems`, and undefined. */
export const resolveType = (written: TypeExpression, scope: Scope, problems: Problem[]): FeelType | undefined => {
  const inside = (type: TypeExpression) => resolveType(type, scope, problems)
  switch (written.type) {
    case 'named': {
      const type = typeByName(written.name, scope.types)
      if (!type)
        problems.push({
          code: 'feel.unknown-type',
          severity: 'error',
          message: `There is no type "${written.name}"`,
          params: { name: written.name },
          span: { from: written.from, to: written.to },
        })
      return type
    }
    case 'list':
    case 'range': {
      const of = inside(written.of)
      return of && { kind: written.type, of }
    }
    case 'context': {
      const entries = written.entries.map(({ name, type }) => [name, inside(type)] as const)
      if (entries.some(([, type]) => !type)) return undefined
      return { kind: 'context', entries: Object.fromEntries(entries) as Record<string, FeelType> }
    }
    case 'function': {
      const parameters = written.parameters.map(inside)
      const result = inside(written.result)
      if (!result || parameters.some((type) => !type)) return undefined
      return { kind: 'function', parameters: parameters as FeelType[], result }
    }
  }
}
