import type { World } from '../world.ts'
import { creditLibrary } from './credit.ts'
import { economyLibrary } from './economy.ts'
import { buildingLibrary, roomLibrary, unitLibrary } from './houses.ts'
import { legalEntityLibrary, representativeLibrary } from './legal-entities.ts'
import type { Library } from './library.ts'
import { licenceLibrary } from './licences.ts'
import { householdLibrary, residentLibrary, socialInsuranceLibrary } from './population.ts'

export type { Column, Delivered, Library, Value } from './library.ts'

/** All that is generated, in the order of delivery: what is referred to comes first. */
export const makeLibraries = (world: World): readonly Library[] =>
  [
    buildingLibrary,
    unitLibrary,
    roomLibrary,
    householdLibrary,
    residentLibrary,
    legalEntityLibrary,
    representativeLibrary,
    socialInsuranceLibrary,
    licenceLibrary,
    creditLibrary,
    economyLibrary,
  ].map((make) => make(world))
