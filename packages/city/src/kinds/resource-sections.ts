/** What a service, a stream, a layer or a file says of itself; each section stands exactly on its own kind of resource. */
import type { FileSection, LayerSection, Resource, ServiceSection, StreamSection } from '../model.ts'
import { nearest } from '../nearest.ts'
import type { Checks, Entry, JsonSchema } from './kind.ts'
import { kebabId, line, list, matching, object, oneOf, text } from './schema-parts.ts'

export type RawSections = {
  service?: Omit<ServiceSection, 'timeLimitMs'> & { timeLimitMs?: number }
  stream?: StreamSection
  layer?: LayerSection
  file?: FileSection
}

const address = (description: string) =>
  matching('^https?://[^\\s/]+', 'an address beginning with http:// or https://', description)
const seconds = (description: string): JsonSchema => ({ description, type: 'integer', minimum: 1 })

export const sectionSchemas: Readonly<Record<string, JsonSchema>> = {
  service: object(
    {
      endpoint: address('Address of the owner’s system; shown only to those who may read the resource.'),
      keys: list(matching('^[a-z]', 'the id of an item'), 'Items it answers by.', 1),
      answers: oneOf(['values', 'yes-no'], 'Whether it hands out values or only says yes or no.'),
      timeLimitMs: {
        description: 'Milliseconds after which an answer is given up. Default: 5000.',
        type: 'integer',
        minimum: 100,
        maximum: 60_000,
      },
    },
    ['endpoint', 'keys', 'answers'],
    'kind service: who answers, by what, and in what time.',
  ),
  stream: object(
    {
      thing: kebabId('Kind of thing that measures.'),
      property: text('What is measured.'),
      unit: matching('^\\S+$', 'a UCUM symbol such as “ug/m3”, or “1” for counts', 'Unit (UCUM symbol).'),
      range: object({ min: { type: 'number' }, max: { type: 'number' } }, [], 'Values that are possible.'),
      periodSeconds: seconds('Expected seconds between two observations of one thing.'),
      silenceSeconds: seconds('Seconds without an observation after which a thing counts as silent.'),
      sources: list(
        object(
          {
            by: oneOf(['mqtt', 'http'], 'How observations arrive.'),
            address: { ...line, description: 'Topic pattern or path.' },
          },
          ['by', 'address'],
        ),
        'Where observations come from.',
        1,
      ),
    },
    ['thing', 'property', 'unit', 'periodSeconds', 'silenceSeconds', 'sources'],
    'kind stream: what is measured, how often, and when silence is a fault.',
  ),
  layer: object(
    {
      url: address('Address of the tiles, with {z}, {x} and {y}.'),
      format: oneOf(['png', 'jpeg', 'webp', 'mvt'], 'Format of a tile.'),
      attribution: { ...line, description: 'Who must be named beside the map.' },
      licence: { ...line, description: 'Terms of use.' },
      mapNumber: { ...line, description: 'Map publication number (审图号); needed when the public may see the layer.' },
    },
    ['url', 'format', 'attribution', 'licence'],
    'kind layer: a ready-made map.',
  ),
  file: object(
    {
      location: address('Where the file lies.'),
      mediaType: matching('^[a-z]+/[A-Za-z0-9.+-]+$', 'a media type such as “application/pdf”', 'Media type.'),
      sizeBytes: { description: 'Size in bytes.', type: 'integer', minimum: 0 },
    },
    ['location', 'mediaType'],
    'kind file: where it lies and what it is.',
  ),
}

export const sectionsToModel = (raw: RawSections) => ({
  service: raw.service && { ...raw.service, timeLimitMs: raw.service.timeLimitMs ?? 5_000 },
  stream: raw.stream,
  layer: raw.layer,
  file: raw.file,
})

const sections = ['service', 'stream', 'layer', 'file'] as const

export function checkSections(checks: Checks, entry: Entry<Resource>): void {
  const { kind, items, service, stream, layer, open } = entry.value
  for (const section of sections) {
    if (section === kind && entry.value[section] === undefined)
      checks.report(entry, ['kind'], { message: `a ${kind} must say which`, expected: `\`${kind}\` beside it` })
    if (section !== kind && entry.value[section] !== undefined)
      checks.report(
        entry,
        [section],
        {
          message: `\`${section}\` says nothing about a ${kind} resource`,
          expected: `it only with kind ${section}`,
        },
        'key',
      )
  }
  if ((kind === 'stored' || kind === 'service') && items.length === 0)
    checks.report(entry, ['kind'], {
      message: `a ${kind} resource without items`,
      expected: '`items`, the typed columns',
    })
  for (const [i, id] of (service?.keys ?? []).entries())
    if (!items.some((item) => item.id === id))
      checks.report(entry, ['service', 'keys', i], {
        message: `“${id}” is not an item of the resource`,
        expected: `one of ${items.map((item) => item.id).join(', ')}`,
        didYouMean: nearest(
          id,
          items.map((item) => item.id),
        ),
      })
  const { min, max } = stream?.range ?? {}
  if (min !== undefined && max !== undefined && min > max)
    checks.report(entry, ['stream', 'range'], {
      message: `no number lies between ${min} and ${max}`,
      expected: 'min ≤ max',
    })
  if (stream && stream.silenceSeconds < stream.periodSeconds)
    checks.report(entry, ['stream', 'silenceSeconds'], {
      message: `silence after ${stream.silenceSeconds} s, though an observation comes every ${stream.periodSeconds} s`,
      expected: 'at least the period',
    })
  if (layer && !['{z}', '{x}', '{y}'].every((part) => layer.url.includes(part)))
    checks.report(entry, ['layer', 'url'], {
      message: 'an address without {z}, {x} and {y} leads to one picture only',
      expected: 'https://…/{z}/{x}/{y}.png',
    })
  if (layer && layer.mapNumber === undefined && open.type !== 'none')
    checks.report(entry, ['layer'], {
      message: 'a map that the public may see has no map publication number',
      expected: '`mapNumber` (审图号), or `open: {type: none}`',
    })
}
