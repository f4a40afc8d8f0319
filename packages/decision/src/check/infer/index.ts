import { propertyNames } from '../../builtins/names.ts'
import type {
  Expression,
  FilterExpression,
  Iteration,
  NameExpression,
  PathExpression,
  RangeExpression,
  UnaryTests,
} from '../../feel/ast.ts'
import { nearestName } from '../../feel/nearest-name.ts'
import type { Scope } from '../../feel/scope.ts'
import type { Problem } from '../../problem.ts'
import { temporalFromText } from '../../values/literal.ts'
import { anyType, type FeelType, listOf, nullType, simpleType } from '../../values/type.ts'
import { bareType, kindOf } from '../kinds.ts'
import { inferCall, inferFunction } from './calls.ts'
import { type Env, tell, withElement, withLocal } from './env.ts'
import { inferArithmetic, inferBetween, inferComparison, inferIn, inferNegate, inferTest } from './operators.ts'
import { eitherOf, isOpen, mayBe, mayBeBoolean, mayOrder, typeName } from './relations.ts'

const boolean = simpleType('boolean')

/**
 * The type of an expression as far as the types of its variables tell, and in `problems` what can only come to null. `Any` where
 * it is not known: nothing is told that could be otherwise.
 */
export const inferType = (node: Expression, scope: Scope, problems: Problem[]): FeelType =>
  infer(node, { scope, locals: undefined, problems, infer })

/** Tells tests that no value of a type can pass. */
export const inferTests = (node: UnaryTests, input: FeelType, scope: Scope, problems: Problem[]): void => {
  const env = withLocal({ scope, locals: undefined, problems, infer }, '?', input)
  for (const test of node.tests) inferTest(test, input, env, true)
}

const infer = (node: Expression, env: Env): FeelType => {
  switch (node.kind) {
    case 'null':
      return nullType
    case 'boolean':
    case 'number':
    case 'string':
      return simpleType(node.kind)
    case 'at': {
      const kind = kindOf(temporalFromText(node.text))
      return kind === undefined || kind === 'Null' ? nullType : simpleType(kind)
    }
    case 'name':
      return inferName(node, env)
    case 'path':
      return inferPath(node, env)
    case 'list':
      return listOf(
        node.elements.length === 0
          ? anyType
          : node.elements.map((element) => infer(element, env)).reduce((one, other) => eitherOf(one, other)),
      )
    case 'context': {
      let inside = env
      const entries: Record<string, FeelType> = {}
      for (const { key, value } of node.entries) {
        const type = infer(value, inside)
        entries[key] = type
        inside = withLocal(inside, key, type)
      }
      return { kind: 'context', entries }
    }
    case 'range':
      return inferRange(node, env)
    case 'filter':
      return inferFilter(node, env)
    case 'negate':
      return inferNegate(node, env)
    case 'arithmetic':
      return inferArithmetic(node, env)
    case 'comparison':
      return inferComparison(node, env)
    case 'between':
      return inferBetween(node, env)
    case 'in':
      return inferIn(node, env)
    case 'and':
    case 'or':
      for (const side of [node.left, node.right]) expectCondition(side, env)
      return boolean
    case 'instance of':
      infer(node.value, env)
      return boolean
    case 'if': {
      expectCondition(node.condition, env)
      return eitherOf(infer(node.consequent, env), infer(node.alternative, env))
    }
    case 'for': {
      const inside = withLocal(withIterations(node.iterations, env), 'partial', listOf(anyType))
      return listOf(infer(node.result, inside))
    }
    case 'quantified':
      expectCondition(node.condition, withIterations(node.iterations, env))
      return boolean
    case 'function':
      return inferFunction(node, env)
    case 'call':
      return inferCall(node, env)
    case 'unary tests':
      return boolean
  }
}

const expectCondition = (node: Expression, env: Env): void => {
  const type = infer(node, env)
  if (!mayBeBoolean(type))
    tell(env, node, 'check.condition', `A condition of ${typeName(type)} is never true or false`, {
      type: typeName(type),
    })
}

const inferName = ({ name }: NameExpression, env: Env): FeelType => {
  for (let locals = env.locals; locals; locals = locals.outer) {
    if ('name' in locals) {
      if (locals.name === name) return locals.type
      continue
    }
    const element = bareType(locals.element)
    if (element.kind === 'context' && Object.hasOwn(element.entries, name)) return element.entries[name] as FeelType
    if (name === 'item') return locals.element
    // Contexts may have more entries than their type says.
    if (element.kind === 'context' || isOpen(element)) return anyType
  }
  return env.scope.variables.get(name) ?? anyType
}

const inferRange = (node: RangeExpression, env: Env): FeelType => {
  const start = node.start && infer(node.start, env)
  const end = node.end && infer(node.end, env)
  const of = start && !isOpen(start) ? start : (end ?? start ?? anyType)
  if (start && end && !mayOrder(start, end))
    tell(env, node, 'check.incomparable', `${typeName(start)} and ${typeName(end)} can never be compared`, {
      left: typeName(start),
      right: typeName(end),
    })
  return { kind: 'range', of: bareType(of) }
}

const elementOf = (type: FeelType): FeelType => {
  const bare = bareType(type)
  return bare.kind === 'list' ? bare.of : type
}

const inferFilter = (node: FilterExpression, env: Env): FeelType => {
  const element = elementOf(infer(node.source, env))
  const condition = bareType(infer(node.condition, withElement(env, element)))
  if (condition.kind === 'number') return element
  if (condition.kind === 'boolean') return listOf(element)
  if (!mayBeBoolean(condition) && !mayBe(condition, simpleType('number')))
    tell(env, node.condition, 'check.condition', `A filter by ${typeName(condition)} chooses nothing`, {
      type: typeName(condition),
    })
  return anyType
}

const withIterations = (iterations: readonly Iteration[], env: Env): Env => {
  let inside = env
  for (const { name, source, end } of iterations) {
    const type = bareType(infer(source, inside))
    if (end) infer(end, inside)
    const turn = type.kind === 'list' || type.kind === 'range' ? type.of : type
    inside = withLocal(inside, name, turn.kind === 'Null' ? anyType : turn)
  }
  return inside
}

const hasProperties = new Set<string>([
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
  'range',
])

const typeOfProperty = (name: string): FeelType => {
  if (name === 'timezone') return simpleType('string')
  if (name === 'time offset') return simpleType('days and time duration')
  if (name === 'start included' || name === 'end included') return boolean
  return name === 'start' || name === 'end' ? anyType : simpleType('number')
}

const inferPath = (node: PathExpression, env: Env): FeelType => entryOf(infer(node.source, env), node, env)

const entryOf = (source: FeelType, node: PathExpression, env: Env, depth = 0): FeelType => {
  const type = bareType(source)
  const { name } = node
  if (type.kind === 'Null') return nullType
  if (type.kind === 'Any' || type.kind === 'function' || depth > 8) return anyType
  if (type.kind === 'list') return listOf(entryOf(type.of, node, env, depth + 1))
  if (type.kind === 'context') {
    if (Object.hasOwn(type.entries, name)) return type.entries[name] as FeelType
    const names = Object.keys(type.entries)
    if (names.length > 0)
      tell(
        env,
        node.nameSpan,
        'check.unknown-entry',
        `There is no "${name}" in ${typeName(source)}`,
        { name, type: typeName(source), entries: names },
        nearestName(name, names),
      )
    return anyType
  }
  if (hasProperties.has(type.kind) && propertyNames.includes(name)) return typeOfProperty(name)
  tell(env, node.nameSpan, 'check.unknown-entry', `There is no "${name}" in ${typeName(source)}`, {
    name,
    type: typeName(source),
  })
  return nullType
}
