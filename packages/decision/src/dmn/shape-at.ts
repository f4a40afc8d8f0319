import type { Expression, UnaryTests } from '../feel/ast.ts'
import { type CellShape, cellShapeOf, constantOf } from '../feel/cell-shape.ts'
import { compileTree } from '../feel/compile/index.ts'
import { mentions } from '../feel/mentions.ts'
import type { Compiled, Frame } from '../feel/program.ts'
import type { Scope } from '../feel/scope.ts'
import { DecisionError } from '../problem.ts'
import { isList, type Value } from '../values/value.ts'
import type { ModelRun } from './model-run.ts'

export type ShapeAt = (frame: Frame) => CellShape

/** Elements of a list that a reason names: who has to read more will not. */
const mostNamed = 50

/** Evaluates for the value alone: no step is traced, noted or counted. */
export const quietly = <T>(frame: Frame, evaluate: () => T): T => {
  const run = frame[0] as ModelRun
  const { steps, depth, notes, tracer } = run
  const told = notes?.length ?? 0
  try {
    return tracer ? tracer.silently(evaluate) : evaluate()
  } finally {
    run.steps = steps
    run.depth = depth
    notes?.splice(told)
  }
}

/** Values that a cell compares its input with; truth and null are what a condition comes to, which says nothing of the input. */
const isOperand = (value: Value): boolean =>
  value !== null && typeof value !== 'boolean' && (!isList(value) || value.length <= mostNamed)

/**
 * What a cell holds at the values at hand, where it depends on them: `<= limit` with a limit of 35 holds what `<= 35` does. Made for
 * saying why the cell failed, so nothing is compiled before that is asked for the first time.
 */
export const shapeAt = (tests: UnaryTests, scope: Scope): ShapeAt => {
  const compiled = new Map<Expression, Compiled>()
  const valueIn = (frame: Frame) => (operand: Expression) => {
    const constant = constantOf(operand)
    if (constant !== undefined || mentions(operand, '?')) return constant
    let known = compiled.get(operand)
    if (!known) {
      known = compileTree(operand, scope, [])
      compiled.set(operand, known)
    }
    const value = known(frame)
    return isOperand(value) ? value : undefined
  }
  return (frame) => {
    try {
      return quietly(frame, () => cellShapeOf(tests, valueIn(frame.slice())))
    } catch (fault) {
      // The evaluation itself has passed; that telling of it goes beyond a limit is no reason to lose it.
      if (fault instanceof DecisionError || fault instanceof RangeError) return { kind: 'opaque' }
      throw fault
    }
  }
}
