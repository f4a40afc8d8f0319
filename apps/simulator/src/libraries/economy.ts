import { monthName, monthOf } from '../calendar.ts'
import type { World } from '../world.ts'
import type { Delivered, Library } from './library.ts'

const sections = [...'ABCDEFGHIJKLMNOPQRST']
/** Percent of a usual month, January to December; invented, with the Spring Festival in February. */
const seasons = [96, 78, 102, 100, 101, 103, 100, 101, 104, 99, 106, 110] as const

/** Figures of one district and section: what changes with each month, to be added up over the months. */
type Changes = {
  enterprises: Int32Array
  fresh: Int32Array
  heads: Int32Array
  output: Float64Array
  tax: Float64Array
  power: Float64Array
}

/** Totals of the generated companies. Needs a table of districts × sections × months, however many companies there are. */
export const economyLibrary = (world: World): Library => ({
  resource: 'economy-monthly',
  columns: [
    { id: 'month', type: 'date', required: true },
    { id: 'area', type: 'area', required: true },
    { id: 'industry_section', type: 'code', required: true },
    { id: 'enterprises', type: 'integer', required: true },
    { id: 'new_enterprises', type: 'integer', required: true },
    { id: 'output', type: 'decimal', required: true },
    { id: 'tax', type: 'decimal', required: true },
    { id: 'employment', type: 'integer', required: true },
    { id: 'electricity', type: 'decimal', required: true },
  ],
  *rows(): Generator<Delivered> {
    const { companies, offices, years } = world
    const months = years * 12 + 1
    const table = new Map<string, Changes>()
    for (let i = 0; i < companies.count; i++) {
      const { established, end, trade, heads } = companies.company(i)
      const from = monthOf(established, years)
      const to = end ? monthOf(end.day, years) : months
      const key = `${offices.room(offices.roomOf(i)).building.place.district} ${trade.section}`
      let cell = table.get(key)
      if (!cell) {
        const [ints, floats] = [() => new Int32Array(months + 1), () => new Float64Array(months + 1)]
        cell = { enterprises: ints(), fresh: ints(), heads: ints(), output: floats(), tax: floats(), power: floats() }
        table.set(key, cell)
      }
      // Whole numbers throughout, so that the sums do not depend on the order.
      const output = heads * trade.output
      for (const [at, sign] of [
        [from, 1],
        [to, -1],
      ] as const) {
        cell.enterprises[at] = (cell.enterprises[at] ?? 0) + sign
        cell.heads[at] = (cell.heads[at] ?? 0) + sign * heads
        cell.output[at] = (cell.output[at] ?? 0) + sign * output
        cell.tax[at] = (cell.tax[at] ?? 0) + sign * output * trade.tax
        cell.power[at] = (cell.power[at] ?? 0) + sign * heads * trade.electricity
      }
      // Delivery 0 holds everything before: how many of those were new in its month is not told.
      if (from > 0) cell.fresh[from] = (cell.fresh[from] ?? 0) + 1
    }
    for (const key of [...table.keys()].sort()) {
      const cell = table.get(key) as Changes
      const [district = '', section = ''] = key.split(' ')
      let [enterprises, heads, output, tax, power] = [0, 0, 0, 0, 0]
      for (let month = 0; month < months; month++) {
        enterprises += cell.enterprises[month] ?? 0
        heads += cell.heads[month] ?? 0
        output += cell.output[month] ?? 0
        tax += cell.tax[month] ?? 0
        power += cell.power[month] ?? 0
        const fresh = cell.fresh[month] ?? 0
        if (enterprises === 0 && fresh === 0) continue
        const name = monthName(month, years)
        const season = seasons[Number(name.slice(5)) - 1] as number
        yield {
          month,
          values: [
            `${name}-01`,
            district,
            sections.includes(section) ? section : null,
            enterprises,
            fresh,
            `${output * season}.00`,
            decimal(Math.round((tax * season) / 100), 100),
            heads,
            decimal(Math.round((power * season) / 1_000), 100),
          ],
        }
      }
    }
  },
})

const decimal = (value: number, per: number): string => (value / per).toFixed(2)
