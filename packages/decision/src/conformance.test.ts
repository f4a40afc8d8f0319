import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { keyOf, report } from '../conformance/report.ts'
import { runFolder } from '../conformance/run.ts'

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

it('passes in the DMN conformance suite what docs/conformance.md states', async ({ skip }) => {
  if (!samples) skip('ONECITY_SAMPLES is not set')
  const score = await runFolder(join(samples as string, 'conformance/dmn-tck'))
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
