import { parseArgs } from 'node:util'
import { makeClient } from '@onecity/sdk/node'
import { fill } from './fill.ts'

const usage = `usage: simulator fill --url http://localhost:7070 --people N --companies N [--seed S] [--role ROLE] [--json]

Fills an installation with made-up people and companies, marked as simulated. The same seed gives the same rows.`

const wholeNumber = (name: string, text: string | undefined, otherwise: number): number => {
  if (text === undefined) return otherwise
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} takes a whole number, not “${text}”`)
  return Number(text)
}

const run = async (args: readonly string[]): Promise<void> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      url: { type: 'string', default: 'http://localhost:7070' },
      people: { type: 'string' },
      companies: { type: 'string' },
      seed: { type: 'string' },
      role: { type: 'string', default: 'data-steward' },
      json: { type: 'boolean', default: false },
    },
  })
  if (positionals[0] !== 'fill' || positionals.length > 1) throw new Error(usage)
  const started = performance.now()
  const batches = await fill(makeClient({ url: values.url, role: values.role }), {
    people: wholeNumber('people', values.people, 0),
    companies: wholeNumber('companies', values.companies, 0),
    seed: wholeNumber('seed', values.seed, 1),
    onProgress: (resource, { bytesSent, batch }) => {
      if (!values.json)
        console.error(
          `${resource}: ${Math.round(bytesSent / 1024)} KB sent, ${batch?.received ?? 0} rows taken in (${batch?.status ?? 'receiving'})`,
        )
    },
  })
  // Nothing of this city can be filled: no fault, and no fill either.
  if (batches.length === 0) process.exitCode = 3
  for (const { id, key, resource, received, inserted, updated, unchanged, deleted, rejected } of batches) {
    if (values.json)
      console.log(
        JSON.stringify({ batch: id, key, resource, received, inserted, updated, unchanged, deleted, rejected }),
      )
    else
      console.log(
        `${resource}: ${received} received = ${inserted} inserted + ${updated} updated + ${unchanged} unchanged + ${rejected} rejected (${key})`,
      )
  }
  if (!values.json) console.log(`done in ${((performance.now() - started) / 1000).toFixed(1)} s`)
  if (batches.some(({ rejected }) => rejected > 0)) process.exitCode = 2
}

run(process.argv.slice(2)).catch((error: unknown) => {
  console.error((error as Error).message)
  process.exitCode = 1
})
