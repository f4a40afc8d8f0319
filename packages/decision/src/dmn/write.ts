import type { Element } from 'dmn-moddle'
import { latestNamespace, moddle } from './moddle.ts'
import type {
  Boxed,
  DecisionTable,
  DmnModel,
  FunctionDefinition,
  ItemDefinition,
  Requirements,
  Variable,
} from './model.ts'

/**
 * Writes a model as XML of DMN 1.5 that `readModel` reads back the same. What a model does not hold is not written: diagrams,
 * descriptions, knowledge sources and extensions of other tools.
 */
export const writeModel = async (model: DmnModel): Promise<string> => {
  const definitions = make('Definitions', {
    xmlns: latestNamespace,
    ...identity(model),
    namespace: model.namespace,
    import: model.imports.map(({ name, namespace, location }) =>
      make('Import', { name, namespace, importType: latestNamespace, locationURI: location }),
    ),
    itemDefinition: model.itemDefinitions.map(itemElement),
    drgElement: [
      ...model.inputs.map((input) =>
        make('InputData', { ...identity(input), label: input.label, variable: variableElement(input.variable) }),
      ),
      ...model.decisions.map(({ label, question, allowedAnswers, variable, requires, logic, ...named }) =>
        make('Decision', {
          ...identity(named),
          label,
          question,
          allowedAnswers,
          variable: variableElement(variable),
          ...requirementElements(requires),
          decisionLogic: logic && boxedElement(logic),
        }),
      ),
      ...model.knowledgeModels.map(({ label, variable, requires, logic, ...named }) =>
        make('BusinessKnowledgeModel', {
          ...identity(named),
          label,
          variable: variableElement(variable),
          encapsulatedLogic: logic && functionElement(logic),
          knowledgeRequirement: requirementElements(requires).knowledgeRequirement,
        }),
      ),
      ...model.services.map((service) =>
        make('DecisionService', {
          ...identity(service),
          variable: variableElement(service.variable),
          outputDecision: service.outputDecisions.map(reference),
          encapsulatedDecision: service.encapsulatedDecisions.map(reference),
          inputDecision: service.inputDecisions.map(reference),
          inputData: service.inputData.map(reference),
        }),
      ),
    ],
  })
  const { xml } = await moddle().toXML(definitions, { format: true })
  return xml
}

/** Parents are what moddle finds its namespaces by. */
const make = (type: string, properties: Readonly<Record<string, unknown>>): Element => {
  const given = Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined))
  const element = moddle().create(`dmn:${type}`, given)
  for (const value of Object.values(given).flat())
    if (typeof value === 'object' && value !== null) Object.assign(value, { $parent: element })
  return element
}

/** An element that was read without an id has its name for one, which may be no id of XML: then it is left out again. */
const identity = ({
  id,
  name,
  description,
}: {
  readonly id: string
  readonly name: string
  readonly description?: string
}) => ({
  id: id === name && !/^[\p{L}_][\p{L}\p{N}\p{M}._-]*$/u.test(id) ? undefined : id,
  name,
  description,
})

const reference = (id: string): Element => make('DMNElementReference', { href: id.includes('#') ? id : `#${id}` })

const variableElement = ({ name, typeRef }: Variable): Element => make('InformationItem', { name, typeRef })

const requirementElements = ({ inputs, decisions, knowledge }: Requirements) => ({
  informationRequirement: [
    ...inputs.map((id) => make('InformationRequirement', { requiredInput: reference(id) })),
    ...decisions.map((id) => make('InformationRequirement', { requiredDecision: reference(id) })),
  ],
  knowledgeRequirement: knowledge.map((id) => make('KnowledgeRequirement', { requiredKnowledge: reference(id) })),
})

const tests = (text: string | undefined): Element | undefined =>
  text === undefined ? undefined : make('UnaryTests', { text })

const itemElement = (item: ItemDefinition): Element =>
  make('ItemDefinition', {
    id: item.id,
    name: item.name,
    description: item.description,
    label: item.label,
    typeRef: item.typeRef,
    isCollection: item.isCollection || undefined,
    allowedValues: tests(item.allowedValues),
    typeConstraint: tests(item.typeConstraint),
    itemComponent: item.components.map(itemElement),
    functionItem:
      item.functionItem &&
      make('FunctionItem', {
        outputTypeRef: item.functionItem.outputTypeRef,
        parameters: item.functionItem.parameters.map(variableElement),
      }),
  })

const literalElement = (text: string, more: Readonly<Record<string, unknown>> = {}): Element =>
  make('LiteralExpression', { ...more, text })

/** What is absent inside another expression becomes an empty one, so that the rest keeps its place. */
const boxedElement = (boxed: Boxed | undefined): Element => {
  if (!boxed) return literalElement('')
  const { id, typeRef, description } = boxed
  const child = (value: Boxed | undefined, type = 'ChildExpression') => make(type, { value: boxedElement(value) })
  switch (boxed.kind) {
    case 'literal':
      return literalElement(boxed.text, { id, typeRef, description, expressionLanguage: boxed.expressionLanguage })
    case 'table':
      return tableElement(boxed)
    case 'context':
      return make('Context', {
        id,
        typeRef,
        description,
        contextEntry: boxed.entries.map(({ variable, value }) =>
          make('ContextEntry', { variable: variable && variableElement(variable), value: boxedElement(value) }),
        ),
      })
    case 'list':
      return make('List', { id, typeRef, description, elements: boxed.elements.map(boxedElement) })
    case 'relation':
      return make('Relation', {
        id,
        typeRef,
        description,
        column: boxed.columns.map(variableElement),
        row: boxed.rows.map((row) => make('List', { elements: row.map(boxedElement) })),
      })
    case 'invocation':
      return make('Invocation', {
        id,
        typeRef,
        description,
        calledFunction: boxedElement(boxed.callee),
        binding: boxed.bindings.map(({ parameter, value }) =>
          make('Binding', {
            parameter: make('InformationItem', { name: parameter }),
            bindingFormula: boxedElement(value),
          }),
        ),
      })
    case 'function':
      return functionElement(boxed)
    case 'conditional':
      return make('Conditional', {
        id,
        typeRef,
        description,
        if: child(boxed.if),
        // biome-ignore lint/suspicious/noThenProperty: DMN calls it so, and nobody awaits an expression
        then: child(boxed.then),
        else: child(boxed.else),
      })
    case 'filter':
      return make('Filter', { id, typeRef, description, in: child(boxed.in), match: child(boxed.match) })
    case 'for':
    case 'some':
    case 'every':
      return make(boxed.kind === 'for' ? 'For' : boxed.kind === 'some' ? 'Some' : 'Every', {
        id,
        typeRef,
        description,
        iteratorVariable: boxed.variable,
        in: child(boxed.in, 'TypedChildExpression'),
        [boxed.kind === 'for' ? 'return' : 'satisfies']: child(boxed.result),
      })
  }
}

const functionElement = ({ id, typeRef, description, functionKind, parameters, body }: FunctionDefinition): Element =>
  make('FunctionDefinition', {
    id,
    typeRef,
    description,
    kind: functionKind,
    formalParameter: parameters.map(variableElement),
    body: body && boxedElement(body),
  })

const tableElement = (table: DecisionTable): Element =>
  make('DecisionTable', {
    id: table.id,
    description: table.description,
    typeRef: table.typeRef,
    hitPolicy: table.hitPolicy,
    aggregation: table.aggregation,
    outputLabel: table.outputLabel,
    input: table.inputs.map(({ id, description, label, text, typeRef, values }) =>
      make('InputClause', {
        id,
        description,
        label,
        inputExpression: literalElement(text, { typeRef }),
        inputValues: tests(values),
      }),
    ),
    output: table.outputs.map(({ id, description, label, name, typeRef, values, defaultValue }) =>
      make('OutputClause', {
        id,
        description,
        label,
        name,
        typeRef,
        outputValues: tests(values),
        defaultOutputEntry: defaultValue === undefined ? undefined : literalElement(defaultValue),
      }),
    ),
    annotation: table.annotations.map((name) => make('RuleAnnotationClause', { name })),
    rule: table.rules.map(({ id, description, inputs, outputs, annotations }) =>
      make('DecisionRule', {
        id,
        description,
        inputEntry: inputs.map(tests),
        outputEntry: outputs.map((text) => literalElement(text)),
        annotationEntry: annotations.map((text) => make('RuleAnnotation', { text })),
      }),
    ),
  })
