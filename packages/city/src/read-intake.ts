import { checkIntake, intakeSchema } from './kinds/resource-intake.ts'
import { published } from './kinds/schema-parts.ts'
import type { Intake, Item, Problem } from './model.ts'
import { checkSchema } from './schema-check.ts'
import { readYaml } from './source/read-yaml.ts'

export type IntakeReading =
  | { readonly ok: true; readonly intake: Intake }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** The authority on the form of a column mapping file. */
export const mappingFileSchema = published('Column mapping of a delivery', intakeSchema)

/**
 * Reads a column mapping file, YAML or JSON, and checks it against the items of the resource it is meant for. Answers the
 * mapping, or every problem with its place in the text; `name` is what the problems call the file.
 */
export function readIntake(name: string, text: string, items: readonly Item[]): IntakeReading {
  if (text.trim() === '') return { ok: true, intake: {} }
  const source = readYaml(name, text)
  const problems: Problem[] = source.faults.map((fault) => ({ file: name, severity: 'error', ...fault }))
  const document = source.document ?? {}
  for (const { pointer, at, ...finding } of checkSchema({ schema: mappingFileSchema, where: name }, document))
    problems.push(toProblem(name, source.at(pointer, at), finding))
  if (problems.length === 0)
    for (const { part, finding } of checkIntake(document as Intake, items))
      problems.push(toProblem(name, source.at(part), finding))
  return problems.length === 0 ? { ok: true, intake: document as Intake } : { ok: false, problems }
}

const toProblem = (
  file: string,
  place: { readonly line: number; readonly column: number },
  {
    message,
    expected,
    didYouMean,
  }: { message: string; expected?: string | undefined; didYouMean?: string | undefined },
): Problem => ({
  file,
  line: place.line,
  column: place.column,
  severity: 'error',
  message,
  ...(expected === undefined ? {} : { expected }),
  ...(didYouMean === undefined ? {} : { didYouMean }),
})
