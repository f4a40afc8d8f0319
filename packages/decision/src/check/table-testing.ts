import type { DecisionTable, DmnModel, HitPolicy, TableInput, TableOutput } from '../dmn/model.ts'
import type { Scope } from '../feel/scope.ts'
import { type FeelType, simpleType } from '../values/type.ts'

/** A table written as one: inputs as `name: type`, rows of cells, the last `outputs` of them outputs. */
export const tableOf = (
  hitPolicy: HitPolicy,
  inputs: readonly (string | TableInput)[],
  rows: readonly (readonly string[])[],
  outputs: readonly TableOutput[] = [{ name: 'result' }],
): DecisionTable => ({
  kind: 'table',
  hitPolicy,
  inputs: inputs.map((input) => {
    if (typeof input !== 'string') return input
    const [text = '', typeRef] = input.split(': ')
    return { text, ...(typeRef && { typeRef }) }
  }),
  outputs,
  annotations: [],
  rules: rows.map((row) => ({
    inputs: row.slice(0, inputs.length),
    outputs: row.slice(inputs.length),
    annotations: [],
  })),
})

/** A scope that knows the variables of the inputs. */
export const scopeFor = (variables: Readonly<Record<string, FeelType['kind'] | FeelType>>): Scope => ({
  variables: new Map(
    Object.entries(variables).map(([name, type]) => [
      name,
      typeof type === 'string' ? simpleType(type as 'number') : type,
    ]),
  ),
})

/** A model of one decision over inputs, to be evaluated. */
export const modelOf = (table: DecisionTable, inputs: Readonly<Record<string, string | undefined>>): DmnModel => {
  const names = Object.keys(inputs)
  return {
    id: 'm',
    name: 'm',
    namespace: 'urn:m',
    version: '1.5',
    imports: [],
    itemDefinitions: [],
    knowledgeModels: [],
    services: [],
    inputs: names.map((name) => ({ id: name, name, variable: variableOf(name, inputs[name]) })),
    decisions: [
      {
        id: 'd',
        name: 'd',
        variable: { name: 'd' },
        requires: { inputs: names, decisions: [], knowledge: [] },
        logic: table,
      },
    ],
  }
}

const variableOf = (name: string, typeRef: string | undefined) => ({ name, ...(typeRef !== undefined && { typeRef }) })
