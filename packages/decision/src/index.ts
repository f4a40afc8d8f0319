export {
  checkTable,
  type DeadCell,
  type NotChecked,
  type TableCheck,
  type TableCheckOptions,
  type TableOverlap,
  type TableRegion,
  type UnreachableRule,
} from './check/index.ts'
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
export type { Limits, Place, Problem, Severity, Span } from './problem.ts'
export { DecisionError, defaultLimits } from './problem.ts'
export { type SayLanguage, sayFailure, sayProblem, sayTrace, sayValue } from './trace/say.ts'
export type { FailedCell, FailReason, Json, RuleTrace, TableTrace, Trace, TraceStep } from './trace/trace.ts'
export type { FeelType } from './values/type.ts'
export type { FeelContext, Value } from './values/value.ts'
