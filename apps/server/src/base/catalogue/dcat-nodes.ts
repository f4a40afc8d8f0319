/**
 * The catalogue in the words of DCAT-AP 3.0: what a node says follows from the city and from the reader. Codes of the
 * guide are mapped to the authority lists of the EU where these have a like.
 */
import { type CatalogueRules, type City, type Resource, type Text, themeOf, type UpdateCycle } from '@onecity/city'
import type { RegisterState } from '@onecity/contracts'
import type { DcatNode } from './dcat-terms.ts'

const authority = 'http://publications.europa.eu/resource/authority'

const frequencies: Record<UpdateCycle, string> = {
  realtime: 'UPDATE_CONT',
  daily: 'DAILY',
  weekly: 'WEEKLY',
  monthly: 'MONTHLY',
  quarterly: 'QUARTERLY',
  'half-yearly': 'ANNUAL_2',
  yearly: 'ANNUAL',
  irregular: 'IRREG',
  never: 'NEVER',
}

const themes: Readonly<Record<string, string>> = {
  AGRI: 'Agriculture, fisheries, forestry and food',
  ECON: 'Economy and finance',
  EDUC: 'Education, culture and sport',
  ENER: 'Energy',
  ENVI: 'Environment',
  GOVE: 'Government and public sector',
  HEAL: 'Health',
  INTR: 'International issues',
  JUST: 'Justice, legal system and public safety',
  REGI: 'Regions and cities',
  SOCI: 'Population and society',
  TECH: 'Science and technology',
  TRAN: 'Transport',
}

const languages: Readonly<Record<string, string>> = { zh: 'ZHO', en: 'ENG' }

/** Formats rows can be had in: the file type of the EU list, and the media type where it is registered. */
const rowFormats = [
  { f: 'csv', fileType: 'CSV', mediaType: 'text/csv', title: { zh: 'CSV 文件', en: 'CSV file' } },
  { f: 'ndjson', fileType: 'JSON', mediaType: undefined, title: { zh: '逐行 JSON', en: 'JSON, one row a line' } },
  {
    f: 'geojson',
    fileType: 'GEOJSON',
    mediaType: 'application/geo+json',
    title: { zh: 'GeoJSON 要素', en: 'GeoJSON features' },
  },
] as const

/** Resources the export is about: some other organ or the public may have them. */
export const isExported = ({ share, open }: Resource): boolean => share.type !== 'none' || open.type !== 'none'

const words = ({ zh, en }: Text): Record<string, string> => (en === undefined ? { zh } : { zh, en })

const vocabulary = (list: string, code: string, type: string): DcatNode => ({
  '@id': `${authority}/${list}/${code}`,
  '@type': type,
  inScheme: `${authority}/${list}`,
})

/** Says everything about a catalogue, once: the same publisher or vocabulary word is not said again. */
export class DcatCatalogue {
  readonly #base: string
  readonly #city: City
  readonly #rules: CatalogueRules
  readonly #said = new Set<string>()
  /** By code: the resources that are in the export; others are not even named. */
  readonly #coded: ReadonlyMap<string, string>

  /** `base`: address of this installation, without a slash at its end. `exported`: the resources the reader may know of. */
  constructor(options: {
    readonly base: string
    readonly city: City
    readonly rules: CatalogueRules
    readonly exported: readonly Resource[]
  }) {
    this.#coded = new Map(options.exported.flatMap(({ id, code }) => (code === undefined ? [] : [[code, id]])))
    this.#base = options.base
    this.#city = options.city
    this.#rules = options.rules
  }

  get #catalogue(): string {
    return `${this.#base}/api/catalogue.jsonld`
  }
  get #api(): string {
    return `${this.#base}/api/openapi.json#service`
  }

  /** The catalogue itself, its publisher and the API. */
  *head(): Generator<DcatNode> {
    const { name, languages: spoken } = this.#city
    const publisher = `${this.#base}/api/city#publisher`
    const speech = spoken.flatMap((language) => languages[language] ?? [])
    const themed = `${authority}/data-theme`
    yield {
      '@id': this.#catalogue,
      '@type': 'dcat:Catalog',
      title: { zh: `${name.zh}信息资源目录`, en: `Resource catalogue of ${name.en ?? name.zh}` },
      description: {
        zh: `${name.zh}各部门可共享、可开放的信息资源。`,
        en: `Resources that departments of ${name.en ?? name.zh} share or open.`,
      },
      publisher,
      language: speech.map((code) => `${authority}/language/${code}`),
      spatial: this.#place(undefined),
      themeTaxonomy: themed,
      homepage: `${this.#base}/catalogue`,
      service: this.#api,
    }
    yield { '@id': publisher, '@type': 'foaf:Agent', name: words(name) }
    yield { '@id': `${this.#base}/catalogue`, '@type': 'foaf:Document' }
    yield { '@id': themed, '@type': 'skos:ConceptScheme', title: { en: 'Data theme' } }
    for (const code of speech) yield vocabulary('language', code, 'dct:LinguisticSystem')
    yield* this.#sayPlace(undefined)
    yield {
      '@id': this.#api,
      '@type': 'dcat:DataService',
      title: { zh: '目录与登记库接口', en: 'API of catalogue and registers' },
      description: {
        zh: '查找资源、读取行、订阅变化的同一接口。',
        en: 'One API to find resources, read rows and follow changes.',
      },
      endpointURL: `${this.#base}/api`,
      endpointDescription: `${this.#base}/api/openapi.json`,
      publisher,
    }
    for (const each of [`${this.#base}/api`, `${this.#base}/api/openapi.json`])
      yield { '@id': each, '@type': 'rdfs:Resource' }
  }

  /** One resource. `mayRead`: the reader may read its rows, so the address of a service may be told. */
  *resource(resource: Resource, register: RegisterState, mayRead: boolean): Generator<DcatNode> {
    const { id, kind } = resource
    const self = `${this.#base}/api/catalogue/resources/${id}`
    const page = `${this.#base}/catalogue/${id}`
    if (kind === 'service') {
      yield { '@id': this.#catalogue, service: self }
      // Whoever may not ask it learns where to apply.
      const endpoint = mayRead && resource.service ? resource.service.endpoint : page
      yield { ...this.#common(resource, self, page), '@type': 'dcat:DataService', endpointURL: endpoint }
      yield { '@id': endpoint, '@type': 'rdfs:Resource' }
    } else {
      const offered = [...this.#distributions(resource, self, page, mayRead)]
      const distributions = offered.filter((each) => each['@type'] === 'dcat:Distribution')
      const { extent, period, relatedCodes = [] } = resource
      const related = relatedCodes.flatMap((code) => this.#coded.get(code) ?? [])
      const frequency = frequencies[resource.update]
      yield { '@id': this.#catalogue, dataset: self }
      yield {
        ...this.#common(resource, self, page),
        '@type': 'dcat:Dataset',
        accrualPeriodicity: `${authority}/frequency/${frequency}`,
        spatial: extent?.areas ? extent.areas.map((area) => this.#place(area)) : this.#place(undefined),
        ...(period && { temporal: `${self}#period` }),
        ...(register.lastBatchAt !== null && { modified: register.lastBatchAt }),
        ...(distributions.length > 0 && { distribution: distributions.map((each) => each['@id']) }),
        ...(related.length > 0 && {
          relation: related.map((other) => `${this.#base}/api/catalogue/resources/${other}`),
        }),
      }
      yield* offered
      yield* this.#once(vocabulary('frequency', frequency, 'dct:Frequency'))
      for (const area of extent?.areas ?? [undefined]) yield* this.#sayPlace(area)
      if (period)
        yield {
          '@id': `${self}#period`,
          '@type': 'dct:PeriodOfTime',
          ...(period.from !== undefined && { startDate: period.from }),
          ...(period.to !== undefined && { endDate: period.to }),
        }
      if (kind === 'stored') yield { '@id': this.#api, servesDataset: self }
    }
    yield* this.#around(resource, self, page)
  }

  #common(resource: Resource, self: string, page: string): DcatNode {
    const { name, abstract, code, id, tags = [], publishedOn } = resource
    const theme = code === undefined ? undefined : themeOf(code, this.#rules)
    const english = tags.flatMap(({ en }) => en ?? [])
    return {
      '@id': self,
      title: words(name),
      description: words(abstract ?? name),
      identifier: code ?? id,
      publisher: this.#agent(resource.owner),
      contactPoint: `${this.#agent(resource.owner)}-contact`,
      accessRights: `${authority}/access-right/${accessRightOf(resource)}`,
      landingPage: page,
      conformsTo: `${this.#catalogue}#guide`,
      ...(publishedOn !== undefined && { issued: publishedOn }),
      ...(theme !== undefined && { theme: `${authority}/data-theme/${theme}` }),
      ...(tags.length > 0 && {
        keyword: { zh: tags.map(({ zh }) => zh), ...(english.length > 0 && { en: english }) },
      }),
    }
  }

  /** What a resource refers to. */
  *#around(resource: Resource, self: string, page: string): Generator<DcatNode> {
    const { owner, code, source } = resource
    const department = this.#city.departments.find(({ id }) => id === owner)
    const agent = this.#agent(owner)
    const theme = code === undefined ? undefined : themeOf(code, this.#rules)
    yield* this.#once({
      '@id': agent,
      '@type': 'foaf:Agent',
      name: words(department?.name ?? { zh: owner }),
      ...(department?.uscc !== undefined && { identifier: department.uscc }),
    })
    yield* this.#once({
      '@id': `${agent}-contact`,
      '@type': ['vcard:Kind', 'vcard:Organization'],
      fn: department?.name.zh ?? owner,
      hasURL: `${this.#base}/catalogue?owner=${encodeURIComponent(owner)}`,
    })
    yield* this.#once({
      '@id': `${this.#catalogue}#guide`,
      '@type': 'dct:Standard',
      title: { zh: this.#rules.classification.source },
    })
    yield* this.#once({ '@id': page, '@type': 'foaf:Document' })
    yield* this.#once(vocabulary('access-right', accessRightOf(resource), 'dct:RightsStatement'))
    if (theme !== undefined)
      yield* this.#once({
        ...vocabulary('data-theme', theme, 'skos:Concept'),
        prefLabel: { en: themes[theme] ?? theme },
      })
    if (source) yield { '@id': `${self}#licence`, '@type': 'dct:LicenseDocument', title: { zh: source.licence } }
  }

  *#distributions(resource: Resource, self: string, page: string, mayRead: boolean): Generator<DcatNode> {
    const { kind, items, file, layer, source } = resource
    const more = source ? { license: `${self}#licence` } : {}
    if (kind === 'stored')
      for (const { f, fileType, mediaType, title } of rowFormats) {
        if (f === 'geojson' && !items.some(({ type }) => type === 'point')) continue
        const rows = `${this.#base}/api/registers/${resource.id}/rows`
        yield {
          '@id': `${self}#${f}`,
          '@type': 'dcat:Distribution',
          title,
          accessURL: rows,
          downloadURL: `${rows}?f=${f}`,
          format: this.#fileType(fileType),
          ...(mediaType !== undefined && { mediaType: this.#mediaType(mediaType) }),
          ...more,
        }
        yield* this.#once(vocabulary('file-type', fileType, 'dct:MediaTypeOrExtent'))
        if (mediaType !== undefined) yield* this.#once({ '@id': this.#mediaType(mediaType), '@type': 'dct:MediaType' })
      }
    const elsewhere = file?.location ?? layer?.url
    const type = file?.mediaType ?? (layer && layer.format !== 'mvt' ? `image/${layer.format}` : undefined)
    if (elsewhere === undefined) return
    yield {
      '@id': `${self}#${kind}`,
      '@type': 'dcat:Distribution',
      title: words(resource.name),
      // Placeholders of a tile address are no part of an address.
      accessURL: mayRead && !elsewhere.includes('{') ? elsewhere : page,
      ...(type !== undefined && { mediaType: this.#mediaType(type) }),
      ...more,
    }
    if (type !== undefined) yield* this.#once({ '@id': this.#mediaType(type), '@type': 'dct:MediaType' })
  }

  *#once(node: DcatNode): Generator<DcatNode> {
    if (this.#said.has(node['@id'])) return
    this.#said.add(node['@id'])
    yield node
  }

  *#sayPlace(area: string | undefined): Generator<DcatNode> {
    const name = area === undefined ? this.#city.name : this.#city.areas.find(({ code }) => code === area)?.name
    yield* this.#once({
      '@id': this.#place(area),
      '@type': 'dct:Location',
      prefLabel: words(name ?? { zh: area ?? '' }),
    })
  }

  #place(area: string | undefined): string {
    return `${this.#base}/api/city/areas#${area ?? 'city'}`
  }
  #agent(department: string): string {
    return `${this.#base}/api/catalogue/departments#${department}`
  }
  #fileType(type: string): string {
    return `${authority}/file-type/${type}`
  }
  #mediaType(type: string): string {
    return `https://www.iana.org/assignments/media-types/${type}`
  }
}

const accessRightOf = ({ open, share }: Resource): string =>
  open.type === 'unconditional'
    ? 'PUBLIC'
    : open.type === 'conditional' || share.type !== 'none'
      ? 'RESTRICTED'
      : 'NON_PUBLIC'
