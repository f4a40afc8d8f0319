import type { UnaryTests } from '../feel/ast.ts'
import { compileTestsIn, type Test } from '../feel/compile/index.ts'
import { parseUnaryTests } from '../feel/parse.ts'
import { newRun } from '../feel/run.ts'
import type { Scope } from '../feel/scope.ts'
import { DecisionError, type Problem } from '../problem.ts'
import type { FeelType, SimpleTypeName } from '../values/type.ts'
import type { Value } from '../values/value.ts'
import { breaksOf } from './breaks.ts'
import { bareType, constraintsOf } from './kinds.ts'

/** Tests of one value that need nothing else: of a cell, of allowed values. */
export type Tests = {
  readonly tests: UnaryTests
  /** Undefined when they depend on more than constants. */
  readonly breaks: readonly Value[] | undefined
  readonly holds: (value: Value) => boolean
}

/** Undefined when the text is no tests, or names what is not there. */
export const readTests = (text: string, scope: Scope): Tests | undefined => {
  const parsed = parseUnaryTests(text, scope)
  if (!parsed.ok) return undefined
  const problems: Problem[] = []
  const test: Test = compileTestsIn(parsed.expression, scope, problems)
  if (problems.some(({ severity }) => severity === 'error')) return undefined
  const breaks = breaksOf(parsed.expression)
  const run = newRun({ now: 0 })
  return {
    tests: parsed.expression,
    breaks,
    holds: breaks ? (value) => test(value, [run]) === true : (value) => isTried(test, value),
  }
}

/** Tests that are more than comparisons may take long: a sample is not worth that. */
const isTried = (test: Test, value: Value): boolean => {
  try {
    return test(value, [newRun({ now: 0, limits: { steps: 10_000 } })]) === true
  } catch (fault) {
    if (fault instanceof DecisionError) return false
    throw fault
  }
}

/** Values that an input may have. */
export type Domain = {
  /** Undefined when nothing says it. */
  readonly kind: SimpleTypeName | undefined
  /** Of a kind whose values are not cut: lists, contexts, functions, ranges. */
  readonly isComposite: boolean
  readonly allows: (value: Value) => boolean
  /** Where `allows` changes. */
  readonly breaks: readonly Value[]
  /** All changes of `allows` are among the breaks. */
  readonly isExact: boolean
  readonly constraints: readonly Tests[]
  readonly isWhole: boolean
}

const scalars = new Set<string>([
  'number',
  'string',
  'boolean',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
])

const probes = [0, 1, 2, 5, 10, 18, 20, 50, 100, 1_000, 10_000]

/** Takes whole numbers and never their halves. */
const allowsWholeOnly = (allows: (value: Value) => boolean): boolean => {
  const taken = probes.filter(allows)
  return taken.length > 0 && taken.every((number) => !allows(number + 0.5) && !allows(number + 0.25))
}

/** What several types, and allowed values as tests, say together about the values of one expression. */
export const domainOf = (types: readonly FeelType[], allowedValues: readonly string[], scope: Scope): Domain => {
  const bare = types.map(bareType).filter(({ kind }) => kind !== 'Any' && kind !== 'Null')
  const kind = bare.find((type) => scalars.has(type.kind))?.kind as SimpleTypeName | undefined
  const ofTypes = types.flatMap(constraintsOf)
  const texts = [
    ...new Set([...ofTypes.map(({ text }) => text), ...allowedValues.filter((text) => text.trim() !== '')]),
  ]
  const read = texts.map((text) => readTests(text, scope))
  const constraints = read.filter((tests) => tests !== undefined)
  // Tests that cannot be read alone are asked of the type, which knows its own names.
  const allowing = ofTypes.filter(({ text }) => !read[texts.indexOf(text)])
  const opaque = constraints.some(({ breaks }) => !breaks) || constraints.length < texts.length
  const allows = (value: Value) =>
    constraints.every(({ holds }) => holds(value)) && allowing.every((type) => type.allows(value))
  return {
    kind,
    isComposite: kind === undefined && bare.length > 0,
    allows,
    breaks: constraints.flatMap(({ breaks }) => breaks ?? []),
    isExact: !opaque,
    constraints,
    isWhole: kind === 'number' && opaque && allowsWholeOnly(allows),
  }
}
