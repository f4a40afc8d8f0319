export { type Exchange, startExchange } from './exchange.ts'
