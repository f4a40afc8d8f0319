import type { Element } from 'dmn-moddle'
import type { Aggregation, Boxed, DecisionTable, FunctionDefinition, HitPolicy } from './model.ts'
import type { ElementReader } from './read-element.ts'

const hitPolicies = new Set<string>(['UNIQUE', 'FIRST', 'PRIORITY', 'ANY', 'COLLECT', 'RULE ORDER', 'OUTPUT ORDER'])
const aggregations = new Set<string>(['SUM', 'COUNT', 'MIN', 'MAX'])

const common = (element: Element, reader: ElementReader) => {
  const id = reader.text(element, 'id')
  const typeRef = reader.text(element, 'typeRef')
  return { ...(id !== undefined && { id }), ...(typeRef !== undefined && { typeRef }), ...reader.described(element) }
}

/** A boxed expression from its element; undefined for none, and for what is nested too deep (told). */
export const boxedOf = (element: Element | undefined, reader: ElementReader, depth: number): Boxed | undefined => {
  if (!element || !reader.shallow(depth)) return undefined
  const inside = (each: Element | undefined) => boxedOf(each, reader, depth + 1)
  /** Of an element that only wraps an expression. */
  const child = (property: string) => {
    const wrapper = reader.one(element, property)
    return wrapper && inside(reader.one(wrapper, 'value'))
  }
  const box = common(element, reader)
  switch (element.$type) {
    case 'dmn:LiteralExpression': {
      const expressionLanguage = reader.text(element, 'expressionLanguage')
      if (reader.one(element, 'importedValues'))
        reader.tell('dmn.imported-values', 'Imported values are not read', {}, {})
      return {
        kind: 'literal',
        ...box,
        text: reader.text(element, 'text') ?? '',
        ...(expressionLanguage !== undefined && { expressionLanguage }),
      }
    }
    case 'dmn:DecisionTable':
      return tableOf(element, reader)
    case 'dmn:Context':
      return {
        kind: 'context',
        ...box,
        entries: reader.many(element, 'contextEntry').map((entry) => {
          const variable = reader.one(entry, 'variable')
          return {
            ...(variable && { variable: reader.variable(variable) }),
            value: inside(reader.one(entry, 'value')),
          }
        }),
      }
    case 'dmn:List':
      return { kind: 'list', ...box, elements: reader.many(element, 'elements').map(inside) }
    case 'dmn:Relation':
      return {
        kind: 'relation',
        ...box,
        columns: reader.many(element, 'column').map((column) => reader.variable(column)),
        rows: reader.many(element, 'row').map((row) => reader.many(row, 'elements').map(inside)),
      }
    case 'dmn:Invocation':
      return {
        kind: 'invocation',
        ...box,
        callee: inside(reader.one(element, 'calledFunction')),
        bindings: reader.many(element, 'binding').map((binding) => {
          const parameter = reader.one(binding, 'parameter')
          return {
            parameter: (parameter && reader.name(parameter)) ?? '',
            value: inside(reader.one(binding, 'bindingFormula')),
          }
        }),
      }
    case 'dmn:FunctionDefinition':
      return functionOf(element, reader, depth)
    case 'dmn:Conditional':
      // biome-ignore lint/suspicious/noThenProperty: DMN calls it so, and nobody awaits an expression
      return { kind: 'conditional', ...box, if: child('if'), then: child('then'), else: child('else') }
    case 'dmn:Filter':
      return { kind: 'filter', ...box, in: child('in'), match: child('match') }
    case 'dmn:For':
    case 'dmn:Every':
    case 'dmn:Some': {
      const kind = element.$type === 'dmn:For' ? 'for' : element.$type === 'dmn:Every' ? 'every' : 'some'
      return {
        kind,
        ...box,
        variable: (reader.text(element, 'iteratorVariable') ?? '').replaceAll(/\s+/g, ' '),
        in: child('in'),
        result: child(kind === 'for' ? 'return' : 'satisfies'),
      }
    }
    default:
      reader.tell('dmn.unknown-expression', `"${element.$type}" is no expression that can be evaluated`)
      return undefined
  }
}

export const functionOf = (element: Element, reader: ElementReader, depth: number): FunctionDefinition => {
  const kind = reader.text(element, 'kind')
  return {
    kind: 'function',
    ...common(element, reader),
    functionKind: kind === 'Java' || kind === 'PMML' ? kind : 'FEEL',
    parameters: reader.many(element, 'formalParameter').map((parameter) => reader.variable(parameter)),
    body: boxedOf(reader.one(element, 'body'), reader, depth + 1),
  }
}

/** Only what the XML says: an absent text is no property. */
const optional = <K extends string>(key: K, value: string | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { [Key in K]?: string }

const tableOf = (element: Element, reader: ElementReader): DecisionTable => {
  const hitPolicy = reader.text(element, 'hitPolicy') ?? 'UNIQUE'
  if (!hitPolicies.has(hitPolicy))
    reader.tell('dmn.hit-policy', `"${hitPolicy}" is no hit policy`, { part: 'decisionTable' }, { name: hitPolicy })
  const aggregation = reader.text(element, 'aggregation')
  if (aggregation !== undefined && !aggregations.has(aggregation))
    reader.tell(
      'dmn.aggregation',
      `"${aggregation}" is no aggregation`,
      { part: 'decisionTable' },
      { name: aggregation },
    )
  const inputs = reader.many(element, 'input').map((input) => {
    const expression = reader.one(input, 'inputExpression')
    return {
      ...optional('id', reader.text(input, 'id')),
      ...reader.described(input),
      ...optional('label', reader.text(input, 'label')),
      text: (expression && reader.text(expression, 'text')) ?? '',
      ...optional('typeRef', expression && reader.text(expression, 'typeRef')),
      ...optional('values', reader.inner(input, 'inputValues')),
    }
  })
  const outputs = reader.many(element, 'output').map((output) => ({
    ...optional('id', reader.text(output, 'id')),
    ...reader.described(output),
    ...optional('label', reader.text(output, 'label')),
    ...optional('name', reader.name(output)),
    ...optional('typeRef', reader.text(output, 'typeRef')),
    ...optional('values', reader.inner(output, 'outputValues')),
    ...optional('defaultValue', reader.inner(output, 'defaultOutputEntry')),
  }))
  const rules = reader.many(element, 'rule').map((rule, index) => {
    const texts = (property: string) => reader.many(rule, property).map((cell) => reader.text(cell, 'text') ?? '')
    const made = {
      ...optional('id', reader.text(rule, 'id')),
      ...reader.described(rule),
      inputs: texts('inputEntry'),
      outputs: texts('outputEntry'),
      annotations: texts('annotationEntry'),
    }
    const counted = (kind: 'input' | 'output', has: number, needs: number) => {
      if (has === needs) return
      const line = made.id === undefined ? undefined : reader.lines.get(made.id)
      reader.tell(
        'dmn.cells',
        `Rule ${index + 1} has ${has} ${kind} cells, the table has ${needs} ${kind} columns`,
        { part: 'decisionTable', row: index + 1, columnKind: kind, ...line },
        { row: index + 1, cells: has, columns: needs },
      )
    }
    counted('input', made.inputs.length, inputs.length)
    counted('output', made.outputs.length, outputs.length)
    return made
  })
  return {
    kind: 'table',
    ...common(element, reader),
    hitPolicy: hitPolicies.has(hitPolicy) ? (hitPolicy as HitPolicy) : 'UNIQUE',
    ...(aggregation !== undefined && aggregations.has(aggregation) && { aggregation: aggregation as Aggregation }),
    ...optional('outputLabel', reader.text(element, 'outputLabel')),
    inputs,
    outputs,
    annotations: reader.many(element, 'annotation').map((annotation) => reader.name(annotation) ?? ''),
    rules,
  }
}
