import { catalogueRulesOf, classify } from '../catalogue-rules.ts'
import { crsNames, type Item, purposes, type Resource, resourceKinds, shareTypes, updateCycles } from '../model.ts'
import { readYaml } from '../source/read-yaml.ts'
import { catalogueKind } from './catalogue.ts'
import { isTimeZone, unknownTimeZone } from './city.ts'
import { departmentsKind } from './departments.ts'
import { type Checks, type Entry, given, type Kind } from './kind.ts'
import { checkIntake, intakeSchema } from './resource-intake.ts'
import { checkItems, itemSchema, itemToModel, type RawItem } from './resource-items.ts'
import {
  checkMetadata,
  codeExpected,
  codePattern,
  metadataSchemas,
  metadataToModel,
  type RawMetadata,
  shareMethodSchema,
} from './resource-metadata.ts'
import { checkQuality, qualitySchema } from './resource-quality.ts'
import { checkRetention, type RawRetention, retentionSchema, retentionToModel } from './resource-retention.ts'
import { checkSections, type RawSections, sectionSchemas, sectionsToModel } from './resource-sections.ts'
import { kebabId, line, list, matching, object, oneOf, published, text } from './schema-parts.ts'

type RawResource = Omit<
  Resource,
  | 'size'
  | 'open'
  | 'grade'
  | 'key'
  | 'items'
  | 'crs'
  | 'highlights'
  | 'retention'
  | keyof RawMetadata
  | keyof RawSections
> &
  RawMetadata &
  RawSections & {
    size?: Resource['size']
    open?: Resource['open']
    grade?: { level?: Resource['grade']['level']; personal?: boolean }
    key?: string[]
    items?: RawItem[]
    crs?: Resource['crs']
    highlights?: string[]
    retention?: RawRetention
  }

const itemId = (description: string) => matching('^[a-z]', 'the id of an item', description)

const schema = published(
  'Information resource',
  object(
    {
      id: { ...kebabId('Id of the resource, unique in the city; it names the table and the address.'), maxLength: 44 },
      kind: oneOf(
        resourceKinds,
        '`stored`: rows are kept in a register. `service`: its owner answers by key. `stream`: measurements. `layer`: a ready-made map. `file`: lies elsewhere.',
      ),
      name: text('Name of the resource.'),
      abstract: text('What the resource is about.'),
      code: matching(
        codePattern,
        codeExpected,
        'Resource code of the national catalogue guide: class, item, sub-class / sequence.',
      ),
      owner: kebabId('Id of the department that answers for the data.'),
      subject: object(
        {
          kind: oneOf(['person', 'company'], 'Whose data a row is.'),
          item: itemId('Item that identifies the subject.'),
        },
        ['kind', 'item'],
        'Whose data a row is: drives purposes, masking and the right to see who looked.',
      ),
      size: oneOf(
        ['normal', 'large'],
        '`large` gives the register a distribution key and partitions. Default: normal.',
      ),
      share: object(
        {
          type: oneOf(shareTypes, 'Sharing between departments.'),
          condition: text('For conditional sharing: on what condition.'),
          departments: list(kebabId('Id of a department.'), 'For conditional sharing: with which departments.'),
          basis: text('For no sharing: the legal basis.'),
          purposes: list(oneOf(purposes, 'A use.'), 'Uses for which the data are shared. Default: all.', 1),
          method: shareMethodSchema,
        },
        ['type'],
        'Sharing type between departments (GB/T 21063: unconditional, conditional, none).',
      ),
      open: object(
        {
          type: oneOf(['unconditional', 'conditional', 'none'], 'Opening to society.'),
          condition: text('For conditional opening: on what condition.'),
        },
        ['type'],
        'Whether the public may have the data. Default: none.',
      ),
      grade: object(
        {
          level: oneOf(['general', 'important', 'core'], 'Grade of the data. Default: general.'),
          personal: { description: 'Holds personal information. Default: false.', type: 'boolean' },
        },
        [],
        'Classification and grading.',
      ),
      update: oneOf(updateCycles, 'How often the owner delivers; the freshness clock runs by it.'),
      key: list(itemId('Id of an item.'), 'Items that identify a row. Without a key rows are only ever appended.'),
      items: list(itemSchema, 'The typed columns, in order; layers, files and streams may have none.'),
      crs: oneOf(crsNames, 'Coordinate system of points in delivered files. Default: WGS-84.'),
      timeZone: {
        description: 'IANA zone in which delivered local times are meant. Default: the city’s.',
        type: 'string',
      },
      foreign: text('Marks data of another place, carried as an example: what the label says.'),
      source: object(
        { title: line, licence: line, note: text('What a reader should know.') },
        ['title', 'licence'],
        'Where the data comes from.',
      ),
      highlights: list(itemId('Id of an item.'), 'Items shown first. Default: the first four.', 1),
      intake: intakeSchema,
      retention: retentionSchema,
      mostRemoved: {
        description:
          'Greatest share of the rows (0–1) that a replacing or deleting batch may remove without being confirmed. Default: 0.05.',
        type: 'number',
        minimum: 0,
        maximum: 1,
      },
      quality: qualitySchema,
      ...metadataSchemas,
      ...sectionSchemas,
    },
    ['id', 'kind', 'name', 'owner', 'share', 'update'],
  ),
)

export const resourcesKind: Kind<Resource> = {
  name: 'resource',
  files: /^(base|departments\/[^/]+|verticals\/[^/]+)\/([^/]+\/)*resources\/[^/]+\.yaml$/,
  where: 'resources/*.yaml below base/, departments/<id>/ or verticals/<name>/',
  required: false,
  read: readYaml,
  schema,
  shape: 'one',
  id: ['id'],
  toModel: (raw: RawResource): Resource => ({
    ...given({
      id: raw.id,
      kind: raw.kind,
      name: raw.name,
      abstract: raw.abstract,
      code: raw.code,
      owner: raw.owner,
      subject: raw.subject,
      size: raw.size ?? 'normal',
      share: raw.share,
      open: raw.open ?? { type: 'none' },
      grade: { level: raw.grade?.level ?? 'general', personal: raw.grade?.personal ?? false },
      update: raw.update,
      key: raw.key ?? [],
      items: (raw.items ?? []).map(itemToModel),
      crs: raw.crs ?? 'WGS-84',
      timeZone: raw.timeZone,
      foreign: raw.foreign,
      source: raw.source,
      highlights: raw.highlights ?? (raw.items ?? []).slice(0, 4).map((item) => item.id),
      intake: raw.intake,
      retention: retentionToModel(raw.retention),
      mostRemoved: raw.mostRemoved,
      quality: raw.quality,
      ...metadataToModel(raw),
      ...sectionsToModel(raw),
    }),
  }),
  check: (checks) => {
    const codes = new Map<string, Entry<Resource>>()
    const entries = checks.entries(resourcesKind)
    const known = new Set(entries.flatMap(({ value }) => value.code ?? []))
    const rules = catalogueRulesOf(given({ catalogue: checks.entries(catalogueKind)[0]?.value }))
    for (const entry of entries) {
      checkSections(checks, entry)
      checkMetadata(checks, entry, known)
      checkOwner(checks, entry)
      checkSharing(checks, entry)
      checkItems(checks, entry)
      checkRetention(checks, entry)
      checkQuality(checks, entry)
      for (const { part, finding } of checkIntake(entry.value.intake ?? {}, entry.value.items))
        checks.report(entry, ['intake', ...part], finding)
      checkSubject(checks, entry)
      checkFile(checks, entry)
      const { code, timeZone } = entry.value
      if (timeZone !== undefined && !isTimeZone(timeZone)) checks.report(entry, ['timeZone'], unknownTimeZone(timeZone))
      if (code === undefined) continue
      const item = classify(code, rules)?.steps[1]
      if (item && item.name === undefined)
        checks.report(entry, ['code'], {
          message: `code ${code} begins with ${item.code}, which the classification does not name`,
          expected: `one of ${rules.classification.names.flatMap((each) => (each.code.length === 3 ? each.code : [])).join(', ')}`,
        })
      const first = codes.get(code)
      if (first)
        checks.report(entry, ['code'], {
          message: `code ${code} is already that of “${first.value.id}” (${checks.placeOf(first, ['code'])})`,
          expected: 'a code of its own',
        })
      else codes.set(code, entry)
    }
  },
  into: (resources) => ({ resources: [...resources].sort((a, b) => (a.id < b.id ? -1 : 1)) }),
}

function checkOwner(checks: Checks, entry: Entry<Resource>): void {
  const { owner } = entry.value
  checks.refer(entry, ['owner'], 'department', owner)
  const folder = /^departments\/([^/]+)\//.exec(entry.source.path)?.[1]
  if (
    folder !== undefined &&
    folder !== owner &&
    checks.entries(departmentsKind).some(({ value }) => value.id === owner)
  )
    checks.report(entry, ['owner'], {
      message: `a resource in departments/${folder}/ cannot belong to “${owner}”`,
      expected: 'each department to declare its own resources in its own folder',
      didYouMean: folder,
    })
}

function checkSharing(checks: Checks, entry: Entry<Resource>): void {
  const { share } = entry.value
  for (const [i, id] of (share.departments ?? []).entries())
    checks.refer(entry, ['share', 'departments', i], 'department', id)
  if (share.type === 'none' && share.basis === undefined)
    checks.report(entry, ['share'], {
      message: 'a resource that is not shared must say on what legal basis',
      expected: '`basis` with the instrument and article',
    })
  if (share.type === 'conditional' && share.condition === undefined)
    checks.report(entry, ['share'], {
      severity: 'warning',
      message: 'conditional sharing without a condition',
      expected: '`condition`, so that departments know what to apply for',
    })
}

function checkSubject(checks: Checks, entry: Entry<Resource>): void {
  const { subject, grade, items } = entry.value
  const personal = (item: Item) => item.type === 'citizen-id' || item.type === 'travel-permit'
  if (grade.personal && !subject)
    checks.report(entry, ['grade', 'personal'], {
      message: 'personal information without a subject',
      expected: '`subject` naming the item that says whose data a row is',
    })
  if (grade.personal && entry.value.open.type !== 'none')
    checks.report(entry, ['open', 'type'], {
      message: 'personal information cannot be opened to the public',
      expected: '“none”, or an aggregated resource of its own',
    })
  if (!grade.personal && items.some(personal))
    checks.report(entry, ['items', items.findIndex(personal), 'type'], {
      severity: 'warning',
      message: `${items.find(personal)?.type === 'citizen-id' ? 'citizen IDs' : 'numbers of permits'} in a resource that is not marked as personal`,
      expected: '`grade: {personal: true}` and a subject',
    })
}

function checkFile(checks: Checks, entry: Entry<Resource>): void {
  const file = entry.source.path.split('/').at(-1) ?? ''
  if (file !== `${entry.value.id}.yaml`)
    checks.report(entry, ['id'], {
      severity: 'warning',
      message: `resource “${entry.value.id}” stands in a file of another name`,
      expected: `the file ${entry.value.id}.yaml`,
    })
}
