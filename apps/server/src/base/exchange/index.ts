export { type Exchange, startExchange } from './exchange.ts'
export { type Verification, verifyLedger } from './verify-ledger.ts'
export { type BatchLine, listLastBatches, listLatestBatchIds, summariseRejects } from './summarise-rejects.ts'
export { purgeRejects } from './purge-rejects.ts'
