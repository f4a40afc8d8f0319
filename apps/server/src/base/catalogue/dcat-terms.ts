/**
 * The words of DCAT-AP 3.0 that the export uses, once: as the `@context` of its JSON-LD and as the way to its triples. A node
 * is plain data in the form of compact JSON-LD, so both outputs say the same by construction.
 */
import { DataFactory, type Quad, type Quad_Object } from 'n3'

export const prefixes = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const

/** What a term's values are: addresses, text in languages, words in languages, plain text, or typed text. */
type Term = {
  readonly id: string
  readonly is: 'address' | 'text' | 'words' | 'plain' | 'date' | 'dateTime' | 'anyURI'
}

const terms = {
  accessRights: { id: 'dct:accessRights', is: 'address' },
  accessURL: { id: 'dcat:accessURL', is: 'address' },
  accrualPeriodicity: { id: 'dct:accrualPeriodicity', is: 'address' },
  conformsTo: { id: 'dct:conformsTo', is: 'address' },
  contactPoint: { id: 'dcat:contactPoint', is: 'address' },
  dataset: { id: 'dcat:dataset', is: 'address' },
  description: { id: 'dct:description', is: 'text' },
  distribution: { id: 'dcat:distribution', is: 'address' },
  downloadURL: { id: 'dcat:downloadURL', is: 'address' },
  endDate: { id: 'dcat:endDate', is: 'date' },
  endpointDescription: { id: 'dcat:endpointDescription', is: 'address' },
  endpointURL: { id: 'dcat:endpointURL', is: 'address' },
  fn: { id: 'vcard:fn', is: 'plain' },
  format: { id: 'dct:format', is: 'address' },
  hasURL: { id: 'vcard:hasURL', is: 'address' },
  homepage: { id: 'foaf:homepage', is: 'address' },
  identifier: { id: 'dct:identifier', is: 'plain' },
  inScheme: { id: 'skos:inScheme', is: 'address' },
  issued: { id: 'dct:issued', is: 'date' },
  keyword: { id: 'dcat:keyword', is: 'words' },
  landingPage: { id: 'dcat:landingPage', is: 'address' },
  language: { id: 'dct:language', is: 'address' },
  license: { id: 'dct:license', is: 'address' },
  mediaType: { id: 'dcat:mediaType', is: 'address' },
  modified: { id: 'dct:modified', is: 'dateTime' },
  name: { id: 'foaf:name', is: 'text' },
  prefLabel: { id: 'skos:prefLabel', is: 'text' },
  publisher: { id: 'dct:publisher', is: 'address' },
  relation: { id: 'dct:relation', is: 'address' },
  servesDataset: { id: 'dcat:servesDataset', is: 'address' },
  service: { id: 'dcat:service', is: 'address' },
  spatial: { id: 'dct:spatial', is: 'address' },
  startDate: { id: 'dcat:startDate', is: 'date' },
  temporal: { id: 'dct:temporal', is: 'address' },
  theme: { id: 'dcat:theme', is: 'address' },
  themeTaxonomy: { id: 'dcat:themeTaxonomy', is: 'address' },
  title: { id: 'dct:title', is: 'text' },
} as const satisfies Record<string, Term>

type ValueOf<Is extends Term['is']> = Is extends 'address'
  ? string | readonly string[]
  : Is extends 'text'
    ? Readonly<Record<string, string>>
    : Is extends 'words'
      ? Readonly<Record<string, readonly string[]>>
      : string

/** One thing said of the catalogue: its address, its classes (compact), and its terms. */
export type DcatNode = { readonly '@id': string; readonly '@type'?: string | readonly string[] } & {
  readonly [Name in keyof typeof terms]?: ValueOf<(typeof terms)[Name]['is']>
}

/** The JSON-LD context; it stands in the document, nothing is fetched. */
export const dcatContext: Readonly<Record<string, unknown>> = {
  ...prefixes,
  ...Object.fromEntries(
    Object.entries<Term>(terms).map(([name, { id, is }]) => [
      name,
      {
        '@id': id,
        ...(is === 'address' && { '@type': '@id' }),
        ...((is === 'text' || is === 'words') && { '@container': '@language' }),
        ...((is === 'date' || is === 'dateTime') && { '@type': `xsd:${is}` }),
      },
    ]),
  ),
}

const { namedNode, literal, quad } = DataFactory
const expand = (compact: string): string => {
  const [prefix = '', ...rest] = compact.split(':')
  const base = prefixes[prefix as keyof typeof prefixes]
  return base === undefined ? compact : base + rest.join(':')
}
const listOf = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T])

/** The triples of a node. */
export const toQuads = (node: DcatNode): Quad[] => {
  const subject = namedNode(node['@id'])
  const quads = listOf(node['@type'] ?? []).map((type) =>
    quad(subject, namedNode(expand('rdf:type')), namedNode(expand(type))),
  )
  for (const [name, value] of Object.entries(node)) {
    const term = (terms as Readonly<Record<string, Term>>)[name]
    if (!term || value === undefined) continue
    const say = (object: Quad_Object) => quads.push(quad(subject, namedNode(expand(term.id)), object))
    if (term.is === 'address') for (const each of listOf(value as string)) say(namedNode(each))
    else if (term.is === 'text' || term.is === 'words')
      for (const [language, texts] of Object.entries(value as Record<string, string | readonly string[]>))
        for (const each of listOf(texts as string)) say(literal(each, language))
    else if (term.is === 'plain') say(literal(value as string))
    else say(literal(value as string, namedNode(expand(`xsd:${term.is}`))))
  }
  return quads
}
