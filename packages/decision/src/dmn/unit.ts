import type { Place, Problem } from '../problem.ts'
import type { FeelType } from '../values/type.ts'
import type { DmnModel } from './model.ts'

/** One model among those that are compiled together, with the models it imports under their names. */
export type Unit = {
  readonly model: DmnModel
  readonly isMain: boolean
  /** An empty name imports into the same scope; several may. */
  readonly imports: readonly { readonly alias: string; readonly unit: Unit }[]
  /** Item definitions by name, those of imports as `alias.name`. */
  readonly types: ReadonlyMap<string, FeelType>
}

export const modelNamed = ({ model, isMain }: Unit): Place => (isMain ? {} : { model: model.namespace })

/** A problem of an element, with its line where the model knows it. */
export const problemAt = (
  unit: Unit,
  place: Place,
  code: string,
  message: string,
  more: Partial<Problem> = {},
): Problem => {
  const line = place.elementId === undefined ? undefined : unit.model.lines?.get(place.elementId)
  return { code, severity: 'error', message, place: { ...modelNamed(unit), ...line, ...place }, ...more }
}

/** The model and all that it imports, each once. A cycle of imports is no harm: elements are linked by id. */
export const unitsOf = (
  main: DmnModel,
  offered: readonly DmnModel[],
  problems: Problem[],
): { readonly main: Unit; readonly all: readonly Unit[] } => {
  const byNamespace = new Map<string, DmnModel>()
  for (const model of offered) byNamespace.set(model.namespace, model)
  byNamespace.set(main.namespace, main)
  const made = new Map<string, Unit & { imports: { alias: string; unit: Unit }[] }>()
  const order: Unit[] = []
  const unitOf = (model: DmnModel) => {
    const unit = { model, isMain: model === main, imports: [], types: new Map<string, FeelType>() }
    made.set(model.namespace, unit)
    order.push(unit)
    return unit
  }
  const waiting = [unitOf(main)]
  for (let unit = waiting.pop(); unit; unit = waiting.pop())
    for (const [index, { name, namespace }] of unit.model.imports.entries()) {
      const known = made.get(namespace)
      const model = byNamespace.get(namespace)
      if (!known && !model) {
        const place = { part: `import[${index + 1}]` }
        const message = `The imported model "${name || namespace}" (${namespace}) is not at hand`
        problems.push(problemAt(unit, place, 'dmn.import', message, { params: { name, namespace } }))
        continue
      }
      const imported = known ?? unitOf(model as DmnModel)
      if (!known) waiting.push(imported as (typeof waiting)[number])
      ;(unit.imports as { alias: string; unit: Unit }[]).push({ alias: name, unit: imported })
    }
  return { main: made.get(main.namespace) as Unit, all: order }
}
