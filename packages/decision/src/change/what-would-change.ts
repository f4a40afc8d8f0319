import type { Engine, Entry } from '../dmn/engine.ts'
import { inputValue } from '../dmn/input-value.ts'
import type { RunOptions } from '../feel/program.ts'
import { minus, over, plus, times } from '../values/arithmetic.ts'
import { compare } from '../values/compare.ts'
import { equal } from '../values/equal.ts'
import { isInteger, isNumber } from '../values/number.ts'
import type { Value } from '../values/value.ts'
import { type Candidate, type Choice, choiceOf, type InputLimits } from './candidates.ts'
import { CheapestFirst } from './cheapest-first.ts'
import { distance } from './distance.ts'
import { landmarksOf } from './landmarks.ts'
import { leavesOf, withLeaves } from './leaves.ts'

/** The outcome that is asked for: this value, one that passes, or any but the present one. */
export type Wanted = { readonly is: Value } | { readonly where: (outcome: Value) => boolean } | 'anything else'

export type ChangeOptions = {
  /** Inputs, or entries of them (`applicant.age`), that may be changed; all when absent. */
  readonly names?: readonly string[]
  /** Inputs or entries that stay as they are. */
  readonly frozen?: readonly string[]
  readonly limits?: Readonly<Record<string, InputLimits>>
  /** Inputs changed at once, at most; 3. */
  readonly together?: number
  /** Proposals at most; 5. */
  readonly most?: number
  /** Evaluations at most; 20,000. */
  readonly budget?: number
  readonly run?: RunOptions
}

export type InputChange = {
  readonly input: string
  readonly from: Value
  readonly to: Value
  /** Any value that no rule names would do; `to` is one of them. */
  readonly anyOther?: true
  /** The outcome stays for all values that were tried further on in the same direction: "35 or less". */
  readonly andBeyond?: 'less' | 'more'
}

export type Proposal = {
  readonly changes: readonly InputChange[]
  readonly outcome: Value
  /** Sum over the changes, for comparing; see distance.ts. */
  readonly distance: number
}

export type ChangeResult = {
  readonly outcome: Value
  /** The outcome is as wanted already. */
  readonly already: boolean
  /** Nearest first; each changes as few inputs as were found to be needed. Every one was evaluated. */
  readonly proposals: readonly Proposal[]
  /** Evaluations that were made. */
  readonly searched: number
  /** True when all candidates were tried; false when the budget ended the search. */
  readonly exhausted: boolean
  /** Inputs that may be changed and were not, because nothing says what to try: lists, free texts. */
  readonly notTried: readonly string[]
}

/**
 * The smallest changes of inputs that bring about another outcome: fewest inputs first, then the shortest way. Tried are the values at
 * and beside the boundaries of tables and comparisons that the entry depends on; for inputs that are used in other ways also
 * values further and further away, narrowed down to where the outcome turns. None found means none among these.
 *
 * @throws Error when there is no such entry
 */
export const whatWouldChange = (
  engine: Engine,
  entryName: string,
  inputs: Readonly<Record<string, unknown>>,
  wanted: Wanted,
  options: ChangeOptions = {},
): ChangeResult => {
  const entry = engine.entries.get(entryName)
  if (!entry) throw new Error(`There is no decision, service or knowledge model "${entryName}"`)
  return new Search(engine, entry, inputs, wanted, options).run()
}

type Step = { readonly choice: Choice; readonly candidate: Candidate; readonly distance: number }

class Search {
  readonly #entry: Entry
  readonly #values: Readonly<Record<string, Value>>
  readonly #options: ChangeOptions
  readonly #choices: readonly Choice[]
  readonly #outcome: Value
  readonly #isWanted: (outcome: Value) => boolean
  #searched = 0

  constructor(
    engine: Engine,
    entry: Entry,
    given: Readonly<Record<string, unknown>>,
    wanted: Wanted,
    options: ChangeOptions,
  ) {
    this.#entry = entry
    this.#options = options
    this.#values = Object.fromEntries(
      entry.inputs.map(({ name, type }) => [
        name,
        inputValue(Object.hasOwn(given, name) ? given[name] : null, type) ?? null,
      ]),
    )
    this.#outcome = this.#evaluate(this.#values)
    const present = this.#outcome
    this.#isWanted =
      wanted === 'anything else'
        ? (outcome) => !areSame(outcome, present)
        : 'is' in wanted
          ? (outcome) => areSame(outcome, wanted.is)
          : wanted.where
    const landmarks = landmarksOf(engine.model, entry, engine.types)
    const scope = { variables: new Map(), types: engine.types }
    const { names, frozen = [], limits = {} } = options
    this.#choices = leavesOf(entry.inputs, this.#values, landmarks.asked)
      .filter(({ name }) => (names === undefined || isNamed(name, names)) && !isNamed(name, frozen))
      .map((leaf) => choiceOf(leaf, landmarks, scope, limits[leaf.name]))
  }

  run(): ChangeResult {
    const proposals: Proposal[] = []
    const already = this.#isWanted(this.#outcome)
    let exhausted = true
    const { together = 3, most = 5 } = this.#options
    const open = this.#choices.filter(({ candidates }) => candidates.length > 0)
    for (let count = 1; !already && exhausted && count <= Math.min(together, open.length); count++) {
      exhausted = this.#search(subsetsOf(open, count), most, proposals)
      if (proposals.length > 0) break
    }
    return {
      outcome: this.#outcome,
      already,
      proposals: proposals.sort((left, right) => left.distance - right.distance),
      searched: this.#searched,
      exhausted,
      notTried: this.#choices
        .filter(({ candidates, isLoose, isAsked }) => candidates.length === 0 && (isLoose || isAsked))
        .map(({ leaf }) => leaf.name),
    }
  }

  get #isSpent(): boolean {
    return this.#searched >= (this.#options.budget ?? 20_000)
  }

  /** @returns false when the budget ended it */
  #search(sets: readonly (readonly Choice[])[], most: number, proposals: Proposal[]): boolean {
    const combinations = new CheapestFirst<Step>(
      sets.map((set) =>
        set.map((choice) =>
          thinned(choice.candidates, set.length).map((candidate) => ({
            choice,
            candidate,
            distance: candidate.distance,
          })),
        ),
      ),
    )
    for (let next = combinations.next(); next; next = combinations.next()) {
      if (this.#isSpent) return false
      if (!this.#works(next.chosen)) continue
      combinations.close(next.set)
      const proposal = this.#propose(this.#narrowed(next.chosen))
      if (proposal) proposals.push(proposal)
      if (proposals.length === most) return true
    }
    return true
  }

  #evaluate(values: Readonly<Record<string, Value>>): Value {
    this.#searched++
    return this.#entry.evaluate(values, this.#options.run).value
  }

  #outcomeOf(steps: readonly Step[]): Value {
    return this.#evaluate(
      withLeaves(
        this.#values,
        steps.map(({ choice, candidate }) => ({ path: choice.leaf.path, to: candidate.value })),
      ),
    )
  }

  #works(steps: readonly Step[]): boolean {
    return this.#isWanted(this.#outcomeOf(steps))
  }

  /** Brings values that were tried between boundaries as near as the outcome allows, one input after another. */
  #narrowed(steps: readonly Step[]): readonly Step[] {
    let best = steps
    for (const [place, { choice, candidate }] of steps.entries()) {
      if (!choice.isLoose || choice.leaf.value === null || candidate.anyOther) continue
      let near: Value = choice.leaf.value
      let far: Value = candidate.value
      for (let turn = 0; turn < 60 && !this.#isSpent; turn++) {
        const value = between(near, far, choice)
        if (value === undefined) break
        const tried = best.map((step, at) => (at === place ? stepTo(choice, value) : step))
        if (this.#works(tried)) {
          best = tried
          far = value
        } else near = value
      }
    }
    return best
  }

  #propose(steps: readonly Step[]): Proposal | undefined {
    const outcome = this.#outcomeOf(steps)
    if (!this.#isWanted(outcome)) return undefined
    return {
      changes: steps.map(({ choice, candidate }, place) => {
        const beyond = this.#beyond(steps, place)
        return {
          input: choice.leaf.name,
          from: choice.leaf.value,
          to: candidate.value,
          ...(candidate.anyOther && { anyOther: true as const }),
          ...(beyond && { andBeyond: beyond }),
        }
      }),
      outcome,
      distance: steps.reduce((sum, step) => sum + step.distance, 0),
    }
  }

  /** Whether the outcome stays when one input goes on in its direction, at everything there is to try there. */
  #beyond(steps: readonly Step[], place: number): 'less' | 'more' | undefined {
    const { choice, candidate } = steps[place] as Step
    if (choice.kind === 'string' || choice.kind === 'boolean' || choice.leaf.value === null) return undefined
    const direction = compare(candidate.value, choice.leaf.value)
    if (direction === null || direction === 0) return undefined
    const further = [
      ...choice.candidates.map(({ value }) => value),
      ...farFrom(candidate.value, choice.step, direction),
    ]
      .filter((value) => (compare(value, candidate.value) ?? 0) * direction > 0)
      .filter(choice.allows)
    if (further.length === 0) return undefined
    const stays = further.every(
      (value) => !this.#isSpent && this.#works(steps.map((step, at) => (at === place ? stepTo(choice, value) : step))),
    )
    return stays ? (direction < 0 ? 'less' : 'more') : undefined
  }
}

const areSame = (left: Value, right: Value): boolean =>
  left === null || right === null ? left === right : equal(left, right) === true

const isNamed = (name: string, names: readonly string[]): boolean =>
  names.some((one) => name === one || name.startsWith(`${one}.`))

const subsetsOf = <T>(all: readonly T[], count: number): readonly (readonly T[])[] =>
  count === 0
    ? [[]]
    : all.flatMap((first, index) => subsetsOf(all.slice(index + 1), count - 1).map((rest) => [first, ...rest]))

/** Next to a value, some way off and far away: beyond the last boundary everything is alike. */
const farFrom = (value: Value, step: Value, direction: number): readonly Value[] =>
  [1, 64, 4_096].map((steps) => (direction > 0 ? plus : minus)(value, times(step, steps))).filter((far) => far !== null)

const stepTo = (choice: Choice, value: Value): Step => {
  const far = distance(choice.leaf.value, value, choice.leaf.type)
  return { choice, candidate: { value, distance: far }, distance: far }
}

/** With several inputs at once only some of the probes are tried: they are narrowed down afterwards. */
const thinned = (candidates: readonly Candidate[], count: number): readonly Candidate[] => {
  if (count === 1) return candidates
  let probes = 0
  // In pairs: nearest first, one lies above and the next below.
  return candidates.filter(({ probe }) => !probe || (probes++ >> 1) % 3 === 0)
}

/** A value halfway, in whole steps from the farther one; undefined when there is none between. */
const between = (near: Value, far: Value, { step, kind, allows }: Choice): Value | undefined => {
  const apart = minus(far, near)
  let middle: Value = plus(near, over(apart, 2))
  if (isNumber(middle) && isNumber(step)) {
    // In whole steps, counted from nothing, so that proposals are round.
    const steps = over(middle, step)
    if (!isNumber(steps)) return undefined
    const whole = Math.round(Number(steps))
    if (!isInteger(steps)) middle = times(step, whole)
  }
  if (middle === null || kind === undefined || !allows(middle)) return undefined
  const low = compare(near, middle)
  const high = compare(middle, far)
  return low !== null && high !== null && low * high > 0 ? middle : undefined
}
