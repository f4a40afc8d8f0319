/** Pieces that the shapes of all features are made of. */
import { type Static, Type } from 'typebox'

export const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()])
export const timestamp = (description?: string) =>
  Type.String({ format: 'date-time', ...(description ? { description } : {}) })

export const TextSchema = Type.Object({ zh: Type.String(), en: Type.Optional(Type.String()) })

export const LocatedProblemSchema = Type.Object({
  file: Type.String(),
  line: Type.Integer(),
  column: Type.Integer(),
  severity: Type.Union([Type.Literal('error'), Type.Literal('warning')]),
  message: Type.String(),
  expected: Type.Optional(Type.String()),
  didYouMean: Type.Optional(Type.String()),
})
export type LocatedProblem = Static<typeof LocatedProblemSchema>

/** RFC 9457 problem details, with the code of the error table and what is known of the place. */
export const ProblemDetailsSchema = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  detail: Type.Optional(Type.String()),
  message: TextSchema,
  retryable: Type.Boolean(),
  requestId: Type.String(),
  params: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
})
export type ProblemDetails = Static<typeof ProblemDetailsSchema>
