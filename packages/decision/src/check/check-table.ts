import type { DecisionTable } from '../dmn/model.ts'
import { parseExpression } from '../feel/parse.ts'
import { typeByName } from '../feel/resolve-type.ts'
import type { Scope } from '../feel/scope.ts'
import { equal } from '../values/equal.ts'
import { anyType, type FeelType } from '../values/type.ts'
import type { Value } from '../values/value.ts'
import { axesOf, type DeadCell, type TableAxis } from './axes.ts'
import { type Box, type Budget, Cover, widened } from './cover.ts'
import { inferType } from './infer/index.ts'
import { bareType, constraintsOf } from './kinds.ts'
import { namesIn, touch } from './names-in.ts'
import { type OutputColumn, outputsOf, rankOf, saySame } from './outputs.ts'
import { certainOf, meetingOn, sharedInputs } from './overlap.ts'
import { allOf, type BitSet, bit, bitsOf, regionText, sampleOf } from './region.ts'

/** A part of the inputs, told for each input column. */
export type TableRegion = {
  /** Tests as in a cell, `-` where every value belongs to it. */
  readonly inputs: readonly string[]
  /** A value of each input expression that lies in it. */
  readonly example: readonly Value[]
  /** Two of its inputs come from the same variables, so that it may not come about; absent otherwise. */
  readonly assumed?: true
}

export type TableOverlap = TableRegion & {
  /** Rules that all take it, from 0. */
  readonly rules: readonly number[]
}

/** A rule that never decides. Rules and columns count from 0. */
export type UnreachableRule = {
  readonly rule: number
  /** Earlier rules (or those of higher priority) take all of it; or the cell of `column` takes nothing. */
  readonly why: 'masked' | DeadCell['why']
  readonly column?: number
  /** Rules that mask it, as few as were found. */
  readonly by?: readonly number[]
}

export type TableCheck = {
  /** Inputs that no rule takes; whether that is a fault depends on hit policy and default outputs: `gapsMatter`. */
  readonly gaps: readonly TableRegion[]
  readonly gapsMatter: boolean
  /** Inputs that several rules take, where the hit policy forbids it: always under UNIQUE, with different outputs under ANY. */
  readonly overlaps: readonly TableOverlap[]
  readonly unreachable: readonly UnreachableRule[]
  /** Values in cells that can never be met although the cell can. */
  readonly deadValues: readonly DeadCell[]
  /** Columns whose cells are all `-`. */
  readonly deadInputs: readonly number[]
  /** Allowed values of outputs that no rule and no default gives. */
  readonly unusedOutputs: readonly { readonly column: number; readonly value: Value }[]
  /** Output cells whose value is not among the allowed ones. */
  readonly strangeOutputs: readonly { readonly rule: number; readonly column: number; readonly value: Value }[]
  /** False when gaps, overlaps or masked rules may have been missed; `notChecked` says why. */
  readonly complete: boolean
  readonly notChecked: readonly NotChecked[]
}

export type NotChecked =
  /** The cell depends on other values. */
  | { readonly why: 'opaque'; readonly rule: number; readonly column: number }
  /** Whether a value of that input is allowed cannot be told from its constraint. */
  | { readonly why: 'constraint'; readonly column: number }
  | { readonly why: 'outputs'; readonly rules: readonly number[] }
  | { readonly why: 'more gaps' | 'more overlaps' | 'too large' }

export type TableCheckOptions = {
  /** Columns (from 0) whose numbers are whole; those whose type says so are found. */
  readonly whole?: readonly number[]
  /** Of names that stand for results: the inputs they come from, so that columns that hang together are known. */
  readonly sources?: ReadonlyMap<string, readonly string[]>
  /** Gaps and overlaps told at most; 50. */
  readonly most?: number
  /** Steps of the search at most; 200,000. */
  readonly budget?: number
}

const wasHitOnce = new Set(['UNIQUE', 'FIRST', 'PRIORITY', 'ANY'])

/**
 * Looks at a table alone: inputs no rule takes, inputs too many take, rules and columns without effect. Numbers are taken as dense,
 * missing values are looked at only where a cell names null, input expressions as independent of each other.
 *
 * @param scope names and types that its input expressions see
 */
export const checkTable = (table: DecisionTable, scope: Scope, options: TableCheckOptions = {}): TableCheck => {
  const { most = 50, budget: steps = 200_000, whole = [] } = options
  const budget: Budget = { left: steps }
  const expressions = table.inputs.map(({ text }) => {
    const parsed = parseExpression(text, scope)
    return parsed.ok ? parsed.expression : undefined
  })
  const columns = table.inputs.map((input, column) => {
    const expression = expressions[column]
    const types: FeelType[] = []
    if (input.typeRef) types.push(typeByName(input.typeRef, scope.types) ?? anyType)
    if (expression) types.push(inferType(expression, scope, []))
    return {
      text: input.text,
      types,
      allowedValues: input.values === undefined ? [] : [input.values],
      isWhole: whole.includes(column),
    }
  })
  const { axes, opaque, deadCells } = axesOf(columns, table.rules, scope)
  const outputs = outputsOf(table, scope, outputValuesOf(table, scope))
  const names = expressions.map((expression) => {
    const asked = expression ? [...namesIn(expression)] : []
    return new Set(asked.flatMap((path) => options.sources?.get(path.split('.')[0] as string) ?? [path]))
  })
  const notChecked: NotChecked[] = opaque.map((cell) => ({ why: 'opaque', ...cell }))
  for (const axis of axes)
    if (axis.atoms.some(({ uncertain }) => uncertain))
      notChecked.push({ why: 'constraint', column: axis.columns[0] ?? 0 })

  const region = (box: Box): TableRegion => regionOf(box, axes, names, table.inputs.length)
  const gaps = findGaps(axes, table.rules.length, most, budget, notChecked)
  const overlaps = findOverlaps(table, axes, outputs, most, notChecked)
  const never = [...new Set(deadCells.filter(({ value }) => value === undefined).map(({ rule }) => rule))]
  const masked = findMasked(table, axes, outputs, new Set(never), budget, notChecked)
  return {
    gaps: gaps.map(region),
    gapsMatter: wasHitOnce.has(table.hitPolicy) && outputs.every(({ defaultValue }) => defaultValue === undefined),
    overlaps: overlaps.map(({ rules, box }) => ({ rules, ...region(box) })),
    unreachable: [
      ...never.map((rule): UnreachableRule => {
        const cell = deadCells.find((dead) => dead.rule === rule && dead.value === undefined)
        return { rule, why: cell?.why ?? 'empty', ...(cell && { column: cell.column }) }
      }),
      ...masked,
    ].sort((left, right) => left.rule - right.rule),
    deadValues: deadCells.filter(({ value }) => value !== undefined),
    deadInputs: [...table.inputs.keys()].filter((column) =>
      table.rules.every(({ inputs }) => /^\s*-?\s*$/.test(inputs[column] ?? '')),
    ),
    ...checkOutputs(outputs),
    complete: notChecked.length === 0,
    notChecked,
  }
}

const regionOf = (
  box: Box,
  axes: readonly TableAxis[],
  names: readonly ReadonlySet<string>[],
  width: number,
): TableRegion => {
  const inputs = new Array<string>(width).fill('-')
  const example = new Array<Value>(width).fill(null)
  const seen: ReadonlySet<string>[] = []
  let assumed = false
  for (const [at, axis] of axes.entries()) {
    const text = regionText(axis, box[at] as BitSet)
    const value = sampleOf(axis, box[at] as BitSet) ?? null
    for (const column of axis.columns) {
      inputs[column] = text
      example[column] = value
    }
    if (text === '-') continue
    const own = names[axis.columns[0] ?? 0] ?? new Set()
    if (seen.some((others) => touch(own, others))) assumed = true
    seen.push(own)
  }
  return { inputs, example, ...(assumed && { assumed }) }
}

const findGaps = (
  axes: readonly TableAxis[],
  ruleCount: number,
  most: number,
  budget: Budget,
  notChecked: NotChecked[],
): readonly Box[] => {
  const within = axes.map(certainOf)
  const cover = new Cover(axes, 'may', allOf(ruleCount), ruleCount, within, budget)
  const gaps: Box[] = []
  for (;;) {
    const hole = cover.hole()
    if (hole === 'unknown') notChecked.push({ why: 'too large' })
    if (typeof hole === 'string') return gaps
    if (gaps.length === most) {
      notChecked.push({ why: 'more gaps' })
      return gaps
    }
    const gap = widened(hole, axes, within)
    cover.fill(gap)
    gaps.push(gap)
  }
}

const findOverlaps = (
  table: DecisionTable,
  axes: readonly TableAxis[],
  outputs: readonly OutputColumn[],
  most: number,
  notChecked: NotChecked[],
) => {
  if (table.hitPolicy !== 'UNIQUE' && table.hitPolicy !== 'ANY') return []
  const unknown = new Set<number>()
  const differ = (left: number, right: number): boolean => {
    if (table.hitPolicy === 'UNIQUE') return true
    const same = saySame(table, outputs, left, right)
    if (same === undefined) unknown.add(left).add(right)
    return same === false
  }
  const { found, hasMore } = sharedInputs(axes, table.rules.length, differ, most)
  if (hasMore) notChecked.push({ why: 'more overlaps' })
  if (unknown.size > 0) notChecked.push({ why: 'outputs', rules: [...unknown].sort((left, right) => left - right) })
  return found
}

/** Rules that come before each rule: earlier ones under FIRST, of higher priority under PRIORITY. */
const rulesBefore = (
  table: DecisionTable,
  outputs: readonly OutputColumn[],
): ((rule: number) => BitSet) | undefined => {
  if (table.hitPolicy === 'FIRST') return allOf
  if (table.hitPolicy !== 'PRIORITY') return undefined
  const ranks = table.rules.map((_, rule) => rankOf(outputs, rule))
  return (rule) => {
    const own = ranks[rule]
    if (!own) return 0n
    let before = 0n
    for (const [other, rank] of ranks.entries()) {
      if (!rank || other === rule) continue
      const at = rank.findIndex((place, column) => place !== own[column])
      if (at < 0 ? other < rule : (rank[at] as number) < (own[at] as number)) before |= bit(other)
    }
    return before
  }
}

const findMasked = (
  table: DecisionTable,
  axes: readonly TableAxis[],
  outputs: readonly OutputColumn[],
  never: ReadonlySet<number>,
  budget: Budget,
  notChecked: NotChecked[],
): readonly UnreachableRule[] => {
  const before = rulesBefore(table, outputs)
  if (!before) return []
  const masked: UnreachableRule[] = []
  const meeting = axes.map((axis) => meetingOn(axis, 'may', table.rules.length))
  for (const rule of table.rules.keys()) {
    if (never.has(rule)) continue
    const within = axes.map((axis) => axis.cells[rule]?.may ?? 0n)
    let rules = before(rule)
    for (const meets of meeting) rules &= meets(rule)
    if (rules === 0n && axes.length > 0) continue
    const isCoveredBy = (some: BitSet) => new Cover(axes, 'must', some, table.rules.length, within, budget).hole()
    const hole = isCoveredBy(rules)
    if (hole === 'unknown') {
      notChecked.push({ why: 'too large' })
      return masked
    }
    if (hole !== 'covered') continue
    masked.push({ rule, why: 'masked', by: fewest(rules, (some) => isCoveredBy(some) === 'covered') })
  }
  return masked
}

/** Rules that do it alone, or one by one left out until each that stays is needed; of very many as they are. */
const fewest = (rules: BitSet, cover: (some: BitSet) => boolean): readonly number[] => {
  const all = bitsOf(rules)
  if (all.length > 200) return all
  const alone = all.find((rule) => cover(bit(rule)))
  if (alone !== undefined) return [alone]
  let by = rules
  for (const rule of all.reverse()) if (cover(by & ~bit(rule))) by &= ~bit(rule)
  return bitsOf(by)
}

/** Allowed values of the outputs' types. */
const outputValuesOf = (table: DecisionTable, scope: Scope): (readonly Value[] | undefined)[] => {
  const whole = table.typeRef === undefined ? undefined : typeByName(table.typeRef, scope.types)
  const entries = whole && bareType(whole)
  return table.outputs.map((output) => {
    const type =
      (output.typeRef === undefined ? undefined : typeByName(output.typeRef, scope.types)) ??
      (entries?.kind === 'context' && output.name !== undefined ? entries.entries[output.name] : undefined) ??
      (table.outputs.length === 1 ? whole : undefined)
    return type && (constraintsOf(type).find(({ values }) => values)?.values as readonly Value[] | undefined)
  })
}

const checkOutputs = (outputs: readonly OutputColumn[]): Pick<TableCheck, 'unusedOutputs' | 'strangeOutputs'> => {
  const unusedOutputs: { column: number; value: Value }[] = []
  const strangeOutputs: { rule: number; column: number; value: Value }[] = []
  for (const [column, { values, allowed, defaultValue }] of outputs.entries()) {
    if (!allowed) continue
    const given = [...values, ...(defaultValue === undefined ? [] : [defaultValue])]
    if (!given.includes(undefined))
      for (const value of allowed)
        if (!given.some((one) => equal(one as Value, value) === true)) unusedOutputs.push({ column, value })
    for (const [rule, value] of values.entries())
      if (value !== undefined && value !== null && !allowed.some((one) => equal(one, value) === true))
        strangeOutputs.push({ rule, column, value })
  }
  return { unusedOutputs, strangeOutputs }
}
