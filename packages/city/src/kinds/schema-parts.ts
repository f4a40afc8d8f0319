/**
 * Parts of the published JSON Schemas (draft-07, which editors know best). `patternErrorMessage` and `errorMessage`
 * are read by editors and by our own messages: they say what is expected instead of showing a regular expression.
 */
import type { JsonSchema } from './kind.ts'

export function object(
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[],
  description?: string,
): JsonSchema {
  return { ...(description ? { description } : {}), type: 'object', additionalProperties: false, required, properties }
}

export function list(items: JsonSchema, description?: string, minItems = 0): JsonSchema {
  return { ...(description ? { description } : {}), type: 'array', ...(minItems ? { minItems } : {}), items }
}

export function oneOf(values: readonly string[], description?: string): JsonSchema {
  return { ...(description ? { description } : {}), type: 'string', enum: values }
}

export function matching(pattern: string, expected: string, description?: string): JsonSchema {
  return { ...(description ? { description } : {}), type: 'string', pattern, patternErrorMessage: expected }
}

export const line: JsonSchema = matching('\\S', 'some text')

export function text(description: string): JsonSchema {
  return object({ zh: line, en: line }, ['zh'], description)
}

export const kebabId = (description: string) =>
  matching('^[a-z][a-z0-9]*(-[a-z0-9]+)*$', 'lower-case words joined by hyphens, such as “legal-entity”', description)

/** Codes made of digits need no quotes in YAML. */
export const areaCode = (description: string): JsonSchema => ({ description, type: ['string', 'integer'] })

export const rawAreaCodes = (codes: readonly (string | number)[]): string[] => codes.map(String)

export const published = (title: string, schema: JsonSchema): JsonSchema => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title,
  ...schema,
})
