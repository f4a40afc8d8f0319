import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  parseSearchWith,
  stringifySearchWith,
} from '@tanstack/react-router'
import { Loading } from '../ui/states.tsx'
import { NotFound } from './not-found.tsx'
import { PageFailure } from './page-failure.tsx'
import { Shell } from './shell.tsx'

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined
const flag = (value: unknown): boolean | undefined => (value === true || value === false ? value : undefined)
const present = <T extends object>(object: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as never

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound })

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('../catalogue/start-page.tsx'), 'StartPage'),
})

const catalogue = createRoute({
  getParentRoute: () => root,
  path: '/catalogue',
  validateSearch: (raw) =>
    present({
      q: text(raw['q']),
      owner: text(raw['owner']),
      shareType: text(raw['shareType']),
      kind: text(raw['kind']),
      class: text(raw['class']),
      update: text(raw['update']),
      open: text(raw['open']),
      tag: text(raw['tag']),
      freshness: text(raw['freshness']),
      sort: text(raw['sort']),
      from: text(raw['from']),
      personal: flag(raw['personal']),
      hasRows: flag(raw['hasRows']),
    }),
  component: lazyRouteComponent(() => import('../catalogue/catalogue-page.tsx'), 'CataloguePage'),
})

const resource = createRoute({
  getParentRoute: () => root,
  path: '/catalogue/$resourceId',
  validateSearch: (raw) =>
    present({
      tab: text(raw['tab']),
      where: Array.isArray(raw['where']) ? (raw['where'] as readonly (readonly string[])[]) : undefined,
      area: text(raw['area']),
      asOf: text(raw['asOf']),
      sort: text(raw['sort']),
      row: text(raw['row']),
    }),
  component: lazyRouteComponent(() => import('../registers/resource-page.tsx'), 'ResourcePage'),
})

const importing = createRoute({
  getParentRoute: () => root,
  path: '/import',
  validateSearch: (raw) => present({ resource: text(raw['resource']), like: text(raw['like']) }),
  component: lazyRouteComponent(() => import('../exchange/import-page.tsx'), 'ImportPage'),
})

const batches = createRoute({
  getParentRoute: () => root,
  path: '/batches',
  validateSearch: (raw) => present({ resource: text(raw['resource']), status: text(raw['status']) }),
  component: lazyRouteComponent(() => import('../exchange/batches-page.tsx'), 'BatchesPage'),
})

const batch = createRoute({
  getParentRoute: () => root,
  path: '/batches/$batchId',
  component: lazyRouteComponent(() => import('../exchange/batch-page.tsx'), 'BatchPage'),
})

const map = createRoute({
  getParentRoute: () => root,
  path: '/map',
  validateSearch: (raw) =>
    present({ layers: text(raw['layers']), area: text(raw['area']), row: text(raw['row']), of: text(raw['of']) }),
  component: lazyRouteComponent(() => import('../places/map-page.tsx'), 'MapPage'),
})

const status = createRoute({
  getParentRoute: () => root,
  path: '/status',
  component: lazyRouteComponent(() => import('../operations/status-page.tsx'), 'StatusPage'),
})

const city = createRoute({
  getParentRoute: () => root,
  path: '/city',
  validateSearch: (raw) => present({ version: text(raw['version']) }),
  component: lazyRouteComponent(() => import('../city/city-page.tsx'), 'CityPage'),
})

const draft = createRoute({
  getParentRoute: () => root,
  path: '/city/drafts/$draftId',
  validateSearch: (raw) => present({ file: text(raw['file']) }),
  component: lazyRouteComponent(() => import('../city/draft-page.tsx'), 'DraftPage'),
})

const recognising = createRoute({
  getParentRoute: () => root,
  path: '/recognise',
  component: lazyRouteComponent(() => import('../recognition/recognise-page.tsx'), 'RecognisePage'),
})

const decisions = createRoute({
  getParentRoute: () => root,
  path: '/decisions',
  validateSearch: (raw) => present({ element: text(raw['element']), tab: text(raw['tab']) }),
  component: lazyRouteComponent(() => import('../decisions/decisions-page.tsx'), 'DecisionsPage'),
})

/** Lists and truth values are JSON; everything else, area codes with their digits too, stays the text it is. */
const parseValue = (value: string): unknown => {
  if (value === 'true' || value === 'false') return value === 'true'
  if (!value.startsWith('[')) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

export const router = createRouter({
  parseSearch: parseSearchWith(parseValue),
  stringifySearch: stringifySearchWith(JSON.stringify),
  routeTree: root.addChildren([
    start,
    catalogue,
    resource,
    importing,
    recognising,
    batches,
    batch,
    map,
    decisions,
    city,
    draft,
    status,
  ]),
  defaultPreload: 'intent',
  defaultErrorComponent: PageFailure,
  defaultPendingComponent: Loading,
  defaultPendingMs: 300,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
