/** What needs Node: sending deliveries of any size. */
export * from './index.ts'
export { type BatchOutcome, type BatchProgress, type SendBatchOptions, sendBatch } from './send-batch.ts'
