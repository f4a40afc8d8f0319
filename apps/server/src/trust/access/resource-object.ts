import type { Resource } from '@onecity/city'
import type { AccessObject } from './access-types.ts'

const known = new WeakMap<Resource, AccessObject>()

/** The facts about a resource that an access decision needs; the same object for the same resource. */
export const resourceObject = (resource: Resource): AccessObject => {
  const made = known.get(resource) ?? make(resource)
  known.set(resource, made)
  return made
}

const make = (resource: Resource): AccessObject => ({
  kind: 'resource',
  id: resource.id,
  shareType: resource.share.type,
  personal: resource.grade.personal,
  hasArea: resource.items.some((item) => item.type === 'area'),
  items: resource.items.map(({ id, share, sensitive, mask }) => ({
    id,
    ...(share && { share }),
    ...(sensitive && { sensitive }),
    ...(mask && { mask }),
  })),
})
