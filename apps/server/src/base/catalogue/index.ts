export { listUsedCodes } from './list-used-codes.ts'
export { makeQualityTask } from './quality.ts'
export { refuseReusedCodes } from './refuse-reused-codes.ts'
export { makeCatalogueRoutes } from './routes.ts'
