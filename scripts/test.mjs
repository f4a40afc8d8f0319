// `npm test`: everything that must hold, stage by stage. Plain Node, so that it runs on a bare clone.
// `npm test -- types lint` runs the named stages only. The last line is `N passed, N failed`, with `, N skipped` when any.
import { tryArchive } from './checks/archive.mjs'
import { findBoundaryBlindness, findLintBlindness } from './checks/canaries.mjs'
import { getChromium } from './checks/chromium.mjs'
import { installPostgres16 } from './checks/postgres-16.mjs'
import { runNode, tool } from './checks/run.mjs'
import { runVitest } from './checks/vitest.mjs'
import { hydrateLibraries, installIfNeeded, requireNode } from './prepare.mjs'

/** A check that is one test in the sum. `what` it found wrong fails it. */
const one = (wrong) =>
  wrong === '' ? { passed: 1, failed: 0, skipped: [] } : { passed: 0, failed: 1, skipped: [], note: wrong }

const program = async (...args) => {
  const { code, output } = await runNode(args)
  return code === 0 ? '' : output.trim() || `ended with ${code}`
}

const blindness = (missed) => (missed.length === 0 ? '' : `planted faults were not found: ${missed.join(', ')}`)

const runs16 = ['true', '1'].includes(process.env.CI ?? '') || process.env.ONECITY_TEST_PG16 === '1'

/**
 * In order: cheap and telling first. `shows`: its output is worth reading while it runs.
 * @typedef {{ passed: number, failed: number, skipped: { name: string, reason: string }[], note?: string }} Result
 * @type {{ name: string, shows?: boolean, run: () => Promise<Result> | Result }[]}
 */
const stages = [
  {
    name: 'types',
    run: async () => {
      const tsc = tool('typescript/bin/tsc')
      const found = [await program(tsc, '-p', 'tsconfig.node.json'), await program(tsc, '-p', 'apps/web/tsconfig.json')]
      return one(found.filter((text) => text !== '').join('\n'))
    },
  },
  {
    name: 'lint',
    // Errors fail. Warnings are advice, shown by `npm run lint`.
    run: async () => one(await program(tool('@biomejs/biome/bin/biome'), 'check', '--diagnostic-level=error', '.')),
  },
  { name: 'lint-canary', run: async () => one(blindness(await findLintBlindness())) },
  {
    name: 'boundaries',
    run: async () =>
      one(
        await program(
          tool('dependency-cruiser/bin/dependency-cruise.mjs'),
          ...['--config', '.dependency-cruiser.cjs', 'apps', 'packages'],
        ),
      ),
  },
  { name: 'boundaries-canary', run: async () => one(blindness(await findBoundaryBlindness())) },
  {
    name: 'unused',
    run: async () => one(await program(tool('knip/bin/knip.js'), '--no-progress', '--no-config-hints')),
  },
  { name: 'generated', run: async () => one(await program('scripts/generate.mjs', '--check')) },
  { name: 'build', run: async () => one(await program('scripts/build.mjs')) },
  { name: 'unit', shows: true, run: () => runVitest('unit') },
  { name: 'database', shows: true, run: () => runVitest('database') },
  {
    name: 'database-16',
    shows: true,
    run: () =>
      runs16
        ? runVitest('database', { env: { ONECITY_POSTGRES_BINARIES: installPostgres16() } })
        : {
            passed: 0,
            failed: 0,
            skipped: [{ name: 'database tests on PostgreSQL 16', reason: 'only with CI=true or ONECITY_TEST_PG16=1' }],
          },
  },
  {
    name: 'archive',
    run: async () =>
      process.platform === 'linux'
        ? one(await tryArchive())
        : { passed: 0, failed: 0, skipped: [{ name: 'archive', reason: 'the installer is tried on Linux only' }] },
  },
  { name: 'browser', shows: true, run: () => runVitest('browser', { env: { CHROMIUM: getChromium() } }) },
]

requireNode()
const named = process.argv.slice(2)
const unknown = named.find((name) => !stages.some((stage) => stage.name === name))
if (unknown !== undefined) {
  console.error(`Unknown stage “${unknown}”. Stages: ${stages.map(({ name }) => name).join(', ')}`)
  process.exit(2)
}
const started = performance.now()
installIfNeeded()
hydrateLibraries()

const sum = { passed: 0, failed: 0, skipped: [] }
const broken = []
for (const stage of stages) {
  if (named.length > 0 && !named.includes(stage.name)) continue
  const from = performance.now()
  if (stage.shows) console.log(`stage ${stage.name} …`)
  const result = await runStage(stage)
  sum.passed += result.passed
  sum.failed += result.failed
  sum.skipped.push(...result.skipped)
  if (result.failed > 0) broken.push(stage.name)
  const state = result.failed > 0 ? 'FAILED' : result.passed === 0 ? 'skipped' : 'ok'
  if (result.note) console.log(result.note.replace(/^/gm, '  '))
  console.log(
    `stage ${stage.name} … ${state} ${Math.round((performance.now() - from) / 1000)} s${countOf(stage, result)}`,
  )
}

if (sum.skipped.length > 0) {
  console.log('\nskipped:')
  for (const { name, reason } of sum.skipped) console.log(`  ${name}${reason === '' ? '' : ` — ${reason}`}`)
}
if (broken.length > 0) console.log(`\nfailed stages: ${broken.join(', ')}`)
console.log(`\n${Math.round((performance.now() - started) / 1000)} s in all`)
console.log(
  `${sum.passed} passed, ${sum.failed} failed${sum.skipped.length > 0 ? `, ${sum.skipped.length} skipped` : ''}`,
)
process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0

/** A stage that cannot run has failed; the others still run. */
async function runStage(stage) {
  try {
    return await stage.run()
  } catch (error) {
    return one(error instanceof Error ? error.message : String(error))
  }
}

function countOf(stage, { passed, failed, skipped }) {
  if (!stage.shows) return ''
  return ` (${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''})`
}
