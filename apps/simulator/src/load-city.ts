import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Batch, type BatchProgress, type Client, sendBatch } from '@onecity/sdk/node'
import { settled } from './settled.ts'
import { type Manifest, manifestName } from './write-city.ts'

export type LoadOptions = {
  readonly onProgress?: (file: string, progress: BatchProgress) => void
  readonly onDone?: (file: string, batch: Batch) => void
}

/**
 * Sends the files of a generated city in their order, each as one batch marked as simulated. A file's key is made of its hash:
 * one that was sent before is recognised, so a load that was cut short is simply started again.
 */
export const loadCity = async (
  client: Client,
  folder: string,
  options: LoadOptions = {},
): Promise<readonly Batch[]> => {
  const path = join(folder, manifestName)
  if (!existsSync(path)) throw new Error(`${folder} has no ${manifestName}: it was not generated, or not to the end`)
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest
  const batches: Batch[] = []
  for (const { file, resource, bytes, sha256 } of manifest.deliveries) {
    const outcome = await sendBatch(
      client,
      createReadStream(join(folder, file)),
      {
        resource,
        key: `sim-${resource}-${sha256.slice(0, 24)}`,
        mode: 'upsert',
        format: manifest.format,
        fileName: file.replaceAll('/', '-'),
        crs: 'WGS-84',
        simulated: true,
        bytes,
      },
      options.onProgress && ((progress) => options.onProgress?.(file, progress)),
    )
    const batch = settled(file, outcome)
    batches.push(batch)
    options.onDone?.(file, batch)
  }
  return batches
}
