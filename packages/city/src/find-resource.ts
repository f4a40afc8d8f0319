import type { City, Resource } from './model.ts'

const known = new WeakMap<object, ReadonlyMap<string, Resource>>()

/** The resource of that id, found without walking the list: a city may have tens of thousands. */
export const findResource = (city: Pick<City, 'resources'>, id: string): Resource | undefined => {
  let byId = known.get(city.resources)
  if (!byId) {
    byId = new Map(city.resources.map((resource) => [resource.id, resource]))
    known.set(city.resources, byId)
  }
  return byId.get(id)
}

/** Only stored resources have a register: rows are taken in, kept and read here. */
export const hasRegister = (resource: Pick<Resource, 'kind'>): boolean => resource.kind === 'stored'
