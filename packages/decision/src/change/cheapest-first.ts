/** Combinations of one element of each list; lists are in order of cost. */
type Entry = { readonly set: number; readonly at: readonly number[]; readonly cost: number }

/**
 * Walks through the combinations of several sets of lists together, the cheapest first, without laying them all out.
 * `close` ends a set early.
 */
export class CheapestFirst<T extends { readonly distance: number }> {
  readonly #sets: readonly (readonly (readonly T[])[])[]
  readonly #heap: Entry[] = []
  readonly #closed = new Set<number>()

  constructor(sets: readonly (readonly (readonly T[])[])[]) {
    this.#sets = sets
    for (const [set, lists] of sets.entries())
      if (lists.every((list) => list.length > 0))
        this.#push(
          set,
          lists.map(() => 0),
        )
  }

  close(set: number): void {
    this.#closed.add(set)
  }

  next(): { readonly set: number; readonly chosen: readonly T[] } | undefined {
    for (let entry = this.#pop(); entry; entry = this.#pop()) {
      if (this.#closed.has(entry.set)) continue
      const { set, at } = entry
      const lists = this.#sets[set] as readonly (readonly T[])[]
      // Only places from the last moved one on move further: each combination is met once.
      const from = at.findLastIndex((index) => index > 0)
      for (let place = Math.max(from, 0); place < at.length; place++)
        if ((at[place] as number) + 1 < (lists[place] as readonly T[]).length)
          this.#push(
            set,
            at.map((index, other) => (other === place ? index + 1 : index)),
          )
      return { set, chosen: at.map((index, place) => (lists[place] as readonly T[])[index] as T) }
    }
    return undefined
  }

  #push(set: number, at: readonly number[]): void {
    const lists = this.#sets[set] as readonly (readonly T[])[]
    const cost = at.reduce((sum, index, place) => sum + ((lists[place] as readonly T[])[index] as T).distance, 0)
    const heap = this.#heap
    let child = heap.push({ set, at, cost }) - 1
    while (child > 0) {
      const parent = (child - 1) >> 1
      if ((heap[parent] as Entry).cost <= (heap[child] as Entry).cost) return
      this.#swap(parent, child)
      child = parent
    }
  }

  #pop(): Entry | undefined {
    const heap = this.#heap
    const first = heap[0]
    const last = heap.pop()
    if (!first || !last || first === last) return first
    heap[0] = last
    for (let parent = 0; ; ) {
      const left = 2 * parent + 1
      const right = left + 1
      let least = parent
      for (const child of [left, right])
        if (child < heap.length && (heap[child] as Entry).cost < (heap[least] as Entry).cost) least = child
      if (least === parent) return first
      this.#swap(parent, least)
      parent = least
    }
  }

  #swap(one: number, other: number): void {
    const heap = this.#heap
    const kept = heap[one] as Entry
    heap[one] = heap[other] as Entry
    heap[other] = kept
  }
}
