/**
 * What can be wrong with an expression or a model, and where: told all at once, each with a code that programs can count on and
 * with the figures a sentence needs. Sentences in zh and en are made by `sayProblem` (trace/say.ts).
 */

/** Half-open span of UTF-16 offsets in the source of one expression. */
export type Span = { readonly from: number; readonly to: number }

/** Where in a model: the element's id and name, and inside a table the cell. All counts start at 1, as a person counts. */
export type Place = {
  /** Namespace of the model, when it is not the one being read. */
  readonly model?: string
  /** Name of the decision, business knowledge model, decision service, input or item definition. */
  readonly element?: string
  readonly elementId?: string
  /** What of the element: a path of DMN's own words, such as `decisionTable`, `contextEntry[2]`, `itemComponent[name]`. */
  readonly part?: string
  readonly row?: number
  readonly column?: number
  readonly columnKind?: 'input' | 'output' | 'annotation'
  /** Line and column of the XML, where known. */
  readonly line?: number
  readonly lineColumn?: number
}

export type Severity = 'error' | 'warning'

export type Problem = {
  /** `feel.syntax`, `feel.unknown-name`, `dmn.cycle` …; the list stands in README.md. */
  readonly code: string
  readonly severity: Severity
  /** English, whole without the rest. */
  readonly message: string
  /** What the sentence was made of, for other languages and for programs. */
  readonly params?: Readonly<Record<string, string | number | readonly string[]>>
  readonly place?: Place
  /** In the source below. */
  readonly span?: Span
  readonly source?: string
  /** Nearest valid name: "did you mean". */
  readonly suggestion?: string
}

/** Thrown when something is asked of an expression or a model that has errors; carries all of them. */
export class DecisionError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map((problem) => problem.message).join('\n'))
    this.name = 'DecisionError'
  }
}

/** Bounds that no source, model or evaluation exceeds; each has a clear problem of its own when it would. */
export type Limits = {
  /** Characters of one expression. */
  readonly sourceLength: number
  /** Nesting of an expression, and of calls at run time. */
  readonly depth: number
  /** Loop turns, calls and filtered elements of one evaluation. */
  readonly steps: number
  /** Elements of a list, characters of a string that an evaluation makes. */
  readonly size: number
  /** Characters of a model's XML. */
  readonly modelLength: number
}

export const defaultLimits: Limits = {
  sourceLength: 100_000,
  depth: 200,
  steps: 10_000_000,
  size: 1_000_000,
  modelLength: 20_000_000,
}
