// Runs a benchmark: `npm run bench -- exchange [--rows N] [--json]`; without a name lists them. Each is a file here, bundled on
// the way.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'
import { installIfNeeded } from '../scripts/prepare.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const [name, ...args] = process.argv.slice(2)
const entries = new Map(
  readdirSync(here).flatMap((file) => {
    const found = /^(.+)\.bench\.(ts|mjs)$/.exec(file)
    return found ? [[found[1], join(here, file)]] : []
  }),
)

/** What a benchmark says of itself above its code, up to the first colon or full stop. */
const about = (file) => {
  const [, comment = ''] = /^\/\*\*(.+?)\*\//s.exec(readFileSync(file, 'utf8')) ?? []
  const text = comment.replaceAll(/\s*\n \* ?/g, ' ').trim()
  return /^(.+?)(?:: |\. |\.$|$)/.exec(text)?.[1] ?? text
}

const entry = entries.get(name)
if (entry === undefined) {
  const say = name === undefined ? console.log : console.error
  if (name !== undefined) say(`no benchmark ${name}`)
  say('usage: npm run bench -- <name> [options]')
  const width = Math.max(...[...entries.keys()].map((each) => each.length))
  for (const [each, file] of [...entries].sort()) say(`  ${each.padEnd(width)}  ${about(file)}`)
  say('Options stand at the top of bench/<name>.bench.*; results in docs/performance.md.')
  process.exit(name === undefined ? 0 : 2)
}

// Peers have a lock file of their own and are bundled in; what the server uses is found beside it.
installIfNeeded(here)
const lock = JSON.parse(readFileSync(join(here, 'package-lock.json'), 'utf8'))
const peers = Object.keys(lock.packages).map((path) => path.replace(/^.*node_modules\//, ''))

/** Brings a program for each platform, which no bundle can hold: it is loaded from where it was installed. */
const native = {
  name: 'native-peers',
  resolveId: (id) =>
    id === '@gorules/zen-engine'
      ? { id: pathToFileURL(createRequire(join(here, 'run.mjs')).resolve(id)).href, external: true }
      : null,
}

const output = join(here, '../apps/server/dist', `bench-${name}.mjs`)
mkdirSync(dirname(output), { recursive: true })
const bundle = await rolldown({
  input: entry,
  platform: 'node',
  plugins: [native],
  external: (id) => !id.startsWith('.') && !id.startsWith('/') && !id.startsWith('@onecity/') && !peers.includes(id),
})
await bundle.write({ file: output, format: 'esm', codeSplitting: false })
await bundle.close()
const { run } = await import(pathToFileURL(output).href)
await run(args)
