export { type Clock, startClock } from './clock.ts'
