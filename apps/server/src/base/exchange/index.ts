export { checkValues } from './check-values.ts'
export { makeDateReader } from './date-format.ts'
export { layoutQuery } from './delivery-layout.ts'
export { type Exchange, type SampleFile, startExchange } from './exchange.ts'
export { purgeRejects } from './purge-rejects.ts'
export { normalTitle } from './record-source.ts'
export type { FileSample } from './sample-file.ts'
export {
  type BatchLine,
  findLastRuleCounts,
  listLastBatches,
  listLatestBatchIds,
  summariseRejects,
} from './summarise-rejects.ts'
export { type Verification, verifyLedger } from './verify-ledger.ts'
