import type { Compiled } from '../feel/program.ts'
import type { Problem } from '../problem.ts'
import { anyType, type FeelType } from '../values/type.ts'
import { FeelFunction, type Value } from '../values/value.ts'
import { type Box, fitted } from './box.ts'
import { typeOfRef } from './item-types.ts'
import type { ModelRun } from './model-run.ts'
import type { DecisionNode, InputNode, Node, ServiceNode } from './nodes.ts'
import { type Plan, planOf, runPlan } from './plan.ts'
import { problemAt, type Unit } from './unit.ts'

type NodeOf = (unit: Unit, href: string) => Node | undefined

/**
 * A decision service as a function (DMN 1.5, clause 10.4): of its input data, then its input decisions, to its output decision or a
 * context of several. Nothing of what it encapsulates is shared with the evaluation around it.
 */
export const makeService = (
  unit: Unit,
  element: ServiceNode['element'],
  nodeOf: NodeOf,
  problems: Problem[],
): ServiceNode => {
  const place = { element: element.name, elementId: element.id }
  const traced = { element: element.name, elementId: element.id, kind: 'service' } as const
  const missing = (href: string, part: string) => {
    const named = part.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    const message = `What the service names as its ${named} "${href}" is in no model at hand`
    problems.push(problemAt(unit, { ...place, part }, 'dmn.requirement', message, { params: { href } }))
    return []
  }
  const inputs = element.inputData.flatMap((href): InputNode[] => {
    const node = nodeOf(unit, href)
    return node?.kind === 'input' ? [node] : missing(href, 'inputData')
  })
  const decisions = (hrefs: readonly string[], part: string) =>
    hrefs.flatMap((href): DecisionNode[] => {
      const node = nodeOf(unit, href)
      return node?.kind === 'decision' ? [node] : missing(href, part)
    })
  const inputDecisions = decisions(element.inputDecisions, 'inputDecision')
  const outputs = decisions(element.outputDecisions, 'outputDecision')
  decisions(element.encapsulatedDecisions, 'encapsulatedDecision')
  const given = [...inputs, ...inputDecisions]
  const parameters = given.map((node) => ({ name: node.name, type: node.kind === 'input' ? node.type : node.declared }))
  const [only] = outputs
  const declared =
    element.variable.typeRef === undefined
      ? anyType
      : typeOfRef(element.variable.typeRef, unit, { ...place, part: 'variable' }, problems)
  const resultOf = declared.kind === 'function' ? declared.result : declared
  const inferred: FeelType =
    outputs.length === 1 && only
      ? only.type
      : { kind: 'context', entries: Object.fromEntries(outputs.map(({ name, type }) => [name, type])) }
  const result = resultOf.kind === 'Any' ? inferred : resultOf
  let plan: Plan | undefined
  const evaluate: Compiled = (frame) => {
    const run = frame[0] as ModelRun
    plan ??= planOf(outputs, given)
    const values = new Array<Value>(plan.size).fill(null)
    for (let index = 0; index < given.length; index++)
      values[plan.positions.get(given[index] as Node) as number] = (frame[index + 1] as Value | undefined) ?? null
    runPlan(plan, values, run)
    const resultAt = (node: DecisionNode) => values[plan?.positions.get(node) as number] ?? null
    if (outputs.length === 1) return resultAt(outputs[0] as DecisionNode)
    const made: Record<string, Value> = Object.create(null)
    for (const output of outputs) made[output.name] = resultAt(output)
    return made
  }
  const box: Box = { unit, scope: { variables: new Map() }, place, problems, plainCells: new Map() }
  const checked = fitted(evaluate, resultOf, box)
  const made = new FeelFunction(
    element.variable.name,
    [parameters],
    (args, _signature, clock) => {
      const run = clock as ModelRun
      run.tracer?.enter()
      const value = checked([run, ...args])
      run.tracer?.leave(traced, value)
      return value
    },
    resultOf,
  )
  return {
    kind: 'service',
    unit,
    element,
    name: element.variable.name,
    outputs,
    given,
    function: made,
    type: { kind: 'function', parameters: parameters.map(({ type }) => type), result },
    traced,
  }
}
