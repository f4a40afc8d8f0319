import type {
  Boxed,
  BoxedContext,
  DecisionTable,
  FilterBox,
  FunctionDefinition,
  Invocation,
  Iterator,
  Variable,
} from '../dmn/model.ts'
import type { Expression } from '../feel/ast.ts'
import { mentions } from '../feel/mentions.ts'
import { parseExpression, parseUnaryTests } from '../feel/parse.ts'
import { typeByName } from '../feel/resolve-type.ts'
import type { Scope } from '../feel/scope.ts'
import type { Place, Problem, Severity } from '../problem.ts'
import { anyType, type FeelType, listOf, nullType, simpleType } from '../values/type.ts'
import { inferTests, inferType } from './infer/index.ts'
import { eitherOf, mayBe, mayBeBoolean, typeName } from './infer/relations.ts'
import { bareType } from './kinds.ts'

/** Where a boxed expression stands, and what was met on the way through its element. */
export type Room = {
  readonly scope: Scope
  readonly place: Place
  readonly walk: Walk
}

/** What one element is made of, gathered while it is looked through. */
export type Walk = {
  readonly problems: Problem[]
  /** Every expression that could be read, to see which names are used. */
  readonly expressions: Expression[]
  readonly tables: { readonly table: DecisionTable; readonly room: Room }[]
  /** Something could not be read: what it uses is not known. */
  isUnread: boolean
  /** Parameters of the knowledge models at hand. */
  readonly parameters: ReadonlyMap<string, readonly { readonly name: string; readonly type: FeelType }[]>
}

export const typeOfRef = (typeRef: string | undefined, types: Scope['types']): FeelType => {
  if (typeRef === undefined) return anyType
  const name = typeRef.replaceAll(/\s+/g, ' ')
  // The prefix of a qualified name of older models stands for a namespace.
  return typeByName(name, types) ?? typeByName(name.slice(name.indexOf(':') + 1), types) ?? anyType
}

const inside = (room: Room, part: string): Room => ({
  ...room,
  place: { ...room.place, part: room.place.part === undefined ? part : `${room.place.part}.${part}` },
})

const withName = (room: Room, name: string, type: FeelType): Room => ({
  ...room,
  scope: { ...room.scope, variables: new Map(room.scope.variables).set(name, type) },
})

const tell = (
  { walk, place }: Room,
  severity: Severity,
  code: string,
  message: string,
  params: Problem['params'] = {},
): void => {
  walk.problems.push({ code, severity, message, params, place })
}

/** Tells a result that never fits what was declared for it. */
export const expectType = (given: FeelType, declared: FeelType, room: Room, severity: Severity): void => {
  if (mayBe(given, declared)) return
  const params = { declared: typeName(declared), type: typeName(given) }
  const message = `The result is ${params.type} and never fits the declared ${params.declared}`
  tell(room, severity, 'check.result-type', message, params)
}

/** The type of a boxed expression: as declared, or as far as its parts tell; what cannot be is told on the way. */
export const inferBoxed = (boxed: Boxed | undefined, room: Room): FeelType => {
  if (!boxed) return anyType
  const own = inferKind(boxed, room)
  if (boxed.typeRef === undefined || boxed.kind === 'function') return own
  const declared = typeOfRef(boxed.typeRef, room.scope.types)
  expectType(own, declared, room, 'warning')
  return bareType(declared).kind === 'Any' ? own : declared
}

const inferKind = (boxed: Boxed, room: Room): FeelType => {
  switch (boxed.kind) {
    case 'literal':
      if (boxed.expressionLanguage && !/feel/i.test(boxed.expressionLanguage)) {
        room.walk.isUnread = true
        return anyType
      }
      return inferText(boxed.text, room)
    case 'table':
      return inferTable(boxed, room)
    case 'context':
      return inferContext(boxed, room)
    case 'list': {
      const types = boxed.elements.map((element, index) => inferBoxed(element, inside(room, `list[${index + 1}]`)))
      return listOf(types.length === 0 ? anyType : types.reduce((one, other) => eitherOf(one, other)))
    }
    case 'relation': {
      const entries: Record<string, FeelType> = {}
      for (const { name, typeRef } of boxed.columns) entries[name] = typeOfRef(typeRef, room.scope.types)
      for (const [index, row] of boxed.rows.entries())
        for (const [column, cell] of row.entries()) {
          const at = inside(room, `row[${index + 1}]`)
          const here = { ...at, place: { ...at.place, row: index + 1, column: column + 1 } }
          const declared = typeOfRef(boxed.columns[column]?.typeRef, room.scope.types)
          expectType(inferBoxed(cell, here), declared, here, 'warning')
        }
      return listOf({ kind: 'context', entries })
    }
    case 'invocation':
      return inferInvocation(boxed, room)
    case 'function':
      return inferFunction(boxed, room)
    case 'conditional': {
      const condition = inferBoxed(boxed.if, inside(room, 'if'))
      expectCondition(condition, inside(room, 'if'))
      return eitherOf(inferBoxed(boxed.then, inside(room, 'then')), inferBoxed(boxed.else, inside(room, 'else')))
    }
    case 'filter':
      return inferFilter(boxed, room)
    default:
      return inferIterator(boxed, room)
  }
}

const expectCondition = (type: FeelType, room: Room): void => {
  if (mayBeBoolean(type)) return
  const name = typeName(type)
  tell(room, 'warning', 'check.condition', `A condition of ${name} is never true or false`, { type: name })
}

/** An expression as text; one that cannot be read is told by whoever compiles it. */
const inferText = (text: string, room: Room, isTold = true): FeelType => {
  if (text.trim() === '') return anyType
  const parsed = parseExpression(text, room.scope)
  if (!parsed.ok) {
    room.walk.isUnread = true
    return anyType
  }
  room.walk.expressions.push(parsed.expression)
  const problems: Problem[] = []
  const type = inferType(parsed.expression, room.scope, problems)
  if (isTold) place(problems, text, room)
  return type
}

const place = (problems: readonly Problem[], source: string, room: Room): void => {
  for (const problem of problems) room.walk.problems.push({ ...problem, source, place: room.place })
}

const inferContext = ({ entries }: BoxedContext, room: Room): FeelType => {
  let seen = room
  const types: Record<string, FeelType> = {}
  for (const [index, { variable, value }] of entries.entries()) {
    const here = inside(seen, `contextEntry[${index + 1}]`)
    const type = inferBoxed(value, here)
    if (!variable) return type
    const bound = boundTo(variable, type, here)
    types[variable.name] = bound
    seen = withName(seen, variable.name, bound)
  }
  return { kind: 'context', entries: types }
}

const boundTo = ({ typeRef }: Variable, type: FeelType, room: Room): FeelType => {
  const declared = typeOfRef(typeRef, room.scope.types)
  expectType(type, declared, room, 'warning')
  return bareType(declared).kind === 'Any' ? type : declared
}

const inferInvocation = ({ callee, bindings }: Invocation, room: Room): FeelType => {
  const called = bareType(inferBoxed(callee, inside(room, 'calledFunction')))
  const name = callee?.kind === 'literal' ? callee.text.trim() : undefined
  const parameters = name === undefined ? undefined : room.walk.parameters.get(name)
  for (const [index, { parameter, value }] of bindings.entries()) {
    const here = inside(room, `binding[${index + 1}]`)
    const given = inferBoxed(value, here)
    const wanted = parameters?.find((one) => one.name === parameter)
    if (!parameters || (wanted && mayBe(given, wanted.type))) continue
    const signature = `${name}(${parameters.map((one) => `${one.name}: ${typeName(one.type)}`).join(', ')})`
    const argument = `${parameter}: ${typeName(given)}`
    tell(here, 'warning', 'check.arguments', `"${name}" never takes (${argument}); it is ${signature}`, {
      name: name as string,
      given: [argument],
      signature,
    })
  }
  return called.kind === 'function' ? called.result : anyType
}

/** Also the logic of knowledge models. */
export const inferFunction = (boxed: FunctionDefinition, room: Room): FeelType & { readonly kind: 'function' } => {
  const parameters = boxed.parameters.map(({ typeRef }) => typeOfRef(typeRef, room.scope.types))
  if (boxed.functionKind !== 'FEEL') {
    room.walk.isUnread = true
    return { kind: 'function', parameters, result: anyType }
  }
  let seen = room
  for (const [index, { name }] of boxed.parameters.entries()) seen = withName(seen, name, parameters[index] ?? anyType)
  return { kind: 'function', parameters, result: inferBoxed(boxed.body, inside(seen, 'functionDefinition')) }
}

const inferFilter = (boxed: FilterBox, room: Room): FeelType => {
  const source = bareType(inferBoxed(boxed.in, inside(room, 'in')))
  const element = source.kind === 'list' ? source.of : source
  let seen = withName(room, 'item', element)
  const bare = bareType(element)
  if (bare.kind === 'context')
    for (const [name, type] of Object.entries(bare.entries)) seen = withName(seen, name, type)
  // Entries of unknown elements may hide names: their types are not those of the names outside.
  const isTold = bare.kind !== 'Any'
  const here = inside(seen, 'match')
  if (boxed.match?.kind === 'literal') {
    const condition = bareType(inferText(boxed.match.text, here, isTold))
    if (!isTold) return anyType
    if (condition.kind === 'number') return element
    expectCondition(condition, here)
    return condition.kind === 'boolean' ? listOf(element) : anyType
  }
  inferBoxed(boxed.match, here)
  return anyType
}

const inferIterator = (boxed: Iterator, room: Room): FeelType => {
  const source = bareType(inferBoxed(boxed.in, inside(room, 'in')))
  const turn = source.kind === 'list' || source.kind === 'range' ? source.of : source
  const seen = withName(
    withName(room, 'partial', listOf(anyType)),
    boxed.variable,
    turn.kind === 'Null' ? anyType : turn,
  )
  const result = inferBoxed(boxed.result, inside(seen, boxed.kind === 'for' ? 'return' : 'satisfies'))
  return boxed.kind === 'for' ? listOf(result) : simpleType('boolean')
}

const inferTable = (table: DecisionTable, room: Room): FeelType => {
  room.walk.tables.push({ table, room: inside(room, 'decisionTable') })
  const at = (more: Partial<Place>): Room => {
    const here = inside(room, 'decisionTable')
    return { ...here, place: { ...here.place, ...more } }
  }
  for (const [column, input] of table.inputs.entries()) {
    const here = at({ column: column + 1, columnKind: 'input' })
    const declared = typeOfRef(input.typeRef, room.scope.types)
    const asked = inferText(input.text, here)
    expectType(asked, declared, here, 'warning')
    const type = bareType(declared).kind === 'Any' ? asked : declared
    const told = new Set<string>()
    for (const [row, { inputs }] of table.rules.entries()) {
      const text = inputs[column] ?? ''
      if (told.has(text)) continue
      told.add(text)
      checkCell(text, type, at({ row: row + 1, column: column + 1, columnKind: 'input' }))
    }
  }
  const types = table.outputs.map((output, column) => {
    const declared = typeOfRef(output.typeRef, room.scope.types)
    const given = table.rules.map(({ outputs }, row) => {
      const here = at({ row: row + 1, column: column + 1, columnKind: 'output' })
      const type = inferText(outputs[column] ?? '', here)
      expectType(type, declared, here, 'warning')
      return type
    })
    if (bareType(declared).kind !== 'Any') return declared
    const otherwise =
      output.defaultValue === undefined ? [] : [inferText(output.defaultValue, at({ column: column + 1 }))]
    return [...given, ...otherwise].reduce<FeelType>((one, other) => eitherOf(one, other), nullType)
  })
  return resultOf(table, types)
}

const checkCell = (text: string, type: FeelType, room: Room): void => {
  if (text.trim() === '' || text.trim() === '-') return
  const parsed = parseUnaryTests(text, room.scope)
  if (!parsed.ok) {
    room.walk.isUnread = true
    return
  }
  room.walk.expressions.push(parsed.expression)
  const problems: Problem[] = []
  inferTests(parsed.expression, type, room.scope, problems)
  place(problems, text, room)
}

const resultOf = (table: DecisionTable, types: readonly FeelType[]): FeelType => {
  if (table.aggregation) return table.aggregation === 'COUNT' ? simpleType('number') : anyType
  const [only = anyType] = types
  const one: FeelType =
    types.length === 1
      ? only
      : {
          kind: 'context',
          entries: Object.fromEntries(table.outputs.map(({ name }, column) => [name ?? '', types[column] ?? anyType])),
        }
  const isList = table.hitPolicy === 'COLLECT' || table.hitPolicy === 'RULE ORDER' || table.hitPolicy === 'OUTPUT ORDER'
  return isList ? listOf(one) : one
}

/** Whether a name is asked anywhere in what was looked through; true where that cannot be known. */
export const isUsed = (name: string, walk: Walk): boolean =>
  walk.isUnread || walk.expressions.some((expression) => mentions(expression, name))
