import { cellShapeOf } from '../feel/cell-shape.ts'
import { compileTestsIn } from '../feel/compile/index.ts'
import { nearestName } from '../feel/nearest-name.ts'
import { parseType, parseUnaryTests } from '../feel/parse.ts'
import { resolveType, typeByName } from '../feel/resolve-type.ts'
import { newRun } from '../feel/run.ts'
import { emptyScope, type Scope } from '../feel/scope.ts'
import type { Place, Problem } from '../problem.ts'
import { anyType, type FeelType, listOf } from '../values/type.ts'
import type { Value } from '../values/value.ts'
import type { ItemDefinition } from './model.ts'
import { problemAt, type Unit } from './unit.ts'

/** Makes the types of a unit's item definitions; imports have theirs already, or get them by reference. */
export const makeTypes = (units: readonly Unit[], problems: Problem[]): void => {
  for (const unit of units) {
    const types = unit.types as Map<string, FeelType>
    for (const { name } of unit.model.itemDefinitions) types.set(name, referenceTo(unit, name))
  }
  for (const unit of units) {
    const types = unit.types as Map<string, FeelType>
    for (const { alias, unit: imported } of unit.imports)
      for (const { name } of imported.model.itemDefinitions) {
        const known = alias === '' ? name : `${alias}.${name}`
        if (!types.has(known)) types.set(known, referenceTo(imported, name))
      }
  }
  // What is imported first.
  for (const unit of units.toReversed()) new TypeMaker(unit, problems).make()
  for (const unit of units) {
    const types = unit.types as Map<string, FeelType>
    for (const [name, type] of types) if (type.kind === 'reference') types.set(name, type.resolve())
  }
}

const referenceTo = (unit: Unit, name: string): FeelType & { kind: 'reference' } => ({
  kind: 'reference',
  name,
  resolve: () => {
    const type = unit.types.get(name) ?? anyType
    return type.kind === 'reference' && type.name === name ? anyType : type
  },
})

class TypeMaker {
  readonly #definitions: ReadonlyMap<string, ItemDefinition>
  readonly #underWay = new Set<string>()
  readonly #made = new Set<string>()

  constructor(
    readonly unit: Unit,
    readonly problems: Problem[],
  ) {
    this.#definitions = new Map(unit.model.itemDefinitions.map((item) => [item.name, item]))
  }

  make(): void {
    const seen = new Set<string>()
    for (const item of this.unit.model.itemDefinitions) {
      if (seen.has(item.name)) this.#tell(item, 'dmn.duplicate-name', `Two item definitions are called "${item.name}"`)
      seen.add(item.name)
      this.#makeNamed(item.name)
    }
  }

  #makeNamed(name: string): FeelType {
    const types = this.unit.types as Map<string, FeelType>
    const item = this.#definitions.get(name)
    if (!item || this.#made.has(name)) return types.get(name) as FeelType
    if (this.#underWay.has(name)) return referenceTo(this.unit, name)
    this.#underWay.add(name)
    const type = this.#isAliasOfItself(item) ? anyType : this.#of(item, name)
    this.#underWay.delete(name)
    this.#made.add(name)
    types.set(name, type)
    return type
  }

  #isAliasOfItself(item: ItemDefinition): boolean {
    const path = [item.name]
    for (let next: ItemDefinition | undefined = item; next; ) {
      const name: string | undefined = next.typeRef
      if (name === undefined || next.isCollection) return false
      path.push(name)
      if (name === item.name) {
        this.#tell(item, 'dmn.type-cycle', `The type "${item.name}" is defined by itself: ${path.join(' → ')}`, path)
        return true
      }
      if (path.length > this.#definitions.size + 1) return false
      next = this.#definitions.get(name)
    }
    return false
  }

  #of(item: ItemDefinition, element: string, part?: string): FeelType {
    const place: Place = {
      element,
      ...(item.id !== undefined && { elementId: item.id }),
      ...(part !== undefined && { part }),
    }
    const base = this.#baseOf(item, element, place, part)
    const named = part === undefined ? item.name : undefined
    const constrained = (of: FeelType, tests: string | undefined, what: string) =>
      tests === undefined || tests === ''
        ? of
        : constrainedBy(tests, of, this.unit, { ...place, part: part ? `${part}.${what}` : what }, this.problems, named)
    const allowed = constrained(base, item.allowedValues, 'allowedValues')
    return constrained(item.isCollection ? listOf(allowed) : allowed, item.typeConstraint, 'typeConstraint')
  }

  #baseOf(item: ItemDefinition, element: string, place: Place, part?: string): FeelType {
    if (item.typeRef !== undefined) return this.ref(item.typeRef, place)
    if (item.functionItem) {
      const { parameters, outputTypeRef } = item.functionItem
      return {
        kind: 'function',
        parameters: parameters.map(({ typeRef }) => (typeRef === undefined ? anyType : this.ref(typeRef, place))),
        result: outputTypeRef === undefined ? anyType : this.ref(outputTypeRef, place),
      }
    }
    if (item.components.length === 0) return anyType
    const entries: Record<string, FeelType> = Object.create(null)
    for (const component of item.components)
      entries[component.name] = this.#of(
        component,
        element,
        `${part === undefined ? '' : `${part}.`}itemComponent[${component.name}]`,
      )
    return { kind: 'context', entries, ...(part === undefined && { name: item.name }) }
  }

  ref(typeRef: string, place: Place): FeelType {
    if (this.#definitions.has(typeRef)) return this.#makeNamed(typeRef)
    return typeOfRef(typeRef, this.unit, place, this.problems)
  }

  #tell(item: ItemDefinition, code: string, message: string, path?: readonly string[]): void {
    const place = { element: item.name, ...(item.id !== undefined && { elementId: item.id }) }
    const params = { name: item.name, ...(path && { path }) }
    this.problems.push(problemAt(this.unit, place, code, message, { params }))
  }
}

const simpleNames = [
  'number',
  'string',
  'boolean',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
  'Any',
]

/** The type of a `typeRef`; of one that nobody knows, told, Any. */
export const typeOfRef = (typeRef: string, unit: Unit, place: Place, problems: Problem[]): FeelType => {
  const name = typeRef.replaceAll(/\s+/g, ' ')
  const known = typeByName(name, unit.types)
  if (known?.kind === 'reference') {
    // One that is still being made, in models that import each other, is looked up when it is used.
    const made = known.resolve()
    return made.kind === 'Any' ? known : made
  }
  if (known) return known
  // A qualified name of older models: its prefix stands for a namespace.
  const local = typeByName(name.slice(name.indexOf(':') + 1), unit.types)
  if (local) return local
  const scope: Scope = { variables: new Map(), types: new Map(unit.types) }
  const parsed = parseType(name, scope)
  const found: Problem[] = []
  const type = parsed.ok ? resolveType(parsed.expression, scope, found) : undefined
  if (type) return type
  const message = `There is no type "${name}"`
  const suggestion = nearestName(name, [...unit.types.keys(), ...simpleNames])
  problems.push(
    problemAt(unit, place, 'dmn.unknown-type', message, {
      params: { name },
      ...(suggestion !== undefined && { suggestion }),
    }),
  )
  return anyType
}

/** Tests of allowed values are asked for every element of a list: each has to be short. */
const limits = { steps: 100_000 }

/** Texts, numbers, ranges, comparisons: nothing that a name could change. */
export const meansTheSameAnywhere = (text: string): boolean =>
  /^[\d\s.,<>=!()[\]-]*$/.test(text.replaceAll(/"[^"\\]*"|\b(?:true|false|null|not)\b/g, ''))

/** A type with the tests of allowed values. */
export const constrainedBy = (
  text: string,
  base: FeelType,
  unit: Unit,
  place: Place,
  problems: Problem[],
  name?: string,
): FeelType => {
  // A copy: the types are still being made, and names of a scope are looked up once.
  const scope: Scope = meansTheSameAnywhere(text) ? emptyScope : { variables: new Map(), types: new Map(unit.types) }
  const parsed = parseUnaryTests(text, scope)
  const found: Problem[] = [...parsed.problems]
  const test = parsed.ok ? compileTestsIn(parsed.expression, scope, found) : undefined
  for (const problem of found) problems.push({ ...problem, ...located(unit, place), source: text })
  if (!parsed.ok || !test || parsed.expression.any) return base
  const shape = cellShapeOf(parsed.expression)
  const values =
    shape.kind === 'set' && !shape.negated
      ? shape.parts.flatMap((part) => (part.kind === 'value' ? [part.value] : []))
      : undefined
  const isPlain = values !== undefined && shape.kind === 'set' && values.length === shape.parts.length
  const known = isPlain ? new Set<unknown>(values) : undefined
  return {
    kind: 'constrained',
    base,
    text,
    allows: (value) => known?.has(value) === true || test(value as Value, [newRun({ limits })]) === true,
    ...(isPlain && { values }),
    ...(name !== undefined && { name }),
  }
}

const located = (unit: Unit, place: Place): Pick<Problem, 'place'> => {
  const { place: found } = problemAt(unit, place, '', '')
  return found ? { place: found } : {}
}
