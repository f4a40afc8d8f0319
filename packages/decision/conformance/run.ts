import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { compileModel } from '../src/dmn/compile.ts'
import type { Engine, Entry } from '../src/dmn/engine.ts'
import type { Boxed, DmnModel } from '../src/dmn/model.ts'
import { readModel } from '../src/dmn/read.ts'
import type { Problem } from '../src/problem.ts'
import { toText } from '../src/values/text.ts'
import { isContext, type Value } from '../src/values/value.ts'
import { isSameResult } from './same-result.ts'
import { type ExpectedResult, readTestFile, type TestCase, type TestFile } from './test-file.ts'

/**
 * Runs the test files of the DMN TCK below a folder: `npm run tck -- <folder> [--failures] [--json]`. No functions of a host are
 * given, no case is left out. With `--json` the last line is `{"cases":N,"passed":N,"failed":N}`.
 */

/** One failed result of a case. */
export type Failure = {
  readonly file: string
  readonly id: string
  readonly result: string
  readonly expected: string
  readonly got: string
  readonly problems: readonly string[]
  /** What no engine but one on the JVM can run. */
  readonly needsJava: boolean
}

export type FolderScore = { readonly folder: string; readonly cases: number; readonly passed: number }
export type Score = {
  readonly folders: readonly FolderScore[]
  readonly failures: readonly Failure[]
  /** Files that are no XML at all. */
  readonly unreadable: readonly string[]
  readonly cases: number
  readonly passed: number
  readonly failed: number
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(xml|dmn)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()

const textOf = (value: Value): string => {
  const text = typeof value === 'string' ? JSON.stringify(value) : String(toText(value))
  return text.length > 300 ? `${text.slice(0, 297)}…` : text
}

const usesJava = (boxed: Boxed | undefined): boolean =>
  JSON.stringify(boxed ?? null).match(/"functionKind":"(Java|PMML)"|external\b/) !== null

/** Sees each evaluation of a run. */
export type Watch = (engine: Engine, entry: Entry, inputs: Readonly<Record<string, Value>>) => void

/** Runs every test file below a folder. */
export const runFolder = async (folder: string, watch?: Watch): Promise<Score> => {
  const files = filesBelow(folder)
  const folders = new Map<string, { cases: number; passed: number }>()
  const failures: Failure[] = []
  const unreadable: string[] = []
  const engines = new Map<string, Promise<{ engine: Engine | undefined; problems: readonly Problem[] }>>()
  for (const file of files.filter((name) => name.endsWith('.xml'))) {
    let tests: TestFile | undefined
    try {
      tests = readTestFile(readFileSync(file, 'utf8'))
    } catch (fault) {
      unreadable.push(`${relative(folder, file)}: ${(fault as Error).message.trim().split('\n')[0]}`)
    }
    if (!tests) continue
    const wanted = tests.modelName && basename(tests.modelName)
    const models = files.filter((name) => name.endsWith('.dmn') && dirname(name) === dirname(file))
    const modelFile =
      models.find((name) => basename(name) === wanted) ??
      models.find((name) => basename(name) === `${wanted}.dmn`) ??
      models.find((name) => basename(file).startsWith(basename(name, '.dmn')))
    const key = modelFile ?? file
    if (!engines.has(key)) engines.set(key, engineOf(modelFile, models))
    const { engine, problems } = await (engines.get(key) as ReturnType<typeof engineOf>)
    const where = relative(folder, dirname(file)) || basename(dirname(resolve(file)))
    const score = folders.get(where) ?? { cases: 0, passed: 0 }
    folders.set(where, score)
    for (const testCase of tests.cases) {
      score.cases++
      const failed = engine
        ? failuresOf(testCase, engine, relative(folder, file), watch)
        : [
            {
              file: relative(folder, file),
              id: testCase.id,
              result: '',
              expected: '',
              got: `no model ${tests.modelName ?? ''}`,
              problems: problems.map(({ message }) => message),
              needsJava: false,
            },
          ]
      if (failed.length === 0) score.passed++
      failures.push(...failed)
    }
  }
  const scores = [...folders].map(([name, score]) => ({ folder: name, ...score }))
  const cases = scores.reduce((sum, score) => sum + score.cases, 0)
  const passed = scores.reduce((sum, score) => sum + score.passed, 0)
  return { folders: scores, failures, unreadable, cases, passed, failed: cases - passed }
}

const engineOf = async (file: string | undefined, models: readonly string[]) => {
  if (file === undefined) return { engine: undefined, problems: [] }
  const { model, problems } = await readModel(readFileSync(file, 'utf8'))
  if (!model) return { engine: undefined, problems }
  const imports: DmnModel[] = []
  if (model.imports.length > 0)
    for (const other of models) {
      if (other === file) continue
      const read = await readModel(readFileSync(other, 'utf8'))
      if (read.model) imports.push(read.model)
    }
  const engine = compileModel(model, { imports })
  return { engine, problems: [...problems, ...engine.problems] }
}

/** Inputs by the names of the entry; of an imported model also by its namespace, or inside a context named as the import. */
const inputsFor = (entry: Entry, given: TestCase['inputs']): Record<string, Value> => {
  const inputs: Record<string, Value> = Object.create(null)
  for (const { name, namespace, value } of given) {
    const imported = entry.inputs.filter((input) => input.namespace !== undefined)
    const wanted = imported.find(
      (input) => input.namespace === namespace && (input.name === name || input.name.endsWith(`.${name}`)),
    )
    const isOwn = entry.inputs.some((input) => input.name === name)
    const inside = wanted || isOwn ? undefined : imported.find((input) => name.endsWith(`.${input.name}`))
    inputs[(wanted ?? inside)?.name ?? name] = value
    if (wanted || isOwn || inside || !isContext(value)) continue
    for (const [key, of] of Object.entries(value)) {
      const found = imported.find((input) => input.name === `${name}.${key}` || input.name === key)
      if (found) inputs[found.name] = of
    }
  }
  return inputs
}

const failuresOf = (testCase: TestCase, engine: Engine, file: string, watch: Watch | undefined): Failure[] => {
  const failures: Failure[] = []
  for (const result of testCase.results) {
    const { entry, pick } = entryFor(testCase, result, engine)
    const fail = (got: string, problems: readonly Problem[]) =>
      failures.push({
        file,
        id: testCase.id,
        result: result.name,
        expected: result.expected === undefined ? (result.isError ? 'an error' : 'anything') : textOf(result.expected),
        got,
        problems: [...new Set(problems.map(({ message }) => message))],
        needsJava: needsJava(engine.model, result.name),
      })
    if (!entry) {
      fail('no such element', engine.problems)
      continue
    }
    try {
      const inputs = inputsFor(entry, testCase.inputs)
      const outcome = entry.evaluate(inputs)
      watch?.(engine, entry, inputs)
      const value = pick(outcome.value)
      // An error is null: whether a reason must be told as well is left to engines.
      const expected = result.expected ?? null
      if (!isSameResult(value, expected))
        fail(textOf(value), [...engine.problems.filter(isAbout(result.name)), ...outcome.problems])
    } catch (fault) {
      fail(`thrown: ${(fault as Error).stack ?? String(fault)}`, [])
    }
  }
  return failures
}

const isAbout =
  (name: string) =>
  ({ place }: Problem): boolean =>
    place?.element === undefined || place.element === name

/** Whether an element, or something that it requires in its model, is written in Java or PMML. */
const needsJava = ({ decisions, knowledgeModels }: DmnModel, name: string): boolean => {
  const elements = new Map([...decisions, ...knowledgeModels].map((element) => [element.id, element]))
  const waiting = [...elements.values()].filter((element) => element.name === name)
  const seen = new Set(waiting)
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (usesJava(next.logic)) return true
    for (const id of [...next.requires.decisions, ...next.requires.knowledge]) {
      const required = elements.get(id)
      if (!required || seen.has(required)) continue
      seen.add(required)
      waiting.push(required)
    }
  }
  return false
}

const entryFor = (testCase: TestCase, result: ExpectedResult, engine: Engine) => {
  const whole = (value: Value): Value => value
  const isInvoked = testCase.type !== 'decision' && testCase.invocableName !== undefined
  if (!isInvoked) return { entry: byName(engine, result.name, result.namespace), pick: whole }
  const entry = engine.entries.get(testCase.invocableName as string)
  const service = engine.model.services.find(({ name }) => name === testCase.invocableName)
  // Of several output decisions the result names one.
  const pick =
    service && service.outputDecisions.length > 1
      ? (value: Value): Value => (value as Record<string, Value> | null)?.[result.name] ?? null
      : whole
  return { entry, pick }
}

const byName = (engine: Engine, name: string, namespace: string | undefined): Entry | undefined => {
  if (namespace !== undefined && namespace !== engine.model.namespace) {
    const alias = engine.model.imports.find((each) => each.namespace === namespace)?.name
    const found = alias === undefined ? undefined : engine.entries.get(alias === '' ? name : `${alias}.${name}`)
    if (found) return found
  }
  return engine.entries.get(name)
}

const usage = `usage: npm run tck -- <folder> [--failures] [--json]
  Runs every test file of the DMN TCK below the folder.
  --failures  tell every failed result with what was expected and what came out
  --json      end with one line {"cases":N,"passed":N,"failed":N}`

/** @returns the exit code: 0 unless nothing could be run */
export const run = async (args: readonly string[]): Promise<number> => {
  const folder = args.find((arg) => !arg.startsWith('--'))
  const unknown = args.find((arg) => arg.startsWith('--') && !['--json', '--failures'].includes(arg))
  if (folder === undefined || unknown !== undefined) {
    console.error(unknown === undefined ? usage : `unknown option ${unknown}\n${usage}`)
    return 2
  }
  let score: Score
  try {
    score = await runFolder(resolve(folder))
  } catch (fault) {
    console.error((fault as NodeJS.ErrnoException).code === 'ENOENT' ? `there is no folder ${folder}` : fault)
    return 1
  }
  const width = Math.max(6, ...score.folders.map((each) => each.folder.length))
  const line = (name: string, cases: number, passed: number) =>
    console.log(
      `${name.padEnd(width)}  ${String(passed).padStart(6)} of ${String(cases).padStart(6)}  ${percent(passed, cases)}`,
    )
  for (const { folder: name, cases, passed } of score.folders) line(name, cases, passed)
  line('all', score.cases, score.passed)
  const java = new Set(score.failures.filter(({ needsJava }) => needsJava).map(({ file, id }) => `${file} ${id}`))
  if (args.includes('--failures'))
    for (const failure of score.failures) {
      console.log(`\n${failure.file} ${failure.id}${failure.result === '' ? '' : ` ${failure.result}`}`)
      console.log(`  expected ${failure.expected}\n  got      ${failure.got}`)
      for (const problem of failure.problems.slice(0, 5)) console.log(`  – ${problem}`)
    }
  else if (score.failed > 0) {
    const failed = new Map<string, string[]>()
    for (const { file, id } of score.failures) failed.set(file, [...new Set([...(failed.get(file) ?? []), id])])
    console.log('\nfailed:')
    for (const [file, ids] of failed) console.log(`  ${file}: ${ids.join(', ')}`)
  }
  for (const file of score.unreadable) console.log(`\nunreadable: ${file}`)
  if (java.size > 0) console.log(`\nof the failed ones, ${java.size} need Java: ${[...java].join('; ')}`)
  if (args.includes('--json'))
    console.log(JSON.stringify({ cases: score.cases, passed: score.passed, failed: score.failed }))
  if (score.cases > 0) return 0
  console.error(`there are no test files below ${folder}`)
  return 1
}

const percent = (part: number, whole: number): string => `${whole === 0 ? '–' : ((100 * part) / whole).toFixed(1)} %`
