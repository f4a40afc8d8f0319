import type { Problem } from '../problem.ts'
import type { Json } from '../values/json.ts'

export type { Json } from '../values/json.ts'

/**
 * What an evaluation did, as plain JSON: it can be kept beside a decision, sent, and evaluated again from. Values are in the
 * form of `toJson` (values/json.ts): dates and durations as `{"@": "2026-11-20"}`, large decimals as `{"#": "…"}`.
 */
export type Trace = {
  readonly format: 1
  /** The model that decided, so that a replay can refuse another. */
  readonly model: { readonly name: string; readonly namespace: string; readonly hash: string }
  /** Name of the decision or decision service that was asked. */
  readonly asked: string
  readonly inputs: Readonly<Record<string, Json>>
  readonly now: string
  readonly zone: string
  /** In the order in which they came about; the one asked for last. */
  readonly steps: readonly TraceStep[]
  readonly outcome: Json
  readonly problems: readonly Problem[]
}

/** One decision, knowledge model call or decision service call. */
export type TraceStep = {
  readonly element: string
  readonly elementId: string
  readonly kind: 'decision' | 'knowledge model' | 'service'
  readonly result: Json
  /** Present when its logic is a decision table (at any depth: the path says where). */
  readonly tables?: readonly TableTrace[]
  readonly problems?: readonly Problem[]
}

export type TableTrace = {
  /** Place inside the element, '' for its whole logic. */
  readonly path: string
  readonly hitPolicy: string
  readonly aggregation?: string
  readonly inputs: readonly {
    readonly label: string
    readonly text: string
    readonly value: Json
    readonly allowed?: false
  }[]
  readonly outputs: readonly { readonly label: string }[]
  /** Every rule, in order. */
  readonly rules: readonly RuleTrace[]
  /** Index (from 0) of the rules whose outputs became the result. */
  readonly chosen: readonly number[]
  readonly defaulted: boolean
}

export type RuleTrace = {
  readonly matched: boolean
  /** Columns (from 0) whose cell failed, all of them, with the cell's text and why. */
  readonly failed: readonly FailedCell[]
  readonly outputs?: readonly Json[]
  readonly annotations?: readonly string[]
}

export type FailedCell = { readonly column: number; readonly text: string; readonly reason: FailReason }

/** Why a cell failed, with what a sentence needs: "年龄 36 超过 35". */
export type FailReason =
  | { readonly kind: 'above' | 'below'; readonly limit: Json; readonly included: boolean }
  | { readonly kind: 'not one of'; readonly allowed: readonly Json[] }
  | { readonly kind: 'is one of'; readonly excluded: readonly Json[] }
  | { readonly kind: 'outside'; readonly ranges: readonly string[] }
  | { readonly kind: 'missing' }
  | { readonly kind: 'type'; readonly expected: string }
  | { readonly kind: 'false' }
