import type { City } from '../model.ts'
import type { Part, Pointer, Source } from '../source/source.ts'

export type JsonSchema = { readonly [keyword: string]: unknown }

/** One declared thing (a department, a resource …) and where it was declared. */
export type Entry<Value> = { readonly value: Value; readonly source: Source; readonly pointer: Pointer }

export type Finding = {
  readonly message: string
  readonly expected?: string | undefined
  readonly didYouMean?: string | undefined
  readonly severity?: 'error' | 'warning'
}

/** What a kind's cross-reference checks may ask and say. */
export type Checks = {
  readonly entries: <Value>(kind: Kind<Value>) => readonly Entry<Value>[]
  /** Reports at a part of an entry (pointer relative to it); `at` points at the property's name, or into its text. */
  readonly report: (entry: Entry<unknown>, part: Pointer, finding: Finding, at?: Part) => void
  /** Reports when no entry of the named kind has this id. */
  readonly refer: (entry: Entry<unknown>, part: Pointer, kindName: string, id: string) => void
  readonly options: { readonly actions?: readonly string[] }
  /** `file:line` of an entry, to name the other place of a clash. */
  readonly placeOf: (entry: Entry<unknown>, part?: Pointer) => string
}

/**
 * One kind of file in a city folder. Adding a kind is one such definition in a file of its own, listed in `index.ts`,
 * and an optional field of `City`.
 */
export type Kind<Value> = {
  /** Singular, as in messages; also the name of the published schema. */
  readonly name: string
  /** Paths below the city folder that this kind claims, as pattern and in words. */
  readonly files: RegExp
  readonly where: string
  /** A city without any such file is not valid. */
  readonly required: boolean
  readonly read: (path: string, text: string) => Source
  /** The authority on the form of the parsed document. */
  readonly schema: JsonSchema
  /** The document is one entry, a list of entries, or has its list under a name. */
  readonly shape: 'one' | 'list' | { readonly listIn: string }
  /** Path to the id inside an entry; absent for kinds that nobody refers to. */
  readonly id?: Pointer
  /** Called for entries that fit the schema; fills in defaults. `document` is the whole file's. */
  readonly toModel: (raw: never, document: never) => Value
  readonly check?: (checks: Checks) => void
  // A method, not a property: kinds of different values stand in one list.
  into(values: readonly Value[]): Partial<City>
}

/** Leaves out absent fields, so that a model never carries `undefined`. */
export function given<Fields extends object>(
  fields: Fields,
): { [Name in keyof Fields]: Exclude<Fields[Name], undefined> } {
  const present: Record<string, unknown> = {}
  for (const name in fields) if (fields[name] !== undefined) present[name] = fields[name]
  return present as { [Name in keyof Fields]: Exclude<Fields[Name], undefined> }
}
