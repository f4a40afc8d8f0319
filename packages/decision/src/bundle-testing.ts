import { gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'

/** What a browser loads that imports all of a module: its bytes minified and with gzip, and the modules it asks of others. */
export const bundleForBrowser = async (
  entry: string,
): Promise<{
  readonly minified: number
  readonly gzip: number
  readonly imports: readonly string[]
}> => {
  const bundle = await rolldown({ input: entry, platform: 'browser', logLevel: 'silent' })
  const { output } = await bundle.generate({ format: 'esm', minify: true, codeSplitting: false })
  await bundle.close()
  const [{ code, imports }] = output
  return { minified: Buffer.byteLength(code), gzip: gzipSync(code, { level: 9 }).length, imports }
}
