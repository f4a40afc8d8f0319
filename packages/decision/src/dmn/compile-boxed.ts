import type { Expression } from '../feel/ast.ts'
import { callByName } from '../feel/compile/calls.ts'
import { compileTree } from '../feel/compile/index.ts'
import { mentions } from '../feel/mentions.ts'
import { parseExpression } from '../feel/parse.ts'
import type { Compiled, Frame, Run } from '../feel/program.ts'
import { enter, leave, sized, step, stepThrough } from '../feel/run.ts'
import type { Problem } from '../problem.ts'
import { iterate } from '../values/iterate.ts'
import { anyType, type FeelType } from '../values/type.ts'
import { FeelFunction, isContext, isList, type Value } from '../values/value.ts'
import {
  type Box,
  compileText,
  externalOf,
  fitted,
  inside,
  lineOf,
  nothing,
  parametersOf,
  resultTypeOf,
  slotIn,
  tellFound,
  withName,
  withNotes,
  wrong,
} from './box.ts'
import { compileTable } from './compile-table.ts'
import { inferredType } from './inferred-type.ts'
import { typeOfRef } from './item-types.ts'
import type {
  Boxed,
  BoxedContext,
  Conditional,
  FilterBox,
  FunctionDefinition,
  Invocation,
  Iterator,
  LiteralExpression,
  Relation,
  Variable,
} from './model.ts'
import { type ModelRun, tell } from './model-run.ts'
import { problemAt } from './unit.ts'

/**
 * Compiles a boxed expression. Names that it introduces (entries, parameters, iterators) get slots of a frame of its own: a
 * frame is copied where names begin, so that what is inside never writes into what is outside.
 */
export const compileBoxed = (boxed: Boxed | undefined, around: Box): Compiled => {
  if (!boxed) {
    wrong(around, 'dmn.no-expression', 'There is no expression here; it is null', { severity: 'warning' })
    return nothing
  }
  const box = { ...around, place: { ...around.place, ...lineOf(boxed.id, around) } }
  const compiled = compileKind(boxed, box)
  return boxed.typeRef === undefined || boxed.kind === 'function'
    ? compiled
    : fitted(compiled, typeOfRef(boxed.typeRef, box.unit, box.place, box.problems), box)
}

const compileKind = (boxed: Boxed, box: Box): Compiled => {
  switch (boxed.kind) {
    case 'literal':
      return compileLiteral(boxed, box)
    case 'table':
      return compileTable(boxed, box)
    case 'context':
      return compileContext(boxed, box)
    case 'list': {
      const elements = boxed.elements.map((each, index) => compileBoxed(each, inside(box, `list[${index + 1}]`)))
      return (frame) => elements.map((element) => element(frame))
    }
    case 'relation':
      return compileRelation(boxed, box)
    case 'invocation':
      return compileInvocation(boxed, box)
    case 'function':
      return compileFunction(boxed, box)
    case 'conditional':
      return compileConditional(boxed, box)
    case 'filter':
      return compileFilter(boxed, box)
    case 'for':
    case 'some':
    case 'every':
      return compileIterator(boxed, box)
  }
}

const isFeel = (language: string | undefined): boolean =>
  language === undefined || language === '' || /feel/i.test(language)

const compileLiteral = ({ text, expressionLanguage }: LiteralExpression, box: Box): Compiled => {
  if (!isFeel(expressionLanguage)) {
    wrong(box, 'dmn.language', `Expressions in "${expressionLanguage}" are not evaluated`, {
      params: { language: expressionLanguage as string },
    })
    return nothing
  }
  if (text === '') {
    wrong(box, 'dmn.no-expression', 'There is no expression here; it is null', { severity: 'warning' })
    return nothing
  }
  return compileText(text, box)
}

const typeOfVariable = ({ typeRef }: Variable, value: Boxed | undefined, box: Box): FeelType =>
  typeRef === undefined
    ? inferredType(value, box.unit, box.problems)
    : typeOfRef(typeRef, box.unit, box.place, box.problems)

const compileContext = (boxed: BoxedContext, box: Box): Compiled => {
  let seen = box
  const names = new Set<string>()
  const entries = boxed.entries.map(({ variable, value }, index) => {
    const here = inside(seen, `contextEntry[${index + 1}]`)
    const compiled = (variable && compileItself(variable.name, value, here)) ?? compileBoxed(value, here)
    if (!variable) {
      if (index < boxed.entries.length - 1)
        wrong(here, 'dmn.entry-name', 'Only the last entry of a context may have no name: it is the result')
      return { name: undefined, slot: 0, compiled }
    }
    if (names.has(variable.name))
      wrong(here, 'dmn.duplicate-name', `Two entries are called "${variable.name}"`, {
        params: { name: variable.name },
      })
    names.add(variable.name)
    const type = typeOfVariable(variable, value, here)
    seen = withName(seen, variable.name, type)
    const made = variable.typeRef === undefined ? compiled : fitted(compiled, type, here)
    return { name: variable.name, slot: slotIn(seen, variable.name), compiled: made }
  })
  return (frame) => {
    const own = frame.slice()
    const made: Record<string, Value> = Object.create(null)
    for (const { name, slot, compiled } of entries) {
      const value = compiled(own)
      if (name === undefined) return value
      own[slot] = value
      made[name] = value
    }
    return made
  }
}

const isKnown = (name: string, { scope }: Box): boolean => {
  const told: Problem[] = []
  compileTree({ kind: 'name', name, from: 0, to: 0 }, scope, told)
  return told.length === 0
}

/** A function that may call itself by the name of its entry, where that means nothing else; undefined for all others. */
const compileItself = (name: string, value: Boxed | undefined, box: Box): Compiled | undefined => {
  const isFunction = value?.kind === 'function' || (value?.kind === 'literal' && /^function\b/.test(value.text))
  if (!isFunction || isKnown(name, box)) return undefined
  const seen = withName(box, name, anyType)
  if (value.kind === 'function') return compileFunction(value, seen, slotIn(seen, name))
  if (value.typeRef !== undefined) return undefined
  const parsed = parseExpression(value.text, seen.scope)
  if (!parsed.ok || parsed.expression.kind !== 'function' || !mentions(parsed.expression, name)) return undefined
  // As the entry of a context of FEEL, which sees itself.
  const { from, to } = parsed.expression
  const span = { from, to }
  const source = {
    kind: 'context',
    entries: [{ key: name, keySpan: span, value: parsed.expression }],
    from,
    to,
  } as const
  const found: Problem[] = []
  const compiled = compileTree({ kind: 'path', source, name, nameSpan: span, from, to }, box.scope, found)
  tellFound(found, value.text, box)
  return withNotes(compiled, value.text, box)
}

const compileRelation = ({ columns, rows }: Relation, box: Box): Compiled => {
  const types = columns.map((column) => typeOfVariable(column, undefined, box))
  const compiled = rows.map((row, index) => {
    const here = inside(box, `row[${index + 1}]`)
    if (row.length !== columns.length)
      wrong(here, 'dmn.cells', `Row ${index + 1} has ${row.length} cells, the relation has ${columns.length} columns`, {
        params: { row: index + 1, cells: row.length, columns: columns.length },
      })
    return columns.map(({ name }, column) => {
      const cell = { ...here, place: { ...here.place, row: index + 1, column: column + 1 } }
      return { name, value: fitted(compileBoxed(row[column], cell), types[column] ?? anyType, cell) }
    })
  })
  return (frame) =>
    compiled.map((row) => {
      const made: Record<string, Value> = Object.create(null)
      for (const { name, value } of row) made[name] = value(frame)
      return made
    })
}

const compileInvocation = ({ callee, bindings }: Invocation, box: Box): Compiled => {
  const called = compileBoxed(callee, inside(box, 'calledFunction'))
  const names = bindings.map(({ parameter }) => parameter)
  const values = bindings.map(({ value }, index) => compileBoxed(value, inside(box, `binding[${index + 1}]`)))
  const say = (frame: Frame, code: string, message: string) =>
    tell(frame[0] as Run, problemAt(box.unit, box.place, code, message, { severity: 'warning' }))
  return (frame) => {
    const target = called(frame)
    if (!(target instanceof FeelFunction)) {
      say(frame, 'feel.no-function', 'What is invoked is no function; the result is null')
      return null
    }
    const given = values.map((value) => value(frame))
    const run = frame[0] as ModelRun
    step(frame)
    enter(run)
    const result = callByName(target, names, given, run)
    leave(run)
    if (result !== undefined) return result
    say(frame, 'feel.arguments', `"${target.name}" does not take these arguments; the result is null`)
    return null
  }
}

const compileFunction = (boxed: FunctionDefinition, box: Box, itself?: number): Compiled => {
  const parameters = parametersOf(boxed, box)
  const external = externalOf(boxed, parameters.length, box)
  if (external) {
    const result = fitted(
      (frame) => external(frame[1] as Value[], frame[0] as Run),
      resultTypeOf(boxed.typeRef, box),
      box,
    )
    const made = new FeelFunction('function', [parameters], (args, _, clock) => result([clock, args]))
    return () => made
  }
  let seen = box
  for (const parameter of parameters) seen = withName(seen, parameter.name, parameter.type)
  const slots = parameters.map((parameter) => slotIn(seen, parameter.name))
  const body = fitted(
    compileBoxed(boxed.body, inside(seen, 'functionDefinition')),
    resultTypeOf(boxed.typeRef, box),
    box,
  )
  return (frame) => {
    const kept = frame.slice()
    const made = new FeelFunction('function', [parameters], (args) => {
      const own = kept.slice()
      for (let index = 0; index < slots.length; index++) own[slots[index] as number] = args[index] ?? null
      return body(own)
    })
    if (itself !== undefined) kept[itself] = made
    return made
  }
}

const compileConditional = (boxed: Conditional, box: Box): Compiled => {
  const condition = compileBoxed(boxed.if, inside(box, 'if'))
  const consequent = compileBoxed(boxed.then, inside(box, 'then'))
  const alternative = compileBoxed(boxed.else, inside(box, 'else'))
  return (frame) => (condition(frame) === true ? consequent(frame) : alternative(frame))
}

const sourceName = ' in'

/** A literal match is the condition of a FEEL filter: elements' entries are names in it. */
const compileFilter = (boxed: FilterBox, box: Box): Compiled => {
  const source = compileBoxed(boxed.in, inside(box, 'in'))
  const here = inside(box, 'match')
  const type = inferredType(boxed.in, box.unit, box.problems)
  const element = type.kind === 'list' ? type.of : type
  const entries = entriesOf(element)
  const withSource = withName(box, sourceName, anyType)
  const slot = slotIn(withSource, sourceName)
  if (boxed.match?.kind === 'literal' && isFeel(boxed.match.expressionLanguage)) {
    const { text } = boxed.match
    const variables = new Map(withSource.scope.variables).set('item', element)
    for (const [name, of] of Object.entries(entries)) variables.set(name, of)
    // Parsed as the inside of brackets, where entries of elements may be named.
    const opening = `${JSON.stringify('')}[`
    const parsed = parseExpression(`${opening}${text}\n]`, { ...withSource.scope, variables })
    const found: Problem[] = parsed.problems.map((problem) => shifted(problem, opening.length))
    let compiled = nothing
    if (parsed.ok && parsed.expression.kind === 'filter') {
      const { condition } = parsed.expression
      const tree = {
        ...parsed.expression,
        condition: isComparison(condition) ? condition : withoutIndex(condition),
        source: { kind: 'name', name: sourceName, from: 0, to: 0 },
      } as const
      const told: Problem[] = []
      compiled = compileTree(tree, withSource.scope, told)
      found.push(...told.map((problem) => shifted(problem, opening.length)))
    } else if (parsed.ok) {
      found.push({ code: 'feel.syntax', severity: 'error', message: 'The match is not one expression' })
    }
    tellFound(found, text, here)
    const noted = withNotes(compiled, text, here)
    return (frame) => {
      const own = frame.slice()
      own[slot] = source(frame)
      return noted(own)
    }
  }
  let seen = withName(here, 'item', element)
  for (const [name, of] of Object.entries(entries)) seen = withName(seen, name, of)
  const slots = Object.keys(entries).map((name) => ({ name, slot: slotIn(seen, name) }))
  const itemSlot = slotIn(seen, 'item')
  const match = compileBoxed(boxed.match, seen)
  return (frame) => {
    const value = source(frame)
    if (value === null) return null
    const list = isList(value) ? value : [value]
    const own = frame.slice()
    const kept: Value[] = []
    for (const item of list) {
      step(frame)
      own[itemSlot] = item
      for (const { name, slot: at } of slots)
        own[at] = isContext(item) && Object.hasOwn(item, name) ? item[name] : (frame[at] ?? null)
      const holds = match(own)
      if (holds === true) kept.push(item)
      else if (holds !== false && holds !== null) {
        const message = 'A match is a condition; the result is null'
        tell(frame[0] as Run, problemAt(box.unit, here.place, 'feel.filter', message, { severity: 'warning' }))
        return null
      }
    }
    return kept
  }
}

const isComparison = ({ kind }: Expression): boolean => kind === 'comparison' || kind === 'and' || kind === 'or'

/** In brackets a number is an index; a match is a condition and nothing else: a number becomes what no condition is. */
const withoutIndex = (condition: Expression): Expression => {
  const { from, to } = condition
  return {
    kind: 'if',
    condition: { kind: 'instance of', value: condition, type: { type: 'named', name: 'number', from, to }, from, to },
    consequent: { kind: 'string', value: 'a number', from, to },
    alternative: condition,
    from,
    to,
  }
}

const shifted = ({ source: _source, ...problem }: Problem, by: number): Problem => ({
  ...problem,
  ...(problem.span && {
    span: { from: Math.max(0, problem.span.from - by), to: Math.max(0, problem.span.to - by) },
  }),
})

const entriesOf = (type: FeelType): Readonly<Record<string, FeelType>> => {
  if (type.kind === 'context') return type.entries
  if (type.kind === 'constrained') return entriesOf(type.base)
  if (type.kind === 'reference') return entriesOf(type.resolve())
  return {}
}

/** What is walked through may be written as after `for … in`: `1..n`, which alone is no expression. */
const compileWalked = (walked: Boxed | undefined, box: Box): Compiled => {
  if (walked?.kind === 'literal' && walked.text.includes('..') && !parseExpression(walked.text, box.scope).ok) {
    const loop = `for item in ${walked.text}\n return item`
    if (parseExpression(loop, box.scope).ok) return compileBoxed({ ...walked, text: loop }, box)
  }
  return compileBoxed(walked, box)
}

const compileIterator = (boxed: Iterator, box: Box): Compiled => {
  const source = compileWalked(boxed.in, inside(box, 'in'))
  const type = inferredType(boxed.in, box.unit, box.problems)
  let seen = withName(inside(box, boxed.kind === 'for' ? 'return' : 'satisfies'), boxed.variable, elementOf(type))
  const slot = slotIn(seen, boxed.variable)
  if (boxed.kind === 'for') seen = withName(seen, 'partial', { kind: 'list', of: anyType })
  const partial = slotIn(seen, 'partial')
  const result = compileBoxed(boxed.result, seen)
  const usesPartial = JSON.stringify(boxed.result ?? null).includes('partial')
  const unwalkable = (frame: Frame, message = 'This cannot be walked through; the result is null') => {
    tell(frame[0] as Run, problemAt(box.unit, box.place, 'feel.iteration', message, { severity: 'warning' }))
    return null
  }
  if (boxed.kind === 'for')
    return (frame) => {
      const values = iterate(source(frame))
      if (!values) return unwalkable(frame)
      const own = frame.slice()
      const results: Value[] = []
      for (const value of values) {
        step(frame)
        own[slot] = value
        if (usesPartial) {
          stepThrough(frame, [results])
          own[partial] = results.slice()
        }
        results.push(result(own))
      }
      return sized(frame, results)
    }
  const decisive = boxed.kind === 'some'
  return (frame) => {
    const values = iterate(source(frame))
    if (!values) return unwalkable(frame)
    const own = frame.slice()
    let isUnknown = false
    for (const value of values) {
      step(frame)
      own[slot] = value
      const holds = result(own)
      if (holds === decisive) return decisive
      if (holds === null) isUnknown = true
      // What is no condition makes the whole null, although FEEL's own quantifiers would go on.
      else if (typeof holds !== 'boolean') return unwalkable(frame, 'This is no condition; the result is null')
    }
    return isUnknown ? null : !decisive
  }
}

const elementOf = (type: FeelType): FeelType => {
  if (type.kind === 'list' || type.kind === 'range') return type.of
  if (type.kind === 'constrained') return elementOf(type.base)
  if (type.kind === 'reference') return elementOf(type.resolve())
  return anyType
}
