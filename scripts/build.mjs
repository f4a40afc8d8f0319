// Builds what changed: the server and the simulator into one file each, the web by Vite. Plain Node, so that it runs before
// anything of ours is built. `node scripts/build.mjs [server|simulator|web …] [--force]`
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stamps = join(root, 'node_modules/.cache/onecity')

/** `sources`: what the output depends on; `entry`: without it there is nothing to build yet. */
const targets = [
  {
    name: 'server',
    entry: 'apps/server/src/main.ts',
    output: 'apps/server/dist/onecity.mjs',
    // Other threads of the program: each a file of its own beside it.
    beside: [
      { entry: 'apps/server/src/platform/city/read-city-worker.ts', output: 'apps/server/dist/read-city-worker.mjs' },
    ],
    sources: ['apps/server/src', 'packages'],
    build: bundle,
  },
  {
    name: 'simulator',
    entry: 'apps/simulator/src/main.ts',
    output: 'apps/simulator/dist/simulator.mjs',
    sources: ['apps/simulator/src', 'packages'],
    build: bundle,
  },
  {
    name: 'web',
    entry: 'apps/web/index.html',
    output: 'apps/web/dist/index.html',
    sources: ['apps/web', 'packages', 'package-lock.json'],
    build: buildWeb,
  },
]

function* filesBelow(path) {
  if (!existsSync(path)) return
  if (statSync(path).isFile()) {
    yield path
    return
  }
  for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name === 'node_modules' || entry.name === 'dist' || entry.name.startsWith('.')) continue
    if (/\.test\.tsx?$|\.tsbuildinfo$|\.md$/.test(entry.name)) continue
    yield* filesBelow(join(path, entry.name))
  }
}

function fingerprint(target) {
  const hash = createHash('sha256')
  for (const source of [...target.sources, 'scripts/build.mjs', 'tsconfig.base.json'])
    for (const file of filesBelow(join(root, source)))
      hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

const stampOf = (target) => join(stamps, `build-${target.name}`)

function isFresh(target) {
  const outputs = [target.output, ...(target.beside ?? []).map(({ output }) => output)]
  if (!outputs.every((output) => existsSync(join(root, output))) || !existsSync(stampOf(target))) return false
  return readFileSync(stampOf(target), 'utf8') === fingerprint(target)
}

/** Names of the targets whose sources differ from what was last built. */
export const listStale = () => targets.filter((t) => existsSync(join(root, t.entry)) && !isFresh(t)).map((t) => t.name)

async function bundle({ beside = [], ...target }) {
  for (const other of beside) await bundle(other)
  const { rolldown } = await import('rolldown')
  const outDir = dirname(join(root, target.output))
  const build = await rolldown({
    input: join(root, target.entry),
    platform: 'node',
    cwd: root,
    // Workspaces are TypeScript sources and go in; everything from the registry stays where npm put it.
    external: (id) =>
      !(id.startsWith('.') || id.startsWith('/') || /^[A-Za-z]:/.test(id) || id.startsWith('@onecity/')),
    onLog(level, log, report) {
      if (level === 'warn') report(level, log)
    },
  })
  await build.write({
    dir: outDir,
    entryFileNames: target.output.split('/').at(-1),
    chunkFileNames: '[name]-[hash].mjs',
    format: 'esm',
    sourcemap: true,
  })
  await build.close()
}

function buildWeb() {
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
      cwd: join(root, 'apps/web'),
      // Shown only if it fails: at a terminal Vite repaints a progress line a thousand times.
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_ENV: 'production' },
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        said += chunk
      })
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`vite build ended with ${code}\n${said}`)),
    )
  })
}

export async function build(names, { force = false } = {}) {
  mkdirSync(stamps, { recursive: true })
  for (const target of targets) {
    if (names.length > 0 && !names.includes(target.name)) continue
    if (!existsSync(join(root, target.entry)) || (!force && isFresh(target))) continue
    const started = performance.now()
    process.stdout.write(`  构建 building ${target.name} … `)
    // Taken before the build: a file saved while it runs makes the next run build again.
    const print = fingerprint(target)
    await target.build(target)
    writeFileSync(stampOf(target), print)
    process.stdout.write(`${((performance.now() - started) / 1000).toFixed(1)} s\n`)
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const args = process.argv.slice(2)
  const known = targets.map((t) => t.name)
  const wrong = args.find((a) => a !== '--force' && !known.includes(a))
  if (wrong) {
    console.error(`Unknown target “${wrong}”. Targets: ${known.join(', ')}; option: --force`)
    process.exit(2)
  }
  try {
    await build(
      args.filter((a) => a !== '--force'),
      { force: args.includes('--force') },
    )
  } catch (error) {
    console.error(`\n${error instanceof Error ? (error.stack ?? error.message) : error}`)
    process.exit(1)
  }
}
