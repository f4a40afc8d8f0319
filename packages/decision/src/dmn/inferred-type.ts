import type { Problem } from '../problem.ts'
import { anyType, type FeelType, listOf } from '../values/type.ts'
import { typeOfRef } from './item-types.ts'
import type { Boxed } from './model.ts'
import type { Unit } from './unit.ts'

/**
 * The type of a boxed expression as far as its form shows it: what it declares, or the names of its entries. For reading names
 * that hold blanks, not for checking; the values themselves are never looked at.
 */
export const inferredType = (boxed: Boxed | undefined, unit: Unit, problems: Problem[]): FeelType => {
  if (!boxed) return anyType
  const ref = (typeRef: string | undefined): FeelType =>
    // A name that nobody knows is told where the expression itself is compiled.
    typeRef === undefined ? anyType : typeOfRef(typeRef, unit, {}, [])
  if (boxed.typeRef !== undefined && boxed.kind !== 'function') {
    const declared = ref(boxed.typeRef)
    if (declared.kind !== 'Any') return declared
  }
  switch (boxed.kind) {
    case 'context': {
      const last = boxed.entries.at(-1)
      if (last && !last.variable) return inferredType(last.value, unit, problems)
      const entries: Record<string, FeelType> = Object.create(null)
      for (const { variable, value } of boxed.entries)
        if (variable)
          entries[variable.name] =
            variable.typeRef === undefined ? inferredType(value, unit, problems) : ref(variable.typeRef)
      return { kind: 'context', entries }
    }
    case 'relation': {
      const entries: Record<string, FeelType> = Object.create(null)
      for (const { name, typeRef } of boxed.columns) entries[name] = ref(typeRef)
      return listOf({ kind: 'context', entries })
    }
    case 'list':
      return listOf(inferredType(boxed.elements[0], unit, problems))
    case 'table': {
      const isList = /^(RULE ORDER|OUTPUT ORDER|COLLECT)$/.test(boxed.hitPolicy) && boxed.aggregation === undefined
      const one = (): FeelType => {
        if (boxed.outputs.length <= 1) return ref(boxed.outputs[0]?.typeRef)
        const entries: Record<string, FeelType> = Object.create(null)
        for (const { name, typeRef } of boxed.outputs) if (name !== undefined) entries[name] = ref(typeRef)
        return { kind: 'context', entries }
      }
      return isList ? listOf(one()) : one()
    }
    case 'conditional': {
      const then = inferredType(boxed.then, unit, problems)
      return then.kind === 'Any' ? inferredType(boxed.else, unit, problems) : then
    }
    case 'filter':
      return inferredType(boxed.in, unit, problems)
    case 'for':
      return listOf(inferredType(boxed.result, unit, problems))
    default:
      return anyType
  }
}
