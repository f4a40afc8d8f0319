/** What the page asks of the desk, where the engine works beside the page, and what it answers: plain data both ways. */
import type { DmnModel, Json, Problem, TableTrace, Trace } from '@onecity/decision'
import type { Language } from '../app/i18n.ts'

export type Control =
  | 'number'
  | 'text'
  | 'boolean'
  | 'date'
  | 'time'
  | 'date and time'
  | 'duration'
  | 'choice'
  | 'group'
  | 'feel'

/** One field of the inputs' form. */
export type Field = {
  /** Key of its draft; names from the outside in. */
  readonly path: string
  readonly name: string
  readonly label: string
  readonly control: Control
  /** The type in FEEL's words. */
  readonly type: string
  /** FEEL literals to choose from. */
  readonly choices?: readonly string[]
  /** Allowed values as unary tests. */
  readonly allowed?: string
  readonly fields?: readonly Field[]
}

/** What stands in the fields, by path; an empty text is no value. */
export type Drafts = Readonly<Record<string, string>>

/** A problem with its sentence in the reader's language: whole, and without its place for where that can be seen. */
export type SaidProblem = Problem & { readonly said: string; readonly brief: string }

export type EntryView = {
  readonly name: string
  readonly id: string
  readonly kind: 'decision' | 'service' | 'knowledge model'
  readonly fields: readonly Field[]
  readonly result: Field
}

export type ModelView = {
  readonly problems: readonly SaidProblem[]
  readonly entries: readonly EntryView[]
  /** Names of item definitions, for pickers of types. */
  readonly types: readonly string[]
}

/** One decision table as it was gone through, with a sentence for each cell that failed, by `rule:column` from 0. */
export type SaidTable = TableTrace & { readonly failures: Readonly<Record<string, string>> }

export type Evaluation = {
  readonly asked: string
  readonly outcome: Json
  readonly trace: Trace
  readonly sentences: readonly string[]
  /** By element id, in the order of the model. */
  readonly tables: Readonly<Record<string, readonly SaidTable[]>>
  readonly problems: readonly SaidProblem[]
  /** Why a field has no value, by path. */
  readonly fieldProblems: Readonly<Record<string, string>>
}

/** What a table leaves open, answers twice, or never uses. */
export type TableFindings = {
  readonly elementId: string
  readonly element: string
  readonly gaps: readonly Finding[]
  readonly overlaps: readonly (Finding & { readonly rules: readonly number[] })[]
  /** Rules that never come about, with those that take all of them; from 1. */
  readonly unreachable: readonly { readonly rule: number; readonly by: readonly number[] }[]
  /** Titles of columns that no rule tests. */
  readonly deadInputs: readonly string[]
  /** Titles of columns whose cells the check cannot see through: told, because a silent table would look whole. */
  readonly opaque: readonly string[]
  /** The search was cut short by its bound. */
  readonly isCut: boolean
}
export type Finding = {
  /** The tested columns: the part of the values that is meant as a test, and one of them. */
  readonly cells: readonly { readonly label: string; readonly test: string; readonly value: Json }[]
  /** The example as inputs of the model; null where a column tests something else. */
  readonly inputs: Readonly<Record<string, Json>> | null
}

export type ChangeFound = {
  readonly changes: readonly {
    readonly name: string
    readonly from: Json
    readonly to: Json
    /** Holds for all values further on as well. */
    readonly beyond?: 'less' | 'more'
    /** Any value that no rule names would do. */
    readonly anyOther?: true
  }[]
  readonly outcome: Json
}
export type ChangeAnswer = {
  readonly already: boolean
  readonly found: readonly ChangeFound[]
  /** All candidates were tried. */
  readonly isExhausted: boolean
  readonly searched: number
  /** Inputs that nothing says what to try with. */
  readonly notTried: readonly string[]
}

export type TestCase = {
  readonly id: string
  readonly name: string
  readonly asked: string
  readonly inputs: Readonly<Record<string, Json>>
  readonly expected: Json
}
export type CaseResult = {
  readonly id: string
  readonly passed: boolean
  readonly outcome: Json
  readonly said: string
}

export type DeskMethods = {
  readonly read: (xml: string, language: Language) => Promise<{ model: DmnModel | null; problems: SaidProblem[] }>
  readonly write: (model: DmnModel) => Promise<string>
  /** The element has another name, and what refers to it says so; the same model when the name cannot be given. */
  readonly rename: (model: DmnModel, id: string, name: string) => DmnModel
  /** Compiles the model; what follows asks this one. */
  readonly compile: (model: DmnModel, language: Language) => ModelView
  readonly evaluate: (asked: string, drafts: Drafts, language: Language) => Evaluation | null
  readonly check: (language: Language) => {
    readonly tables: readonly TableFindings[]
    readonly problems: readonly SaidProblem[]
  }
  readonly change: (
    asked: string,
    drafts: Drafts,
    wanted: { readonly output: string | null; readonly feel: string },
    names: readonly string[],
    language: Language,
  ) => ChangeAnswer | { readonly wrong: string }
  readonly runCases: (cases: readonly TestCase[]) => readonly CaseResult[]
  readonly feel: (
    source: string,
    asked: string | null,
    drafts: Drafts,
    language: Language,
  ) => { readonly value: Json } | { readonly problems: readonly SaidProblem[] }
}
