// `ONECITY_SAMPLES=<folder> node scripts/conformance.mjs`: runs the DMN conformance suite of the samples, writes docs/conformance.md.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runnerImport } from 'vite'
import { root } from './prepare.mjs'

const samples = process.env.ONECITY_SAMPLES
if (!samples) {
  console.error('ONECITY_SAMPLES has to name the folder with conformance/dmn-tck in it')
  process.exit(2)
}
const load = async (file) =>
  (await runnerImport(`./packages/decision/conformance/${file}`, { root, configFile: false, logLevel: 'error' })).module
const { runFolder } = await load('run.ts')
const { report } = await load('report.ts')
const score = await runFolder(join(samples, 'conformance/dmn-tck'))
writeFileSync(join(root, 'docs/conformance.md'), report(score))
console.log(`docs/conformance.md: ${score.passed} of ${score.cases}`)
