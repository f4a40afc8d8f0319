import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { keyOf, report } from '../conformance/report.ts'
import { runFolder } from '../conformance/run.ts'
import { replay } from './trace/replay.ts'
import { sayTrace } from './trace/say.ts'
import type { Trace } from './trace/trace.ts'
import { toJson } from './values/json.ts'

const moment = { now: Date.UTC(2026, 10, 20), zone: 'UTC' }
const samples = process.env['ONECITY_SAMPLES']
const page = readFileSync(fileURLToPath(new URL('../../../docs/conformance.md', import.meta.url)), 'utf8')

/** What the page states, by folder: `| level-3/0068-feel-equality | 114 | 114 |`. */
const stated = new Map(
  [...page.matchAll(/^\| (level-\d\/\S+) \| ([\d,]+) \| ([\d,]+) \|$/gm)].map(
    ([, folder = '', cases = '', passed = '']) => [
      `compliance-${folder}`,
      { cases: Number(cases.replaceAll(',', '')), passed: Number(passed.replaceAll(',', '')) },
    ],
  ),
)

it('states a score for all folders that it counts', () => {
  const sum = (key: 'cases' | 'passed') => [...stated.values()].reduce((all, score) => all + score[key], 0)
  const total = /^\| all \| ([\d,]+) \| [\d,]+ \| ([\d,]+) \| ([\d,]+) \|/m.exec(page)?.slice(1)
  expect(total).toEqual([stated.size, sum('cases'), sum('passed')].map((count) => count.toLocaleString('en')))
  expect(sum('cases')).toBeGreaterThan(2_800)
})

it('passes in the DMN conformance suite what docs/conformance.md states, and can tell of every case', async ({
  skip,
}) => {
  if (!samples) skip('ONECITY_SAMPLES is not set')
  const strange: string[] = []
  const score = await runFolder(join(samples as string, 'conformance/dmn-tck'), (engine, entry, inputs) => {
    const plain = toJson(entry.evaluate(inputs, moment).value)
    const kept: Trace = JSON.parse(JSON.stringify(entry.trace(inputs, moment).trace))
    const again = replay(engine, kept)
    const said = [...sayTrace(kept, 'zh'), ...sayTrace(kept, 'en')].join('\n')
    if (
      JSON.stringify(plain) !== JSON.stringify(kept.outcome) ||
      !(again.ok && again.same) ||
      /undefined|\[object|NaN|\{\w+\}/.test(said)
    )
      strange.push(`${engine.model.name} ${entry.name}`)
  })
  // Every case is also traced, decided again from its trace, and told in sentences.
  expect(strange).toEqual([])
  const { folders, failures } = score
  const reached = new Map(folders.map(({ folder, cases, passed }) => [folder, { cases, passed }]))
  for (const [folder, { cases, passed }] of stated) {
    expect(reached.get(folder)?.cases, folder).toBe(cases)
    const missed = failures.filter(({ file }) => file.startsWith(`${folder}/`)).map(keyOf)
    expect(reached.get(folder)?.passed, `${folder}: ${missed.join(', ')}`).toBeGreaterThanOrEqual(passed)
  }
  // Nothing else is stated either than what came out: where this alone fails, the page is to be generated anew.
  expect(page).toBe(report(score))
})
