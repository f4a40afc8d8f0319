/**
 * Decisions: a table of 12 rules over 6 inputs, beside other engines and a function written by hand, all of which have to
 * come to the same for 10,000 people first; then the time to read and compile 500 such tables, and the size of the package in
 * a browser. `npm run bench -- decision [--people 10000] [--rounds 7] [--tables 500] [--only NAME,…] [--json]`
 */
import { cpus, loadavg } from 'node:os'
import { isDeepStrictEqual } from 'node:util'
import { compileModel, type Engine, type Entry, readModel } from '@onecity/decision'
import { bundleForBrowser } from '../packages/decision/src/bundle-testing.ts'
import { makePeers, type Peer } from './decision/peers.mjs'
import { type Grant, generatePeople, grantByHand, type Person, toXml } from './decision/table.ts'

/** A turn of one contestant: long enough for the clock, short enough that all see the same weather. */
const turnMs = 250

const option = (args: readonly string[], name: string): string | undefined => {
  const at = args.indexOf(`--${name}`)
  return at === -1 ? undefined : args[at + 1]
}

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((left, right) => left - right)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

const engineOf = async (xml: string): Promise<Engine> => {
  const { model, problems } = await readModel(xml)
  if (!model) throw new Error(JSON.stringify(problems))
  const engine = compileModel(model, {})
  if (engine.problems.length > 0) throw new Error(JSON.stringify(engine.problems))
  return engine
}

const entryOf = async (hitPolicy: 'UNIQUE' | 'FIRST'): Promise<Entry> => {
  const entry = (await engineOf(toXml(hitPolicy))).entries.get('grant')
  if (!entry) throw new Error('the model has no decision named grant')
  return entry
}

const makeOurs = async (): Promise<Peer[]> => {
  const [unique, first] = [await entryOf('UNIQUE'), await entryOf('FIRST')]
  const untraced = (entry: Entry) => (people: readonly Person[]) =>
    people.map((person) => entry.evaluate(person).value as Grant)
  return [
    { name: 'ours', decide: untraced(unique) },
    { name: 'ours-first', decide: untraced(first) },
    {
      name: 'ours-traced',
      decide: (people) => people.map((person) => unique.trace(person).trace.outcome as Grant),
    },
  ]
}

type Rates = { readonly byClock: number[]; readonly byProcessor: number[] }

const takeTurn = async ({ decide }: Peer, people: readonly Person[], into: Rates): Promise<void> => {
  let decided = 0
  const used = process.cpuUsage()
  const startedAt = performance.now()
  let elapsed = 0
  // Slow ones would take seconds for all people; their turn is over when its time is.
  let slice = Math.min(people.length, 128)
  for (let at = 0; elapsed < turnMs; ) {
    const some = at === 0 && slice === people.length ? people : people.slice(at, at + slice)
    const grants = await decide(some)
    decided += grants.length
    at = at + slice >= people.length ? 0 : at + slice
    elapsed = performance.now() - startedAt
    if (at === 0 && elapsed < turnMs / 4) slice = people.length
  }
  const { user, system } = process.cpuUsage(used)
  into.byClock.push((decided / elapsed) * 1000)
  into.byProcessor.push((decided / (user + system)) * 1e6)
}

const measureTables = async (count: number) => {
  const sources = Array.from({ length: count }, (_, shift) => toXml('UNIQUE', shift))
  const startedAt = performance.now()
  const used = process.cpuUsage()
  const models = []
  for (const source of sources) {
    const { model } = await readModel(source)
    if (!model) throw new Error('a table cannot be read')
    models.push(model)
  }
  const readAt = performance.now()
  const engines = models.map((model) => compileModel(model, {}))
  const compiledAt = performance.now()
  const { user, system } = process.cpuUsage(used)
  const person: Person = {
    age: 30,
    income: 2000,
    residence: 'Shenzhen',
    insuredMonths: 12,
    ownsHome: false,
    household: 1,
  }
  for (const [shift, engine] of engines.entries()) {
    const value = engine.entries.get('grant')?.evaluate(person).value
    if (!isDeepStrictEqual({ ...(value as object) }, { grade: 'A', amount: 1200 + shift }))
      throw new Error(`table ${shift} comes to ${JSON.stringify(value)}`)
  }
  return {
    tables: count,
    readSeconds: (readAt - startedAt) / 1000,
    compileSeconds: (compiledAt - readAt) / 1000,
    seconds: (compiledAt - startedAt) / 1000,
    processorSeconds: (user + system) / 1e6,
  }
}

const whole = (value: number): string => Math.round(value).toLocaleString('en')

export const run = async (args: readonly string[]): Promise<void> => {
  const people = generatePeople(Number(option(args, 'people') ?? 10_000))
  const rounds = Number(option(args, 'rounds') ?? 7)
  const tables = Number(option(args, 'tables') ?? 500)
  const only = option(args, 'only')?.split(',')
  // First, before the engine is warm: compiling is done by processes that have just started.
  const compiling = await measureTables(tables)
  const bundle = await bundleForBrowser('packages/decision/src/index.ts')
  const contestants = [
    ...(await makeOurs()),
    ...makePeers(),
    { name: 'by-hand', decide: (some: readonly Person[]) => some.map(grantByHand) },
  ].filter(({ name }) => !only || only.includes(name))

  const expected = people.map(grantByHand)
  for (const { name, decide } of contestants)
    for (const [index, grant] of (await decide(people)).entries()) {
      const plain = grant === null ? null : { grade: grant.grade, amount: Number(grant.amount) }
      if (!isDeepStrictEqual(plain, expected[index]))
        throw new Error(
          `${name} comes to ${JSON.stringify(grant)} for ${JSON.stringify(people[index])}, not ${JSON.stringify(expected[index])}`,
        )
    }

  const rates = new Map(contestants.map(({ name }) => [name, { byClock: [], byProcessor: [] } as Rates]))
  for (let round = 0; round < rounds; round++)
    // Each round another one goes first.
    for (let turn = 0; turn < contestants.length; turn++) {
      const contestant = contestants[(turn + round) % contestants.length]
      const into = contestant && rates.get(contestant.name)
      if (into) await takeTurn(contestant, people, into)
    }
  for (const { dispose } of contestants) dispose?.()

  const figures = Object.fromEntries(
    [...rates].map(([name, { byClock, byProcessor }]) => [
      name,
      { evaluationsPerSecond: Math.round(median(byClock)), perProcessorSecond: Math.round(median(byProcessor)) },
    ]),
  )
  const ours = figures['ours']?.evaluationsPerSecond
  console.log(
    `${people.length} people decided alike by all; median of ${rounds} rounds, ${cpus().length} processors, load ${loadavg()[0]?.toFixed(1)}`,
  )
  for (const [name, { evaluationsPerSecond, perProcessorSecond }] of Object.entries(figures)) {
    const ratio = ours === undefined ? '' : `  ours ÷ this ${(ours / evaluationsPerSecond).toPrecision(3)}`
    console.log(
      `  ${name.padEnd(24)} ${whole(evaluationsPerSecond).padStart(12)}/s ${whole(perProcessorSecond).padStart(12)}/s of processor${ratio}`,
    )
  }
  const { readSeconds, compileSeconds, seconds, processorSeconds } = compiling
  console.log(
    `${tables} tables: read ${readSeconds.toFixed(2)} s + compiled ${compileSeconds.toFixed(2)} s = ${seconds.toFixed(2)} s (processor ${processorSeconds.toFixed(2)} s)`,
  )
  console.log(`browser: ${whole(bundle.minified)} bytes minified, ${whole(bundle.gzip)} with gzip`)
  if (!args.includes('--json')) return
  const flat = Object.entries(figures).flatMap(([name, rate]) =>
    Object.entries(rate).map(([key, value]) => [`${name}.${key}`, value]),
  )
  const ratios = Object.entries(figures).flatMap(([name, { evaluationsPerSecond }]) =>
    ours === undefined || name === 'ours' ? [] : [[name, Number((ours / evaluationsPerSecond).toPrecision(3))]],
  )
  console.log(
    JSON.stringify({
      bench: 'decision',
      figures: {
        people: people.length,
        rounds,
        ...Object.fromEntries(flat),
        tables,
        'tables.seconds': Number(seconds.toFixed(2)),
        'tables.processorSeconds': Number(processorSeconds.toFixed(2)),
        'browser.gzipBytes': bundle.gzip,
      },
      ratios: Object.fromEntries(ratios),
    }),
  )
}
