import type { RunOptions } from '../feel/program.ts'
import type { Problem } from '../problem.ts'
import type { Trace } from '../trace/trace.ts'
import type { FeelType } from '../values/type.ts'
import type { FeelFunction, Value } from '../values/value.ts'
import type { DmnModel } from './model.ts'

/** A model with its imports, checked and compiled; made once, evaluated often, never changed. */
export type Engine = {
  readonly model: DmnModel
  /** Errors stop the elements they lie in, not the rest: what needs a broken element comes to null with that problem. */
  readonly problems: readonly Problem[]
  /** SHA-256 (hex) of the model's canonical content, imports included. */
  readonly hash: string
  /** Decisions, decision services and knowledge models by name (of an import: `alias.name`). */
  readonly entries: ReadonlyMap<string, Entry>
  readonly types: ReadonlyMap<string, FeelType>
}

export type Entry = {
  readonly name: string
  readonly id: string
  readonly kind: 'decision' | 'service' | 'knowledge model'
  /** What it takes, over all that it requires, in order of the model. */
  readonly inputs: readonly EntryInput[]
  readonly result: FeelType
  /** Values by name of input; what is missing is null, what does not fit its type is null with a problem. */
  readonly evaluate: (inputs: Readonly<Record<string, unknown>>, options?: RunOptions) => Outcome
  /** As `evaluate`, and says what was done on the way. */
  readonly trace: (inputs: Readonly<Record<string, unknown>>, options?: RunOptions) => TracedOutcome
}

/** Inputs of imported models have their plain name too, but where another input has it: then `alias.name`. */
export type EntryInput = {
  readonly name: string
  readonly type: FeelType
  readonly label?: string
  /** Namespace of its model, when that is an imported one. */
  readonly namespace?: string
}

export type Outcome = { readonly value: Value; readonly problems: readonly Problem[] }
export type TracedOutcome = Outcome & { readonly trace: Trace }

export type EngineOptions = {
  /** Models that are imported, each with its own imports. */
  readonly imports?: readonly DmnModel[]
  /** Functions of the host, by name; none in conformance runs. */
  readonly extensions?: Readonly<Record<string, FeelFunction>>
}
