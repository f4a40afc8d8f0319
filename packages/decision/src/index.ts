/** The smallest changes of inputs that bring about another outcome, found by looking around the boundaries of tables; in sentences. */
export {
  type ChangeOptions,
  type ChangeResult,
  type ChangeSayOptions,
  type InputChange,
  type InputLimits,
  type Proposal,
  sayChanges,
  sayProposal,
  type Wanted,
  whatWouldChange,
} from './change/index.ts'
/** What is wrong with a model or a table although nothing is evaluated: types, gaps, overlaps, rules without effect. */
export {
  type CheckedTable,
  checkModel,
  checkTable,
  checkTables,
  type DeadCell,
  type NotChecked,
  type TableCheck,
  type TableCheckOptions,
  type TableOverlap,
  type TableRegion,
  tableProblems,
  type UnreachableRule,
} from './check/index.ts'
/** Makes a model and its imports ready to be evaluated as often as wanted; what is wrong is told, not thrown. */
export { compileModel } from './dmn/compile.ts'
/** What a compiled model offers: its decisions, services and knowledge models by name, with and without a trace. */
export type { Engine, EngineOptions, Entry, EntryInput, Outcome, TracedOutcome } from './dmn/engine.ts'
/** A model as data, as its XML says it; to be shown, changed and written again. */
export type {
  Aggregation,
  Boxed,
  BoxedContext,
  Decision,
  DecisionService,
  DecisionTable,
  DmnModel,
  FunctionDefinition,
  HitPolicy,
  InputData,
  ItemDefinition,
  KnowledgeModel,
  LiteralExpression,
  ReadResult,
  Requirements,
  TableInput,
  TableOutput,
  TableRule,
  Variable,
} from './dmn/model.ts'
/** Reads the XML of DMN 1.2 to 1.5; all problems at once, each at its line. */
export { readModel } from './dmn/read.ts'
/** Writes a model as XML of DMN 1.5 that reads as the same model. */
export { writeModel } from './dmn/write.ts'
/** The name that was probably meant: "did you mean". */
export { nearestName } from './feel/nearest-name.ts'
/** An expression that can be evaluated as often as wanted, and how. */
export type { Program, RunOptions } from './feel/program.ts'
/** Parses and compiles an expression, or tests of a value `?`; a program, or what is wrong with the source. */
export { type CompileResult, compileExpression, compileUnaryTests } from './feel/program-of.ts'
/** The names that an expression may use, with their types where known. */
export { emptyScope, type Scope } from './feel/scope.ts'
/** What can be wrong and where, by codes that programs can count on. */
export type { Limits, Place, Problem, Severity, Span } from './problem.ts'
/** The bounds of sources and evaluations, and what is thrown beyond them. */
export { DecisionError, defaultLimits } from './problem.ts'
/** Evaluates again what a trace tells of, and says whether the same comes out. */
export { type Replay, replay } from './trace/replay.ts'
/** Traces, failed cells, problems and values in plain sentences, in Chinese and English. */
export { type SayLanguage, sayFailure, sayProblem, sayTrace, sayValue } from './trace/say.ts'
/** What an evaluation did, as plain JSON. */
export type { FailedCell, FailReason, Json, RuleTrace, TableTrace, Trace, TraceStep } from './trace/trace.ts'
/** Makes a value fit a type as DMN 1.5 does (clause 10.3.2.9.4), and names types. */
export { conform, typeText } from './values/conform.ts'
/** Whether two values are the same to FEEL; null for those of different kinds. */
export { equal } from './values/equal.ts'
/** Values as plain JSON, and back. */
export { fromJson, toJson } from './values/json.ts'
/** Numbers: JavaScript's, which denote their shortest decimal, and decimals of 34 digits. */
export { type FeelNumber, isNumber, numberFromText, numberToText } from './values/number.ts'
/** Dates, times and durations; made by `fromJson`. */
export { FeelDate, FeelDateTime, FeelDaysDuration, FeelMonthsDuration, FeelTime } from './values/temporal.ts'
/** Types of values. */
export type { FeelType } from './values/type.ts'
/** Values of an evaluation: JSON as it stands, and objects of these classes. */
export { type FeelContext, FeelFunction, FeelRange, type Value } from './values/value.ts'
