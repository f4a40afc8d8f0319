export { type Log, makeLog, silentLog } from './log.ts'
