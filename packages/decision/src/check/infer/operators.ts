import type {
  ArithmeticExpression,
  ArithmeticOperator,
  BetweenExpression,
  ComparisonExpression,
  InExpression,
  NegateExpression,
  UnaryTest,
} from '../../feel/ast.ts'
import { mentions } from '../../feel/mentions.ts'
import { anyType, type FeelType, nullType, simpleType } from '../../values/type.ts'
import { bareType } from '../kinds.ts'
import { type Env, tell } from './env.ts'
import { isOpen, mayEqual, mayOrder, mayPass, typeName } from './relations.ts'

const days = 'days and time duration'
const months = 'years and months duration'

/** Results of arithmetic by kinds (DMN 1.5, tables 45 to 49): all others are null. */
const results: Readonly<Record<ArithmeticOperator, Readonly<Record<string, FeelType['kind']>>>> = {
  '+': {
    'number,number': 'number',
    'string,string': 'string',
    [`${days},${days}`]: days,
    [`${months},${months}`]: months,
    [`date,${days}`]: 'date',
    [`date,${months}`]: 'date',
    [`${days},date`]: 'date',
    [`${months},date`]: 'date',
    [`date and time,${days}`]: 'date and time',
    [`date and time,${months}`]: 'date and time',
    [`${days},date and time`]: 'date and time',
    [`${months},date and time`]: 'date and time',
    [`time,${days}`]: 'time',
    [`${days},time`]: 'time',
  },
  '-': {
    'number,number': 'number',
    [`${days},${days}`]: days,
    [`${months},${months}`]: months,
    'date,date': days,
    'date and time,date and time': days,
    'date,date and time': days,
    'date and time,date': days,
    'time,time': days,
    [`date,${days}`]: 'date',
    [`date,${months}`]: 'date',
    [`date and time,${days}`]: 'date and time',
    [`date and time,${months}`]: 'date and time',
    [`time,${days}`]: 'time',
  },
  '*': {
    'number,number': 'number',
    [`number,${days}`]: days,
    [`${days},number`]: days,
    [`number,${months}`]: months,
    [`${months},number`]: months,
  },
  '/': {
    'number,number': 'number',
    [`${days},number`]: days,
    [`${months},number`]: months,
    [`${days},${days}`]: 'number',
    [`${months},${months}`]: 'number',
  },
  '**': { 'number,number': 'number' },
}

export const inferArithmetic = (node: ArithmeticExpression, env: Env): FeelType => {
  const left = bareType(env.infer(node.left, env))
  const right = bareType(env.infer(node.right, env))
  if (left.kind === 'Null' || right.kind === 'Null') return nullType
  // A list of one is as good as its element.
  if (isOpen(left) || isOpen(right) || left.kind === 'list' || right.kind === 'list') return anyType
  const result = results[node.operator][`${left.kind},${right.kind}`]
  if (result) return { kind: result } as FeelType
  tell(env, node, 'check.arithmetic', `"${node.operator}" of ${typeName(left)} and ${typeName(right)} is always null`, {
    operator: node.operator,
    left: typeName(left),
    right: typeName(right),
  })
  return nullType
}

export const inferNegate = (node: NegateExpression, env: Env): FeelType => {
  const operand = bareType(env.infer(node.operand, env))
  if (isOpen(operand) || operand.kind === 'list') return operand.kind === 'Null' ? nullType : anyType
  if (operand.kind === 'number' || operand.kind === days || operand.kind === months) return operand
  tell(env, node, 'check.arithmetic', `"-" of ${typeName(operand)} is always null`, {
    operator: '-',
    left: typeName(operand),
    right: typeName(operand),
  })
  return nullType
}

const tellIncomparable = (env: Env, node: { from: number; to: number }, left: FeelType, right: FeelType): void =>
  tell(env, node, 'check.incomparable', `${typeName(left)} and ${typeName(right)} can never be compared`, {
    left: typeName(left),
    right: typeName(right),
  })

export const inferComparison = (node: ComparisonExpression, env: Env): FeelType => {
  const left = env.infer(node.left, env)
  const right = env.infer(node.right, env)
  const may = node.operator === '=' || node.operator === '!=' ? mayEqual : mayOrder
  if (!may(left, right)) tellIncomparable(env, node, left, right)
  return simpleType('boolean')
}

export const inferBetween = (node: BetweenExpression, env: Env): FeelType => {
  const value = env.infer(node.value, env)
  for (const end of [node.low, node.high]) {
    const type = env.infer(end, env)
    if (!mayOrder(value, type)) tellIncomparable(env, end, value, type)
  }
  return simpleType('boolean')
}

export const inferIn = (node: InExpression, env: Env): FeelType => {
  const value = env.infer(node.value, env)
  for (const test of node.tests) inferTest(test, value, env, false)
  return simpleType('boolean')
}

/** One test of a value: told when no value of the type can pass it. */
export const inferTest = (test: UnaryTest, input: FeelType, env: Env, inCell: boolean): void => {
  if (test.test === 'compare') {
    const operand = env.infer(test.operand, env)
    const may = test.operator === '=' || test.operator === '!=' ? mayEqual : mayOrder
    if (!may(input, operand)) tellCell(env, test, input, operand)
    return
  }
  const type = env.infer(test.expression, env)
  // In a cell a condition says itself whether it holds.
  if (inCell && (mentions(test.expression, '?') || bareType(type).kind === 'boolean')) return
  if (!mayPass(input, type)) tellCell(env, test, input, type)
}

const tellCell = (env: Env, test: UnaryTest, input: FeelType, type: FeelType): void =>
  tell(env, test, 'check.test-type', `A value of ${typeName(input)} never passes a test by ${typeName(type)}`, {
    input: typeName(input),
    test: typeName(type),
  })
