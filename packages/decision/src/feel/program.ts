import type { Limits, Problem } from '../problem.ts'
import type { Value } from '../values/value.ts'
import type { Expression } from './ast.ts'

/**
 * A compiled expression: `frame` holds the values of variables at the slots that were handed out while compiling. Closures
 * only, no code from text.
 */
export type Compiled = (frame: Frame) => Value

/**
 * Slots of one activation. `frame[0]` is the `Run`; the variables of the scope follow in their order, then those of loops. A
 * function definition copies the frame it is made in, and each call of it gets a copy of that copy: recursion is safe.
 */
export type Frame = unknown[]

/** What one evaluation has used and what it has to tell; one for all expressions of a model's evaluation. */
export type Run = {
  readonly limits: Limits
  steps: number
  depth: number
  /** Instant for `now()` and `today()`, one for the whole run, milliseconds since 1970. */
  readonly now: number
  /** Zone of `now()`, IANA or offset; UTC by default. */
  readonly zone: string
  /** Why something came to null: told once each place, at most a hundred. Absent when nobody asks. */
  readonly notes?: Problem[]
}

/** An expression that can be evaluated many times, by name. */
export type Program = {
  readonly source: string
  readonly expression: Expression
  /** Variables it needs, in the order of its slots. */
  readonly variables: readonly string[]
  /** @throws DecisionError when a limit is passed; otherwise what FEEL cannot do is null. */
  readonly evaluate: (variables?: Readonly<Record<string, Value>>, options?: RunOptions) => Value
}

export type RunOptions = {
  readonly limits?: Partial<Limits>
  readonly now?: number
  readonly zone?: string
  /** Filled with why something came to null. */
  readonly notes?: Problem[]
}
