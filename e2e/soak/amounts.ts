/** Sizes of the soak runs, by environment, so that a shared machine can run them small: `SOAK_MINUTES=1 npm run soak`. */
const amount = (name: string, fallback: number): number => {
  const text = process.env[name]
  if (text === undefined || text === '') return fallback
  const value = Number(text)
  if (!(value > 0)) throw new Error(`${name}: “${text}” is not an amount`)
  return value
}

/** How long one transaction is held open. */
export const minutes = amount('SOAK_MINUTES', 10)
export const kills = amount('SOAK_KILLS', 30)
/** Rows of the largest import that is killed. */
export const killRows = amount('SOAK_KILL_ROWS', 200_000)
/** Rows of the stream whose memory is watched. */
export const streamRows = amount('SOAK_ROWS', 2_000_000)
/** Bytes of the table whose memory is watched, and of the JSON beside it. */
export const tableBytes = amount('SOAK_BYTES', 10 * 1024 ** 3)
export const jsonBytes = amount('SOAK_JSON_BYTES', 512 * 1024 ** 2)
export const listeners = amount('SOAK_LISTENERS', 500)
/** How long they listen. */
export const listenSeconds = amount('SOAK_LISTEN_SECONDS', 60)
/** Generated and damaged expressions that the decision engine is given, and models. */
export const sources = amount('SOAK_SOURCES', 200_000)
export const models = amount('SOAK_MODELS', 4_000)

/** Prints what was measured: a soak run is read, not only counted. */
export const report = (name: string, figures: Readonly<Record<string, unknown>>): void => {
  console.log(`soak ${name}: ${JSON.stringify(figures)}`)
}
