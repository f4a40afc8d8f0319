import { dateOf, daysOfYears, monthOf } from '../calendar.ts'
import { below, makeChooser, mix } from '../chance.ts'
import type { World } from '../world.ts'
import { type Delivered, type Library, monthsOf } from './library.ts'

type Record = {
  readonly kind: string
  readonly statutory: boolean
  readonly content: string
  readonly needsRepair: boolean
  readonly years: number | null
}
const record = (
  kind: string,
  statutory: boolean,
  content: string,
  needsRepair: boolean,
  years: number | null,
): Record => ({ kind, statutory, content, needsRepair, years })
const records = makeChooser<Record>([
  [34, record('tax-credit', false, '纳税信用年度评价', false, 1)],
  [26, record('licence', false, '行政许可决定公示', false, null)],
  [16, record('penalty', false, '行政处罚决定公示', true, 3)],
  [12, record('abnormal-operation', false, '未按期公示年度报告', true, null)],
  [6, record('promise', false, '主动公示信用承诺', false, null)],
  [3, record('honour', false, '守信激励对象', false, 2)],
  [2, record('judgment-debtor', true, '有履行能力而拒不履行生效法律文书确定义务', true, 2)],
  [1, record('serious-dishonesty', true, '列入严重违法失信名单', true, 3)],
])
const streams = { count: 401, kind: 402, day: 403, repair: 404 } as const

export const creditLibrary = (world: World): Library => ({
  resource: 'credit-record',
  columns: [
    { id: 'record_number', type: 'text', required: true, key: true },
    { id: 'uscc', type: 'uscc', required: true, reference: true },
    { id: 'name', type: 'text', required: true },
    { id: 'kind', type: 'code', required: true },
    { id: 'source', type: 'text', required: true },
    { id: 'recorded', type: 'date', required: true },
    { id: 'expires', type: 'date' },
    { id: 'statutory', type: 'boolean', required: true },
    { id: 'content', type: 'text' },
    { id: 'repair', type: 'code', required: true },
    { id: 'repaired', type: 'date' },
  ],
  *rows(): Generator<Delivered> {
    const { companies, seed, years } = world
    for (let i = 0; i < companies.count; i++) {
      const chance = mix(seed, streams.count, i)
      // Six in ten companies have none, three one, one two.
      const count = chance < 2_576_980_378 ? 0 : chance < 3_865_470_566 ? 1 : 2
      for (let n = 0; n < count; n++) {
        const { uscc, name, established, end } = companies.company(i)
        const { kind, statutory, content, needsRepair, years: lasting } = records(mix(seed, streams.kind + n * 10, i))
        const from = Math.min(established, daysOfYears(9))
        const until = Math.min(from - 1, end?.day ?? 0)
        const day = until + 1 + below(mix(seed, streams.day + n * 10, i), from - until)
        const repairChance = mix(seed, streams.repair + n * 10, i)
        const repaired = needsRepair && repairChance % 2 === 0 && day > 2 ? 1 + below(repairChance, day - 1) : undefined
        const repairMonth = repaired === undefined ? undefined : monthOf(repaired, years)
        for (const month of monthsOf(monthOf(day, years), repairMonth)) {
          const isRepaired = repairMonth !== undefined && repairMonth <= month
          yield {
            month,
            values: [
              `XY440399${String(i + 1).padStart(9, '0')}${n + 1}`,
              uscc,
              name,
              kind,
              '示例信用信息来源（模拟）',
              dateOf(day),
              lasting === null ? null : dateOf(Math.max(-3_600, day - daysOfYears(lasting))),
              statutory,
              content,
              !needsRepair ? 'not-needed' : isRepaired ? 'repaired' : 'open',
              isRepaired ? dateOf(repaired as number) : null,
            ],
          }
        }
      }
    }
  },
})
