/** The shapes of the API. Routes validate with them, OpenAPI and the SDK are generated from them. */
export * from './access.ts'
export * from './catalogue.ts'
export * from './city.ts'
export * from './errors.ts'
export * from './exchange.ts'
export * from './live.ts'
export * from './operations.ts'
export {
  type LocatedProblem,
  LocatedProblemSchema,
  type ProblemDetails,
  ProblemDetailsSchema,
  TextSchema,
} from './parts.ts'
export * from './preview.ts'
export * from './recognition.ts'
export * from './registers.ts'
