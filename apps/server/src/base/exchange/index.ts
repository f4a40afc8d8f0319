export { type Exchange, startExchange } from './exchange.ts'
export { type Verification, verifyLedger } from './verify-ledger.ts'
