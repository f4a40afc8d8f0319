export { makeRecognitionRoutes } from './routes.ts'
