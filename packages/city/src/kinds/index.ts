import { areasKind } from './areas.ts'
import { catalogueKind } from './catalogue.ts'
import { centresKind } from './centres.ts'
import { cityKind } from './city.ts'
import { departmentsKind } from './departments.ts'
import type { Kind } from './kind.ts'
import { outlinesKind } from './outlines.ts'
import { resourcesKind } from './resources.ts'
import { rolesKind } from './roles.ts'

/** Every kind of file a city folder may hold. */
export const kinds: readonly Kind<unknown>[] = [
  cityKind,
  areasKind,
  outlinesKind,
  departmentsKind,
  centresKind,
  rolesKind,
  catalogueKind,
  resourcesKind,
]
