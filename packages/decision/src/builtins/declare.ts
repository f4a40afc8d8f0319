import { anyType, type FeelType, listOf, type SimpleTypeName, simpleType } from '../values/type.ts'
import { type Clock, FeelFunction, type FunctionParameter, type Value } from '../values/value.ts'

type Signature = readonly FunctionParameter[]
type Invoke = (args: readonly Value[], signature: number, clock: Clock) => Value

/** The parameters as the tables of DMN 1.5 (clause 10.3.4) name them: named arguments go by these names. */
export const required = (name: string, type: FeelType = anyType): FunctionParameter => ({ name, type })
export const optional = (name: string, type: FeelType = anyType): FunctionParameter => ({ name, type, optional: true })
export const rest = (name: string, type: FeelType = anyType): FunctionParameter => ({ name, type, variadic: true })

export const numberType = simpleType('number')
export const stringType = simpleType('string')
export const booleanType = simpleType('boolean')
export const anyList = listOf(anyType)
export const anyContext: FeelType = { kind: 'context', entries: {} }
export const anyRange: FeelType = { kind: 'range', of: anyType }
export const type = (kind: SimpleTypeName): FeelType => simpleType(kind)

/** A built-in function; where several signatures take the same arguments, the first whose types fit is called. */
export const builtin = (
  name: string,
  signatures: readonly Signature[],
  result: FeelType,
  invoke: Invoke,
): readonly [string, FeelFunction] => [name, new FeelFunction(name, signatures, invoke, result)]
