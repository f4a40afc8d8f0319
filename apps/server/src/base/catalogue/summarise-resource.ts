import {
  type CatalogueRules,
  type City,
  type Item as CityItem,
  catalogueRulesOf,
  classify,
  type Department,
  dataLengthOf,
  dataTypeOf,
  freshnessLimit,
  hasRegister,
  type Resource,
} from '@onecity/city'
import type { Freshness, Item, RegisterState, ResourceDetail, ResourceSummary } from '@onecity/contracts'
import { type RequestAccess, resourceObject, stricterShare } from '../../trust/access/index.ts'
import { geometryItemOf } from '../registers/index.ts'
import { toFacts } from './register-facts.ts'
import { freshness } from './search-resources.ts'

/** What a resource needs beside itself to be shown. */
type Shown = {
  readonly owner: Department | undefined
  readonly register: RegisterState
  readonly rules: CatalogueRules
  readonly now: number
}

/** When the rows of a resource turn stale. */
export const freshnessOfResource = (
  resource: Resource,
  register: RegisterState,
  rules: CatalogueRules,
  now: number,
): Freshness => {
  const limit = hasRegister(resource) ? freshnessLimit(resource.update, rules) : undefined
  const facts = toFacts(register)
  return {
    state: freshness(limit, facts, now),
    limitMinutes: limit ?? null,
    staleAt:
      limit === undefined || facts.lastBatchAt === null
        ? null
        : new Date(facts.lastBatchAt + limit * 60_000).toISOString(),
  }
}

/** A resource as lists show it. */
export const summariseResource = (
  resource: Resource,
  { owner, register, rules, now }: Shown,
): Omit<ResourceSummary, 'matchedItems'> => ({
  id: resource.id,
  kind: resource.kind,
  name: resource.name,
  ...(resource.abstract && { abstract: resource.abstract }),
  ...(resource.code !== undefined && { code: resource.code }),
  owner: { id: resource.owner, name: owner?.name ?? { zh: resource.owner } },
  shareType: resource.share.type,
  update: resource.update,
  personal: resource.grade.personal,
  ...(resource.foreign && { foreign: resource.foreign }),
  hasPoint: hasRegister(resource) && resource.items.some(({ type }) => type === 'point'),
  geometry: (hasRegister(resource) ? geometryItemOf(resource.items)?.type : undefined) ?? null,
  hasArea: hasRegister(resource) && resource.items.some(({ type }) => type === 'area'),
  itemCount: resource.items.length,
  classification: resource.code === undefined ? [] : [...(classify(resource.code, rules)?.steps ?? [])],
  open: resource.open.type,
  tags: [...(resource.tags ?? [])],
  register,
  freshness: freshnessOfResource(resource, register, rules, now),
})

/** The whole catalogue entry, with what the reader may see of its rows as decided now. */
export const describeResource = (
  resource: Resource,
  city: City,
  register: RegisterState,
  access: RequestAccess,
  now: number,
): ResourceDetail => {
  const rules = catalogueRulesOf(city)
  const owner = city.departments.find(({ id }) => id === resource.owner)
  const reading = decideReading(resource, access)
  const { share, open, subject, source } = resource
  return {
    ...summariseResource(resource, { owner, register, rules, now }),
    key: [...resource.key],
    highlights: [...resource.highlights],
    items: resource.items.map((item) => describeItem(resource, item)),
    share: {
      type: share.type,
      ...(share.condition && { condition: share.condition }),
      ...(share.departments && { departments: [...share.departments] }),
      ...(share.basis && { basis: share.basis }),
      ...(share.purposes && { purposes: [...share.purposes] }),
      method: share.method ?? { by: 'interface' },
    },
    ...(open.condition && { openCondition: open.condition }),
    ...(owner?.uscc !== undefined && { providerCode: owner.uscc }),
    formats: resource.formats ? [...resource.formats] : formatsOfKind(resource),
    ...describeMetadata(resource, city, access),
    rules: {
      classification: {
        source: rules.classification.source,
        confidence: rules.classification.confidence,
        effectiveFrom: rules.classification.effectiveFrom,
      },
      freshness: { source: rules.freshness.source, effectiveFrom: rules.freshness.effectiveFrom },
    },
    // Who may read after stating a purpose may know where.
    ...describeSection(resource, reading.allowed || reading.purposes.length > 0),
    gradeLevel: resource.grade.level,
    crs: resource.crs,
    timeZone: resource.timeZone ?? city.timeZone,
    ...(subject && { subject }),
    ...(source && { source }),
    reading,
  }
}

const describeItem = (resource: Resource, item: CityItem): Item => {
  const { id, name, type, optional, index, unit, max, scale, codes, from, sensitive, mask, share, headers } = item
  const { range, derived, edition } = item
  const length = dataLengthOf(item)
  return {
    id,
    name,
    type,
    optional,
    index,
    ...(unit !== undefined && { unit }),
    ...(max !== undefined && { max }),
    ...(scale !== undefined && { scale }),
    ...(range && { range }),
    ...(codes && { codes: [...codes] }),
    ...(from !== undefined && { from }),
    ...(derived !== undefined && { derived }),
    ...(edition !== undefined && { edition }),
    ...(sensitive && { sensitive }),
    ...(mask && { mask }),
    ...(share && { share }),
    headers: [...headers],
    dataType: dataTypeOf(item),
    ...(length !== undefined && { length }),
    effectiveShare: stricterShare(resource.share.type, share),
  }
}

/** What a resource is held in, where its owner does not say. */
const formatsOfKind = (resource: Resource): ResourceDetail['formats'] =>
  resource.kind === 'stored'
    ? [{ class: 'database', name: 'PostgreSQL' }]
    : resource.kind === 'file'
      ? [{ class: 'document', name: resource.file?.mediaType ?? '' }]
      : resource.kind === 'layer'
        ? [{ class: 'image', name: resource.layer?.format ?? '' }]
        : [{ class: 'self-describing', name: 'JSON' }]

const describeMetadata = (resource: Resource, city: City, access: RequestAccess) => {
  const { publishedOn, useConditions, legalBasis, unit, system, business, extent, period } = resource
  const nameOf = new Map(city.areas.map(({ code, name }) => [code, name]))
  return {
    related: (resource.relatedCodes ?? []).map((code) => {
      const other = city.resources.find((each) => each.code === code)
      const isKnown = other && access.decide('catalogue.read', resourceObject(other)).allow
      return { code, ...(isKnown && { id: other.id, name: other.name }) }
    }),
    ...(publishedOn !== undefined && { publishedOn }),
    ...(useConditions && { useConditions }),
    ...(legalBasis && { legalBasis }),
    ...(unit && { unit }),
    ...(system && { system }),
    ...(business && { business }),
    ...(extent && {
      extent: {
        level: extent.level,
        areas: (extent.areas ?? []).map((code) => ({ code, name: nameOf.get(code) ?? { zh: code } })),
      },
    }),
    ...(period && { period }),
  }
}

/** The kind's own section; addresses are for those who may read the resource. */
const describeSection = ({ service, stream, layer, file }: Resource, mayRead: boolean) => ({
  ...(service && {
    service: { ...service, keys: [...service.keys], endpoint: mayRead ? service.endpoint : null, health: 'unknown' },
  }),
  ...(stream && { stream: { ...stream, sources: mayRead ? [...stream.sources] : null } }),
  ...(layer && { layer: { ...layer, url: mayRead ? layer.url : null } }),
  ...(file && { file: { ...file, location: mayRead ? file.location : null } }),
})

/**
 * What reading would show. Without a stated purpose, where one is needed, it is told for the first that would do: looking at
 * the catalogue reads no personal data.
 */
const decideReading = (resource: Resource, access: RequestAccess): ResourceDetail['reading'] => {
  const object = resourceObject(resource)
  const asStated = access.decide('registers.read', object)
  const withoutPurpose = access.decide('registers.read', object, null)
  const purposes = withoutPurpose.allow ? [] : [...withoutPurpose.purposes]
  const shown = asStated.allow ? asStated : access.decide('registers.read', object, purposes[0] ?? null)
  return {
    allowed: asStated.allow,
    purposes,
    hiddenItems: shown.allow ? [...shown.obligations.hiddenItems] : [],
    maskedItems: shown.allow ? Object.keys(shown.obligations.masks) : [],
    areas: shown.allow && shown.obligations.areas ? [...shown.obligations.areas] : null,
    mayImport: access.decide('batches.write', object).allow,
  }
}
