import type { ErrorCode } from '@onecity/contracts'

/**
 * The one error of the application: a code from the error table, and facts that help the reader.
 * Statuses are known to the HTTP layer only.
 */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  /** What exactly, for this case; shown to the reader after the table's sentence. Never carries secrets or personal data. */
  readonly detail: string | undefined
  readonly params: Readonly<Record<string, unknown>>

  constructor(
    code: ErrorCode,
    options: {
      readonly detail?: string
      readonly params?: Readonly<Record<string, unknown>>
      readonly cause?: unknown
    } = {},
  ) {
    super(
      options.detail ? `${code}: ${options.detail}` : code,
      options.cause === undefined ? {} : { cause: options.cause },
    )
    this.code = code
    this.detail = options.detail
    this.params = options.params ?? {}
  }
}

export const isAppError = (error: unknown): error is AppError => error instanceof AppError
