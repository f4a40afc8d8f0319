import { createReadStream } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { type City, type Intake, makeAreaTree, readCity } from '@onecity/city'
import pg from 'pg'
import type { Database } from '../../platform/db/db.ts'
import { makeAreaIndex } from '../places/index.ts'
import { makeSpool } from './formats/spool.ts'
import { type BatchRequest, type Receipt, receiveBatch } from './receive-batch.ts'

/** The reference city or another below `cities/`, read from its folder. */
export const readTestCity = async (name: string): Promise<City> => {
  const result = await readCity(fileURLToPath(new URL(`../../../../../cities/${name}`, import.meta.url)))
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.city
}

let keys = 0
const spool = makeSpool(join(tmpdir(), 'onecity-test-spool'))

/** Parts of a request; what is stated of the layout may stand beside the rest. */
type TestOptions = Partial<BatchRequest> & Pick<Intake, 'format' | 'encoding' | 'crs'> & { readonly pieceSize?: number }

/** Takes deliveries into a test database as the route does. A text or buffer is sent in pieces of `pieceSize` bytes. */
export const makeIntake = (database: Database & { readonly url: string }, city: City) => {
  const cityInput = { city, tree: makeAreaTree(city.areas), areaIndex: makeAreaIndex(city), version: 1 }
  const connect = async () => {
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    return client
  }
  return (resource: string, content: string | Buffer | Readable, options: TestOptions = {}): Promise<Receipt> => {
    const { pieceSize = 64 * 1024, format, encoding, crs, layout, ...rest } = options
    const stated = { ...layout, ...(format && { format }), ...(encoding && { encoding }), ...(crs && { crs }) }
    const source = content instanceof Readable ? content : Readable.from(cut(Buffer.from(content as string), pieceSize))
    return receiveBatch(
      {
        database,
        city: cityInput,
        worker: 1,
        connect,
        spool,
        queueMerge: (work) => work(),
        onCommitted: () => {},
        holdDays: 7,
      },
      {
        resource,
        key: `k${keys++}`,
        mode: 'upsert',
        fileName: null,
        layout: Object.keys(stated).length === 0 ? null : stated,
        simulated: false,
        bytesExpected: null,
        source,
        sentBy: 'steward',
        ...rest,
      },
    )
  }
}

function* cut(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** A real file below the folder that ONECITY_SAMPLES names; undefined when it is not set. */
export const sample = (path: string): Readable | undefined => {
  const folder = process.env['ONECITY_SAMPLES']
  return folder ? createReadStream(`${folder}/${path}`) : undefined
}
