const hashOf = (id: string): number => {
  let hash = 0
  for (let i = 0; i < id.length; i++) hash = (Math.imul(hash, 31) + id.charCodeAt(i)) >>> 0
  return hash
}

/**
 * Which of `count` colours each layer has. A layer asks for the one its id stands for and takes the next when it is taken, so it
 * keeps its colour while others come after it, on every page and for everybody.
 */
export const seriesColours = (ids: readonly string[], count: number): ReadonlyMap<string, number> => {
  const colours = new Map<string, number>()
  const taken = new Set<number>()
  for (const id of ids) {
    // More layers than colours: they begin to share.
    if (taken.size === count) taken.clear()
    let colour = hashOf(id) % count
    while (taken.has(colour)) colour = (colour + 1) % count
    taken.add(colour)
    colours.set(id, colour)
  }
  return colours
}
