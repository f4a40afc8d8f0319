import type { RunOptions } from '../feel/program.ts'
import { DecisionError, defaultLimits, type Limits, type Problem } from '../problem.ts'
import type { TableTrace, Trace, TraceStep } from '../trace/trace.ts'
import { type Json, toJson } from '../values/json.ts'
import { anyType, type FeelType } from '../values/type.ts'
import type { Value } from '../values/value.ts'
import type { Engine, EngineOptions, Entry, EntryInput } from './engine.ts'
import { fitOf, misfit } from './fit.ts'
import { completed, inputValue } from './input-value.ts'
import { makeTypes } from './item-types.ts'
import { linkUnits } from './link.ts'
import type { DmnModel } from './model.ts'
import { type ModelRun, type Tracer, tell } from './model-run.ts'
import type { DecisionNode, KnowledgeNode, ServiceNode } from './nodes.ts'
import { type Plan, planOf, runPlan } from './plan.ts'
import { sha256 } from './sha256.ts'
import { problemAt, type Unit, unitsOf } from './unit.ts'

/**
 * Compiles a model with those it imports. Nothing is thrown for what is wrong in it: that stands in `problems`, and what it
 * breaks is null.
 */
export const compileModel = (model: DmnModel, { imports = [], extensions }: EngineOptions = {}): Engine => {
  const problems: Problem[] = []
  const { main, all } = unitsOf(model, imports, problems)
  makeTypes(all, problems)
  const host = extensions && new Map<string, Value>(Object.entries(extensions))
  const graph = linkUnits(all, host, problems)
  let hash: string | undefined
  const engine = {
    model,
    problems,
    types: main.types,
    get hash(): string {
      hash ??= sha256(canonical(all.map((unit) => ({ ...unit.model, lines: undefined }))))
      return hash
    },
  }
  const entries = new Map<string, Entry>()
  const nodesOf = (unit: Unit) => graph.nodes.filter((node) => node.unit === unit)
  const order = { decision: 0, service: 1, 'knowledge model': 2, input: 3 }
  const add = (unit: Unit, prefix: string, path: ReadonlySet<Unit>) => {
    for (const node of nodesOf(unit).sort((left, right) => order[left.kind] - order[right.kind])) {
      const name = prefix + node.element.name
      if (node.kind !== 'input' && !entries.has(name)) entries.set(name, entryOf(node, name, main, engine))
    }
    for (const { alias, unit: imported } of unit.imports)
      if (!path.has(imported)) add(imported, alias === '' ? prefix : `${prefix}${alias}.`, new Set(path).add(imported))
  }
  add(main, '', new Set([main]))
  return Object.assign(Object.create(Object.prototype, Object.getOwnPropertyDescriptors(engine)), { entries })
}

/** JSON with sorted keys: the same content is the same text, whoever built it. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  )

type Owner = { readonly model: DmnModel; readonly hash: string }
type Callable = DecisionNode | ServiceNode | KnowledgeNode

/** One input of an entry, with its way from what was handed in to its type. */
type Binding = EntryInput & {
  readonly bind: (given: unknown, run: ModelRun) => Value
  /** A name that every object has: only what was handed in counts. */
  readonly isInherited: boolean
}

const bindingOf = (input: EntryInput, unit: Unit, elementId?: string): Binding => {
  const { name, type } = input
  const fit = fitOf(type)
  const place = { element: name, ...(elementId !== undefined && { elementId }) }
  const slow = (given: unknown, run: ModelRun): Value => {
    const value = inputValue(given, type)
    const fits = value === undefined ? undefined : fit ? (fit(value) ?? fit(completed(value, type))) : value
    if (fits !== undefined) return fits
    const { message, params } = misfit(value ?? String(given), type)
    tell(run, problemAt(unit, place, 'dmn.input-type', `${name}: ${message}`, { severity: 'warning', params }))
    return null
  }
  const quick = type.kind === 'number' || type.kind === 'string' || type.kind === 'boolean' ? type.kind : undefined
  const bind = (given: unknown, run: ModelRun): Value =>
    // -0 and what is not finite take the long way.
    typeof given === quick && (quick !== 'number' || (given !== 0 && Number.isFinite(given)))
      ? (given as Value)
      : slow(given, run)
  return { ...input, bind, isInherited: name in Object.prototype }
}

/** How an entry is evaluated, made when it is first asked for. */
type Way = { readonly inputs: readonly Binding[]; readonly run: (values: Value[], run: ModelRun) => Value }

const wayOf = (node: Callable, main: Unit): Way => {
  if (node.kind === 'decision') {
    const plan = planOf([node])
    const position = plan.positions.get(node) as number
    return {
      inputs: inputsOf(plan, main),
      // Inputs have the first positions, in order.
      run: (values, run) => {
        runPlan(plan, values, run)
        return values[position] as Value
      },
    }
  }
  const [parameters = []] = node.function.signatures
  return {
    inputs: parameters.map(({ name, type = anyType }) => bindingOf({ name, type }, node.unit)),
    run: (given, run) => node.function.invoke(given, 0, run),
  }
}

const inputsOf = (plan: Plan, main: Unit): Binding[] => {
  const named = new Map<string, number>()
  for (const { element } of plan.inputs) named.set(element.name, (named.get(element.name) ?? 0) + 1)
  return plan.inputs.map(({ element, type, unit }) => {
    const isOwn = unit === main
    const name = isOwn || named.get(element.name) === 1 ? element.name : (pathTo(main, unit) ?? '') + element.name
    const input = {
      name,
      type,
      ...(element.label !== undefined && { label: element.label }),
      ...(!isOwn && { namespace: unit.model.namespace }),
    }
    return bindingOf(input, unit, element.id)
  })
}

/** Names of imports on the way to a unit: `alias.inner.` */
const pathTo = (from: Unit, to: Unit, seen = new Set<Unit>()): string | undefined => {
  if (from === to) return ''
  seen.add(from)
  for (const { alias, unit } of from.imports) {
    if (seen.has(unit)) continue
    const rest = pathTo(unit, to, seen)
    if (rest !== undefined) return (alias === '' ? '' : `${alias}.`) + rest
  }
  return undefined
}

const entryOf = (node: Callable, name: string, main: Unit, owner: Owner): Entry => {
  let made: Way | undefined
  const way = (): Way => {
    made ??= wayOf(node, main)
    return made
  }
  const result: FeelType =
    node.kind === 'decision' ? node.type : node.type.kind === 'function' ? node.type.result : anyType
  const evaluateWith = (given: Readonly<Record<string, unknown>>, run: ModelRun, values: Value[]): Value => {
    const { inputs, run: evaluate } = way()
    try {
      for (let index = 0; index < inputs.length; index++) {
        const input = inputs[index] as Binding
        const { name } = input
        const isGiven = !input.isInherited || Object.hasOwn(given, name)
        values.push(input.bind(isGiven ? given[name] : null, run))
      }
      return evaluate(values, run)
    } catch (fault) {
      const { notes } = run
      if (fault instanceof DecisionError) notes?.push(...fault.problems)
      else if (fault instanceof RangeError)
        notes?.push({
          code: 'limit.depth',
          severity: 'error',
          message: `The evaluation goes too deep or too far: ${fault.message}`,
        })
      else throw fault
      return null
    }
  }
  return {
    name,
    id: node.element.id,
    kind: node.kind,
    get inputs() {
      return way().inputs.map(({ bind: _bind, isInherited: _isInherited, ...input }) => input)
    },
    result,
    evaluate: (given, options) => {
      const run = new OwnRun(options, undefined)
      const value = evaluateWith(given, run, [])
      return { value, problems: run.notes }
    },
    trace: (given, options) => {
      const recorder = new Recorder()
      const run = new OwnRun(options, recorder)
      recorder.notes = run.notes
      const values: Value[] = []
      const value = evaluateWith(given, run, values)
      return { value, problems: run.notes, trace: recorder.traceOf(owner, name, way().inputs, values, value, run) }
    },
  }
}

/** Reads the clock when somebody asks, and then no more: most evaluations never do. */
class OwnRun implements ModelRun {
  steps = 0
  depth = 0
  readonly notes: Problem[]
  readonly limits: Limits
  readonly zone: string
  readonly tracer?: Tracer
  private instant: number | undefined

  constructor(options: RunOptions | undefined, tracer: Tracer | undefined) {
    this.notes = options?.notes ?? []
    this.limits = options?.limits ? { ...defaultLimits, ...options.limits } : defaultLimits
    this.zone = options?.zone ?? 'UTC'
    this.instant = options?.now
    if (tracer) this.tracer = tracer
  }

  get now(): number {
    this.instant ??= Date.now()
    return this.instant
  }
}

let lastInstant = Number.NaN
let lastText = ''

/** Many evaluations fall into one millisecond, and writing it takes as long as a table. */
const instantText = (instant: number): string => {
  if (instant !== lastInstant) {
    lastText = new Date(instant).toISOString()
    lastInstant = instant
  }
  return lastText
}

/** Keeps the steps of one evaluation. A problem belongs to the innermost element that was being evaluated. */
class Recorder implements Tracer {
  notes: Problem[] = []
  readonly #steps: TraceStep[] = []
  readonly #open: TableTrace[][] = []
  #told = 0
  #last: Value = null
  #isSilent = false

  silently<T>(evaluate: () => T): T {
    const before = this.#isSilent
    this.#isSilent = true
    try {
      return evaluate()
    } finally {
      this.#isSilent = before
    }
  }

  enter(): void {
    if (!this.#isSilent) this.#open.push([])
  }

  table(table: TableTrace): void {
    if (!this.#isSilent) this.#open.at(-1)?.push(table)
  }

  leave(element: { element: string; elementId: string; kind: TraceStep['kind'] }, result: Value): void {
    if (this.#isSilent) return
    const tables = this.#open.pop() ?? []
    const problems = this.notes.length > this.#told ? this.notes.slice(this.#told) : undefined
    this.#told = this.notes.length
    this.#last = result
    this.#steps.push({
      element: element.element,
      elementId: element.elementId,
      kind: element.kind,
      result: toJson(result),
      ...(tables.length > 0 && { tables }),
      ...(problems && { problems }),
    })
  }

  traceOf(
    { model, hash }: Owner,
    asked: string,
    bindings: readonly Binding[],
    values: readonly Value[],
    value: Value,
    run: ModelRun,
  ): Trace {
    const inputs: Record<string, Json> = {}
    for (let index = 0; index < bindings.length; index++)
      inputs[(bindings[index] as Binding).name] = toJson(values[index] ?? null)
    return {
      format: 1,
      model: { name: model.name, namespace: model.namespace, hash },
      asked,
      inputs,
      now: instantText(run.now),
      zone: run.zone,
      steps: this.#steps,
      outcome:
        this.#steps.length > 0 && value === this.#last ? (this.#steps.at(-1) as TraceStep).result : toJson(value),
      problems: this.notes,
    }
  }
}
