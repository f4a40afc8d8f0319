/**
 * A source of chance that gives the same sequence for the same seed, on every machine and version of Node
 * (mulberry32: 32-bit integer arithmetic only).
 */
export type Random = {
  /** 0 ≤ value < 1. */
  readonly next: () => number
  /** A whole number, both ends included. */
  readonly integer: (from: number, to: number) => number
  readonly chance: (share: number) => boolean
  readonly pick: <T>(from: readonly T[]) => T
  /** By weights that need not add up to one. */
  readonly weighted: <T>(from: readonly (readonly [weight: number, value: T])[]) => T
  /** Bell-shaped around 0 with standard deviation 1 (twelve uniform values added: no logarithm, so the same everywhere). */
  readonly bell: () => number
}

/** 32-bit hash of a text (FNV-1a): turns names into seeds. */
export const hashOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

export const makeRandom = (seed: number | string): Random => {
  let state = typeof seed === 'number' ? seed >>> 0 : hashOf(seed)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const integer = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    integer,
    chance: (share) => next() < share,
    pick: (from) => {
      const picked = from[integer(0, from.length - 1)]
      if (picked === undefined) throw new Error('nothing to pick from')
      return picked
    },
    weighted: (from) => {
      let at = next() * from.reduce((sum, [weight]) => sum + weight, 0)
      for (const [weight, value] of from) {
        at -= weight
        if (at < 0) return value
      }
      const last = from.at(-1)
      if (!last) throw new Error('nothing to pick from')
      return last[1]
    },
    bell: () => {
      let sum = -6
      for (let i = 0; i < 12; i++) sum += next()
      return sum
    },
  }
}
