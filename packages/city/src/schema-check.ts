import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import type { Finding, JsonSchema, Kind } from './kinds/kind.ts'
import { nearest } from './nearest.ts'
import type { Pointer } from './source/source.ts'

export type SchemaFinding = Finding & { readonly pointer: Pointer; readonly at: 'key' | 'value' }

const ajv = new Ajv({ allErrors: true, verbose: true, strict: true, allowUnionTypes: true, strictRequired: false })
ajv.addVocabulary(['patternErrorMessage', 'errorMessage'])
const validators = new WeakMap<JsonSchema, ValidateFunction>()

/** Everything about a document that does not fit its kind's schema. */
export function checkSchema(kind: Pick<Kind<unknown>, 'schema' | 'where'>, document: unknown): SchemaFinding[] {
  let validate = validators.get(kind.schema)
  if (!validate) {
    validate = ajv.compile(kind.schema)
    validators.set(kind.schema, validate)
  }
  const fits: boolean = validate(document)
  if (fits) return []
  return (validate.errors ?? [])
    .filter((error) => !error.schemaPath.includes('/anyOf/') && error.keyword !== 'if')
    .map((error) => explain(error, kind))
}

function explain(error: ErrorObject, kind: Pick<Kind<unknown>, 'where'>): SchemaFinding {
  const pointer = pointerOf(error.instancePath)
  const parent = error.parentSchema as JsonSchema
  const found = (finding: Finding, at: 'key' | 'value' = 'value', part: Pointer = pointer): SchemaFinding => ({
    ...finding,
    at,
    pointer: part,
  })
  switch (error.keyword) {
    case 'additionalProperties': {
      const name = String(error.params.additionalProperty)
      const known = Object.keys((parent.properties ?? {}) as object)
      const unused = known.filter((each) => !(each in (error.data as object)))
      return found(
        {
          message: `unknown property “${name}”`,
          // `{zh: one, two}` reads as a second property without a value.
          expected:
            (error.data as Record<string, unknown>)[name] === null
              ? 'text with a comma to be in quotes'
              : `one of ${known.join(', ')}`,
          didYouMean: nearest(name, unused),
        },
        'key',
        [...pointer, name],
      )
    }
    case 'required': {
      const name = String(error.params.missingProperty)
      const what = (parent.properties as Record<string, JsonSchema> | undefined)?.[name]
      return found(
        { message: `“${name}” is missing`, expected: expectationOf(what) },
        'value',
        // In a table the empty cell has a place of its own; elsewhere this is where the mapping begins.
        [...pointer, name],
      )
    }
    case 'enum': {
      const values = error.params.allowedValues as string[]
      return found({
        message: `${shown(error.data)} is not a permitted value`,
        expected: `one of ${values.join(', ')}`,
        didYouMean: typeof error.data === 'string' ? nearest(error.data, values) : undefined,
      })
    }
    case 'const':
      return found({
        message: `${shown(error.data)} is not permitted here`,
        expected: shown(error.params.allowedValue),
      })
    case 'type':
      return found({
        message: `${shown(error.data)} stands where ${nameOfTypes(parent)} belongs`,
        expected: quotesHint(error.data, parent),
      })
    case 'pattern':
      return found({
        message: `${shown(error.data)} is not of the right form`,
        expected: (parent.patternErrorMessage as string | undefined) ?? `text matching ${String(parent.pattern)}`,
      })
    case 'anyOf':
      return found({
        message: `${shown(error.data)} does not fit here`,
        expected: parent.errorMessage as string | undefined,
      })
    case 'maxLength':
      return found({
        message: `${shown(error.data)} is ${[...String(error.data)].length} characters long`,
        expected: `at most ${error.params.limit}`,
      })
    case 'minItems':
    case 'maxItems': {
      const bound = error.keyword === 'minItems' ? 'at least' : 'at most'
      return found({
        message:
          pointer.length === 0 ? `${kind.where} declares nothing` : `${(error.data as unknown[]).length} entries`,
        expected: `${bound} ${error.params.limit}`,
      })
    }
    case 'minimum':
    case 'maximum':
      return found({
        message: `${shown(error.data)} is out of range`,
        expected: `${error.params.comparison} ${error.params.limit}`,
      })
    default:
      return found({ message: `${shown(error.data)} ${error.message ?? 'does not fit here'}` })
  }
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'a mapping',
  array: 'a list',
}

function nameOfTypes(schema: JsonSchema): string {
  return [schema.type]
    .flat()
    .map((type) => typeNames[String(type)] ?? String(type))
    .join(' or ')
}

function expectationOf(schema: JsonSchema | undefined): string | undefined {
  const what = (schema?.patternErrorMessage ?? schema?.errorMessage) as string | undefined
  const description = schema?.description as string | undefined
  return what ?? description?.replace(/\.$/, '')
}

function quotesHint(data: unknown, schema: JsonSchema): string | undefined {
  const isPlainScalar = typeof data === 'number' || typeof data === 'boolean'
  if (schema.type === 'string' && isPlainScalar) return `text in quotes: "${String(data)}"`
  return expectationOf(schema)
}

function shown(data: unknown): string {
  if (data === null || data === undefined) return 'nothing'
  if (typeof data === 'string') return `“${data.length > 60 ? `${data.slice(0, 60)}…` : data}”`
  if (Array.isArray(data)) return 'a list'
  if (typeof data === 'object') return 'a mapping'
  return String(data)
}

function pointerOf(instancePath: string): Pointer {
  return instancePath
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((segment) => (/^\d+$/.test(segment) ? Number(segment) : segment))
}
