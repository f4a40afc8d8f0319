// `npm run archive [-- --platform linux-x64 --without-node]`: everything a machine without any network needs, in one file below
// dist/: the built program, its libraries, PostgreSQL, Node.js, the cities, an installer and a systemd unit.
import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  createReadStream,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { run, runNode } from './checks/run.mjs'
import { hydrateLibraries, installIfNeeded, requireNode, root } from './prepare.mjs'

const here = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
const options = readOptions(process.argv.slice(2))
requireNode()
installIfNeeded()
hydrateLibraries()
await must('build', runNode(['scripts/build.mjs'], { show: true }))

const { version } = JSON.parse(readFileSync(join(root, 'apps/server/package.json'), 'utf8'))
const name = `onecity-${version}-${options.platform}`
const folder = join(root, 'dist', name)
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })

const carried = [
  ...[
    'package.json',
    'package-lock.json',
    '.npmrc',
    'LICENSE',
    'NOTICE',
    'README.md',
    'CHANGELOG.md',
    'docs',
    'cities',
  ],
  ...['apps/server/package.json', 'apps/server/bin', 'apps/server/migrations'],
  ...['apps/server/dist/onecity.mjs', 'apps/server/dist/read-city-worker.mjs'],
  ...['apps/web/package.json', 'apps/web/dist'],
  ...['apps/simulator/package.json', 'apps/simulator/bin', 'apps/simulator/dist/simulator.mjs'],
  ...['city', 'contracts', 'sdk'].map((workspace) => `packages/${workspace}/package.json`),
]
for (const path of carried) cpSync(join(root, path), join(folder, path), { recursive: true })
for (const path of ['install.sh', 'onecity.service', 'onecity.env'])
  cpSync(join(root, 'deploy', path), join(folder, path))
chmodSync(join(folder, 'install.sh'), 0o755)

// Exactly what the lock file names, for the machine it is meant for, without what only building needs.
const [os, cpu] = options.platform.split('-')
const npmArgs = [
  'ci',
  '--omit=dev',
  `--os=${os === 'windows' ? 'win32' : os}`,
  `--cpu=${cpu}`,
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
]
const npm = process.env.npm_execpath
await must(
  'npm ci',
  npm?.endsWith('.js')
    ? runNode([npm, ...npmArgs], { cwd: folder, env: npmEnv() })
    : run('npm', npmArgs, { cwd: folder, env: npmEnv() }),
)
hydrateLibraries(folder)
if (options.withNode) {
  mkdirSync(join(folder, 'node/bin'), { recursive: true })
  cpSync(process.execPath, join(folder, 'node/bin/node'))
  const licence = join(process.execPath, '../../LICENSE')
  if (existsSync(licence)) cpSync(licence, join(folder, 'node/LICENSE'))
}

const file = `${folder}.tar.gz`
await must('tar', run('tar', ['-czf', file, '-C', join(root, 'dist'), name]))
rmSync(folder, { recursive: true, force: true })
const hash = createHash('sha256')
for await (const chunk of createReadStream(file)) hash.update(chunk)
writeFileSync(`${file}.sha256`, `${hash.digest('hex')}  ${name}.tar.gz\n`)
console.log(`  ${file}`)

async function must(what, running) {
  const { code, output } = await running
  if (code === 0) return
  console.error(`${what}: ended with ${code}\n${output}`)
  process.exit(1)
}

/** What an outer npm says of its own folder must not reach the one that installs here. */
function npmEnv() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !/^npm_(config_local_prefix|package_)/i.test(key)),
  )
}

function readOptions(args) {
  const at = args.indexOf('--platform')
  const platform = at < 0 ? here : args[at + 1]
  const unknown = args.find((arg, i) => arg !== '--without-node' && arg !== '--platform' && !(at >= 0 && i === at + 1))
  if (unknown !== undefined || !/^(linux|darwin|windows)-(x64|arm64)$/.test(platform ?? '')) {
    console.error('npm run archive -- [--platform linux-x64|linux-arm64|darwin-arm64 …] [--without-node]')
    process.exit(2)
  }
  // Node.js of this machine runs on machines like it only.
  return { platform, withNode: platform === here && !args.includes('--without-node') }
}
