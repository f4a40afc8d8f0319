import { typeOf } from '../../values/conform.ts'
import { temporalFromText } from '../../values/literal.ts'
import { anyType, type FeelType, listOf, nullType, simpleType } from '../../values/type.ts'
import type { Expression } from '../ast.ts'

type Names = ReadonlyMap<string, FeelType>

const isSame = (left: FeelType, right: FeelType): boolean => left.kind === right.kind && left.kind !== 'context'

const common = (types: readonly FeelType[]): FeelType => {
  const [first, ...others] = types
  return first && others.every((other) => isSame(first, other)) ? first : anyType
}

/**
 * The type that an expression's form shows, for `instance of function<…> -> …` (DMN 1.5, clause 10.3.2.9.1); Any where only its
 * values would tell.
 */
export const resultType = (node: Expression, names: Names): FeelType => {
  switch (node.kind) {
    case 'null':
      return nullType
    case 'boolean':
    case 'number':
    case 'string':
      return simpleType(node.kind)
    case 'at':
      return typeOf(temporalFromText(node.text))
    case 'name':
      return names.get(node.name) ?? anyType
    case 'list':
      return listOf(common(node.elements.map((element) => resultType(element, names))))
    case 'context': {
      const entries: Record<string, FeelType> = Object.create(null)
      for (const { key, value } of node.entries) entries[key] = resultType(value, names)
      return { kind: 'context', entries }
    }
    case 'arithmetic': {
      const type = common([resultType(node.left, names), resultType(node.right, names)])
      return type.kind === 'number' || type.kind === 'string' ? type : anyType
    }
    case 'negate':
      return resultType(node.operand, names)
    case 'comparison':
    case 'between':
    case 'in':
    case 'and':
    case 'or':
    case 'instance of':
    case 'quantified':
    case 'unary tests':
      return simpleType('boolean')
    case 'if':
      return common([resultType(node.consequent, names), resultType(node.alternative, names)])
    case 'for':
      return listOf(anyType)
    case 'range':
      return { kind: 'range', of: anyType }
    default:
      return anyType
  }
}
