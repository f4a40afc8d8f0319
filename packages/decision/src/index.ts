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
export {
  checkModel,
  checkTable,
  type DeadCell,
  type NotChecked,
  type TableCheck,
  type TableCheckOptions,
  type TableOverlap,
  type TableRegion,
  tableProblems,
  type UnreachableRule,
} from './check/index.ts'
export { compileModel } from './dmn/compile.ts'
export type { Engine, EngineOptions, Entry, EntryInput, Outcome, TracedOutcome } from './dmn/engine.ts'
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
export { readModel } from './dmn/read.ts'
export { writeModel } from './dmn/write.ts'
export type { Program, RunOptions } from './feel/program.ts'
export { type CompileResult, compileExpression, compileUnaryTests } from './feel/program-of.ts'
export { emptyScope, type Scope } from './feel/scope.ts'
export type { Limits, Place, Problem, Severity, Span } from './problem.ts'
export { DecisionError, defaultLimits } from './problem.ts'
export { type SayLanguage, sayFailure, sayProblem, sayTrace, sayValue } from './trace/say.ts'
export type { FailedCell, FailReason, Json, RuleTrace, TableTrace, Trace, TraceStep } from './trace/trace.ts'
export { conform, typeText } from './values/conform.ts'
export { equal } from './values/equal.ts'
export { fromJson, toJson } from './values/json.ts'
export { type FeelNumber, isNumber, numberFromText, numberToText } from './values/number.ts'
export { FeelDate, FeelDateTime, FeelDaysDuration, FeelMonthsDuration, FeelTime } from './values/temporal.ts'
export type { FeelType } from './values/type.ts'
export { type FeelContext, FeelFunction, FeelRange, type Value } from './values/value.ts'
