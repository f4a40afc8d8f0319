import { type Logger as GraphileLogger, Logger, parseCronItems, run, type TaskList } from 'graphile-worker'
import type pg from 'pg'
import type { Log } from '../log/index.ts'

/** A piece of background work a module contributes. It may run more than once for one request and must not mind. */
export type JobTask = {
  /** `module.verb-noun`. */
  readonly name: string
  readonly run: (payload: unknown) => Promise<void>
  /** Five-field cron line in UTC; absent: only when asked for. */
  readonly cron?: string
}

export type Jobs = { readonly close: () => Promise<void> }

/** Runs queued and scheduled tasks until closed; any number of processes may do so on one database. */
export const startJobs = async (options: {
  readonly pool: pg.Pool
  readonly log: Log
  readonly tasks: readonly JobTask[]
  readonly concurrency?: number
}): Promise<Jobs> => {
  if (options.tasks.length === 0) return { close: async () => {} }
  const taskList: TaskList = Object.fromEntries(
    options.tasks.map((task) => [task.name, async (payload: unknown) => task.run(payload)]),
  )
  const runner = await run({
    pgPool: options.pool,
    schema: 'jobs',
    concurrency: options.concurrency ?? 2,
    noHandleSignals: true,
    taskList,
    parsedCronItems: parseCronItems(
      options.tasks.flatMap((task) =>
        task.cron === undefined ? [] : [{ task: task.name, match: task.cron, identifier: task.name }],
      ),
    ),
    logger: toGraphileLogger(options.log),
  })
  return { close: () => runner.stop() }
}

const toGraphileLogger = (log: Log): GraphileLogger =>
  new Logger((scope) => (level, message, meta) => {
    const line = { ...scope, ...(meta ?? {}) }
    if (level === 'error') log.error(line, message)
    else if (level === 'warning') log.warn(line, message)
    else log.debug(line, message)
  })
