import type { Problem, Span } from '../problem.ts'
import type { SimpleTypeName } from '../values/type.ts'
import type { Value } from '../values/value.ts'
import type { Digits } from './column.ts'

/** What is known of an expression's value before there is a row. `Null`: it is always null. */
export type Kind = Exclude<SimpleTypeName, 'time'> | 'Null'

/**
 * An expression in SQL, in brackets where it needs them. Durations are numbers: seconds, and months. Every term is total: no row
 * makes PostgreSQL fail on it.
 */
export type Term = {
  readonly kind: Kind
  readonly sql: string
  readonly nullable: boolean
  /** number: no value has more digits before or after the point. */
  readonly digits?: Digits
  /** date and time: where its clock stands. */
  readonly zone?: string
  /** date, date and time: by how many years it may lie outside of 1 to 9999. */
  readonly beyond?: number
  /** Known already. */
  readonly constant?: Value
}

/** What translating one expression collects and hands around. */
export type Work = {
  readonly problems: Problem[]
  /** Adds a parameter and answers its place with its type: `$1::text`. */
  readonly parameter: (value: string, type: string) => string
  /** A name for something that is worked out once; no column is called so. */
  readonly alias: () => string
  /** Tells why a part cannot be translated. */
  readonly refuse: (at: Span, code: string, message: string, more?: Pick<Problem, 'params' | 'suggestion'>) => undefined
  readonly warn: (at: Span, code: string, message: string) => void
}

export const nullTerm: Term = { kind: 'Null', sql: 'null', nullable: true, constant: null }

/** Kinds as people call them, with their article. */
export const called = (kind: Kind): string => (kind === 'Null' ? 'nothing' : `a ${kind}`)

export const booleanTerm = (sql: string, nullable: boolean): Term => ({ kind: 'boolean', sql: `(${sql})`, nullable })

/** Typed, so that a bare null does not leave PostgreSQL guessing. */
export const asBoolean = ({ kind, sql }: Term): string => (kind === 'boolean' ? sql : 'null::boolean')
