import type { Centre, Text } from '../model.ts'
import { readYaml } from '../source/read-yaml.ts'
import { reportCycles } from './areas.ts'
import type { Kind } from './kind.ts'
import { areaCode, kebabId, list, object, oneOf, published, rawAreaCodes, text } from './schema-parts.ts'

type RawCentre = {
  id: string
  name: Text
  level: Centre['level']
  parent?: string
  jurisdiction: { areas: (string | number)[]; kinds?: string[] | 'all' }
}

const schema = published(
  'Operations centres',
  list(
    object(
      {
        id: kebabId('Id of the centre.'),
        name: text('Name of the centre.'),
        level: oneOf(['city', 'district', 'street', 'industry'], 'What the centre commands over.'),
        parent: kebabId('Id of the commanding centre; only the city centre has none.'),
        jurisdiction: object(
          {
            areas: list(areaCode('Code of an area; everything below it is included.'), 'Areas of the centre.', 1),
            kinds: {
              description: 'Incident kinds of the centre. Default: all.',
              anyOf: [{ const: 'all' }, list(kebabId('Id of an incident kind.'), undefined, 1)],
              errorMessage: '“all” or a list of incident kinds',
            },
          },
          ['areas'],
          'What the centre is responsible for.',
        ),
      },
      ['id', 'name', 'level', 'jurisdiction'],
    ),
  ),
)

export const centresKind: Kind<Centre> = {
  name: 'centre',
  files: /^centres\.yaml$/,
  where: 'centres.yaml',
  required: false,
  read: readYaml,
  schema,
  shape: 'list',
  id: ['id'],
  toModel: ({ id, name, level, parent, jurisdiction }: RawCentre): Centre => ({
    id,
    name,
    level,
    parent: parent ?? null,
    jurisdiction: { areas: rawAreaCodes(jurisdiction.areas), kinds: jurisdiction.kinds ?? 'all' },
  }),
  check: (checks) => {
    const entries = checks.entries(centresKind)
    const cityCentres = entries.filter((entry) => entry.value.level === 'city')
    for (const entry of entries) {
      const { parent, level, jurisdiction } = entry.value
      for (const [i, area] of jurisdiction.areas.entries())
        checks.refer(entry, ['jurisdiction', 'areas', i], 'area', area)
      if (parent !== null) checks.refer(entry, ['parent'], 'centre', parent)
      if (parent === null && level !== 'city')
        checks.report(entry, [], {
          message: `centre “${entry.value.id}” has no commanding centre`,
          expected: '`parent`, which only the city centre goes without',
          didYouMean: cityCentres[0] && `parent: ${cityCentres[0].value.id}`,
        })
      if (parent !== null && level === 'city')
        checks.report(
          entry,
          ['parent'],
          { message: 'the city centre has no commanding centre', expected: 'no `parent`' },
          'key',
        )
    }
    for (const extra of cityCentres.slice(1))
      checks.report(extra, ['level'], {
        message: `the city centre is already “${cityCentres[0]?.value.id}”`,
        expected: '“district”, “street” or “industry”',
      })
    reportCycles(checks, entries, (centre) => centre.id, 'centre')
  },
  into: (centres) => ({ centres }),
}
