import { base, Faker, zh_CN } from '@faker-js/faker'

export type Names = {
  readonly surnames: readonly string[]
  readonly given: { readonly male: readonly string[]; readonly female: readonly string[] }
}

const draws = 2_000

/** Stocks of names by the faker, drawn once: drawing for each of a million people would take most of the time. */
export const makeNames = (): Names => {
  // Always the same stock: which of them somebody bears is decided by the city's seed.
  const faker = new Faker({ locale: [zh_CN, base], seed: 440_399 })
  const drawn = (draw: () => string) => Array.from({ length: draws }, draw)
  return {
    surnames: drawn(() => faker.person.lastName()),
    given: {
      male: drawn(() => faker.person.firstName('male')),
      female: drawn(() => faker.person.firstName('female')),
    },
  }
}
