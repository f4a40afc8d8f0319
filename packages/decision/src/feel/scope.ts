import type { FeelType } from '../values/type.ts'
import type { Value } from '../values/value.ts'

/**
 * What an expression may name, known before it is parsed: FEEL's names hold spaces and operators ("applicant's age", "a-b"),
 * so a parser has to know them.
 */
export type Scope = {
  /** Variables by name, with their types where known (`Any` where not). */
  readonly variables: ReadonlyMap<string, FeelType>
  /** Names of entries that contexts may have, for paths and filters, beyond those of the variables' types. */
  readonly entryNames?: ReadonlySet<string>
  /** Functions of the host, beside the built-in ones; `undefined` in conformance runs. */
  readonly extensions?: ReadonlyMap<string, Value>
  /** Named types (item definitions) for `instance of` and parameters. */
  readonly types?: ReadonlyMap<string, FeelType>
}

export const emptyScope: Scope = { variables: new Map() }
