/** The metadata of the catalogue guide that drive nothing else: their form, and what they must say of each other. */
import { formatClasses, type Resource, type ResourceMetadata, shareMethods } from '../model.ts'
import type { Checks, Entry, JsonSchema } from './kind.ts'
import { areaCode, line, list, matching, object, oneOf, rawAreaCodes, text } from './schema-parts.ts'

export const codePattern = '^[123]\\d{2}\\d{3}(\\d{0,12})/\\d{1,10}$'
export const codeExpected = 'a classification code, “/” and a sequence number, such as “101001/000001”'

const day = (description: string): JsonSchema =>
  matching('^\\d{4}-\\d{2}-\\d{2}$', 'a day such as “2026-01-31”, in quotes', description)

export const shareMethodSchema = object(
  {
    by: oneOf(shareMethods, 'Interface, exchanged tables or files of the platform; `other` where it is impossible.'),
    note: text('For `other`: how instead, and why not by the platform.'),
  },
  ['by'],
  'How the data are handed over. Default: by the platform’s interface.',
)

export const metadataSchemas: Readonly<Record<string, JsonSchema>> = {
  formats: list(
    object(
      { class: oneOf(formatClasses, 'Class of the format.'), name: { ...line, description: 'The format: XLSX, OFD.' } },
      ['class', 'name'],
    ),
    'Formats the owner holds the data in. Default: what follows from the kind.',
    1,
  ),
  publishedOn: day('Day the entry was published in the catalogue.'),
  relatedCodes: list(
    matching(codePattern, codeExpected, 'Code of another resource.'),
    'Codes of resources that this one is built from or belongs with.',
  ),
  useConditions: text('What users must keep to.'),
  legalBasis: text('Law or regulation under which the data are collected.'),
  tags: list(text('One word.'), 'Words under which people look for it.'),
  unit: text('Unit inside the department that answers for the data.'),
  system: text('Information system the data come from.'),
  business: text('Business the data arise in.'),
  extent: object(
    {
      level: oneOf(['city', 'district', 'street'], 'The whole city, districts or streets.'),
      areas: list(areaCode('Code of an area.'), 'Which ones. Default: all of that level.', 1),
    },
    ['level'],
    'Part of the city that the data cover. Default: the whole city.',
  ),
  period: object(
    { from: day('First day.'), to: day('Last day.') },
    [],
    'Time that the data cover; an end may be open.',
  ),
}

export type RawMetadata = Omit<ResourceMetadata, 'extent'> & {
  extent?: { level: NonNullable<ResourceMetadata['extent']>['level']; areas?: (string | number)[] }
}

export const metadataToModel = (raw: RawMetadata) => ({
  formats: raw.formats,
  publishedOn: raw.publishedOn,
  relatedCodes: raw.relatedCodes,
  useConditions: raw.useConditions,
  legalBasis: raw.legalBasis,
  tags: raw.tags,
  unit: raw.unit,
  system: raw.system,
  business: raw.business,
  extent: raw.extent && {
    level: raw.extent.level,
    ...(raw.extent.areas && { areas: rawAreaCodes(raw.extent.areas) }),
  },
  period: raw.period,
})

/** `known`: every code that a resource of the city carries. */
export function checkMetadata(checks: Checks, entry: Entry<Resource>, known: ReadonlySet<string>): void {
  const { publishedOn, relatedCodes, extent, period, code, open, share } = entry.value
  const isDay = (value: string) => {
    const at = new Date(`${value}T00:00:00Z`)
    return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value)
  }
  const days = [
    [['publishedOn'], publishedOn],
    [['period', 'from'], period?.from],
    [['period', 'to'], period?.to],
  ] as const
  for (const [part, value] of days)
    if (value !== undefined && !isDay(value))
      checks.report(entry, part, { message: `${value} is not a day of the calendar`, expected: 'year, month and day' })
  if (period?.from !== undefined && period.to !== undefined && period.from > period.to)
    checks.report(entry, ['period'], { message: 'the period ends before it begins', expected: 'from ≤ to' })
  for (const [i, related] of (relatedCodes ?? []).entries()) {
    if (related === code) checks.report(entry, ['relatedCodes', i], { message: 'a resource is not related to itself' })
    else if (!known.has(related))
      checks.report(entry, ['relatedCodes', i], {
        message: `no resource carries the code ${related}`,
        expected: 'the code of a resource that the city declares',
      })
  }
  for (const [i, area] of (extent?.areas ?? []).entries()) checks.refer(entry, ['extent', 'areas', i], 'area', area)
  if (open.type === 'conditional' && open.condition === undefined)
    checks.report(entry, ['open'], {
      message: 'conditional opening without a condition',
      expected: '`condition`, so that the public knows what to meet',
    })
  if (share.method?.by === 'other' && share.method.note === undefined)
    checks.report(entry, ['share', 'method'], {
      severity: 'warning',
      message: 'handed over outside the platform without saying how and why',
      expected: '`note`',
    })
}
