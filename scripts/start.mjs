// `npm start`: from a bare clone to a running city. Needs nothing but Node and npm; every step is skipped when already done.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { hydrateLibraries, installIfNeeded, requireNode, root } from './prepare.mjs'

requireNode()
installIfNeeded()
hydrateLibraries()
await buildIfNeeded()

process.setSourceMapsEnabled(true)
const entry = join(root, 'apps/server/dist/onecity.mjs')
// The server runs in this very process: signals reach it directly and its exit code is ours.
process.argv = [process.argv[0], entry, 'serve', ...process.argv.slice(2)]
await import(pathToFileURL(entry).href)

async function buildIfNeeded() {
  const script = join(root, 'scripts/build.mjs')
  const { listStale } = await import(pathToFileURL(script).href)
  if (listStale().length === 0) return
  // In a process of its own: the build tools' memory must not stay with the server.
  const result = spawnSync(process.execPath, [script], { cwd: root, stdio: 'inherit' })
  if (result.status !== 0) {
    console.error('构建失败，见上。The build failed, see above.')
    process.exit(1)
  }
}
