import { type CatalogueRules, updateCycles } from '../model.ts'
import { readYaml } from '../source/read-yaml.ts'
import { type Entry, given, type Kind } from './kind.ts'
import { line, list, matching, object, oneOf, published, text } from './schema-parts.ts'

/** EU data theme authority list; what the DCAT export may name. */
export const dataThemes = [
  'AGRI',
  'ECON',
  'EDUC',
  'ENER',
  'ENVI',
  'GOVE',
  'HEAL',
  'INTR',
  'JUST',
  'REGI',
  'SOCI',
  'TECH',
  'TRAN',
] as const

const day = matching('^\\d{4}-\\d{2}-\\d{2}$', 'a day such as “2017-06-30”, in quotes', 'Day since which it holds.')
const source = { ...line, description: 'Instrument or reason it rests on.' }
const minutesIn = { m: 1, h: 60, d: 1440 } as const

type RawRules = {
  classification: CatalogueRules['classification']
  freshness: {
    source: string
    effectiveFrom: string
    limits: { update: CatalogueRules['freshness']['limits'][number]['update']; within: string }[]
  }
}

const schema = published(
  'Rules of the catalogue',
  object(
    {
      classification: object(
        {
          source,
          confidence: { ...line, description: 'How sure the numbers are, in words.' },
          effectiveFrom: day,
          names: list(
            object(
              {
                code: matching(
                  '^[123](\\d{2}(\\d{3}(\\d{1,12})?)?)?$',
                  'leading digits of a resource code in quotes: one, three, six or more',
                  'Leading digits: one name a class, three an item, six a category, more a sub-category.',
                ),
                name: text('Name of the class.'),
                theme: oneOf(dataThemes, 'Theme of the EU vocabulary under which the class is exported.'),
                source: { ...line, description: 'Where the name comes from, if not from the source of the list.' },
              },
              ['code', 'name'],
            ),
            'Classes, items, categories and sub-categories with their names.',
            1,
          ),
        },
        ['source', 'confidence', 'effectiveFrom', 'names'],
        'What the leading digits of a resource code mean.',
      ),
      freshness: object(
        {
          source,
          effectiveFrom: day,
          limits: list(
            object(
              {
                update: oneOf(updateCycles, 'Update cycle.'),
                within: matching(
                  '^[1-9]\\d{0,4}[mhd]$',
                  'minutes, hours or days, such as “15m”, “36h”, “9d”',
                  'Age of the last batch up to which rows are fresh or due; beyond they are stale.',
                ),
              },
              ['update', 'within'],
            ),
            'One for each cycle that has a clock.',
          ),
        },
        ['source', 'effectiveFrom', 'limits'],
        'When rows count as stale.',
      ),
    },
    ['classification', 'freshness'],
  ),
)

export const catalogueKind: Kind<CatalogueRules> = {
  name: 'catalogue',
  files: /^catalogue\.yaml$/,
  where: 'catalogue.yaml',
  required: false,
  read: readYaml,
  schema,
  shape: 'one',
  toModel: ({ classification, freshness }: RawRules): CatalogueRules => ({
    classification: { ...classification, names: classification.names.map((each) => given({ ...each })) },
    freshness: {
      source: freshness.source,
      effectiveFrom: freshness.effectiveFrom,
      limits: freshness.limits.map(({ update, within }) => ({
        update,
        withinMinutes: Number(within.slice(0, -1)) * minutesIn[within.slice(-1) as 'm' | 'h' | 'd'],
      })),
    },
  }),
  check: (checks) => {
    for (const entry of checks.entries(catalogueKind)) {
      const { classification, freshness } = entry.value
      const codes = classification.names.map(({ code }) => code)
      const twice = (part: readonly (string | number)[], what: string) =>
        checks.report(entry as Entry<unknown>, part, { message: `${what} is listed twice`, expected: 'each once' })
      for (const [i, code] of codes.entries()) {
        if (codes.indexOf(code) < i) twice(['classification', 'names', i, 'code'], `code ${code}`)
        const parent = code.length > 6 ? code.slice(0, 6) : code.length === 6 ? code.slice(0, 3) : code.slice(0, 1)
        if (parent !== code && !codes.includes(parent))
          checks.report(entry, ['classification', 'names', i, 'code'], {
            message: `code ${code} lies in ${parent}, which has no name`,
            expected: `an entry for ${parent}`,
          })
      }
      const cycles = freshness.limits.map(({ update }) => update)
      for (const [i, cycle] of cycles.entries())
        if (cycles.indexOf(cycle) < i) twice(['freshness', 'limits', i, 'update'], `cycle ${cycle}`)
    }
  },
  into: ([rules]) => (rules ? { catalogue: rules } : {}),
}
