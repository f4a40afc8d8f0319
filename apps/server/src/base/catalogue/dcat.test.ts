/** The export beside the shapes of DCAT-AP 3.0.1, and its two forms beside each other. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type City, catalogueRulesOf, type Resource, readCity } from '@onecity/city'
import { toRDF } from 'jsonld'
import { Parser, type Quad, Store, Writer } from 'n3'
import SHACLValidator from 'rdf-validate-shacl'
import { describe, expect, it } from 'vitest'
import { emptyRegister } from '../registers/index.ts'
import { DcatCatalogue, isExported } from './dcat-nodes.ts'
import { writeJsonLd, writeTurtle } from './write-dcat.ts'

const samples = process.env.ONECITY_SAMPLES
const shapeFiles = [
  'shacl/dcat-ap-SHACL.ttl',
  'shacl/ranges.ttl',
  'html/shacl/shapes.ttl',
  'html/shacl/shapes_recommended.ttl',
  'html/shacl/range.ttl',
  'html/shacl/mdr-vocabularies.shape.ttl',
  'html/shacl/deprecateduris.ttl',
  'html/shacl/imports.ttl',
  'html/shacl/mdr_imports.ttl',
]

// Three of the files import ontologies and authority lists from the net (DCAT, Dublin Core, FOAF, LOCN, SPDX, schema.org, PROV,
// time, vCard, ADMS; language, corporate-body, data-theme, file-type, frequency, place, access-right and more). They are not
// loaded: the export says of every word of such a list itself what the shapes ask of it.
const imports = 'http://www.w3.org/2002/07/owl#imports'

const readReference = async (name: string): Promise<City> => {
  const read = await readCity(fileURLToPath(new URL(`../../../../../cities/${name}`, import.meta.url)))
  if (!read.ok) throw new Error(`cities/${name} is refused`)
  return read.city
}

/** One resource of each further kind, and every optional word said. */
const withEveryKind = (city: City): City => {
  const [first] = city.resources as [Resource]
  const owner = first.owner
  const made = (id: string, more: Partial<Resource>): Resource => ({
    ...first,
    id,
    name: { zh: id, en: id },
    code: '201001/009001',
    owner,
    share: { type: 'unconditional' },
    open: { type: 'unconditional' },
    grade: { level: 'general', personal: false },
    tags: [{ zh: '示例', en: 'example' }, { zh: '无译名' }],
    publishedOn: '2026-01-31',
    period: { from: '2020-01-01' },
    source: { title: 'S', licence: 'Open licence' },
    items: [],
    key: [],
    highlights: [],
    ...more,
  })
  const area = city.areas.find(({ level }) => level === 'district')?.code ?? ''
  const more = [
    made('made-service', {
      kind: 'service',
      service: { endpoint: 'https://a.example/ask', keys: [], answers: 'yes-no', timeLimitMs: 5_000 },
    }),
    made('made-stream', { kind: 'stream', extent: { level: 'district', areas: [area] } }),
    made('made-layer', {
      kind: 'layer',
      layer: { url: 'https://t.example/{z}/{x}/{y}.png', format: 'png', attribution: 'A', licence: 'L' },
    }),
    made('made-file', {
      kind: 'file',
      relatedCodes: ['201001/009001', '201001/009002'],
      file: { location: 'https://a.example/plan.pdf', mediaType: 'application/pdf' },
    }),
    made('made-secret', { code: '201001/009002', share: { type: 'none' }, open: { type: 'none' } }),
  ]
  return { ...city, resources: [...city.resources, ...more] }
}

const nodesOf = function* (city: City) {
  const exported = city.resources.filter(isExported)
  const dcat = new DcatCatalogue({ base: 'http://localhost:7070', city, rules: catalogueRulesOf(city), exported })
  yield* dcat.head()
  for (const resource of exported)
    yield* dcat.resource(resource, { ...emptyRegister, lastBatchAt: '2026-01-01T00:00:00.000Z' }, true)
}
const collect = async (pieces: AsyncIterable<string>): Promise<string> => {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}
const lines = (quads: readonly Quad[]): string[] => {
  const text = new Writer({ format: 'N-Quads' }).quadsToString([...quads])
  return [...new Set(text.trim().split('\n'))].sort()
}

const violationsOf = async (quads: readonly Quad[], file: string): Promise<string[]> => {
  const text = await readFile(join(samples ?? '', 'conformance/dcat-ap-3.0.1', file), 'utf8')
  const shapes = new Store(new Parser().parse(text).filter(({ predicate }) => predicate.value !== imports))
  const report = await new SHACLValidator(shapes).validate(new Store([...quads]))
  return report.results
    .filter(({ severity }) => severity?.value.endsWith('Violation'))
    .map(({ focusNode, path, value }) => `${focusNode?.value} ${path?.value} ${value?.value}`)
}

describe.each(['tiny', 'shenzhen'])('the export of %s', async (name) => {
  const city = withEveryKind(await readReference(name))
  const turtle = await collect(writeTurtle(nodesOf(city)))
  const quads = new Parser().parse(turtle)

  it('says the same as JSON-LD, without anything fetched, as in Turtle', async () => {
    const document = JSON.parse(await collect(writeJsonLd(nodesOf(city))))
    const nquads = await toRDF(document, {
      format: 'application/n-quads',
      documentLoader: async (url: string) => {
        throw new Error(`${url} was asked for`)
      },
    })
    const fromJson = new Parser({ format: 'N-Quads' }).parse(nquads)
    expect(lines(fromJson)).toEqual(lines(quads))
  })

  it('names what is shared or open, services as services, and nothing else', () => {
    const store = new Store(quads)
    const typed = (type: string) =>
      store.getSubjects('http://www.w3.org/1999/02/22-rdf-syntax-ns#type', `http://www.w3.org/ns/dcat#${type}`, null)
    const exported = city.resources.filter(isExported)
    expect(typed('Dataset')).toHaveLength(exported.filter(({ kind }) => kind !== 'service').length)
    expect(typed('DataService').map(({ value }) => value)).toContain(
      'http://localhost:7070/api/catalogue/resources/made-service',
    )
    expect(turtle).not.toContain('made-secret')
  })

  it('would be found wrong without a title: the shapes are really held against it', async ({ skip }) => {
    if (!samples) skip('ONECITY_SAMPLES is not set')
    const untitled = quads.filter(({ predicate }) => !predicate.value.endsWith('/title'))
    expect((await violationsOf(untitled, 'shacl/dcat-ap-SHACL.ttl')).length).toBeGreaterThan(0)
  })

  it.for(shapeFiles)('has no violation of %s', async (file, { skip }) => {
    if (!samples) skip('ONECITY_SAMPLES is not set: the shapes of DCAT-AP are not there')
    expect(await violationsOf(quads, file)).toEqual([])
  })
})
