import type { ResourceSummary } from '@onecity/contracts'
import type { NavigateOptions } from '@tanstack/react-router'
import type { Language } from '../app/i18n.ts'
import type { SampleName } from './sample-files.ts'
import type { StepId } from './tour-checks.ts'

/** The register that the samples with stations fit. */
export const stationRegister = 'ev-charging-station'

/** What the city offers to show things on. */
export type Stage = {
  readonly language: Language
  /** The register of persons with the most rows. */
  readonly people: ResourceSummary | undefined
  readonly hasStations: boolean
}

export type Step = {
  readonly id: StepId
  readonly role: string
  /** Other roles to look again with. */
  readonly also: readonly string[]
  readonly link: NavigateOptions
  /** The resource it is about, where the check needs to know. */
  readonly resource: string | null
  readonly sample: SampleName | null
  /** Commands to run beside it. */
  readonly commands: readonly string[]
}

const steward = 'data-steward'
const step = (id: StepId, role: string, link: Step['link'], rest: Partial<Step> = {}): Step => ({
  id,
  role,
  link,
  also: [],
  sample: null,
  commands: [],
  resource: null,
  ...rest,
})

/** The steps this city can show, in their order: a step without its data would lead to an empty page. */
export const listSteps = ({ language, people, hasStations }: Stage): readonly Step[] => [
  step('map', steward, { to: '/map', search: {} }),
  step('find', steward, { to: '/catalogue', search: { q: language === 'zh' ? '冲电桩' : 'chargng' } }),
  ...(people
    ? [
        step(
          'masks',
          steward,
          { to: '/catalogue/$resourceId', params: { resourceId: people.id } },
          {
            also: ['district-steward-futian', 'visitor'],
            resource: people.id,
          },
        ),
      ]
    : []),
  step('wizard', steward, { to: '/recognise' }, { sample: 'people' }),
  ...(hasStations
    ? [
        step(
          'repair',
          steward,
          { to: '/import', search: { resource: stationRegister } },
          {
            sample: 'stations',
          },
        ),
        step(
          'hold',
          steward,
          { to: '/import', search: { resource: stationRegister } },
          {
            sample: 'empty',
          },
        ),
        step('undo', steward, { to: '/batches', search: { resource: stationRegister, status: 'done' } }),
      ]
    : []),
  step('draft', steward, { to: '/city' }),
  step(
    'operate',
    'operator',
    { to: '/status' },
    {
      commands: ['npx onecity backup ../onecity-backup', 'npx onecity verify'],
    },
  ),
]
