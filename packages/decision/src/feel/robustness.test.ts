import { expect, it } from 'vitest'
import { mutated, randomCell, randomOf, randomSource } from './testing-sources.ts'
import { type Trial, tryOut } from './testing-trial.ts'

const seed = 20_261_120

/** Tries sources one after the other; a fault says which one it was. */
const trials = (count: number, makeSource: (index: number) => string, kind: 'expression' | 'cell') => {
  const counts: Record<Trial, number> = { refused: 0, limit: 0, value: 0 }
  let slowest = { ms: 0, source: '' }
  for (let index = 0; index < count; index++) {
    const source = makeSource(index)
    const started = performance.now()
    try {
      counts[tryOut(source, kind)]++
    } catch (cause) {
      throw new Error(`${JSON.stringify(source)}: ${(cause as Error).message}`, { cause })
    }
    const ms = performance.now() - started
    if (ms > slowest.ms) slowest = { ms, source }
  }
  return { ...counts, slowest }
}

it('takes whatever is written: expressions that are whole', () => {
  const random = randomOf(seed)
  const { value, refused, slowest } = trials(16_000, () => randomSource(random), 'expression')
  // A generator whose sources are all refused would try nothing.
  expect(value).toBeGreaterThan(refused / 4)
  expect(slowest.ms, slowest.source).toBeLessThan(5_000)
})

it('takes whatever is written: expressions that were damaged', () => {
  const random = randomOf(seed + 1)
  const { value, slowest } = trials(
    24_000,
    () => mutated(random, randomSource(random, 3), randomSource(random, 2)),
    'expression',
  )
  expect(value).toBeGreaterThan(500)
  expect(slowest.ms, slowest.source).toBeLessThan(5_000)
})

it('takes whatever is written: cells, whole and damaged', () => {
  const random = randomOf(seed + 2)
  const { value, slowest } = trials(
    16_000,
    (index) => (index % 2 === 0 ? randomCell(random) : mutated(random, randomCell(random), randomCell(random))),
    'cell',
  )
  expect(value).toBeGreaterThan(1_000)
  expect(slowest.ms, slowest.source).toBeLessThan(5_000)
})
