import pino from 'pino'
import type { LogLevel } from '../config/index.ts'

export type Log = pino.Logger

/** JSON lines with UTC times to a file or, by default, to standard error. Fields that could carry secrets are cut. */
export const makeLog = (options: { readonly level: LogLevel | 'silent'; readonly file?: string }): Log =>
  pino(
    {
      level: options.level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: [
          'password',
          '*.password',
          'databaseUrl',
          '*.databaseUrl',
          '*.connectionString',
          'headers.cookie',
          'headers.authorization',
        ],
        censor: '***',
      },
      formatters: { level: (label) => ({ level: label }) },
    },
    // Synchronous: the last line before a crash is the one that is needed.
    pino.destination(
      options.file === undefined
        ? { dest: 2, sync: true }
        : { dest: options.file, append: true, mkdir: true, mode: 0o600, sync: true },
    ),
  )

/** For tests and commands that answer on the terminal. */
export const silentLog = (): Log => pino({ level: 'silent' })
