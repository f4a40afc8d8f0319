/**
 * Where the engine works: reads, compiles, evaluates and checks the model that was compiled last, and answers in plain data. Runs in
 * a worker; knows neither page nor browser, so that it is tested as it is.
 */
import {
  checkModel,
  compileExpression,
  compileModel,
  compileUnaryTests,
  DecisionError,
  type Engine,
  type Entry,
  equal,
  type FeelType,
  fromJson,
  type Json,
  type Problem,
  readModel,
  type Scope,
  sayFailure,
  sayProblem,
  sayTrace,
  type TableTrace,
  type TraceStep,
  toJson,
  type Value,
  whatWouldChange,
  writeModel,
} from '@onecity/decision'
import type { Language } from '../app/i18n.ts'
import type { DeskMethods, Evaluation, SaidProblem, SaidTable } from './desk-protocol.ts'
import { plainText } from './drafts.ts'
import { fieldOf, readDrafts, resultFieldOf } from './fields.ts'
import { findElement } from './model-edit.ts'
import { renameElement } from './rename.ts'
import { checkTables } from './table-findings.ts'

/** One evaluation; an expression that goes on longer is ended by the engine itself. */
const evaluationLimits = { limits: { steps: 3_000_000 } } as const
const any: FeelType = { kind: 'Any' }
const simpleTypes: readonly FeelType[] = [
  { kind: 'number' },
  { kind: 'string' },
  { kind: 'boolean' },
  { kind: 'date' },
  { kind: 'time' },
  { kind: 'date and time' },
  { kind: 'days and time duration' },
  { kind: 'years and months duration' },
]

const said = (problems: readonly Problem[], language: Language): SaidProblem[] =>
  problems.map((problem) => {
    const { place: _, ...placeless } = problem
    return { ...problem, said: sayProblem(problem, language), brief: sayProblem(placeless, language) }
  })

const saidTable = (table: TableTrace, language: Language): SaidTable => {
  const failures: Record<string, string> = {}
  for (const [rule, { failed }] of table.rules.entries())
    for (const { column, text, reason } of failed) {
      const input = table.inputs[column]
      const label = input?.label || input?.text || ''
      failures[`${rule}:${column}`] = sayFailure(reason, { label, value: input?.value ?? null, text }, language)
    }
  return { ...table, failures }
}

const tablesOf = (steps: readonly TraceStep[], language: Language): Evaluation['tables'] => {
  const tables: Record<string, readonly SaidTable[]> = {}
  for (const { elementId, tables: own } of steps)
    if (own) tables[elementId] = own.map((table) => saidTable(table, language))
  return tables
}

/**
 * The inputs of an entry, with those that its requirements name though its logic is broken at the moment: while a cell is being
 * typed in, the form stays as it is.
 */
const withRequired = ({ model, entries, types }: Engine, id: string, inputs: Entry['inputs']): Entry['inputs'] => {
  const known = new Map(
    [...entries.values()].flatMap((entry) => entry.inputs.map((each) => [each.name, each] as const)),
  )
  const all = new Map(inputs.map((each) => [each.name, each]))
  const typeNamed = (name: string | undefined): FeelType =>
    (name === undefined ? undefined : types.get(name)) ?? simpleTypes.find(({ kind }) => kind === name) ?? any
  const seen = new Set<string>()
  const walk = (at: string) => {
    if (seen.has(at)) return
    seen.add(at)
    const found = findElement(model, at)
    if (found?.kind === 'input') {
      const { name } = found.element.variable
      if (!all.has(name)) all.set(name, known.get(name) ?? { name, type: typeNamed(found.element.variable.typeRef) })
    } else if (found?.kind === 'decision') {
      const { requires } = found.element
      for (const next of [...requires.inputs, ...requires.decisions]) walk(next)
    }
  }
  walk(id)
  return [...all.values()]
}

const fallen = (asked: string, fault: unknown, language: Language): Evaluation => {
  if (!(fault instanceof DecisionError)) throw fault
  return {
    asked,
    outcome: null,
    trace: {
      format: 1,
      model: { name: '', namespace: '', hash: '' },
      asked,
      inputs: {},
      now: '',
      zone: '',
      steps: [],
      outcome: null,
      problems: fault.problems,
    },
    sentences: [],
    tables: {},
    problems: said(fault.problems, language),
    fieldProblems: {},
  }
}

export const makeDesk = (): DeskMethods => {
  let engine: Engine | null = null
  const entryOf = (name: string): Entry | undefined => engine?.entries.get(name)
  const clock = { zone: Intl.DateTimeFormat().resolvedOptions().timeZone }

  return {
    read: async (xml, language) => {
      const { model, problems } = await readModel(xml)
      if (!model) return { model: null, problems: said(problems, language) }
      // Places in the XML would be those of a text that nobody sees once the model is edited.
      const { lines: _, ...rest } = model
      return { model: rest, problems: said(problems, language) }
    },

    write: (model) => writeModel(model),

    rename: renameElement,

    compile: (model, language) => {
      const compiled = compileModel(model)
      engine = compiled
      const places = new Map(model.inputs.map(({ name }, at) => [name, at]))
      const placeOf = ({ name }: { readonly name: string }): number => places.get(name) ?? places.size
      const tables = new Map(
        model.decisions.flatMap(({ id, logic }) => (logic?.kind === 'table' ? [[id, logic] as const] : [])),
      )
      return {
        problems: said(compiled.problems, language),
        entries: [...compiled.entries.values()].map(({ name, id, kind, inputs, result }) => ({
          name,
          id,
          kind,
          fields: withRequired(compiled, id, inputs)
            .toSorted((left, right) => placeOf(left) - placeOf(right))
            .map((input) => fieldOf(input.name, input.label ?? input.name, input.type)),
          result: resultFieldOf(name, result, tables.get(id)),
        })),
        types: model.itemDefinitions.map(({ name }) => name),
      }
    },

    evaluate: (asked, drafts, language) => {
      const entry = entryOf(asked)
      if (!engine || !entry) return null
      const inputs = withRequired(engine, entry.id, entry.inputs)
      const { values, problems: fieldProblems } = readDrafts(inputs, drafts, language)
      try {
        const { value, trace, problems } = entry.trace(values, { ...evaluationLimits, ...clock })
        return {
          asked,
          outcome: toJson(value),
          trace,
          sentences: sayTrace(trace, language),
          tables: tablesOf(trace.steps, language),
          problems: said(problems, language),
          fieldProblems,
        }
      } catch (fault) {
        return fallen(asked, fault, language)
      }
    },

    check: (language) =>
      engine
        ? { tables: checkTables(engine), problems: said(checkModel(engine), language) }
        : { tables: [], problems: [] },

    change: (asked, drafts, { output, feel }, names, language) => {
      const entry = entryOf(asked)
      if (!engine || !entry) return { already: false, found: [], isExhausted: true, searched: 0, notTried: [] }
      const tests = compileUnaryTests(feel, { variables: new Map([['?', any]]) })
      if (!tests.ok)
        return {
          wrong: said(tests.problems, language)
            .map((problem) => problem.said)
            .join(' '),
        }
      const { values } = readDrafts(entry.inputs, drafts, language)
      const passes = (outcome: Value): boolean => {
        const part = output === null ? outcome : isContext(outcome) ? (outcome[output] ?? null) : null
        return tests.program.evaluate({ '?': part }) === true
      }
      const { already, proposals, searched, exhausted, notTried } = whatWouldChange(
        engine,
        asked,
        values,
        { where: passes },
        { names, run: { ...evaluationLimits, ...clock } },
      )
      return {
        already,
        found: proposals.map(({ changes, outcome }) => ({
          changes: changes.map(({ input, from, to, andBeyond, anyOther }) => ({
            name: input,
            from: toJson(from),
            to: toJson(to),
            ...(andBeyond && { beyond: andBeyond }),
            ...(anyOther && { anyOther }),
          })),
          outcome: toJson(outcome),
        })),
        isExhausted: exhausted,
        searched,
        notTried,
      }
    },

    runCases: (cases) =>
      cases.map(({ id, asked, inputs, expected }) => {
        const entry = entryOf(asked)
        if (!entry) return { id, passed: false, outcome: null, said: asked }
        const types = new Map(entry.inputs.map(({ name, type }) => [name, type]))
        const values = Object.fromEntries(
          Object.entries(inputs).map(([name, value]) => [name, fromJson(value, types.get(name) ?? any)]),
        )
        try {
          const { value } = entry.evaluate(values, { ...evaluationLimits, ...clock })
          return { id, passed: isSame(value, fromJson(expected)), outcome: toJson(value), said: '' }
        } catch (fault) {
          if (!(fault instanceof DecisionError)) throw fault
          return { id, passed: false, outcome: null, said: fault.problems.map(({ message }) => message).join(' ') }
        }
      }),

    feel: (source, asked, drafts, language) => {
      const entry = asked === null ? undefined : entryOf(asked)
      const { values } = entry ? readDrafts(entry.inputs, drafts, language) : { values: {} }
      const known = new Map<string, Value>(Object.entries(values))
      if (entry) for (const [name, value] of decidedBy(entry, values)) known.set(name, value)
      const scope: Scope = {
        variables: new Map([...known.keys()].map((name) => [name, any])),
        ...(engine && { types: engine.types }),
      }
      const compiled = compileExpression(source, scope)
      if (!compiled.ok) return { problems: said(compiled.problems, language) }
      const notes: Problem[] = []
      try {
        const value = compiled.program.evaluate(Object.fromEntries(known), { ...evaluationLimits, ...clock, notes })
        return value === null && notes.length > 0 ? { problems: said(notes, language) } : { value: toJson(value) }
      } catch (fault) {
        if (!(fault instanceof DecisionError)) throw fault
        return { problems: said(fault.problems, language) }
      }
    },
  }
}

const isContext = (value: Value): value is Readonly<Record<string, Value>> =>
  typeof value === 'object' &&
  value !== null &&
  (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null)

const isSame = (value: Value, expected: Value): boolean =>
  (value === null && expected === null) ||
  equal(value, expected) === true ||
  plainText(toJson(value)) === plainText(toJson(expected))

/** Results of the decisions on the way, by name. */
const decidedBy = (entry: Entry, values: Readonly<Record<string, Value>>): readonly (readonly [string, Value])[] => {
  try {
    const { trace } = entry.trace(values, evaluationLimits)
    return trace.steps
      .filter(({ kind }) => kind === 'decision')
      .map(({ element, result }) => [element, fromJson(result as Json)] as const)
  } catch (fault) {
    if (!(fault instanceof DecisionError)) throw fault
    return []
  }
}
