import { gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'

/** Bytes of what a browser loads for a module and all that it imports: minified, and with gzip. */
export const browserBundleOf = async (entry: string): Promise<{ minified: number; gzip: number }> => {
  const bundle = await rolldown({ input: entry, platform: 'browser', logLevel: 'silent' })
  const { output } = await bundle.generate({ format: 'esm', minify: true, codeSplitting: false })
  await bundle.close()
  const [{ code }] = output
  return { minified: Buffer.byteLength(code), gzip: gzipSync(code, { level: 9 }).length }
}
