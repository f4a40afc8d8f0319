/** Runs at most `most` works at a time; the others wait their turn. */
export const makeTurnstile = (most: number) => {
  const waiting: (() => void)[] = []
  let inside = 0
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (inside >= most) await new Promise<void>((resolve) => waiting.push(resolve))
    else inside++
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      // The turn is handed on, not given back, or a newcomer could slip in between.
      if (next) next()
      else inside--
    }
  }
}
