// Runs a benchmark: `npm run bench -- exchange [--rows N] [--json]`. Each is a TypeScript file here, bundled on the way.
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'

const here = dirname(fileURLToPath(import.meta.url))
const [name, ...args] = process.argv.slice(2)
const names = readdirSync(here)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''))

const entry = join(here, `${name}.bench.ts`)
if (name === undefined || !existsSync(entry)) {
  console.error(`usage: npm run bench -- <name> [options]\nbenchmarks: ${names.join(', ')}`)
  process.exit(2)
}

const output = join(here, '../apps/server/dist', `bench-${name}.mjs`)
mkdirSync(dirname(output), { recursive: true })
const bundle = await rolldown({
  input: entry,
  platform: 'node',
  external: (id) => !id.startsWith('.') && !id.startsWith('/') && !id.startsWith('@onecity/'),
})
await bundle.write({ file: output, format: 'esm', codeSplitting: false })
await bundle.close()
const { run } = await import(pathToFileURL(output).href)
await run(args)
