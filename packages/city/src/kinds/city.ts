import type { City, LngLat, Text } from '../model.ts'
import { nearest } from '../nearest.ts'
import { readYaml } from '../source/read-yaml.ts'
import { given, type Kind } from './kind.ts'
import { kebabId, line, list, matching, object, published, text } from './schema-parts.ts'

export type CityHead = Pick<City, 'id' | 'name' | 'timeZone' | 'languages' | 'map' | 'defaultRole' | 'notes'>

type RawNote = { title: string; licence?: string; text: Text }
type RawCity = Omit<CityHead, 'notes'> & { notes?: RawNote[] }

const schema = published(
  'City',
  object(
    {
      id: kebabId('Id of the city.'),
      name: text('Name of the city.'),
      timeZone: matching(
        '^[A-Za-z_]+(/[A-Za-z0-9_+-]+)*$',
        'an IANA time zone, such as “Asia/Shanghai”',
        'IANA time zone of the city; delivered local times are meant in it.',
      ),
      languages: list(
        matching('^[a-z]{2,3}(-[A-Za-z0-9]+)*$', 'a language tag, such as “zh” or “en”'),
        'Languages of the user interface, first one preferred.',
        1,
      ),
      map: object(
        {
          centre: {
            description: 'Longitude and latitude (WGS-84) of the middle of the map when it opens.',
            type: 'array',
            items: { type: 'number' },
            minItems: 2,
            maxItems: 2,
          },
          zoom: { description: 'Zoom of the map when it opens.', type: 'number', minimum: 0, maximum: 22 },
        },
        ['centre', 'zoom'],
        'View of the map when it opens.',
      ),
      defaultRole: kebabId('Role of someone who has not said who they are, while accounts do not exist.'),
      notes: list(
        object({ title: line, licence: line, text: text('What is to be said.') }, ['title', 'text']),
        'Sources, licences and reservations, shown on the about page.',
      ),
    },
    ['id', 'name', 'timeZone', 'languages', 'map', 'defaultRole'],
  ),
)

export const cityKind: Kind<CityHead> = {
  name: 'city',
  files: /^city\.yaml$/,
  where: 'city.yaml',
  required: true,
  read: readYaml,
  schema,
  shape: 'one',
  toModel: ({ id, name, timeZone, languages, map, defaultRole, notes = [] }: RawCity): CityHead => ({
    id,
    name,
    timeZone,
    languages,
    map: { centre: map.centre as LngLat, zoom: map.zoom },
    defaultRole,
    notes: notes.map((note) => given({ title: note.title, licence: note.licence, text: note.text })),
  }),
  check: (checks) => {
    for (const entry of checks.entries(cityKind)) {
      const { timeZone, map, defaultRole } = entry.value
      if (!isTimeZone(timeZone)) checks.report(entry, ['timeZone'], unknownTimeZone(timeZone))
      const [lng, lat] = map.centre
      if (Math.abs(lng) > 180 || Math.abs(lat) > 90)
        checks.report(entry, ['map', 'centre'], {
          message: `${lng}, ${lat} is not a place`,
          expected: 'longitude (−180 to 180), then latitude (−90 to 90)',
        })
      checks.refer(entry, ['defaultRole'], 'role', defaultRole)
    }
  },
  into: ([head]) => head ?? {},
}

export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

export const unknownTimeZone = (name: string) => ({
  message: `unknown time zone “${name}”`,
  expected: 'an IANA time zone, such as “Asia/Shanghai”',
  didYouMean: nearest(name, Intl.supportedValuesOf('timeZone')),
})
