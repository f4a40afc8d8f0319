/**
 * Whether an error says that the database cannot be reached now, rather than that a statement is wrong.
 * SQLSTATE class 08 (connection), 57P0x (shutting down, starting, crashed), 53300 (no connection left), and socket errors.
 */
export const isDatabaseAway = (error: unknown): boolean => {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const code = (at as { code?: unknown }).code
    if (typeof code === 'string' && (/^(08...|57P0[1-3]|53300)$/.test(code) || socketCodes.has(code))) return true
    if (codelessMessages.has(at.message)) return true
    if (at instanceof AggregateError && at.errors.some(isDatabaseAway)) return true
  }
  return false
}

const socketCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
])

/** node-postgres gives these no code; its wording is all there is. */
const codelessMessages = new Set([
  'Connection terminated',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error and is not queryable',
])
