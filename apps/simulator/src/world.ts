import { type Companies, makeCompanies } from './companies.ts'
import type { Place } from './ground.ts'
import { makeStock, type Stock } from './houses.ts'
import { makeNames } from './names.ts'
import { makePeople, type People } from './people.ts'

export type WorldOptions = {
  readonly people: number
  readonly companies: number
  readonly seed: number
  /** Years of history told month by month, 0 to 9; 0: only how things are now. */
  readonly years: number
  readonly places: readonly Place[]
  /** Code of the whole city. */
  readonly cityCode: string
}

/** A city of which anything can be asked by number: nothing of it is kept in memory. */
export type World = {
  readonly seed: number
  readonly years: number
  readonly cityCode: string
  readonly people: People
  readonly companies: Companies
  readonly homes: Stock
  readonly offices: Stock
}

export const makeWorld = ({ people: count, companies: many, seed, years, places, cityCode }: WorldOptions): World => {
  if (places.length === 0) throw new Error('the city has no streets to put people into')
  const people = makePeople(count, seed, makeNames(), (households) =>
    makeStock('dwellings', households, seed, places, 1),
  )
  const offices = makeStock('workplaces', many, seed, places, 51)
  return {
    seed,
    years,
    cityCode,
    people,
    homes: people.homes,
    offices,
    companies: makeCompanies(many, seed, people, offices),
  }
}
