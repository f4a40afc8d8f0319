import { checkTable, type Engine, type FeelType, type Json, type Scope, toJson, type Value } from '@onecity/decision'
import type { Finding, TableFindings } from './desk-protocol.ts'

type Region = { readonly inputs: readonly string[]; readonly example: readonly Value[] }

/**
 * Gaps, overlaps and rules without effect of every decision table of the model. An example can be tried where each column that
 * matters tests an input of the model itself; what a decision or an expression gives cannot be filled in.
 */
export const checkTables = (engine: Engine): readonly TableFindings[] => {
  const { model } = engine
  const inputNames = new Set(model.inputs.map(({ variable }) => variable.name))
  const elements = new Map([...model.inputs, ...model.decisions].map((element) => [element.id, element]))
  return model.decisions.flatMap(({ id, name, requires, logic }): TableFindings[] => {
    if (logic?.kind !== 'table' || logic.inputs.length === 0) return []
    const entry = engine.entries.get(name)
    const types = new Map(entry?.inputs.map((input) => [input.name, input.type]))
    const variables = new Map<string, FeelType>()
    for (const required of [...requires.inputs, ...requires.decisions]) {
      const element = elements.get(required)
      if (!element) continue
      const { name: variable } = element.variable
      variables.set(variable, types.get(variable) ?? engine.entries.get(element.name)?.result ?? { kind: 'Any' })
    }
    const scope: Scope = { variables, types: engine.types }
    const check = checkTable(logic, scope)
    const finding = ({ inputs, example }: Region): Finding => {
      const cells = logic.inputs.map(({ label, text }, at) => ({
        label: label ?? text,
        test: inputs[at] ?? '-',
        value: toJson(example[at] ?? null),
      }))
      const filled: Record<string, Json> = {}
      let isWhole = true
      for (const [at, { text }] of logic.inputs.entries()) {
        const cell = cells[at]
        if (inputNames.has(text) && cell) filled[text] = cell.value
        else if (cell?.test !== '-') isWhole = false
      }
      return { cells, inputs: isWhole ? filled : null }
    }
    const labelOf = (column: number): string => logic.inputs[column]?.label ?? logic.inputs[column]?.text ?? ''
    const opaque = new Set(check.notChecked.flatMap((cell) => ('column' in cell ? [labelOf(cell.column)] : [])))
    return [
      {
        elementId: id,
        element: name,
        gaps: check.gapsMatter ? check.gaps.map(finding) : [],
        overlaps: check.overlaps.map((overlap) => ({ ...finding(overlap), rules: overlap.rules.map((at) => at + 1) })),
        unreachable: check.unreachable.map(({ rule, by }) => ({
          rule: rule + 1,
          by: (by ?? []).map((at) => at + 1),
        })),
        deadInputs: check.deadInputs.map(labelOf),
        opaque: [...opaque],
        isCut: check.notChecked.some(
          ({ why }) => why === 'too large' || why === 'more gaps' || why === 'more overlaps',
        ),
      },
    ]
  })
}
