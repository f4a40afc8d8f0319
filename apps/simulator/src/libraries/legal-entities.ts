import { dateOf, monthOf } from '../calendar.ts'
import type { World } from '../world.ts'
import { type Delivered, type Library, monthsOf } from './library.ts'

export const legalEntityLibrary = (world: World): Library => ({
  resource: 'legal-entity',
  columns: [
    { id: 'uscc', type: 'uscc', required: true, key: true },
    { id: 'name', type: 'text', required: true },
    { id: 'kind', type: 'code', required: true },
    { id: 'status', type: 'code', required: true },
    { id: 'registration_number', type: 'text' },
    { id: 'registration_authority', type: 'text' },
    { id: 'established', type: 'date', required: true },
    { id: 'approved', type: 'date' },
    { id: 'term_from', type: 'date' },
    { id: 'term_to', type: 'date' },
    { id: 'ended', type: 'date' },
    { id: 'registered_capital', type: 'decimal' },
    { id: 'capital_currency', type: 'code' },
    { id: 'legal_representative', type: 'text' },
    { id: 'industry_section', type: 'code' },
    { id: 'industry_division', type: 'code' },
    { id: 'business_scope', type: 'text' },
    { id: 'address', type: 'address', required: true },
    { id: 'room_code', type: 'text', reference: true },
    { id: 'area', type: 'area', required: true },
    { id: 'lng', type: 'lng' },
    { id: 'lat', type: 'lat' },
  ],
  *rows(): Generator<Delivered> {
    const { companies, offices, years } = world
    for (let i = 0; i < companies.count; i++) {
      const company = companies.company(i)
      const { end, established, trade } = company
      const room = offices.room(offices.roomOf(i))
      const endMonth = end && monthOf(end.day, years)
      const capital = companies.capitalOf(company)
      for (const month of monthsOf(monthOf(established, years), endMonth)) {
        const ended = end && (endMonth as number) <= month ? end : undefined
        const { building } = room
        yield {
          month,
          values: [
            company.uscc,
            company.name,
            company.kind,
            ended?.status ?? 'active',
            `440399${String(i + 1).padStart(9, '0')}`,
            '示例登记机关（模拟）',
            dateOf(established),
            dateOf(ended?.day ?? established),
            dateOf(established),
            null,
            ended && ended.status !== 'suspended' ? dateOf(ended.day) : null,
            capital,
            capital === null ? null : 'CNY',
            company.representative?.name ?? null,
            trade.section,
            trade.division,
            trade.scope,
            room.address,
            room.code,
            building.place.code,
            building.position[0],
            building.position[1],
          ],
        }
      }
    }
  },
})

export const representativeLibrary = (world: World): Library => ({
  resource: 'legal-representative',
  columns: [
    { id: 'uscc', type: 'uscc', required: true, key: true },
    { id: 'id_number', type: 'citizen-id', required: true },
    { id: 'name', type: 'text', required: true },
    { id: 'since', type: 'date' },
  ],
  *rows(): Generator<Delivered> {
    const { companies, years } = world
    for (let i = 0; i < companies.count; i++) {
      const { uscc, representative, established } = companies.company(i)
      if (!representative) continue
      yield {
        month: monthOf(established, years),
        values: [uscc, representative.idNumber, representative.name, dateOf(established)],
      }
    }
  },
})
