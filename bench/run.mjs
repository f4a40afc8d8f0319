// Runs a benchmark: `npm run bench -- exchange [--rows N] [--json]`. Each is a file here, bundled on the way.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
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

const entry = entries.get(name)
if (entry === undefined) {
  console.error(`usage: npm run bench -- <name> [options]\nbenchmarks: ${[...entries.keys()].join(', ')}`)
  process.exit(2)
}

// Peers have a lock file of their own and are bundled in; what the server uses is found beside it.
installIfNeeded(here)
const peers = Object.keys(JSON.parse(readFileSync(join(here, 'package.json'), 'utf8')).dependencies)

const output = join(here, '../apps/server/dist', `bench-${name}.mjs`)
mkdirSync(dirname(output), { recursive: true })
const bundle = await rolldown({
  input: entry,
  platform: 'node',
  external: (id) => !id.startsWith('.') && !id.startsWith('/') && !id.startsWith('@onecity/') && !peers.includes(id),
})
await bundle.write({ file: output, format: 'esm', codeSplitting: false })
await bundle.close()
const { run } = await import(pathToFileURL(output).href)
await run(args)
