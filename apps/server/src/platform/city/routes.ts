import {
  type Area,
  AreaSchema,
  type CitySummary,
  CitySummarySchema,
  type CityVersion,
  CityVersionSchema,
} from '@onecity/contracts'
import { Type } from 'typebox'
import type { Db } from '../db/db.ts'
import type { Route } from '../http/index.ts'
import { listVersions } from './city-store.ts'
import type { LiveCity } from './live-city.ts'

/** What these routes need of an access object; trust/access provides it. */
type CityAccess = { readonly used: boolean; readonly authorise: (object: { readonly kind: 'city' }) => unknown }

/** Routes that tell which city this is. */
export const makeCityRoutes = <Access extends CityAccess>(deps: {
  readonly db: Db
  readonly city: LiveCity
  /** Simulated rows were filled in on first start. */
  readonly isDemo: () => Promise<boolean>
}): readonly Route<Access>[] => [
  {
    method: 'GET',
    url: '/api/city',
    action: 'city.read',
    summary: 'The city as it is live now',
    tags: ['city'],
    response: CitySummarySchema,
    handler: async ({ access }): Promise<CitySummary> => {
      access.authorise({ kind: 'city' })
      const { city, version, hash, publishedAt, refused } = deps.city.current()
      return {
        id: city.id,
        name: city.name,
        version,
        hash,
        publishedAt,
        timeZone: city.timeZone,
        languages: [...city.languages],
        map: { centre: [...city.map.centre], zoom: city.map.zoom },
        notes: city.notes.map((note) => ({ ...note })),
        counts: {
          areas: city.areas.length,
          departments: city.departments.length,
          centres: city.centres.length,
          resources: city.resources.length,
        },
        demo: await deps.isDemo(),
        refused: refused && {
          at: refused.at,
          problems: refused.problems.map((problem) => ({ ...problem })),
          parent: refused.parent ?? null,
        },
      }
    },
  },
  {
    method: 'GET',
    url: '/api/city/versions',
    action: 'city.read',
    summary: 'Published versions of the city, newest first (at most 200)',
    tags: ['city'],
    response: Type.Object({ versions: Type.Array(CityVersionSchema) }),
    handler: async ({ access }): Promise<{ versions: CityVersion[] }> => {
      access.authorise({ kind: 'city' })
      const versions = await listVersions(deps.db)
      return {
        versions: versions.map(({ breaking, ...version }) => ({
          ...version,
          breaking: breaking.map((change) => ({
            ...change,
            departments: [...change.departments],
            roles: [...change.roles],
          })),
        })),
      }
    },
  },
  {
    method: 'GET',
    url: '/api/city/areas',
    action: 'city.read',
    summary: 'All areas of the city, in the order of the folder; outlines come as map tiles',
    tags: ['city'],
    response: Type.Object({ areas: Type.Array(AreaSchema) }),
    handler: async ({ access, headers, reply }): Promise<unknown> => {
      access.authorise({ kind: 'city' })
      const { city, hash } = deps.city.current()
      const etag = `W/"${hash.slice(0, 32)}"`
      reply.headers({ etag, 'cache-control': 'private, no-cache' })
      if (headers['if-none-match'] === etag) return reply.code(304).send()
      const outlined = new Set(city.outlines.map((outline) => outline.code))
      const areas = city.areas.map(
        ({ code, parent, level, name, seat }): Area => ({
          code,
          parent,
          level,
          name,
          ...(seat ? { seat: { position: [...seat.position], approximate: seat.approximate } } : {}),
          hasOutline: outlined.has(code),
        }),
      )
      return { areas }
    },
  },
]
