import { citizenIdCheckCharacter } from '@onecity/city/values'
import { compactDateOf, daysOfYears } from './calendar.ts'
import { below, fraction, makeChooser, mix, pick } from './chance.ts'
import type { Stock } from './houses.ts'
import {
  blockHouseholds,
  blockPeople,
  headPositions,
  makeLayout,
  type Position,
  positions,
  workingPositions,
} from './layout.ts'
import type { Names } from './names.ts'

/** No such division exists in Shenzhen's codes, so no real number begins with it. */
export const fictionalArea = '440399'

/**
 * Begins with 169, a range that to our knowledge is assigned to no operator's subscribers (unverified: the ministry
 * publishes assignments, not gaps). Well-formed, so that checks and masks have something to work on.
 */
const phonePrefix = '169'

const streams = {
  surname: 101,
  given: 102,
  phone: 103,
  ethnicity: 104,
  education: 105,
  hukou: 106,
  arrival: 107,
  death: 108,
  moved: 109,
  permit: 110,
  marriage: 111,
  representative: 112,
} as const

const ethnicities = makeChooser([
  [930, '01'],
  [20, '08'],
  [10, '15'],
  [8, '06'],
  [8, '03'],
  [6, '12'],
  [5, '11'],
  [4, '13'],
  [3, '02'],
  [2, '09'],
  [1, '10'],
  [1, '14'],
  [1, '19'],
  [1, '22'],
] as const)
const adultEducation = makeChooser([
  [6, '10'],
  [25, '20'],
  [20, '30'],
  [12, '40'],
  [14, '60'],
  [18, '70'],
  [5, '80'],
] as const)

export type Person = {
  readonly index: number
  readonly block: number
  readonly position: Position
  readonly idNumber: string
  readonly name: string
  readonly isMale: boolean
  /** Days before the city's day; also that of the birth. */
  readonly age: number
  readonly household: number
}

export type People = {
  readonly count: number
  readonly households: number
  readonly person: (index: number) => Person
  /** Index of the head of a household, which is its first member. */
  readonly headOf: (household: number) => number
  readonly membersOf: (household: number) => number
  readonly householdNumber: (household: number) => string
  /** Day since which the household is in the city. */
  readonly arrivalOf: (household: number) => number
  /** Day on which the household exchanged homes with another one, if it did. */
  readonly moveOf: (household: number) => number | undefined
  /** Number of the household's room, before or after its move. */
  readonly roomOf: (household: number, moved: boolean) => number
  readonly deathOf: (person: Person) => number | undefined
  readonly phoneOf: (person: Person) => string | null
  readonly isLocal: (household: number) => boolean
  readonly hukouOf: (person: Person) => string
  readonly ethnicityOf: (person: Person) => string
  readonly educationOf: (person: Person) => string
  readonly maritalStatusOf: (person: Person) => string
  readonly hasResidencePermit: (person: Person) => boolean
  /** Whoever stands for the n-th company; undefined in a city without people. */
  readonly representative: (company: number) => Person | undefined
}

const adulthood = daysOfYears(18)

export const makePeople = (
  count: number,
  seed: number,
  names: Names,
  rooms: (households: number) => Stock,
): People & { readonly homes: Stock } => {
  const layout = makeLayout(count, seed)
  const fullBlocks = Math.floor(count / blockPeople)
  const rest = count - fullBlocks * blockPeople
  const households = fullBlocks * blockHouseholds + headPositions.filter((p) => p < rest).length
  const homes = rooms(households)
  const half = Math.floor(households / 2)

  const headOf = (household: number) =>
    Math.floor(household / blockHouseholds) * blockPeople + (headPositions[household % blockHouseholds] as number)

  const nameOf = (household: number, index: number, position: Position, isMale: boolean): string => {
    // Children bear the surname of the head, spouses one of their own.
    const surname = pick(
      mix(seed, streams.surname + (position.relation === 'spouse' ? 50 : 0), household),
      names.surnames,
    )
    return surname + pick(mix(seed, streams.given, index), isMale ? names.given.male : names.given.female)
  }

  let last: Person | undefined
  const person = (index: number): Person => {
    if (last?.index === index) return last
    const block = Math.floor(index / blockPeople)
    const p = index % blockPeople
    const position = positions[p] as Position
    const household = block * blockHouseholds + position.household
    const age = layout.ageOf(block, p)
    const isMale = layout.isMale(block, p)
    const sequence = layout.sequenceOf(block, p)
    const first17 = `${fictionalArea}${compactDateOf(age)}${sequence < 10 ? '00' : sequence < 100 ? '0' : ''}${sequence}`
    last = {
      index,
      block,
      position,
      idNumber: first17 + citizenIdCheckCharacter(first17),
      name: nameOf(household, index, position, isMale),
      isMale,
      age,
      household,
    }
    return last
  }

  const headAge = (household: number) =>
    layout.ageOf(Math.floor(household / blockHouseholds), headPositions[household % blockHouseholds] as number)
  /** Within the last twenty years, and not before the head was grown up. */
  const arrivalOf = (household: number) =>
    1 +
    below(mix(seed, streams.arrival, household), Math.max(1, Math.min(daysOfYears(20), headAge(household) - adulthood)))

  const partnerOf = (household: number) => (household < half ? household + half : household - half)
  const moveOf = (household: number): number | undefined => {
    // An odd one out has nobody to exchange with.
    if (household >= half * 2) return undefined
    const pair = Math.min(household, partnerOf(household))
    const chance = mix(seed, streams.moved, pair)
    if (fraction(chance) >= 0.25) return undefined
    const day = 1 + ((Math.imul(chance, 0x2545f491) >>> 0) % daysOfYears(10))
    return day < arrivalOf(household) && day < arrivalOf(partnerOf(household)) ? day : undefined
  }
  const isLocal = (household: number) => fraction(mix(seed, streams.hukou, household)) < 0.36

  return {
    count,
    households,
    homes,
    person,
    headOf,
    membersOf: (household) => {
      const first = headOf(household)
      const next = household + 1 < households ? headOf(household + 1) : count
      return next - first
    },
    householdNumber: (household) => `${fictionalArea}${String(household + 1).padStart(9, '0')}`,
    arrivalOf,
    moveOf,
    roomOf: (household, moved) =>
      homes.roomOf(
        moved || household >= half * 2 || moveOf(household) === undefined ? household : partnerOf(household),
      ),
    deathOf: ({ index, position, age, household }) => {
      if (position.kind !== 'older') return undefined
      const chance = mix(seed, streams.death, index)
      if (fraction(chance) >= (age / daysOfYears(100)) ** 4 * 0.5) return undefined
      const day = 1 + ((Math.imul(chance, 0x2545f491) >>> 0) % daysOfYears(6))
      return day < arrivalOf(household) ? day : undefined
    },
    phoneOf: ({ index, age }) => {
      const chance = mix(seed, streams.phone, index)
      if (age < daysOfYears(12) || fraction(chance) >= 0.93) return null
      const digits = String(below(Math.imul(chance, 0x2545f491) >>> 0, 100_000_000))
      return `${phonePrefix}${'00000000'.slice(digits.length)}${digits}`
    },
    isLocal,
    hukouOf: ({ household, position }) =>
      !isLocal(household)
        ? 'non-local'
        : position.kind === 'single' && fraction(mix(seed, streams.hukou + 50, household)) < 0.4
          ? 'local-collective'
          : 'local-family',
    ethnicityOf: ({ household }) => ethnicities(mix(seed, streams.ethnicity, household)),
    educationOf: ({ index, age }) => {
      const years = age / 365.25
      if (years < 7) return '90'
      if (years < 13) return '80'
      if (years < 16) return '70'
      if (years < 19) return '60'
      return adultEducation(mix(seed, streams.education, index))
    },
    maritalStatusOf: ({ index, position }) => {
      if (position.relation === 'child') return '10'
      if (position.kind === 'single') return fraction(mix(seed, streams.marriage, index)) < 0.08 ? '40' : '10'
      return position.kind === 'older' &&
        positions[(index % blockPeople) + 1]?.relation !== 'spouse' &&
        position.relation === 'head'
        ? '30'
        : '20'
    },
    hasResidencePermit: ({ index, age, household }) =>
      !isLocal(household) && age > adulthood && fraction(mix(seed, streams.permit, index)) < 0.6,
    representative: (company) => {
      if (count === 0) return undefined
      const chance = mix(seed, streams.representative, company)
      if (fullBlocks === 0) return person(0)
      const block = below(chance, fullBlocks)
      return person(block * blockPeople + pick(Math.imul(chance, 0x2545f491) >>> 0, workingPositions))
    },
  }
}
