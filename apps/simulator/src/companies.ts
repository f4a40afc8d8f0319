import { usccCheckCharacter } from '@onecity/city/values'
import { daysOfYears } from './calendar.ts'
import { below, fraction, makeChooser, mix, pick } from './chance.ts'
import type { Stock } from './houses.ts'
import { fictionalArea, type People, type Person } from './people.ts'

/** First two characters of a code: registering authority and category (GB 32100-2015, table 1). */
type Kind = {
  readonly code: string
  readonly kind: string
  readonly name: (stem: string, trade: string) => string
  readonly hasCapital: boolean
}
const kinds = makeChooser<Kind>([
  [580, { code: '91', kind: 'enterprise', name: (stem, trade) => `深圳市${stem}${trade}有限公司`, hasCapital: true }],
  [380, { code: '92', kind: 'individual-business', name: (stem, trade) => `${stem}${trade}店`, hasCapital: false }],
  [5, { code: '93', kind: 'farmers-cooperative', name: (stem) => `${stem}农民专业合作社`, hasCapital: true }],
  [10, { code: '12', kind: 'public-institution', name: (stem, trade) => `${stem}${trade}服务中心`, hasCapital: true }],
  [10, { code: '51', kind: 'association', name: (stem, trade) => `${stem}${trade}行业协会`, hasCapital: true }],
  [13, { code: '52', kind: 'private-non-enterprise', name: (stem) => `${stem}社会工作服务中心`, hasCapital: true }],
  [2, { code: '53', kind: 'foundation', name: (stem) => `${stem}公益基金会`, hasCapital: true }],
])
/** How a company ended, if it did. */
const ends = makeChooser([
  [880, undefined],
  [20, 'suspended'],
  [30, 'revoked'],
  [70, 'deregistered'],
] as const)

/** A trade with its section and division (GB/T 4754-2017); heads, output and electricity per head and month are invented. */
export type Trade = {
  readonly name: string
  readonly section: string
  readonly division: string
  readonly scope: string
  /** 100 yuan per head and month. */
  readonly output: number
  /** Hundredths of a percent of the output. */
  readonly tax: number
  /** kWh per head and month. */
  readonly electricity: number
}
const trade = (
  name: string,
  section: string,
  division: string,
  scope: string,
  output: number,
  tax: number,
  electricity: number,
): Trade => ({ name, section, division, scope, output, tax, electricity })
const trades = makeChooser<Trade>([
  [14, trade('科技', 'I', '65', '软件开发；信息技术咨询服务；信息系统集成服务', 820, 540, 180)],
  [14, trade('贸易', 'F', '51', '国内贸易；货物及技术进出口', 1_900, 210, 60)],
  [12, trade('零售', 'F', '52', '日用百货销售；食品销售', 520, 230, 140)],
  [11, trade('餐饮', 'H', '62', '餐饮服务', 260, 320, 420)],
  [9, trade('电子', 'C', '39', '电子元器件制造；通信设备制造', 1_050, 480, 900)],
  [4, trade('机械', 'C', '35', '专用设备制造；机械设备销售', 760, 460, 820)],
  [5, trade('物流', 'G', '54', '道路货物运输；国内货物运输代理', 480, 300, 210)],
  [5, trade('建筑', 'E', '50', '建筑装饰装修工程施工；园林绿化工程施工', 560, 350, 120)],
  [6, trade('商务', 'L', '72', '企业管理咨询；会议及展览服务', 640, 420, 70)],
  [4, trade('设计', 'M', '74', '工业设计服务；工程技术服务', 610, 450, 80)],
  [3, trade('文化', 'R', '88', '文化艺术交流活动策划；文艺创作', 330, 300, 90)],
  [3, trade('健康', 'Q', '84', '健康咨询服务；医疗器械销售', 540, 260, 240)],
  [3, trade('教育', 'P', '83', '教育咨询服务', 290, 200, 90)],
  [3, trade('维修', 'O', '81', '机动车修理和维护；日用电器修理', 230, 280, 160)],
  [2, trade('环保', 'N', '77', '环境保护监测；水污染治理', 590, 330, 380)],
  [1, trade('金融', 'J', '69', '商务信息咨询（不含金融业务）', 2_600, 900, 90)],
  [2, trade('置业', 'K', '70', '物业管理；房地产经纪', 1_300, 780, 110)],
  [1, trade('农业', 'A', '01', '谷物种植；蔬菜销售', 180, 60, 130)],
  [1, trade('能源', 'D', '44', '新能源技术开发；充电设施运营', 3_100, 500, 2_400)],
])

const stemCharacters = [...'晨曦云海星辰启明华光远航万象新禾青松博雅天成瑞丰安和']
const capitals = [10, 30, 50, 100, 200, 500, 1_000, 5_000] as const
/** Characters of codes, in order of value: no I, O, S, V, Z (GB 32100-2015). */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const codeRoom = 31 ** 6
const streams = {
  kind: 201,
  trade: 202,
  stem: 203,
  established: 204,
  end: 205,
  capital: 206,
  heads: 207,
  employer: 208,
  role: 209,
} as const

/** Check character of an organisation code (GB 11714-1997): letters count from A = 10, X stands for 10. */
export const organisationCheckCharacter = (first8: string): string => {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2]
  let sum = 0
  for (let i = 0; i < 8; i++) {
    const code = first8.charCodeAt(i)
    sum += (weights[i] as number) * (code < 58 ? code - 48 : code - 55)
  }
  const check = 11 - (sum % 11)
  return check === 10 ? 'X' : check === 11 ? '0' : String(check)
}

/** The n-th made-up organisation code: DE (DF for ones that nobody has) and six characters, room for 887 million. */
const organisationCode = (prefix: string, n: number): string => {
  let text = ''
  for (let rest = n, i = 0; i < 6; i++) {
    text = alphabet.charAt(rest % 31) + text
    rest = Math.floor(rest / 31)
  }
  return prefix + text + organisationCheckCharacter(prefix + text)
}
const codeOf = (kind: string, prefix: string, n: number): string => {
  const first17 = `${kind}${fictionalArea}${organisationCode(prefix, n)}`
  return first17 + usccCheckCharacter(first17)
}
/** A valid code of the fictional area that no generated company has. */
export const missingUscc = (n: number): string => codeOf('91', 'DF', n % codeRoom)

export type Company = {
  readonly index: number
  readonly uscc: string
  readonly name: string
  readonly kind: string
  readonly trade: Trade
  readonly hasCapital: boolean
  /** Days before the city's day. */
  readonly established: number
  readonly end: { readonly status: 'suspended' | 'revoked' | 'deregistered'; readonly day: number } | undefined
  readonly representative: Person | undefined
  readonly heads: number
}

export type Companies = {
  readonly count: number
  readonly offices: Stock
  readonly company: (index: number) => Company
  readonly capitalOf: (company: Company) => string | null
  /** The company that insures a person, and since which day; undefined: nobody does. */
  readonly employerOf: (person: Person) => { readonly company: Company; readonly since: number } | undefined
}

export const makeCompanies = (count: number, seed: number, people: People, offices: Stock): Companies => {
  if (count > codeRoom) throw new Error(`${count} companies are too many: there are ${codeRoom} fictional codes`)
  /** Steps through all codes: no prime factor in common with 31. */
  const scattered = (index: number) => (index * 611_957 + mix(seed, streams.kind, 0)) % codeRoom
  const endOf = (index: number) => ends(mix(seed, streams.end, index))
  let last: Company | undefined
  const company = (index: number): Company => {
    if (last?.index === index) return last
    const kind = kinds(mix(seed, streams.kind, index))
    const its = trades(mix(seed, streams.trade, index))
    const stem = mix(seed, streams.stem, index)
    const representative = people.representative(index)
    // Nobody founds a company before the age of eighteen, and none is older than thirty years.
    const most = Math.max(30, Math.min(daysOfYears(30), (representative?.age ?? 40_000) - daysOfYears(18)))
    const established = 2 + below(mix(seed, streams.established, index), most - 2)
    const status = endOf(index)
    const size = mix(seed, streams.heads, index)
    last = {
      index,
      uscc: codeOf(kind.code, 'DE', scattered(index)),
      name: `${kind.name(
        pick(stem, stemCharacters) +
          pick(Math.imul(stem, 31) >>> 0, stemCharacters) +
          pick(Math.imul(stem, 961) >>> 0, stemCharacters),
        its.name,
      )}（模拟）`,
      kind: kind.kind,
      trade: its,
      hasCapital: kind.hasCapital,
      established,
      end: status && { status, day: 1 + below(mix(seed, streams.end + 100, index), established - 1) },
      representative,
      heads: kind.kind === 'individual-business' ? 1 + below(size, 4) : 2 + Math.floor(fraction(size) ** 4 * 300),
    }
    return last
  }
  return {
    count,
    offices,
    company,
    capitalOf: ({ index, hasCapital }) =>
      hasCapital ? `${pick(mix(seed, streams.capital, index), capitals)}0000.00` : null,
    employerOf: (person) => {
      if (count === 0 || person.position.kind === 'older' || person.position.relation === 'child') return undefined
      const chance = mix(seed, streams.employer, person.index)
      if (fraction(chance) >= 0.75) return undefined
      // Squared: a few companies have many people.
      let at = Math.floor(fraction(Math.imul(chance, 0x2545f491) >>> 0) ** 2 * count)
      for (let tries = 0; tries < 8 && endOf(at) !== undefined; tries++) at = (at + 1) % count
      if (endOf(at) !== undefined) return undefined
      const employer = company(at)
      const most = Math.min(employer.established, people.arrivalOf(person.household), person.age - daysOfYears(16))
      return most < 2
        ? undefined
        : { company: employer, since: 1 + below(mix(seed, streams.role, person.index), most - 1) }
    },
  }
}
