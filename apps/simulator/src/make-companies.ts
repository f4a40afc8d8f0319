import { usccCheckCharacter } from '@onecity/city/values'
import type { Street } from './ground.ts'
import { fictionalArea, makeAddress, makeNames } from './make-residents.ts'
import { makeRandom, type Random } from './random.ts'

export type CompanyRow = {
  readonly uscc: string
  readonly name: string
  readonly kind: string
  readonly status: string
  readonly established: string
  readonly registered_capital: string | null
  readonly legal_representative: string
  readonly address: string
  readonly area: string
  readonly position: readonly [number, number]
}

/** First two characters of a code: registering authority and category (GB 32100-2015, table 1). */
type Kind = {
  readonly code: string
  readonly kind: string
  readonly name: (stem: string, trade: string, random: Random) => string
  readonly hasCapital: boolean
}
const kinds: readonly (readonly [number, Kind])[] = [
  [58, { code: '91', kind: 'enterprise', name: (stem, trade) => `深圳市${stem}${trade}有限公司`, hasCapital: true }],
  [38, { code: '92', kind: 'individual-business', name: (stem, trade) => `${stem}${trade}店`, hasCapital: false }],
  [0.5, { code: '93', kind: 'farmers-cooperative', name: (stem) => `${stem}农民专业合作社`, hasCapital: true }],
  [1, { code: '12', kind: 'public-institution', name: (stem, trade) => `${stem}${trade}服务中心`, hasCapital: true }],
  [1, { code: '51', kind: 'association', name: (stem, trade) => `${stem}${trade}行业协会`, hasCapital: true }],
  [1.3, { code: '52', kind: 'private-non-enterprise', name: (stem) => `${stem}社会工作服务中心`, hasCapital: true }],
  [0.2, { code: '53', kind: 'foundation', name: (stem) => `${stem}公益基金会`, hasCapital: true }],
]
const statuses = [
  [88, 'active'],
  [2, 'suspended'],
  [3, 'revoked'],
  [7, 'deregistered'],
] as const
const stemCharacters = [...'晨曦云海星辰启明华光远航万象新禾青松博雅天成瑞丰安和']
const trades = ['科技', '贸易', '餐饮', '物流', '电子', '建筑', '文化', '健康', '教育', '环保', '零售', '软件'] as const

/** Characters of codes, in order of value: no I, O, S, V, Z (GB 32100-2015). */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** Check character of an organisation code (GB 11714-1997): letters count from A = 10, X stands for 10. */
export const organisationCheckCharacter = (first8: string): string => {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, i) => total + weight * Number.parseInt(first8.charAt(i), 36), 0)
  const check = 11 - (sum % 11)
  return check === 10 ? 'X' : check === 11 ? '0' : String(check)
}

/** The n-th made-up organisation code: DE and six characters, room for 887 million. */
const organisationCode = (n: number): string => {
  let text = ''
  for (let rest = n, i = 0; i < 6; i++) {
    text = alphabet.charAt(rest % alphabet.length) + text
    rest = Math.floor(rest / alphabet.length)
  }
  const first8 = `DE${text}`
  return first8 + organisationCheckCharacter(first8)
}

const today = Date.UTC(2026, 0, 1)
const dayMs = 86_400_000

/** Made-up legal entities, each marked in its name: no two with the same code, the same ones for the same seed. */
export function* makeCompanies(
  count: number,
  seed: number,
  streets: readonly Street[],
): Generator<CompanyRow, void, undefined> {
  const random = makeRandom(`companies ${seed}`)
  const names = makeNames(seed + 1)
  for (let i = 0; i < count; i++) {
    const kind = random.weighted(kinds)
    const street = random.pick(streets)
    const stem = `${random.pick(stemCharacters)}${random.pick(stemCharacters)}${random.pick(stemCharacters)}`
    const first17 = `${kind.code}${fictionalArea}${organisationCode(i)}`
    const { lng, lat } = street.place(random)
    yield {
      uscc: first17 + usccCheckCharacter(first17),
      name: `${kind.name(stem, random.pick(trades), random)}（模拟）`,
      kind: kind.kind,
      status: random.weighted(statuses),
      established: new Date(today - random.integer(1, 30 * 365) * dayMs).toISOString().slice(0, 10),
      registered_capital: kind.hasCapital ? `${random.pick([10, 30, 50, 100, 200, 500, 1_000, 5_000])}0000.00` : null,
      legal_representative: names.person.lastName() + names.person.firstName(),
      address: `${makeAddress(street, random)}${random.integer(1, 30)}层`,
      area: street.code,
      position: [lng, lat],
    }
  }
}
