/**
 * Reading and checking a whole city folder: ours, with schemas, references and hash, beside parsing the same files alone with
 * js-yaml and with `yaml`, which knows positions. `npm run bench -- check [--resources 5200] [--items 31]`
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { parseDocument } from 'yaml'
import { readCity } from '../packages/city/src/index.ts'
import { writeCityFolder } from './check/folder.ts'

const repeats = 3

export const run = async (args) => {
  const option = (name, fallback) => {
    const at = args.indexOf(`--${name}`)
    return at === -1 ? fallback : Number(args[at + 1])
  }
  const resources = option('resources', 5_200)
  const items = option('items', 31)
  const dir = mkdtempSync(join(tmpdir(), 'onecity-bench-'))
  try {
    const paths = writeCityFolder(dir, resources, items)
    const readers = {
      ours: async () => {
        const result = await readCity(dir)
        if (!result.ok) throw new Error(JSON.stringify(result.problems[0]))
        const found = result.city.resources.reduce((sum, resource) => sum + resource.items.length, 0)
        if (found < resources * items) throw new Error(`${found} items of ${resources * items}`)
      },
      'js-yaml': async () => {
        for (const path of paths) load(readFileSync(join(dir, path), 'utf8'))
      },
      yaml: async () => {
        for (const path of paths) parseDocument(readFileSync(join(dir, path), 'utf8')).toJS()
      },
    }
    const best = {}
    const cpu = {}
    for (let repeat = 0; repeat < repeats; repeat++)
      for (const [name, read] of Object.entries(readers)) {
        // The slow one is there to be compared with, not to be waited for.
        if (name === 'yaml' && repeat > 0) continue
        const startedAt = performance.now()
        const used = process.cpuUsage()
        await read()
        const { user, system } = process.cpuUsage(used)
        best[name] = Math.min(best[name] ?? Number.POSITIVE_INFINITY, performance.now() - startedAt)
        // On a machine with other work to do the time on the processor says more than the clock.
        cpu[name] = Math.min(cpu[name] ?? Number.POSITIVE_INFINITY, (user + system) / 1e6)
      }
    const figures = { resources, items: resources * items, repeats }
    const ratios = {}
    for (const [name, ms] of Object.entries(best)) {
      figures[`${name}.seconds`] = Number((ms / 1000).toFixed(2))
      figures[`${name}.cpuSeconds`] = Number(cpu[name].toFixed(2))
      if (name !== 'ours') ratios[name] = Number((ms / best.ours).toFixed(2))
    }
    console.log(JSON.stringify({ bench: 'check', figures, ratios }))
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
