// Plain JavaScript: the peers' types are not there before the first benchmark has installed them.
import { ZenEngine } from '@gorules/zen-engine'
import { unaryTest } from 'feelin'
import { Engine } from 'json-rules-engine'
import { columnNames, rules, toFeel } from './table.ts'

/** Evaluations that wait at once where an engine is asynchronous; more make none of them faster. */
const together = 64

/** In turns of `together`, which is kinder to an asynchronous engine than one after the other. */
const decideAsync = (one) => async (people) => {
  const grants = []
  for (let at = 0; at < people.length; at += together)
    grants.push(...(await Promise.all(people.slice(at, at + together).map(one))))
  return grants
}

/** Cells in ZEN's own language, which is FEEL's but for negation. */
const toZen = (cell) => (cell === undefined ? '' : 'not' in cell ? `!= ${JSON.stringify(cell.not)}` : toFeel(cell))

const makeZen = () => {
  const engine = new ZenEngine()
  const outputs = [
    { id: 'grade', name: 'grade', field: 'grade' },
    { id: 'amount', name: 'amount', field: 'amount' },
  ]
  const decision = engine.createDecision({
    contentType: 'application/vnd.gorules.decision',
    nodes: [
      { id: 'in', name: 'in', type: 'inputNode', position: { x: 0, y: 0 } },
      {
        id: 'table',
        name: 'table',
        type: 'decisionTableNode',
        position: { x: 1, y: 0 },
        content: {
          hitPolicy: 'first',
          inputs: columnNames.map((name) => ({ id: name, name, field: name })),
          outputs,
          rules: rules.map(({ cells, grant }, row) => ({
            _id: `rule-${row}`,
            ...Object.fromEntries(columnNames.map((name) => [name, toZen(cells[name])])),
            grade: JSON.stringify(grant.grade),
            amount: String(grant.amount),
          })),
        },
      },
      { id: 'out', name: 'out', type: 'outputNode', position: { x: 2, y: 0 } },
    ],
    edges: [
      { id: 'a', type: 'edge', sourceId: 'in', targetId: 'table' },
      { id: 'b', type: 'edge', sourceId: 'table', targetId: 'out' },
    ],
  })
  return {
    name: 'zen-engine',
    decide: decideAsync(async (person) => {
      const { result } = await decision.evaluate(person)
      return result?.grade === undefined ? null : { grade: result.grade, amount: result.amount }
    }),
    dispose: () => engine.dispose(),
  }
}

const toConditions = (fact, cell) => {
  const condition = (operator, value) => ({ fact, operator, value })
  if ('is' in cell) return [condition('equal', cell.is)]
  if ('oneOf' in cell) return [condition('in', cell.oneOf)]
  if ('not' in cell) return [condition('notEqual', cell.not)]
  return [
    ...(cell.from === undefined ? [] : [condition('greaterThanInclusive', cell.from)]),
    ...(cell.above === undefined ? [] : [condition('greaterThan', cell.above)]),
    ...(cell.to === undefined ? [] : [condition('lessThanInclusive', cell.to)]),
    ...(cell.below === undefined ? [] : [condition('lessThan', cell.below)]),
  ]
}

const makeJsonRulesEngine = () => {
  const engine = new Engine(
    rules.map(({ cells, grant }) => ({
      conditions: { all: Object.entries(cells).flatMap(([fact, cell]) => toConditions(fact, cell)) },
      event: { type: 'grant', params: grant },
    })),
  )
  return {
    name: 'json-rules-engine',
    decide: decideAsync(async (person) => {
      const { events } = await engine.run({ ...person })
      return events[0]?.params ?? null
    }),
  }
}

/** feelin has no tables: its unary tests, cell by cell as far as needed, and the first rule that holds. */
const makeFeelin = () => {
  const table = rules.map(({ cells, grant }) => ({
    tests: Object.entries(cells).map(([name, cell]) => ({ name, text: toFeel(cell) })),
    grant,
  }))
  const decide = (person) =>
    table.find(({ tests }) => tests.every(({ name, text }) => unaryTest(text, { '?': person[name] }).value === true))
      ?.grant ?? null
  return { name: 'feelin', decide: (people) => people.map(decide) }
}

export const makePeers = () => [makeZen(), makeJsonRulesEngine(), makeFeelin()]
