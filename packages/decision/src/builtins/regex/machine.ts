import { DecisionError } from '../../problem.ts'
import { caseFolded } from './case-variants.ts'
import type { ParsedPattern, Tree } from './tree.ts'

/*
 * A backtracking machine that never tries the same instruction at the same place twice: what failed once fails again, so the
 * time is bound by instructions × length, whatever the pattern (as in RE2's bit state). The first alternative wins, as the
 * standard has it. Back-references break that reasoning, what failed may succeed with another group: with them nothing is
 * remembered, and the count of steps is the only bound.
 */
type Instruction =
  | { readonly do: 'characters'; readonly holds: (point: number) => boolean }
  | { readonly do: 'either'; first: number; second: number }
  | { readonly do: 'jump'; to: number }
  | { readonly do: 'keep'; readonly slot: number }
  | { readonly do: 'advanced'; readonly slot: number }
  | { readonly do: 'start' | 'end'; readonly isLinewise: boolean }
  | { readonly do: 'again'; readonly group: number; readonly isCaseBlind: boolean }
  | { readonly do: 'done' }

export type Machine = { readonly program: readonly Instruction[]; readonly slots: number; readonly remembers: boolean }

const mostInstructions = 20_000
/** Instructions run for one text: a second or two, or half a second where nothing is remembered. */
const mostSteps = 100_000_000
const mostStepsUnremembered = 20_000_000
/** Bits of memory of one text: 12 MB. */
const mostMemory = 100_000_000

const exceeded = (code: string, message: string, limit: number): never => {
  throw new DecisionError([{ code, severity: 'error', message, params: { limit } }])
}

const setOf = (source: string): ((point: number) => boolean) => {
  const set = new RegExp(`^${source}$`, 'v')
  const known = new Map<number, boolean>()
  return (point) => {
    let holds = known.get(point)
    if (holds === undefined) {
      holds = set.test(String.fromCodePoint(point))
      if (known.size < 4_096) known.set(point, holds)
    }
    return holds
  }
}

class Assembler {
  readonly program: Instruction[] = []
  readonly #sets = new Map<string, (point: number) => boolean>()
  slots: number

  constructor(
    groups: number,
    readonly guardsLoops: boolean,
  ) {
    this.slots = (groups + 1) * 2
  }

  #add<T extends Instruction>(instruction: T): T {
    if (this.program.length >= mostInstructions)
      exceeded('limit.size', `A pattern takes more than ${mostInstructions} steps to write down`, mostInstructions)
    this.program.push(instruction)
    return instruction
  }

  finish(tree: Tree): void {
    this.#write(tree)
    this.#add({ do: 'done' })
  }

  #write(tree: Tree): void {
    switch (tree.kind) {
      case 'characters': {
        const holds = this.#sets.get(tree.source) ?? setOf(tree.source)
        this.#sets.set(tree.source, holds)
        this.#add({ do: 'characters', holds })
        return
      }
      case 'sequence':
        for (const part of tree.parts) this.#write(part)
        return
      case 'choice':
        this.#choice(tree.options)
        return
      case 'group':
        if (tree.index !== undefined) this.#add({ do: 'keep', slot: tree.index * 2 })
        this.#write(tree.of)
        if (tree.index !== undefined) this.#add({ do: 'keep', slot: tree.index * 2 + 1 })
        return
      case 'repeat':
        this.#repeat(tree)
        return
      case 'start':
      case 'end':
        this.#add({ do: tree.kind, isLinewise: tree.isLinewise })
        return
      case 'backreference':
        this.#add({ do: 'again', group: tree.group, isCaseBlind: tree.isCaseBlind })
    }
  }

  #choice(options: readonly Tree[]): void {
    const ends: { do: 'jump'; to: number }[] = []
    for (const option of options.slice(0, -1)) {
      const either = this.#add({ do: 'either' as const, first: this.program.length + 1, second: 0 })
      this.#write(option)
      ends.push(this.#add({ do: 'jump' as const, to: 0 }))
      either.second = this.program.length
    }
    this.#write(options.at(-1) as Tree)
    for (const end of ends) end.to = this.program.length
  }

  #repeat({ of, least, most, isGreedy }: Tree & { kind: 'repeat' }): void {
    for (let turn = 0; turn < least; turn++) this.#write(of)
    const leave = (either: { first: number; second: number }): void => {
      if (isGreedy) either.second = this.program.length
      else either.first = this.program.length
    }
    const fork = () => {
      const next = this.program.length + 1
      return this.#add({ do: 'either' as const, first: next, second: next })
    }
    if (most === Number.POSITIVE_INFINITY) {
      const at = this.program.length
      const either = fork()
      const slot = this.slots
      if (this.guardsLoops) {
        this.slots++
        this.#add({ do: 'keep', slot })
      }
      this.#write(of)
      if (this.guardsLoops) this.#add({ do: 'advanced', slot })
      this.#add({ do: 'jump', to: at })
      leave(either)
      return
    }
    const forks = []
    for (let turn = least; turn < most; turn++) {
      forks.push(fork())
      this.#write(of)
    }
    for (const either of forks) leave(either)
  }
}

export const assemble = ({ tree, groups, hasBackreferences }: ParsedPattern): Machine => {
  const assembler = new Assembler(groups, hasBackreferences)
  assembler.finish(tree)
  return { program: assembler.program, slots: assembler.slots, remembers: !hasBackreferences }
}

/** One text being searched: its memory is kept from match to match. */
export class Search {
  readonly #machine: Machine
  readonly #points: readonly number[]
  readonly #tried: Uint32Array
  readonly #mostSteps: number
  #furthest = 0
  #steps = 0

  constructor(machine: Machine, points: readonly number[]) {
    this.#machine = machine
    this.#points = points
    const bits = machine.remembers ? machine.program.length * (points.length + 1) : 0
    if (bits > mostMemory) exceeded('limit.size', 'A text is too long for a pattern of this size', mostMemory)
    this.#tried = new Uint32Array(Math.ceil(bits / 32))
    this.#mostSteps = machine.remembers ? mostSteps : mostStepsUnremembered
  }

  /** Start and end of the match and its groups (-1 where a group took no part), of the first match at `from` or later. */
  next(from: number): readonly number[] | null {
    for (let start = from; start <= this.#points.length; start++) {
      const found = this.#at(start)
      if (!found) continue
      this.#forget(from)
      return found
    }
    return null
  }

  /** Places that led to a match did not fail: they may lead to the next. */
  #forget(from: number): void {
    const each = this.#machine.program.length
    this.#tried.fill(0, Math.floor((from * each) / 32), Math.ceil(((this.#furthest + 1) * each) / 32))
  }

  #isNew(instruction: number, place: number): boolean {
    if (++this.#steps > this.#mostSteps)
      exceeded('limit.steps', `A pattern takes more than ${this.#mostSteps} steps on a text`, this.#mostSteps)
    if (place > this.#furthest) this.#furthest = place
    if (!this.#machine.remembers) return true
    const bit = place * this.#machine.program.length + instruction
    const word = bit >>> 5
    const mask = 1 << (bit & 31)
    if (((this.#tried[word] as number) & mask) !== 0) return false
    this.#tried[word] = (this.#tried[word] as number) | mask
    return true
  }

  #at(start: number): readonly number[] | null {
    const { program, slots } = this.#machine
    const kept = new Array<number>(slots).fill(-1)
    kept[0] = start
    // Where to go on after a failure: instruction and place, or (with -1 - slot) what a slot held.
    const pending = [0, start]
    while (pending.length > 0) {
      let place = pending.pop() as number
      let at = pending.pop() as number
      if (at < 0) {
        kept[-1 - at] = place
        continue
      }
      while (this.#isNew(at, place)) {
        const instruction = program[at] as Instruction
        if (instruction.do === 'done') {
          kept[1] = place
          return kept
        }
        if (instruction.do === 'either') {
          pending.push(instruction.second, place)
          at = instruction.first
          continue
        }
        if (instruction.do === 'jump') {
          at = instruction.to
          continue
        }
        if (instruction.do === 'keep') {
          pending.push(-1 - instruction.slot, kept[instruction.slot] as number)
          kept[instruction.slot] = place
          at++
          continue
        }
        const next = this.#pass(instruction, place, kept)
        if (next < 0) break
        place = next
        at++
      }
    }
    return null
  }

  /** The place after an instruction that looks at the text, -1 when it does not hold. */
  #pass(instruction: Instruction, place: number, kept: readonly number[]): number {
    const points = this.#points
    switch (instruction.do) {
      case 'characters':
        return place < points.length && instruction.holds(points[place] as number) ? place + 1 : -1
      case 'start':
        if (place === 0) return place
        return instruction.isLinewise && points[place - 1] === 10 && place < points.length ? place : -1
      case 'end':
        if (place === points.length) return place
        return instruction.isLinewise && points[place] === 10 ? place : -1
      case 'advanced':
        return kept[instruction.slot] === place ? -1 : place
      case 'again':
        return this.#repeated(instruction.group, instruction.isCaseBlind, place, kept)
      default:
        return -1
    }
  }

  /** A group that took no part is as if empty. */
  #repeated(group: number, isCaseBlind: boolean, place: number, kept: readonly number[]): number {
    const from = kept[group * 2] as number
    const to = kept[group * 2 + 1] as number
    if (from < 0 || to < 0) return place
    if (place + to - from > this.#points.length) return -1
    for (let offset = 0; offset < to - from; offset++) {
      const one = this.#points[from + offset] as number
      const other = this.#points[place + offset] as number
      if (one !== other && !(isCaseBlind && caseFolded(one) === caseFolded(other))) return -1
    }
    return place + to - from
  }
}
