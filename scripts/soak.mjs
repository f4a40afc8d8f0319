// `npm run soak`: kill, load and long runs (e2e/soak). Ends with the same line as `npm test`.
import { runNode } from './checks/run.mjs'
import { runVitest } from './checks/vitest.mjs'
import { hydrateLibraries, installIfNeeded, requireNode } from './prepare.mjs'

requireNode()
const started = performance.now()
installIfNeeded()
hydrateLibraries()
const built = await runNode(['scripts/build.mjs'], { show: true })
const result =
  built.code === 0
    ? await runVitest('soak', { filters: process.argv.slice(2), timeoutMs: 3 * 3_600_000 })
    : { passed: 0, failed: 1, skipped: [], note: 'the build failed, see above' }

if (result.note) console.log(result.note)
for (const { name, reason } of result.skipped) console.log(`skipped: ${name}${reason === '' ? '' : ` — ${reason}`}`)
console.log(`${Math.round((performance.now() - started) / 1000)} s in all`)
console.log(
  `${result.passed} passed, ${result.failed} failed${result.skipped.length > 0 ? `, ${result.skipped.length} skipped` : ''}`,
)
process.exitCode = result.failed > 0 || result.passed === 0 ? 1 : 0
