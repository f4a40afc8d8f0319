import type { Compiled } from '../feel/program.ts'
import type { Scope } from '../feel/scope.ts'
import type { Problem } from '../problem.ts'
import { anyType, type FeelType } from '../values/type.ts'
import { FeelFunction, type Value } from '../values/value.ts'
import { type Box, externalOf, fitted, parametersOf, resultTypeOf } from './box.ts'
import { compileBoxed } from './compile-boxed.ts'
import { breakCycles, tellSameNames, tellUnnamedInputs } from './graph-checks.ts'
import { inferredType } from './inferred-type.ts'
import { typeOfRef } from './item-types.ts'
import type { KnowledgeModel, Requirements, Variable } from './model.ts'
import { type ModelRun, tell } from './model-run.ts'
import type { DecisionNode, KnowledgeNode, Node, NodeVariable, Source } from './nodes.ts'
import { makeService } from './service.ts'
import type { Cell } from './table-index.ts'
import { problemAt, type Unit } from './unit.ts'

/** All elements of all units, by unit and id, compiled. */
export type Graph = { readonly nodeOf: (unit: Unit, id: string) => Node | undefined; readonly nodes: readonly Node[] }

const noExpression: Compiled = () => null

/** What is required of one imported model. */
type Gathered = { readonly entries: (readonly [string, Source])[]; readonly types: Record<string, FeelType> }

/**
 * Makes the nodes of all units and links them: first every element, so that knowledge models may call each other, then the
 * logic of each, in a scope of what it requires and nothing else.
 */
export const linkUnits = (
  units: readonly Unit[],
  extensions: ReadonlyMap<string, Value> | undefined,
  problems: Problem[],
): Graph => {
  const byUnit = new Map<Unit, Map<string, Node>>()
  const byNamespace = new Map(units.map((unit) => [unit.model.namespace, unit]))
  const nodes: Node[] = []
  const compilations: (() => void)[] = []
  const plainCells = new Map<string, Cell>()

  const nodeOf = (unit: Unit, href: string): Node | undefined => {
    const at = href.lastIndexOf('#')
    if (at < 0) return byUnit.get(unit)?.get(href)
    const other = byNamespace.get(href.slice(0, at))
    return other && byUnit.get(other)?.get(href.slice(at + 1))
  }

  const scopeWith = (unit: Unit, variables: readonly NodeVariable[]): Scope => ({
    variables: new Map(variables.map(({ name, type }) => [name, type])),
    types: unit.types,
    ...(extensions && { extensions }),
  })

  /** Variables for what is required, those of imported models gathered under the import's name. */
  const variablesFor = (
    unit: Unit,
    { inputs, decisions, knowledge }: Requirements,
    place: Problem['place'] & object,
    own: Problem[],
  ): NodeVariable[] => {
    const variables = new Map<string, NodeVariable>()
    const imported = new Map<string, Gathered>()
    for (const href of [...inputs, ...decisions, ...knowledge]) {
      const node = nodeOf(unit, href)
      if (!node) {
        const message = `What is required as "${href}" is in no model at hand`
        own.push(problemAt(unit, place, 'dmn.requirement', message, { params: { href } }))
        continue
      }
      const source: Source =
        node.kind === 'input' || node.kind === 'decision'
          ? { from: 'node', node }
          : { from: 'constant', value: node.function }
      const alias = node.unit === unit ? '' : unit.imports.find((each) => each.unit === node.unit)?.alias
      if (alias === undefined) {
        const message = `"${node.name}" is of a model that is not imported here`
        own.push(problemAt(unit, place, 'dmn.requirement', message, { params: { href, name: node.name } }))
      } else if (alias === '') variables.set(node.name, { name: node.name, source, type: node.type })
      else {
        const found: Gathered = imported.get(alias) ?? { entries: [], types: Object.create(null) }
        imported.set(alias, found)
        found.entries.push([node.name, source])
        found.types[node.name] = node.type
      }
    }
    for (const [alias, { entries, types }] of imported)
      variables.set(alias, {
        name: alias,
        source: { from: 'import', entries },
        type: { kind: 'context', entries: types },
      })
    return [...variables.values()]
  }

  const typeOf = (unit: Unit, { typeRef }: Variable, place: Problem['place'] & object, own: Problem[]): FeelType =>
    typeRef === undefined ? anyType : typeOfRef(typeRef, unit, { ...place, part: 'variable' }, own)

  const makeKnowledge = (unit: Unit, element: KnowledgeModel): KnowledgeNode => {
    const own: Problem[] = []
    const place = { element: element.name, elementId: element.id }
    const traced = { element: element.name, elementId: element.id, kind: 'knowledge model' } as const
    const box: Box = { unit, scope: scopeWith(unit, []), place, problems: own, plainCells }
    const { logic } = element
    const parameters = logic ? parametersOf(logic, box) : []
    const declared = resultTypeOf(element.variable.typeRef, { ...box, place: { ...place, part: 'variable' } })
    const result = declared.kind === 'Any' && logic ? resultTypeOf(logic.typeRef, { ...box, problems: [] }) : declared
    let body = noExpression
    let template: unknown[] = []
    let broken: readonly Problem[] = []
    const made = new FeelFunction(
      element.variable.name,
      [parameters],
      (args, _signature, clock) => {
        const run = clock as ModelRun
        run.tracer?.enter()
        let value: Value = null
        if (broken.length > 0) for (const problem of broken) tell(run, problem)
        else {
          const frame = template.slice()
          frame[0] = run
          for (let index = 0; index < parameters.length; index++) frame[index + 1] = args[index] ?? null
          value = body(frame)
        }
        run.tracer?.leave(traced, value)
        return value
      },
      result,
    )
    compilations.push(() => {
      const given: NodeVariable[] = parameters.map(({ name, type }) => ({
        name,
        type,
        source: { from: 'constant', value: null },
      }))
      const names = new Set(given.map(({ name }) => name))
      const required = variablesFor(unit, element.requires, place, own).filter(({ name }) => !names.has(name))
      // It may call itself, without saying that it requires itself.
      const itself: NodeVariable[] =
        names.has(element.variable.name) || required.some(({ name }) => name === element.variable.name)
          ? []
          : [{ name: element.variable.name, source: { from: 'constant', value: made }, type: functionType }]
      const variables = [...given, ...required, ...itself]
      const inside = { ...box, scope: scopeWith(unit, variables) }
      template = [undefined, ...variables.map(({ source }) => constantOf(source))]
      if (!logic)
        own.push(
          problemAt(unit, place, 'dmn.no-logic', `"${element.name}" has no logic; it is null`, { severity: 'warning' }),
        )
      else {
        const own = resultTypeOf(logic.typeRef, inside)
        const external = externalOf(logic, parameters.length, inside)
        const compiled: Compiled = external
          ? (frame) => external(frame.slice(1, parameters.length + 1) as Value[], frame[0] as ModelRun)
          : compileBoxed(logic.body, { ...inside, expected: declared })
        body = fitted(fitted(compiled, own, inside), declared, inside)
      }
      broken = finish(own)
    })
    const functionType: FeelType = { kind: 'function', parameters: parameters.map(({ type }) => type), result }
    return {
      kind: 'knowledge model',
      unit,
      element,
      name: element.variable.name,
      function: made,
      type: functionType,
      traced,
    }
  }

  const finish = (own: readonly Problem[]): readonly Problem[] => {
    problems.push(...own)
    return own.filter(({ severity }) => severity === 'error')
  }

  for (const unit of units) {
    const { model } = unit
    const here = new Map<string, Node>()
    byUnit.set(unit, here)
    const add = (id: string, node: Node) => {
      here.set(id, node)
      nodes.push(node)
    }
    for (const element of model.inputs) {
      const place = { element: element.name, elementId: element.id }
      const type = typeOf(unit, element.variable, place, problems)
      add(element.id, { kind: 'input', unit, element, order: nodes.length, name: element.variable.name, type })
    }
    for (const element of model.decisions) {
      const own: Problem[] = []
      const place = { element: element.name, elementId: element.id }
      const declared = typeOf(unit, element.variable, place, own)
      const type = declared.kind === 'Any' ? inferredType(element.logic, unit, problems) : declared
      const node: DecisionNode = {
        kind: 'decision',
        unit,
        element,
        name: element.variable.name,
        declared,
        type,
        traced: { element: element.name, elementId: element.id, kind: 'decision' },
        variables: [],
        logic: noExpression,
        broken: [],
      }
      add(element.id, node)
      compilations.push(() => {
        node.variables = variablesFor(unit, element.requires, place, own)
        const box: Box = {
          unit,
          scope: scopeWith(unit, node.variables),
          place,
          problems: own,
          plainCells,
          expected: declared,
        }
        if (element.logic) {
          const isChecked = element.logic.kind !== 'function' && element.logic.typeRef === element.variable.typeRef
          const compiled = compileBoxed(element.logic, box)
          node.logic = isChecked ? compiled : fitted(compiled, declared, box)
        } else
          own.push(
            problemAt(unit, place, 'dmn.no-logic', `"${element.name}" has no logic; it is null`, {
              severity: 'warning',
            }),
          )
        node.broken = finish(own)
      })
    }
    for (const element of model.knowledgeModels) add(element.id, makeKnowledge(unit, element))
  }
  for (const unit of units)
    for (const element of unit.model.services) {
      const node = makeService(unit, element, nodeOf, problems)
      byUnit.get(unit)?.set(element.id, node)
      nodes.push(node)
    }
  for (const unit of units) tellSameNames([...(byUnit.get(unit)?.values() ?? [])], problems)
  for (const compile of compilations) compile()
  breakCycles(nodes, problems)
  tellUnnamedInputs(nodes, problems)
  return { nodeOf, nodes }
}

/** What knowledge models require: functions alone, of this model or under an import's name. */
const constantOf = (source: Source): Value => {
  if (source.from === 'constant') return source.value
  if (source.from === 'node') return null
  const made: Record<string, Value> = Object.create(null)
  for (const [name, inner] of source.entries) made[name] = constantOf(inner)
  return made
}
