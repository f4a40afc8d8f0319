// Runs the DMN conformance suite: `npm run tck -- <folder> [--failures] [--json]`; the runner stands in packages/decision/conformance.
import { mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'

/** npm runs scripts in the repository's root; a folder is meant from where it was called. */
const from = process.env.INIT_CWD ?? process.cwd()
const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const output = join(root, 'packages/decision/node_modules/.cache', `tck-${process.pid}.mjs`)
mkdirSync(dirname(output), { recursive: true })
const bundle = await rolldown({ input: join(root, 'packages/decision/conformance/run.ts'), platform: 'node' })
await bundle.write({ file: output, format: 'esm', codeSplitting: false })
await bundle.close()
const { run } = await import(pathToFileURL(output).href)
const { rmSync } = await import('node:fs')
rmSync(output)
process.exitCode = await run(process.argv.slice(2).map((arg) => (arg.startsWith('--') ? arg : resolve(from, arg))))
