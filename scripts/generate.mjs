// Writes everything that is generated from the sources: JSON Schemas of the city folder, the OpenAPI document, the SDK's types,
// the database's structure, the error tables. `--check` writes nothing and fails where the tree differs.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runnerImport } from 'vite'
import { toTypes } from '../packages/sdk/generate.mjs'
import { root } from './prepare.mjs'

const check = process.argv.includes('--check')
process.chdir(root)

const { module } = await runnerImport('./scripts/generate/collect.ts', { root, configFile: false, logLevel: 'error' })
const { files, openapi } = await module.collect()
const sdk = { path: 'packages/sdk/src/generated/openapi.ts', text: await toTypes(openapi) }

const stale = [...files, sdk].filter(({ path, text }) => readIfThere(path) !== text)
for (const { path, text } of stale) {
  if (check) console.log(`${path} is not what its sources give: run npm run generate\n${firstDifference(path, text)}`)
  else {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
    console.log(`wrote ${path}`)
  }
}
if (!check && stale.length === 0) console.log('nothing changed')
// Whatever a library keeps open must not keep this from ending.
process.exit(check && stale.length > 0 ? 1 : 0)

function readIfThere(path) {
  return existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n') : undefined
}

function firstDifference(path, text) {
  const had = readIfThere(path)
  if (had === undefined) return '  the file is missing'
  const [old, now] = [had.split('\n'), text.split('\n')]
  const at = now.findIndex((line, i) => line !== old[i])
  const line = at < 0 ? now.length : at
  return `  line ${line + 1}\n  - ${old[line] ?? '(end)'}\n  + ${now[line] ?? '(end)'}`
}
