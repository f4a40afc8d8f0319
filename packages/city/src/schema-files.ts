import { kinds } from './kinds/index.ts'
import { mappingFileSchema } from './read-intake.ts'

/** The published JSON Schemas, one per kind and that of column mapping files: file name below `packages/city/schemas/` and its text. */
export function schemaFiles(): { readonly name: string; readonly text: string }[] {
  const all = [...kinds, { name: 'intake', schema: mappingFileSchema }]
  return all.map(({ name, schema }) => ({ name: `${name}.schema.json`, text: `${print(schema, '')}\n` }))
}

const lineWidth = 120

/** JSON as the project's formatter lays it out: objects opened, lists of plain values on one line where they fit. */
function print(value: unknown, indent: string, column = indent.length): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const inner = `${indent}  `
  if (Array.isArray(value)) {
    const flat = `[${value.map((each) => JSON.stringify(each)).join(', ')}]`
    const isPlain = value.every((each) => typeof each !== 'object')
    if (isPlain && column + flat.length < lineWidth) return flat
    return `[\n${value.map((each) => inner + print(each, inner)).join(',\n')}\n${indent}]`
  }
  const fields = Object.entries(value).map(([name, field]) => {
    const label = `${inner}${JSON.stringify(name)}: `
    return label + print(field, inner, label.length)
  })
  return fields.length === 0 ? '{}' : `{\n${fields.join(',\n')}\n${indent}}`
}
