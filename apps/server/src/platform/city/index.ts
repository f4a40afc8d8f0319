export { type LiveCity, type LiveCityOptions, type LiveVersion, startLiveCity } from './live-city.ts'
export type { ApplyCity, CountRows } from './publish-version.ts'
export { makeCityRoutes } from './routes.ts'
