import { dateOf, daysOfYears, monthOf } from '../calendar.ts'
import { fictionalArea } from '../people.ts'
import type { World } from '../world.ts'
import { type Delivered, type Library, monthsOf } from './library.ts'

/** What happened to a household, as months of delivery. */
const householdMonths = ({ people, years }: World, household: number) => {
  const move = people.moveOf(household)
  return {
    arrival: monthOf(people.arrivalOf(household), years),
    move: move === undefined ? undefined : monthOf(move, years),
  }
}

export const householdLibrary = (world: World): Library => ({
  resource: 'household',
  columns: [
    { id: 'household_number', type: 'text', required: true, key: true },
    { id: 'head_id_number', type: 'citizen-id', required: true },
    { id: 'kind', type: 'code', required: true },
    { id: 'members', type: 'integer', required: true },
    { id: 'room_code', type: 'text', reference: true },
    { id: 'address', type: 'address', required: true },
    { id: 'area', type: 'area', required: true },
    { id: 'registered', type: 'date' },
  ],
  *rows(): Generator<Delivered> {
    const { people, homes } = world
    for (let household = 0; household < people.households; household++) {
      const { arrival, move } = householdMonths(world, household)
      for (const month of monthsOf(arrival, move)) {
        const room = homes.room(people.roomOf(household, move === undefined || move <= month))
        yield {
          month,
          values: [
            people.householdNumber(household),
            people.person(people.headOf(household)).idNumber,
            'family',
            people.membersOf(household),
            room.code,
            room.address,
            room.building.place.code,
            dateOf(people.arrivalOf(household)),
          ],
        }
      }
    }
  },
})

export const residentLibrary = (world: World): Library => ({
  resource: 'resident',
  columns: [
    { id: 'id_number', type: 'citizen-id', required: true, key: true },
    { id: 'name', type: 'text', required: true },
    { id: 'birth_date', type: 'date', required: true, derived: true },
    { id: 'sex', type: 'code', required: true, derived: true },
    { id: 'ethnicity', type: 'code' },
    { id: 'marital_status', type: 'code' },
    { id: 'education', type: 'code' },
    { id: 'hukou_type', type: 'code' },
    { id: 'hukou_area', type: 'text' },
    { id: 'household_number', type: 'text', reference: true },
    { id: 'relation_to_head', type: 'code' },
    { id: 'phone', type: 'phone' },
    { id: 'address', type: 'address', required: true },
    { id: 'room_code', type: 'text', reference: true },
    { id: 'area', type: 'area', required: true },
    { id: 'residence_permit', type: 'text' },
    { id: 'residence_permit_until', type: 'date' },
    { id: 'social_security', type: 'code' },
    { id: 'registered', type: 'date' },
    { id: 'life_status', type: 'code' },
    { id: 'death_date', type: 'date' },
  ],
  *rows(): Generator<Delivered> {
    const { people, companies, homes, years } = world
    for (let i = 0; i < people.count; i++) {
      const person = people.person(i)
      const { household, position, age, isMale, idNumber } = person
      const { arrival, move } = householdMonths(world, household)
      const since = Math.min(people.arrivalOf(household), age)
      const death = people.deathOf(person)
      const deathMonth = death === undefined ? undefined : monthOf(death, years)
      const permit = people.hasResidencePermit(person)
      const employer = companies.employerOf(person)
      const first = Math.max(arrival, monthOf(since, years))
      for (const month of monthsOf(first, move, deathMonth, employer && monthOf(employer.since, years))) {
        const room = homes.room(people.roomOf(household, move === undefined || move <= month))
        const isDead = deathMonth !== undefined && deathMonth <= month
        yield {
          month,
          values: [
            idNumber,
            person.name,
            dateOf(age),
            isMale ? '1' : '2',
            people.ethnicityOf(person),
            people.maritalStatusOf(person),
            people.educationOf(person),
            people.hukouOf(person),
            people.isLocal(household) ? '440300' : fictionalArea,
            people.householdNumber(household),
            position.relation === 'head' ? '02' : position.relation === 'spouse' ? '10' : isMale ? '20' : '30',
            people.phoneOf(person),
            room.address,
            room.code,
            room.building.place.code,
            permit ? `JZ${fictionalArea}${String(i + 1).padStart(9, '0')}` : null,
            permit ? dateOf(-((i % 360) + 1)) : null,
            position.kind === 'older' && age >= daysOfYears(60)
              ? 'retired'
              : employer && monthOf(employer.since, years) <= month
                ? 'insured'
                : 'none',
            dateOf(since),
            isDead ? 'dead' : 'living',
            isDead ? dateOf(death as number) : null,
          ],
        }
      }
    }
  },
})

export const socialInsuranceLibrary = (world: World): Library => ({
  resource: 'social-insurance',
  columns: [
    { id: 'id_number', type: 'citizen-id', required: true, key: true },
    { id: 'employer', type: 'uscc', required: true, reference: true },
    { id: 'kinds', type: 'code', required: true },
    { id: 'base', type: 'decimal', required: true },
    { id: 'paid_from', type: 'date', required: true },
    { id: 'status', type: 'code', required: true },
  ],
  *rows(): Generator<Delivered> {
    const { people, companies, years } = world
    for (let i = 0; i < people.count; i++) {
      const person = people.person(i)
      const employer = companies.employerOf(person)
      if (!employer) continue
      yield {
        month: monthOf(employer.since, years),
        values: [
          person.idNumber,
          employer.company.uscc,
          people.isLocal(person.household) ? 'all' : 'basic',
          `${3_000 + (employer.company.trade.output % 50) * 100 + (i % 40) * 150}.00`,
          dateOf(employer.since),
          'insured',
        ],
      }
    }
  },
})
