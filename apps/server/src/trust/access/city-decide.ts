import type { City } from '@onecity/city'
import type { Decide } from './access-types.ts'
import { makeDecide } from './decide.ts'

const known = new WeakMap<City, Decide>()

/** The access decision of a live city: made once for each city version. */
export const cityDecide = (live: {
  readonly city: City
  readonly tree: { readonly descendants: (code: string) => readonly string[] }
}): Decide => {
  const decide = known.get(live.city) ?? makeDecide({ roles: live.city.roles, descendants: live.tree.descendants })
  known.set(live.city, decide)
  return decide
}
