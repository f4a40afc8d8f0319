/**
 * Types of FEEL (DMN 1.5, clause 10.3.2.9, and item definitions resolved). `Any` takes every value, `Null` only null; null
 * belongs to every type when values are bound, but not for `instance of`.
 */
export type FeelType =
  | { readonly kind: 'Any' }
  | { readonly kind: 'Null' }
  | { readonly kind: SimpleTypeName }
  | { readonly kind: 'list'; readonly of: FeelType }
  | { readonly kind: 'range'; readonly of: FeelType }
  /** Has at least these entries. */
  | { readonly kind: 'context'; readonly entries: Readonly<Record<string, FeelType>>; readonly name?: string }
  | { readonly kind: 'function'; readonly parameters: readonly FeelType[]; readonly result: FeelType }
  /** A type with allowed values, from an item definition. `allows` is compiled from the unary tests in `text`. */
  | {
      readonly kind: 'constrained'
      readonly base: FeelType
      readonly text: string
      readonly allows: (value: unknown) => boolean
      /** In order, when the tests are plain values: for priorities, gaps and choices on screen. */
      readonly values?: readonly unknown[]
      readonly name?: string
    }
  /** An item definition that refers to itself; resolved when used. */
  | { readonly kind: 'reference'; readonly name: string; readonly resolve: () => FeelType }

export type SimpleTypeName =
  | 'number'
  | 'string'
  | 'boolean'
  | 'date'
  | 'time'
  | 'date and time'
  | 'days and time duration'
  | 'years and months duration'

export const anyType: FeelType = { kind: 'Any' }
export const nullType: FeelType = { kind: 'Null' }
export const simpleType = (kind: SimpleTypeName): FeelType => ({ kind })
export const listOf = (of: FeelType): FeelType => ({ kind: 'list', of })
