export { type Jobs, type JobTask, startJobs } from './jobs.ts'
