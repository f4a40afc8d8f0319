import type { City, Department, Resource } from '@onecity/city'
import type { RegisterState, ResourceDetail, ResourceSummary } from '@onecity/contracts'
import { type RequestAccess, resourceObject } from '../../trust/access/index.ts'

/** A resource as lists show it. */
export const summariseResource = (
  resource: Resource,
  owner: Department | undefined,
  register: RegisterState,
): ResourceSummary => ({
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
  hasPoint: resource.items.some(({ type }) => type === 'point'),
  hasArea: resource.items.some(({ type }) => type === 'area'),
  itemCount: resource.items.length,
  register,
})

/** The whole catalogue entry, with what the reader may see of its rows as decided now. */
export const describeResource = (
  resource: Resource,
  city: City,
  register: RegisterState,
  access: RequestAccess,
): ResourceDetail => ({
  ...summariseResource(
    resource,
    city.departments.find(({ id }) => id === resource.owner),
    register,
  ),
  key: [...resource.key],
  highlights: [...resource.highlights],
  items: resource.items.map(
    ({ id, name, type, optional, index, unit, max, scale, codes, from, sensitive, mask, share, headers }) => ({
      id,
      name,
      type,
      optional,
      index,
      ...(unit !== undefined && { unit }),
      ...(max !== undefined && { max }),
      ...(scale !== undefined && { scale }),
      ...(codes && { codes: [...codes] }),
      ...(from !== undefined && { from }),
      ...(sensitive && { sensitive }),
      ...(mask && { mask }),
      ...(share && { share }),
      headers: [...headers],
    }),
  ),
  share: {
    type: resource.share.type,
    ...(resource.share.condition && { condition: resource.share.condition }),
    ...(resource.share.departments && { departments: [...resource.share.departments] }),
    ...(resource.share.basis && { basis: resource.share.basis }),
  },
  open: resource.open.type,
  gradeLevel: resource.grade.level,
  crs: resource.crs,
  timeZone: resource.timeZone ?? city.timeZone,
  ...(resource.subject && { subject: resource.subject }),
  ...(resource.source && { source: resource.source }),
  reading: decideReading(resource, access),
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
