/**
 * Chance by index: the same numbers for the same seed, stream and index, whatever was asked before. So anything about the
 * n-th person or company can be worked out when it is needed, and nothing has to be remembered.
 */

/** A 32-bit number, unsigned. Only 32-bit integer arithmetic: the same on every machine (finaliser of MurmurHash3). */
export const mix = (seed: number, stream: number, index: number): number => {
  let h = Math.imul(seed, 0x9e3779b1) ^ Math.imul(stream + 1, 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d) ^ Math.imul(index, 0x27d4eb2f)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** 0 ≤ value < 1. */
export const fraction = (chance: number): number => chance / 4_294_967_296

/** A whole number, 0 ≤ value < n. */
export const below = (chance: number, n: number): number => Math.floor((chance / 4_294_967_296) * n)

/** An element of a list that is not empty. */
export const pick = <T>(chance: number, from: readonly T[]): T => from[below(chance, from.length)] as T

/** Picks by weight in one look: weights are laid out over a table of 1,024 places. */
export const makeChooser = <T>(weighted: readonly (readonly [weight: number, value: T])[]): ((chance: number) => T) => {
  const total = weighted.reduce((sum, [weight]) => sum + weight, 0)
  const table: T[] = []
  let sum = 0
  for (const [weight, value] of weighted) {
    sum += weight
    while (table.length < Math.round((sum / total) * 1024)) table.push(value)
  }
  return (chance) => table[chance >>> 22] as T
}
