import type { Problem } from '../problem.ts'
import type { FeelType, SimpleTypeName } from '../values/type.ts'

/** Kinds of values that a column can have: what PostgreSQL keeps as FEEL means it. */
export type ColumnType = Extract<SimpleTypeName, 'number' | 'string' | 'boolean' | 'date' | 'date and time'>

/** What a name of the expression is in the database. */
export type SqlColumn = {
  /** As the expression writes it; `position.lng` is an entry of a context. */
  readonly name: string
  readonly type: ColumnType
  /**
   * SQL that gives the value: number of at most 34 digits, neither NaN nor infinite (a double by its
   * text, which says all of it), string as text, boolean, date as a date of
   * the years 1 to 9999, date and time as timestamptz of these years. Written by the caller, never made of what users typed.
   */
  readonly sql: string
  /** Never null. */
  readonly required?: boolean
  /** number: the most digits before and after the point; a row with more would be rounded otherwise than FEEL does. */
  readonly digits?: Digits
  /** date and time: the zone in which its year, its hour … are told; that of the options by default. */
  readonly zone?: string
}

export type Digits = { readonly before: number; readonly after: number }

export type SqlOptions = {
  /** Number of the parameters before the first one; `$1` is the first by default. */
  readonly offset?: number
  /** Instant of `now()` and `today()`, milliseconds since 1970. Default: now. */
  readonly now?: number
  /** Zone of `now()` and `today()`, and of columns that name none. Default: UTC. */
  readonly zone?: string
  /** Functions of the host by name, in FEEL: `function(born) years and months duration(born, today()).years`. */
  readonly functions?: ReadonlyMap<string, string>
}

/** PostgreSQL's text of an expression, or what of it cannot be said there. Values are only ever parameters. */
export type SqlResult =
  | {
      readonly ok: true
      /** One expression in brackets. */
      readonly text: string
      /** `$1` first. Texts, as `pg` sends them. */
      readonly values: readonly string[]
      /** What it gives; `Null` when it is always null. */
      readonly type: FeelType
      /** Names of columns that it uses, in order of their first use. */
      readonly columns: readonly string[]
      /** Warnings: what is allowed but can hardly be meant, such as comparing a number with a string. */
      readonly problems: readonly Problem[]
    }
  | { readonly ok: false; readonly problems: readonly Problem[] }
