import { mod3736 } from '@onecity/city/values'
import { dateOf, daysOfYears, monthOf } from '../calendar.ts'
import { below, fraction, mix } from '../chance.ts'
import type { World } from '../world.ts'
import { type Delivered, type Library, monthsOf } from './library.ts'

type LicenceType = {
  readonly code: string
  readonly name: string
  readonly defines: readonly [name: string, code: string]
  readonly digit: string
}

/** An issuer that does not exist: area 440399. */
const issuer = ['示例发证机关（模拟）', '11440399MB2C00013Y'] as const
const business: LicenceType = {
  code: '11100000MB0143028R001',
  name: '营业执照（示例）',
  defines: ['国家市场监督管理总局', '11100000MB0143028R'],
  digit: '1',
}
/** The ministry's own type codes are not at hand: these are defined by the fictional issuer. */
const fictional = (number: string, name: string): LicenceType => ({
  code: `${issuer[1]}${number}`,
  name: `${name}（示例）`,
  defines: issuer,
  digit: number.charAt(2),
})
const socialCard = fictional('102', '社会保障卡')
const driving = fictional('103', '机动车驾驶证')
const permit = fictional('104', '居住证')

const streams = { card: 301, driving: 302, issued: 303 } as const
const version = '001'

export const licenceLibrary = (world: World): Library => ({
  resource: 'licence',
  columns: [
    { id: 'certificate_identifier', type: 'licence-id', required: true, key: true },
    { id: 'certificate_type_name', type: 'text', required: true },
    { id: 'certificate_type_code', type: 'text', required: true },
    { id: 'certificate_name', type: 'text', required: true },
    { id: 'certificate_number', type: 'text', required: true },
    { id: 'certificate_version', type: 'text', required: true },
    { id: 'certificate_define_authority_name', type: 'text' },
    { id: 'certificate_define_authority_code', type: 'uscc' },
    { id: 'certificate_issuing_authority_name', type: 'text', required: true },
    { id: 'certificate_issuing_authority_code', type: 'uscc', required: true },
    { id: 'certificate_issuing_authority_level', type: 'code' },
    { id: 'certificate_issued_date', type: 'date', required: true },
    { id: 'certificate_validate_start', type: 'date', required: true },
    { id: 'certificate_validate_end', type: 'date' },
    { id: 'certificate_area_code', type: 'area', required: true },
    { id: 'certificate_holder_name', type: 'text', required: true },
    { id: 'certificate_holder_code', type: 'text', required: true, reference: true },
    { id: 'certificate_holder_type', type: 'code', required: true },
    { id: 'related_item_name', type: 'text' },
    { id: 'status', type: 'code', required: true },
    { id: 'trust_level', type: 'code' },
  ],
  *rows(): Generator<Delivered> {
    const { people, companies, seed, years, cityCode } = world
    const row = (
      type: LicenceType,
      index: number,
      number: string,
      holder: readonly [name: string, code: string, type: '001' | '111'],
      issued: number,
      until: string | null,
      status: string,
      related: string,
    ) => {
      const digits = String(index + 1)
      const serial = `${type.digit}${'000000000'.slice(digits.length)}${digits}`
      const date = dateOf(issued)
      return [
        `1.2.156.3005.2.${type.code}.${issuer[1]}.${serial}.${version}.${mod3736(`${type.code}${issuer[1]}${serial}${version}`)}`,
        type.name,
        type.code,
        type.name,
        number,
        version,
        type.defines[0],
        type.defines[1],
        issuer[0],
        issuer[1],
        'city',
        date,
        date,
        until,
        cityCode,
        holder[0],
        holder[1],
        holder[2],
        related,
        status,
        'A',
      ]
    }
    for (let i = 0; i < companies.count; i++) {
      const { uscc, name, established, end } = companies.company(i)
      const gone = end && end.status !== 'suspended' ? end : undefined
      const goneMonth = gone && monthOf(gone.day, years)
      for (const month of monthsOf(monthOf(established, years), goneMonth)) {
        const status =
          gone && (goneMonth as number) <= month ? (gone.status === 'revoked' ? 'revoked' : 'cancelled') : 'valid'
        yield {
          month,
          values: row(business, i, uscc, [name, uscc, '001'], established, null, status, '企业设立登记'),
        }
      }
    }
    for (let i = 0; i < people.count; i++) {
      const person = people.person(i)
      const holder = [person.name, person.idNumber, '111'] as const
      const since = Math.min(people.arrivalOf(person.household), person.age)
      const death = people.deathOf(person)
      const deathMonth = death === undefined ? undefined : monthOf(death, years)
      if (fraction(mix(seed, streams.card, i)) < 0.6) {
        for (const month of monthsOf(monthOf(since, years), deathMonth)) {
          const status = deathMonth !== undefined && deathMonth <= month ? 'cancelled' : 'valid'
          yield {
            month,
            values: row(socialCard, i, `SC${person.idNumber.slice(6)}`, holder, since, null, status, '社会保障卡申领'),
          }
        }
      }
      const adultSince = Math.min(since, person.age - daysOfYears(18))
      if (death !== undefined || adultSince < 2) continue
      if (fraction(mix(seed, streams.driving, i)) < 0.35 && person.position.kind !== 'older') {
        // The first licence lasts six years: none has run out by the city's day.
        const issued = 1 + below(mix(seed, streams.issued, i), Math.min(adultSince, daysOfYears(6)) - 1)
        yield {
          month: monthOf(issued, years),
          values: row(
            driving,
            i,
            person.idNumber,
            holder,
            issued,
            dateOf(issued - daysOfYears(6)),
            'valid',
            '初次申领机动车驾驶证',
          ),
        }
      }
      if (people.hasResidencePermit(person)) {
        const issued = 1 + below(mix(seed, streams.issued + 1, i), Math.min(adultSince, 360) - 1)
        yield {
          month: monthOf(issued, years),
          values: row(
            permit,
            i,
            `JZ440399${String(i + 1).padStart(9, '0')}`,
            holder,
            issued,
            dateOf(issued - 365),
            'valid',
            '居住证申领',
          ),
        }
      }
    }
  },
})
