export { makeCatalogueRoutes } from './routes.ts'
