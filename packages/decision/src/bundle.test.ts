import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { bundleForBrowser } from './bundle-testing.ts'

it('goes to a browser whole, within 120 KB', async () => {
  const { gzip, imports } = await bundleForBrowser(fileURLToPath(new URL('index.ts', import.meta.url)))
  expect(imports).toEqual([])
  expect(gzip).toBeLessThanOrEqual(120_000)
  // All of it: the libraries alone take more than this.
  expect(gzip).toBeGreaterThan(40 * 1024)
})
