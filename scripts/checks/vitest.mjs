import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../prepare.mjs'
import { runNode, tool } from './run.mjs'

/** Runs one project of vitest.config.ts, showing its progress, and counts. */
export async function runVitest(project, { env = {}, filters = [], timeoutMs = 480_000 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'onecity-counts-'))
  const file = join(folder, 'counts.json')
  try {
    const result = await runNode(
      [
        tool('vitest/vitest.mjs'),
        ...['run', '--project', project, '--reporter', 'default'],
        ...['--reporter', join(root, 'scripts/checks/count-reporter.mjs')],
        ...filters,
      ],
      { env: { ...testEnv(), ...env, VITEST_COUNTS: file }, show: true, timeoutMs },
    )
    const counts = readCounts(file)
    if (!counts)
      return { passed: 0, failed: 1, skipped: [], note: result.late ? result.output.trim() : 'ended without a result' }
    // Vitest may fail for reasons that belong to no test, such as a global setup that does not come down.
    if (result.code !== 0 && counts.failed === 0)
      return { ...counts, failed: 1, note: `vitest ended with ${result.code}` }
    return counts
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** Settings of the person's own server must not steer the tests; those that tests read stay. */
function testEnv() {
  const env = { ...process.env }
  for (const name of Object.keys(env))
    if (name === 'DATABASE_URL' || name === 'NODE_ENV' || (name.startsWith('ONECITY_') && name !== 'ONECITY_SAMPLES'))
      delete env[name]
  // The output goes through a pipe: whether to colour it depends on where that ends.
  delete env.FORCE_COLOR
  return { ...env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }) }
}
