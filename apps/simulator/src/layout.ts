/**
 * How people are laid out in households, and which identity number each gets.
 *
 * People come in blocks of twenty: twelve households of fixed kinds. Whoever stands at the same position of two blocks has the
 * same part in a household of the same kind, so everything about the n-th person is arithmetic.
 *
 * A number has room for 998 people born on one day (GB 11643: three digits, odd for men, even for women), and the fictional
 * area is one only. So each position has a range of sequence numbers of its own wherever its ages overlap those of others, and
 * within it a block's rank leads to one (day, sequence) and no other: rank = level × days + day in a shuffled order. A member's
 * age differs from the head's by a multiple of 61 days that depends on the day modulo 61 only, which keeps it one to one.
 */

import { daysOfYears } from './calendar.ts'
import { fraction, mix } from './chance.ts'

export type Relation = 'head' | 'spouse' | 'child'
type Member = {
  readonly relation: Relation
  /** Same sex as the head, by position: flipped in every second block. */
  readonly sameSex: boolean
  /** Years between the head's age and the member's, and by how many times 61 days it may be less and more. */
  readonly younger: number
  readonly steps: readonly [from: number, to: number]
}
type Kind = {
  readonly name: string
  readonly ages: readonly [from: number, to: number]
  readonly members: readonly Member[]
}

const head: Member = { relation: 'head', sameSex: true, younger: 0, steps: [0, 0] }
const spouse: Member = { relation: 'spouse', sameSex: false, younger: 0, steps: [-24, 12] }
const child = (younger: number, sameSex: boolean): Member => ({ relation: 'child', sameSex, younger, steps: [-20, 0] })

type Profile = Readonly<Record<'single' | 'couple' | 'family' | 'largeFamily' | 'olderCouple' | 'widowed', Kind>>

/** Ages are invented to look like a young city; no statistic. */
const youngCity: Profile = {
  single: { name: 'single', ages: [19, 36], members: [head] },
  couple: { name: 'couple', ages: [24, 45], members: [head, spouse] },
  family: { name: 'family', ages: [28, 52], members: [head, spouse, child(24.5, true)] },
  largeFamily: { name: 'family', ages: [32, 54], members: [head, spouse, child(24.5, false), child(28.2, true)] },
  olderCouple: { name: 'older', ages: [54, 88], members: [head, spouse] },
  widowed: { name: 'older', ages: [60, 95], members: [head] },
}
/** Flatter: the only way to have many more people with numbers of one area. */
const greatCity: Profile = {
  single: { name: 'single', ages: [18, 48], members: [head] },
  couple: { name: 'couple', ages: [52, 95], members: [head, spouse] },
  family: { name: 'family', ages: [34, 62], members: [head, spouse, child(30.5, true)] },
  largeFamily: { name: 'family', ages: [36, 62], members: [head, spouse, child(30.5, false), child(32.5, true)] },
  olderCouple: { name: 'older', ages: [60, 95], members: [head, spouse] },
  widowed: { name: 'older', ages: [62, 98], members: [head] },
}

const order = [
  'single',
  'couple',
  'largeFamily',
  'single',
  'olderCouple',
  'single',
  'family',
  'single',
  'widowed',
  'couple',
  'single',
  'widowed',
] as const satisfies readonly (keyof Profile)[]

export const blockPeople = 20
export const blockHouseholds = order.length

export type Position = {
  /** Household within the block. */
  readonly household: number
  readonly kind: string
  readonly relation: Relation
  readonly member: number
}

/** What stands at each of the twenty positions, whatever the ages. */
export const positions: readonly Position[] = order.flatMap((name, household) =>
  youngCity[name].members.map(({ relation }, member) => ({ household, kind: youngCity[name].name, relation, member })),
)
/** Position of the head of each of the twelve households. */
export const headPositions: readonly number[] = order.map((_, household) =>
  positions.findIndex((position) => position.household === household),
)
/** Positions of adults of working age: may work, drive and represent companies; nobody at them dies. */
export const workingPositions: readonly number[] = positions.flatMap(({ kind, relation }, p) =>
  kind !== 'older' && relation !== 'child' ? [p] : [],
)

/** Sequence numbers of one sex on one day: 001 to 997 odd, 002 to 998 even. */
const sequences = 499

const isPrime = (n: number) => {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false
  return n > 1
}
const primeUpTo = (n: number): number => {
  let prime = n
  while (!isPrime(prime)) prime--
  return prime
}

type Class = {
  readonly member: Member
  readonly base: number
  readonly days: number
  readonly flip: number
  readonly household: number
  readonly window: readonly [from: number, to: number]
}

const classesOf = (profile: Profile): readonly Class[] =>
  order.flatMap((name, household) => {
    const { ages, members } = profile[name]
    const base = daysOfYears(ages[0])
    const days = primeUpTo(daysOfYears(ages[1]) - base)
    return members.map((member) => {
      const shift = -daysOfYears(member.younger)
      return {
        member,
        base,
        days,
        // Heads alternate, so that there are as many men as women in a block too.
        flip: (household + (member.sameSex ? 0 : 1)) % 2,
        household,
        window: [base + shift + 61 * member.steps[0], base + days + shift + 61 * member.steps[1]] as const,
      }
    })
  })

/** First sequence of each class, none shared by classes whose ages overlap; undefined when they do not all fit. */
const allotSequences = (classes: readonly Class[], blocks: number): readonly number[] | undefined => {
  const pairs = Math.ceil(blocks / 2)
  const taken: { window: readonly [number, number]; start: number; end: number }[] = []
  for (const { window, days } of classes) {
    const size = Math.ceil(pairs / days)
    const rivals = taken
      .filter((other) => other.window[0] < window[1] && window[0] < other.window[1])
      .sort((a, b) => a.start - b.start)
    let start = 0
    for (const rival of rivals) if (rival.start < start + size && start < rival.end) start = rival.end
    if (start + size > sequences) return undefined
    taken.push({ window, start, end: start + size })
  }
  return taken.map(({ start }) => start)
}

const profiles = [youngCity, greatCity]
const fit = (people: number): { classes: readonly Class[]; starts: readonly number[] } | undefined => {
  for (const profile of profiles) {
    const classes = classesOf(profile)
    const starts = allotSequences(classes, Math.ceil(people / blockPeople))
    if (starts) return { classes, starts }
  }
  return undefined
}

/** The greatest number of people whose numbers the fictional area has room for. */
export const mostPeople = (): number => {
  let [fits, not] = [0, 3_000_000]
  while (not - fits > 1) {
    const blocks = Math.floor((fits + not) / 2)
    if (fit(blocks * blockPeople)) fits = blocks
    else not = blocks
  }
  return fits * blockPeople
}

export type Layout = {
  /** Age in days of the person at position `p` of a block. */
  readonly ageOf: (block: number, p: number) => number
  /** 17th digit odd. */
  readonly isMale: (block: number, p: number) => boolean
  /** Three digits of the identity number, 1 to 998. */
  readonly sequenceOf: (block: number, p: number) => number
}

/** Throws when the fictional area has no room for so many people. */
export const makeLayout = (people: number, seed: number): Layout => {
  const found = fit(people)
  if (!found)
    throw new Error(
      `${people.toLocaleString('en')} people are too many: identity numbers of the fictional area 440399 have room for ${mostPeople().toLocaleString('en')} in households with plausible ages`,
    )
  const { classes, starts } = found
  const headDay = (block: number, of: Class): number => {
    const rank = Math.floor(block / 2)
    const level = Math.floor(rank / of.days)
    const shuffle = mix(seed, 40 + of.household, level * 2 + (block % 2))
    const step = 1 + Math.floor(fraction(shuffle) * (of.days - 1))
    return ((rank % of.days) * step + (shuffle % of.days)) % of.days
  }
  return {
    ageOf: (block, p) => {
      const of = classes[p] as Class
      const day = headDay(block, of)
      const { steps, younger } = of.member
      const level = Math.floor(Math.floor(block / 2) / of.days)
      const span = steps[1] - steps[0] + 1
      const step =
        span === 1
          ? 0
          : steps[0] + Math.floor(fraction(mix(seed, 60 + p, level * 122 + (day % 61) * 2 + (block % 2))) * span)
      return of.base + day - daysOfYears(younger) + 61 * step
    },
    isMale: (block, p) => (block + (classes[p] as Class).flip) % 2 === 0,
    sequenceOf: (block, p) => {
      const of = classes[p] as Class
      const index = (starts[p] as number) + Math.floor(Math.floor(block / 2) / of.days)
      return index * 2 + ((block + of.flip) % 2 === 0 ? 1 : 2)
    },
  }
}
