/** Whatever is written as an expression, a cell or a model: it is refused with its place, or comes to a value, or to a limit. */
import { expect, it } from 'vitest'
import { whatWouldChange } from '../../packages/decision/src/change/index.ts'
import { checkModel } from '../../packages/decision/src/check/index.ts'
import { compileModel } from '../../packages/decision/src/dmn/compile.ts'
import { readModel } from '../../packages/decision/src/dmn/read.ts'
import { decision, input, literal, modelXml, table } from '../../packages/decision/src/dmn/testing-model.ts'
import { writeModel } from '../../packages/decision/src/dmn/write.ts'
import {
  mutated,
  oneOf,
  type Random,
  randomCell,
  randomOf,
  randomSource,
} from '../../packages/decision/src/feel/testing-sources.ts'
import { tryOut } from '../../packages/decision/src/feel/testing-trial.ts'
import { DecisionError } from '../../packages/decision/src/problem.ts'
import { sayProblem, sayTrace } from '../../packages/decision/src/trace/say.ts'
import { toJson } from '../../packages/decision/src/values/json.ts'
import { models, report, sources } from './amounts.ts'

const seed = 44_039_920

/** Slower than this is as good as hanging, even on a busy machine. */
const slowestMs = 20_000

it('every source ends well', () => {
  const random = randomOf(seed)
  const kinds: readonly (readonly ['expression' | 'cell', () => string])[] = [
    ['expression', () => randomSource(random, 6)],
    ['expression', () => mutated(random, randomSource(random, 5), randomSource(random, 4))],
    ['cell', () => randomCell(random)],
    ['cell', () => mutated(random, randomCell(random), randomSource(random, 3))],
  ]
  const outcomes: Record<string, number> = {}
  let slowest = { ms: 0, source: '' }
  for (let index = 0; index < sources; index++) {
    const [kind, make] = kinds[index % kinds.length] as (typeof kinds)[number]
    const source = make()
    const started = performance.now()
    try {
      const outcome = tryOut(source, kind)
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
    } catch (cause) {
      throw new Error(`${kind} ${JSON.stringify(source)}`, { cause })
    }
    const ms = performance.now() - started
    if (ms > slowest.ms) slowest = { ms: Math.round(ms), source }
  }
  report('decision sources', { sources, ...outcomes, slowest })
  expect(outcomes.value).toBeGreaterThan(sources / 10)
  expect(slowest.ms).toBeLessThan(slowestMs)
})

/** A model of all kinds of logic, with generated expressions in it. */
const randomModel = (random: Random): string => {
  const some = (depth = 3) => randomSource(random, depth)
  const logic = (): string =>
    oneOf(random, [
      literal(some()),
      literal(some(), oneOf(random, ['number', 'string', 'tRisk', 'tOrders'])),
      table(
        ['x', some(1)],
        random() < 0.7 ? ['out'] : ['out', 'other'],
        Array.from(
          { length: 1 + Math.floor(random() * 6) },
          () => `${randomCell(random)} | - => ${some(1)} | ${some(1)}`,
        ),
        {
          hitPolicy: oneOf(random, ['UNIQUE', 'ANY', 'FIRST', 'PRIORITY', 'RULE ORDER', 'OUTPUT ORDER', 'COLLECT']),
          ...(random() < 0.2 && { aggregation: oneOf(random, ['SUM', 'COUNT', 'MIN', 'MAX']) }),
        },
      ),
      `<context><contextEntry><variable name="one"/>${literal(some())}</contextEntry><contextEntry>${literal('one')}</contextEntry></context>`,
      `<list>${literal(some())}${literal(some(1))}</list>`,
      `<relation><column name="c"/><row>${literal(some(1))}</row></relation>`,
      `<conditional><if>${literal(some())}</if><then>${literal(some(1))}</then><else>${literal(some(1))}</else></conditional>`,
      `<for iteratorVariable="i"><in>${literal(some())}</in><return>${literal(some())}</return></for>`,
      `<filter><in>${literal(some())}</in><match>${literal(some())}</match></filter>`,
      `<some iteratorVariable="i"><in>${literal(some())}</in><satisfies>${literal(some())}</satisfies></some>`,
      `<invocation>${literal('k')}<binding><parameter name="p"/>${literal(some())}</binding></invocation>`,
    ])
  return modelXml(
    `<itemDefinition name="tRisk"><typeRef>string</typeRef><allowedValues><text>"low", "high"</text></allowedValues></itemDefinition>
<itemDefinition name="tOrders" isCollection="true"><itemComponent name="unit price"><typeRef>number</typeRef></itemComponent></itemDefinition>
${input('x', 'number')}${input('orders', 'tOrders')}${input('person')}
<businessKnowledgeModel id="k" name="k"><variable name="k"/><encapsulatedLogic><formalParameter name="p"/>${literal(`${some()} + p`)}</encapsulatedLogic><knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement></businessKnowledgeModel>
${decision('first', logic(), ['input:x', 'input:orders', 'knowledge:k'], random() < 0.3 ? 'tRisk' : undefined)}
${decision('second', logic(), ['input:x', 'decision:first', 'input:person', 'knowledge:k'])}
<decisionService id="s" name="s"><variable name="s"/><outputDecision href="#second"/><encapsulatedDecision href="#first"/><inputData href="#x"/></decisionService>`,
  )
}

/** What a tag, a name or a reference may be exchanged for, beside the damage that any text takes. */
const exchanges = [
  'decision',
  'inputData',
  'context',
  'literalExpression',
  '#first',
  '#second',
  '#x',
  '#k',
  '#nowhere',
  'tRisk',
  '',
  '&lt;',
]

const damaged = (random: Random, xml: string, other: string): string => {
  if (random() < 0.25) return mutated(random, xml.slice(0, 4_000), other) + xml.slice(4_000)
  // Of tags seldom: what is not well-formed tells little.
  const words = [...xml.matchAll(random() < 0.1 ? /(?<=[</])\w+(?=[ >/])/g : /(?<=["#])[\w ]+(?=")/g)]
  let text = xml
  for (let turns = 1 + Math.floor(random() * 3); turns > 0; turns--) {
    const word = oneOf(random, words)
    text = text.slice(0, word.index) + oneOf(random, exchanges) + text.slice(word.index + word[0].length)
  }
  return text
}

const inputs = {
  x: 5,
  orders: [{ 'unit price': 10 }, { 'unit price': null }],
  person: { 'first name': 'Bo', age: 7 },
}
const options = { limits: { steps: 20_000, size: 10_000, depth: 50 }, now: 1_790_000_000_000 }

const tryModel = async (xml: string): Promise<'refused' | 'evaluated'> => {
  const { model, problems } = await readModel(xml)
  for (const problem of problems) sayProblem(problem, 'zh')
  if (!model) {
    if (problems.length === 0) throw new Error('no model and no problem')
    return 'refused'
  }
  const engine = compileModel(model)
  for (const problem of checkModel(engine)) JSON.stringify([problem, sayProblem(problem, 'zh')])
  for (const entry of engine.entries.values()) {
    whatWouldChange(engine, entry.name, inputs, 'anything else', { budget: 50, run: options })
    try {
      const { value, trace } = entry.trace(inputs, options)
      const plain = JSON.stringify(toJson(entry.evaluate(inputs, options).value))
      if (plain !== JSON.stringify(toJson(value))) throw new Error(`${plain}, and another value when traced`)
      sayTrace(trace, 'zh')
    } catch (fault) {
      if (!(fault instanceof DecisionError)) throw fault
    }
  }
  // A hash is of what a model says: written and read again it says the same.
  const again = await readModel(await writeModel(model))
  if (again.model && problems.length === 0 && compileModel(again.model).hash !== engine.hash)
    throw new Error('written and read again it is another model')
  return 'evaluated'
}

it('every model ends well', async () => {
  const random = randomOf(seed + 1)
  const outcomes = { refused: 0, evaluated: 0 }
  let slowest = { ms: 0, xml: '' }
  let before = randomModel(random)
  for (let index = 0; index < models; index++) {
    const whole = randomModel(random)
    const xml = index % 4 === 0 ? whole : damaged(random, whole, before)
    before = whole
    const started = performance.now()
    try {
      outcomes[await tryModel(xml)]++
    } catch (cause) {
      throw new Error(xml, { cause })
    }
    const ms = performance.now() - started
    if (ms > slowest.ms) slowest = { ms: Math.round(ms), xml }
  }
  report('decision models', { models, ...outcomes, slowestMs: slowest.ms })
  expect(outcomes.evaluated).toBeGreaterThan(models / 4)
  expect(slowest.ms, slowest.xml).toBeLessThan(slowestMs)
})
