import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { compileModel } from '../dmn/compile.ts'
import type { DmnModel } from '../dmn/model.ts'
import { readModel } from '../dmn/read.ts'
import { checkModel } from './check-model.ts'

const samples = process.env.ONECITY_SAMPLES
const root = samples === undefined ? undefined : join(samples, 'conformance', 'dmn-tck')
const isThere = root !== undefined && existsSync(root)
if (!isThere) console.warn('ONECITY_SAMPLES is not set: the checks are not held against the conformance models')

const foldersBelow = (folder: string): string[] => {
  const entries = readdirSync(folder, { withFileTypes: true })
  const inner = entries.filter((entry) => entry.isDirectory()).flatMap(({ name }) => foldersBelow(join(folder, name)))
  return entries.some(({ name }) => name.endsWith('.dmn')) ? [folder, ...inner] : inner
}

/** Results that the cases of a folder expect, by decision: whether any is other than null. */
const expectations = (folder: string): ReadonlyMap<string, boolean> => {
  const found = new Map<string, boolean>()
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.xml'))) {
    const xml = readFileSync(join(folder, file), 'utf8')
    for (const [, attributes = '', body = ''] of xml.matchAll(
      /<(?:\w+:)?resultNode([^>]*)>([\s\S]*?)<\/(?:\w+:)?resultNode>/g,
    )) {
      const name = /name="([^"]*)"/.exec(attributes)?.[1] ?? ''
      const value = /<(?:\w+:)?expected[^>]*>([\s\S]*)<\/(?:\w+:)?expected>/.exec(body)?.[1]?.trim() ?? ''
      const isNull = value === '' || /^<(?:\w+:)?value[^>]*nil="true"[^>]*(?:\/>|>\s*<\/(?:\w+:)?value>)$/.test(value)
      found.set(name, (found.get(name) ?? false) || !isNull)
    }
  }
  return found
}

/** Told of a whole expression, these say that it is null whatever the inputs are. */
const alwaysNull = new Set(['check.arithmetic', 'check.arguments', 'check.no-function'])

it.skipIf(!isThere)('raises no false alarm over the conformance models', async () => {
  let looked = 0
  const wrong: string[] = []
  for (const folder of foldersBelow(root as string)) {
    const expected = expectations(folder)
    const files = readdirSync(folder).filter((name) => name.endsWith('.dmn'))
    const read = await Promise.all(files.map((file) => readModel(readFileSync(join(folder, file), 'utf8'))))
    const models = read.map(({ model }) => model).filter((model): model is DmnModel => model !== undefined)
    for (const model of models) {
      const literals = new Map(
        model.decisions.map(({ name, logic }) => [name, logic?.kind === 'literal' ? logic.text : undefined]),
      )
      const engine = compileModel(model, { imports: models.filter((other) => other !== model) })
      for (const { code, severity, message, place, span, source } of checkModel(engine)) {
        const name = place?.element ?? ''
        looked++
        const isWhole =
          span !== undefined && source === literals.get(name) && span.from === 0 && span.to === source?.length
        if (expected.get(name) && (severity === 'error' || (alwaysNull.has(code) && isWhole)))
          wrong.push(`${folder}: ${name}: ${message} (${source ?? ''})`)
      }
    }
  }
  expect(wrong).toEqual([])
  // Cases of errors are many: silence would mean that nothing was looked at.
  expect(looked).toBeGreaterThan(500)
})
