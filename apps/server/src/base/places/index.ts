export { type AreaIndex, makeAreaIndex, makeAreaIndexCache } from './area-index.ts'
export { type CrsConverter, makeCrsConverter } from './crs-converter.ts'
export { makePlacesRoutes, type PlacesOptions } from './routes.ts'
