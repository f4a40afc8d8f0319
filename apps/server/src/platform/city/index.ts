export { type ApplyCity, type LiveCity, type LiveCityOptions, type LiveVersion, startLiveCity } from './live-city.ts'
export { makeCityRoutes } from './routes.ts'
