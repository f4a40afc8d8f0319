import { base, Faker, zh_CN } from '@faker-js/faker'
import { citizenIdCheckCharacter } from '@onecity/city/values'
import type { Street } from './ground.ts'
import { makeRandom, type Random } from './random.ts'

/** No such division exists in Shenzhen's codes, so no real number begins with it. */
export const fictionalArea = '440399'

/**
 * Begins with 169, a range that to our knowledge is assigned to no operator's subscribers (unverified: the ministry
 * publishes assignments, not gaps). Well-formed, so that checks and masks have something to work on.
 */
const phonePrefix = '169'

/** Fixed, or the same seed would give other people tomorrow. */
const today = Date.UTC(2026, 0, 1)
const dayMs = 86_400_000

/** Shares of ages, invented to look like a young city; no statistic. */
const ages: readonly (readonly [number, readonly [number, number]])[] = [
  [15, [0, 14]],
  [13, [15, 24]],
  [26, [25, 34]],
  [22, [35, 44]],
  [17, [45, 59]],
  [6, [60, 79]],
  [1, [80, 99]],
]

const roads = ['模拟路', '示例路', '演示路', '样例街', '虚构大道', '测试路'] as const

export type ResidentRow = {
  readonly id_number: string
  readonly name: string
  readonly birth_date: string
  readonly sex: '1' | '2'
  readonly phone: string | null
  readonly address: string
  readonly area: string
}

export const makeNames = (seed: number): Faker => new Faker({ locale: [zh_CN, base], seed })
export const makeAddress = (street: Street, random: Random): string =>
  `${street.district}${street.name}${random.pick(roads)}${random.integer(1, 299)}号`

/**
 * Numbers of people born on each day, handed out in order: odd ones to men, even ones to women (GB 11643). A day has room
 * for 499 of each; when it is full the next day is taken.
 */
const makeNumbers = () => {
  const used = new Map<number, number>()
  return (day: number, isMale: boolean): { readonly number: string; readonly birthDate: string } => {
    for (let at = day; ; at++) {
      const slot = at * 2 + (isMale ? 1 : 0)
      const count = used.get(slot) ?? 0
      if (count >= 499) continue
      used.set(slot, count + 1)
      const birthDate = new Date(today - at * dayMs).toISOString().slice(0, 10)
      const sequence = String(count * 2 + (isMale ? 1 : 2)).padStart(3, '0')
      const first17 = `${fictionalArea}${birthDate.replaceAll('-', '')}${sequence}`
      return { number: first17 + citizenIdCheckCharacter(first17), birthDate }
    }
  }
}

/** Made-up residents: no two with the same number, the same ones for the same seed. */
export function* makeResidents(
  count: number,
  seed: number,
  streets: readonly Street[],
): Generator<ResidentRow, void, undefined> {
  const random = makeRandom(`residents ${seed}`)
  const names = makeNames(seed)
  const takeNumber = makeNumbers()
  for (let i = 0; i < count; i++) {
    const [youngest, oldest] = random.weighted(ages)
    const isMale = random.chance(0.52)
    const age = random.integer(youngest * 365, oldest * 365 + 364)
    const { number, birthDate } = takeNumber(age, isMale)
    const street = random.pick(streets)
    yield {
      id_number: number,
      name: names.person.lastName() + names.person.firstName(isMale ? 'male' : 'female'),
      birth_date: birthDate,
      sex: isMale ? '1' : '2',
      phone:
        age > 12 * 365 && random.chance(0.93)
          ? `${phonePrefix}${String(random.integer(0, 99_999_999)).padStart(8, '0')}`
          : null,
      address: `${makeAddress(street, random)}${random.integer(1, 12)}栋${random.integer(1, 33)}${String(random.integer(1, 8)).padStart(2, '0')}室`,
      area: street.code,
    }
  }
}
