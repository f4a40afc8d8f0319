import type { RowAt } from './files.ts'
import { Refused } from './refused.ts'

/**
 * A delivery of N rows. Each contestant goes through the chosen cases in this order, on tables of its own that grow alike.
 *
 * Rows with even numbers are those that cases change, each case to values of its own; rows with odd numbers keep what the first
 * delivery said. So a case finds the same rows unchanged whichever cases ran before it.
 */
export type Case = {
  readonly name: string
  readonly what: string
  readonly bad: boolean
  readonly needs: readonly string[]
  readonly rowAt: (rows: number) => RowAt
}

const isEven = (value: number) => value % 2 === 0

export const cases: readonly Case[] = [
  {
    name: 'first',
    what: 'all new, into an empty register; no bad rows',
    bad: false,
    needs: [],
    rowAt: () => (k) => ({ i: k, is: 'new' }),
  },
  {
    name: 'insert',
    what: 'all new, into a register as large again; no bad rows',
    bad: false,
    needs: ['first'],
    rowAt: (rows) => (k) => ({ i: rows + k, is: 'new' }),
  },
  {
    name: 'unchanged',
    what: 'all there, 1 % changed; no bad rows',
    bad: false,
    needs: ['first'],
    rowAt: () => (k) => ({ i: k, is: k % 100 === 0 ? 'changed' : 'same' }),
  },
  {
    name: 'half',
    what: 'all there, half changed; no bad rows',
    bad: false,
    needs: ['insert'],
    rowAt: (rows) => (k) => ({ i: rows + k, is: isEven(k) ? 'changed' : 'same' }),
  },
  {
    name: '0',
    what: '0 % of the keys exist; 1 % bad rows',
    bad: true,
    needs: ['first'],
    rowAt: (rows) => (k) => ({ i: 2 * rows + k, is: 'new' }),
  },
  {
    name: '50',
    what: '50 % of the keys exist, half of those rows changed; 1 % bad rows',
    bad: true,
    needs: ['first'],
    rowAt: (rows) => (k) =>
      isEven(k) ? { i: k / 2, is: isEven(k / 2) ? 'changed' : 'same' } : { i: 3 * rows + (k - 1) / 2, is: 'new' },
  },
  {
    name: '100',
    what: '100 % of the keys exist, half of the rows changed; 1 % bad rows',
    bad: true,
    needs: ['first'],
    rowAt: () => (k) => ({ i: k, is: isEven(k) ? 'changed' : 'same' }),
  },
]

/** The chosen cases in order, with those whose rows they need. */
export const chooseCases = (names: readonly string[]): readonly Case[] => {
  const wanted = new Set<string>()
  const want = (name: string) => {
    const found = cases.find((each) => each.name === name)
    if (!found) throw new Refused(`no case ${name}: there are ${cases.map((each) => each.name).join(', ')}`)
    found.needs.forEach(want)
    wanted.add(name)
  }
  names.forEach(want)
  return cases.filter(({ name }) => wanted.has(name))
}
