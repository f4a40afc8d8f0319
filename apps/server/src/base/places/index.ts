export { type AreaIndex, makeAreaIndex, makeAreaIndexCache } from './area-index.ts'
export { type CrsConverter, makeCrsConverter, makeCrsInverse } from './crs-converter.ts'
export { makePlacesRoutes, type PlacesOptions } from './routes.ts'
