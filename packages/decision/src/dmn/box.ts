import { compileTree } from '../feel/compile/index.ts'
import { type ExternalName, externalMethod, externalName } from '../feel/external.ts'
import { parseExpression } from '../feel/parse.ts'
import type { Compiled, Run } from '../feel/program.ts'
import { emptyScope, type Scope } from '../feel/scope.ts'
import type { Place, Problem } from '../problem.ts'
import { anyType, type FeelType } from '../values/type.ts'
import type { Clock, Value } from '../values/value.ts'
import { fitOf, misfit } from './fit.ts'
import { typeOfRef } from './item-types.ts'
import type { Boxed, FunctionDefinition, Variable } from './model.ts'
import { placeNotes, tell } from './model-run.ts'
import type { Cell } from './table-index.ts'
import { problemAt, type Unit } from './unit.ts'

/** Where a boxed expression stands: what it sees, and how to speak of it. */
export type Box = {
  readonly unit: Unit
  readonly scope: Scope
  readonly place: Place
  readonly problems: Problem[]
  /** Cells that mean the same in every scope, by their text: tables of a model are much alike. */
  readonly plainCells: Map<string, Cell>
  /** The declared type of what the expression is the whole logic of. */
  readonly expected?: FeelType
}

/** Further in. */
export const inside = ({ expected: _expected, ...box }: Box, part: string): Box => ({
  ...box,
  place: { ...box.place, part: box.place.part === undefined ? part : `${box.place.part}.${part}` },
})

/** Line and column in the XML of what has an id. */
export const lineOf = (id: string | undefined, { unit }: Box): Place =>
  (id === undefined ? undefined : unit.model.lines?.get(id)) ?? {}

/** A scope with one more name; its slot comes after the others, or is that of the name it hides. */
export const withName = (box: Box, name: string, type: FeelType): Box => ({
  ...box,
  scope: { ...box.scope, variables: new Map(box.scope.variables).set(name, type) },
})

export const slotIn = ({ scope }: Box, name: string): number => [...scope.variables.keys()].indexOf(name) + 1

export const wrong = (box: Box, code: string, message: string, more: Partial<Problem> = {}): void => {
  box.problems.push(problemAt(box.unit, box.place, code, message, more))
}

export const nothing: Compiled = () => null

/** Makes the result fit a type; null and a problem when it does not. */
export const fitted = (compiled: Compiled, type: FeelType, box: Box): Compiled => {
  const fit = fitOf(type)
  if (!fit) return compiled
  return (frame) => {
    const value = compiled(frame)
    const fits = fit(value)
    if (fits !== undefined) return fits
    const { message, params } = misfit(value, type)
    tell(frame[0] as Run, problemAt(box.unit, box.place, 'dmn.type', message, { severity: 'warning', params }))
    return null
  }
}

/** Compiles a FEEL expression; what is wrong in it is told at its place. */
export const compileText = (text: string, box: Box): Compiled => {
  const parsed = parseExpression(text, box.scope)
  const found: Problem[] = [...parsed.problems]
  const compiled = parsed.ok ? compileTree(parsed.expression, box.scope, found) : nothing
  tellFound(found, text, box)
  return parsed.ok && silent.has(parsed.expression.kind) ? compiled : withNotes(compiled, text, box)
}

/** Expressions that have nothing to say while they are evaluated. */
const silent = new Set(['name', 'null', 'boolean', 'number', 'string', 'at'])

export const tellFound = (found: readonly Problem[], source: string, box: Box): void => {
  const { place } = problemAt(box.unit, box.place, '', '')
  for (const problem of found) box.problems.push({ ...problem, ...(place && { place }), source })
}

/** Places what an expression says while it is evaluated. */
export const withNotes = (compiled: Compiled, source: string, box: Box): Compiled => {
  const { place = {} } = problemAt(box.unit, box.place, '', '')
  return (frame) => {
    const { notes } = frame[0] as Run
    if (!notes) return compiled(frame)
    const before = notes.length
    const value = compiled(frame)
    if (notes.length > before) placeNotes(frame, before, place, source)
    return value
  }
}

/** Declared parameters; a table that is a function without them takes what its input expressions begin with. */
export const parameterNames = (
  { parameters, body }: FunctionDefinition,
  isSeen: (name: string) => boolean = () => false,
): readonly Variable[] => {
  if (parameters.length > 0 || body?.kind !== 'table') return parameters
  const taken = new Map<string, Variable>()
  for (const { text, typeRef } of body.inputs) {
    const [, name = '', path] = /^([\p{L}_][\p{L}\p{N}_' ]*)(\..*)?$/u.exec(text) ?? []
    if (name !== '' && !taken.has(name) && !isSeen(name))
      taken.set(name, { name, ...(path === undefined && typeRef !== undefined && { typeRef }) })
  }
  return [...taken.values()]
}

/** What a function definition is made of, for those that give it a name. */
export const parametersOf = (definition: FunctionDefinition, box: Box) =>
  parameterNames(definition, (name) => box.scope.variables.has(name)).map(({ name, typeRef }) => ({
    name,
    type: typeRef === undefined ? anyType : typeOfRef(typeRef, box.unit, box.place, box.problems),
  }))

/** The declared type of a function's result: of models before 1.3 the result's own, since then maybe the function's. */
export const resultTypeOf = (typeRef: string | undefined, box: Box): FeelType => {
  if (typeRef === undefined) return anyType
  const type = typeOfRef(typeRef, box.unit, box.place, box.problems)
  return type.kind === 'function' ? type.result : type
}

/** What the body of a function in Java names: a boxed context, or one in FEEL. */
const nameIn = (body: Boxed | undefined): ExternalName => {
  const written = (boxed: Boxed | undefined) => {
    const parsed = boxed?.kind === 'literal' ? parseExpression(boxed.text, emptyScope) : undefined
    return parsed?.ok ? parsed.expression : undefined
  }
  if (body?.kind !== 'context') {
    const expression = written(body)
    return expression ? externalName(expression) : {}
  }
  const text = (name: string) => {
    const expression = written(body.entries.find(({ variable }) => variable?.name === name)?.value)
    return expression?.kind === 'string' ? expression.value : undefined
  }
  return { className: text('class'), signature: text('method signature') }
}

/** A function in Java or PMML; told once, and null, when it is none that is known. Undefined for those in FEEL. */
export const externalOf = (
  { functionKind, body }: FunctionDefinition,
  count: number,
  box: Box,
): ((args: readonly Value[], clock: Clock) => Value) | undefined => {
  if (functionKind === 'FEEL') return undefined
  const method =
    functionKind === 'Java'
      ? externalMethod(nameIn(body), count)
      : { message: `Functions in ${functionKind} are not run; the result is null` }
  if (!('call' in method)) {
    const params = { kind: functionKind, ...('params' in method && method.params) }
    wrong(box, 'dmn.external-function', method.message, { severity: 'warning', ...method, params })
    return () => null
  }
  const { name } = method
  const nothingFor = problemAt(box.unit, box.place, 'feel.arguments', `"${name}" gives nothing for these arguments`, {
    severity: 'warning',
    params: { name },
  })
  return (args, clock) => {
    const result = method.call(args)
    if (result === null) tell(clock as Run, nothingFor)
    return result
  }
}
