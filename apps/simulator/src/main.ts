import { parseArgs } from 'node:util'
import { type Batch, type BatchProgress, makeClient } from '@onecity/sdk/node'
import { fill } from './fill.ts'
import { readPlacesOf } from './ground.ts'
import { makeLibraries } from './libraries/index.ts'
import { loadCity } from './load-city.ts'
import { makeWorld } from './world.ts'
import { writeCity } from './write-city.ts'

const usage = `usage: onecity-sim <command>

  generate --people N --companies N --out FOLDER [--seed 1] [--years 0] [--flaws 0] [--format csv|ndjson]
           [--libraries resident,room,…] [--city cities/shenzhen] [--json]
      writes a synthetic city: people in households in rooms, companies, licences, credit, economy; no personal data.
      The same seed gives the same bytes. --years 5 tells five years month by month; --flaws 0.01 spoils one row in a
      hundred and writes the truth to truth.ndjson.
  load FOLDER [--url http://localhost:7070] [--role ROLE] [--json]
      sends what was generated, in order, marked as simulated. Sent again it is recognised.
  fill --people N --companies N [--url http://localhost:7070] [--seed 1] [--role ROLE] [--json]
      makes a small city and sends it, without files.`

const wholeNumber = (name: string, text: string | undefined, otherwise: number, most = 999_999_999): number => {
  if (text === undefined) return otherwise
  if (!/^\d{1,9}$/.test(text) || Number(text) > most)
    throw new Error(`--${name} takes a whole number up to ${most}, not “${text}”`)
  return Number(text)
}
const share = (name: string, text: string | undefined): number => {
  if (text === undefined) return 0
  if (!/^(0(\.\d+)?|1(\.0+)?)$/.test(text)) throw new Error(`--${name} takes a share from 0 to 1, not “${text}”`)
  return Number(text)
}
/** Nobody has to wait to see what happens, nor to read a line a moment. */
const everyMs = 1_000

const run = async (args: readonly string[]): Promise<void> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      url: { type: 'string', default: 'http://localhost:7070' },
      role: { type: 'string', default: 'data-steward' },
      city: { type: 'string', default: 'cities/shenzhen' },
      people: { type: 'string' },
      companies: { type: 'string' },
      seed: { type: 'string' },
      out: { type: 'string' },
      years: { type: 'string' },
      flaws: { type: 'string' },
      format: { type: 'string', default: 'csv' },
      libraries: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(usage)
  const [command, folder] = positionals
  const started = performance.now()
  const seconds = () => (performance.now() - started) / 1000
  const amounts = {
    people: wholeNumber('people', values.people, 0),
    companies: wholeNumber('companies', values.companies, 0),
    seed: wholeNumber('seed', values.seed, 1),
  }
  let told = 0
  const tell = (line: string, always = false) => {
    if (values.json || (!always && performance.now() - told < everyMs)) return
    told = performance.now()
    console.error(line)
  }
  const client = () => makeClient({ url: values.url, role: values.role })
  const onProgress = (what: string, { bytesSent, batch }: BatchProgress) =>
    tell(
      `${what}: ${Math.round(bytesSent / 1024)} KB sent, ${batch?.received ?? 0} rows taken in (${batch?.status ?? 'receiving'})`,
    )
  const tellBatch = ({ id, key, resource, received, inserted, updated, unchanged, deleted, rejected }: Batch) => {
    if (values.json)
      console.log(
        JSON.stringify({ batch: id, key, resource, received, inserted, updated, unchanged, deleted, rejected }),
      )
    else
      console.log(
        `${resource}: ${received} received = ${inserted} inserted + ${updated} updated + ${unchanged} unchanged + ${rejected} rejected (${key})`,
      )
    if (rejected > 0) process.exitCode = 2
  }

  if (command === 'generate' && positionals.length === 1) {
    if (values.out === undefined) throw new Error('generate needs --out FOLDER')
    const format = values.format
    if (format !== 'csv' && format !== 'ndjson') throw new Error(`--format takes csv or ndjson, not “${format}”`)
    const years = wholeNumber('years', values.years, 0, 9)
    const flaws = share('flaws', values.flaws)
    const { cityId, ...grounds } = await readPlacesOf(values.city)
    const all = makeLibraries(makeWorld({ ...amounts, years, ...grounds }))
    const wanted = values.libraries?.split(',').map((name) => name.trim())
    const unknown = wanted?.find((name) => !all.some(({ resource }) => resource === name))
    if (unknown !== undefined)
      throw new Error(`there is no library “${unknown}” — one of ${all.map(({ resource }) => resource).join(', ')}`)
    const libraries = all.filter(({ resource }) => !wanted || wanted.includes(resource))
    const manifest = writeCity(values.out, libraries, {
      ...amounts,
      city: cityId,
      years,
      flaws,
      format,
      onProgress: (resource, rows) => tell(`${resource}: ${rows} rows`),
    })
    const perSecond = Math.round(manifest.rows / seconds())
    if (values.json)
      console.log(
        JSON.stringify({ rows: manifest.rows, files: manifest.deliveries.length, seconds: seconds(), perSecond }),
      )
    else {
      for (const { resource } of libraries) {
        const files = manifest.deliveries.filter((file) => file.resource === resource)
        console.log(`${resource}: ${files.reduce((sum, { rows }) => sum + rows, 0)} rows in ${files.length} files`)
      }
      console.log(
        `${manifest.rows} simulated rows in ${seconds().toFixed(1)} s, ${perSecond} a second${manifest.truth ? `; ${manifest.truth.flaws} flaws, see truth.ndjson` : ''}`,
      )
    }
  } else if (command === 'load' && folder !== undefined && positionals.length === 2) {
    const batches = await loadCity(client(), folder, { onProgress, onDone: (_file, batch) => tellBatch(batch) })
    tell(`${batches.length} deliveries in ${seconds().toFixed(1)} s`, true)
  } else if (command === 'fill' && positionals.length === 1) {
    const batches = await fill(client(), { ...amounts, onProgress })
    // Nothing of this city can be filled: no fault, and no fill either.
    if (batches.length === 0) process.exitCode = 3
    for (const batch of batches) tellBatch(batch)
    tell(`done in ${seconds().toFixed(1)} s`, true)
  } else throw new Error(usage)
}

run(process.argv.slice(2)).catch((error: unknown) => {
  console.error((error as Error).message)
  process.exitCode = 1
})
