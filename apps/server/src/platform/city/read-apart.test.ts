/** The other thread as it is built for the program, held against the same work done here. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { projectRoot } from '../config/index.ts'
import { makeCityReader } from './read-apart.ts'

const tiny = join(projectRoot, 'cities/tiny')
// Below the project, so that the packages that stay outside the bundle are found.
const caches = join(projectRoot, 'node_modules/.cache/onecity')
mkdirSync(caches, { recursive: true })
const folder = mkdtempSync(join(caches, 'read-apart-'))
const built = join(folder, 'read-city-worker.mjs')
const here = makeCityReader(null)
const apart = makeCityReader(pathToFileURL(built))
const roles = readFileSync(join(tiny, 'roles.yaml'), 'utf8')
const actions = [...new Set(roles.match(/[a-z]+\.[a-z]+/g))]

beforeAll(async () => {
  const bundle = await rolldown({
    input: join(projectRoot, 'apps/server/src/platform/city/read-city-worker.ts'),
    platform: 'node',
    external: (id) => !(id.startsWith('.') || id.startsWith('/') || id.startsWith('@onecity/')),
  })
  await bundle.write({ file: built, format: 'esm' })
  await bundle.close()
})
afterAll(async () => {
  await apart.close()
  rmSync(folder, { recursive: true, force: true })
})

it('reads a folder in another thread as it would be read here, with its files and their hashes', async () => {
  const [one, other] = [await here.readDir(tiny, actions), await apart.readDir(tiny, actions)]
  if (!one.result.ok || !other.result.ok) throw new Error('the smallest city does not read')
  expect(other.result.hash).toBe(one.result.hash)
  expect(other.result.city).toEqual(one.result.city)
  expect([...other.files.keys()]).toEqual([...one.files.keys()])
  expect(other.files.get('city.yaml')).toEqual(one.files.get('city.yaml'))
  expect([...other.hashes]).toEqual([...one.hashes])
  // Asked again after it was let rest.
  await sleep(50)
  const again = await apart.readFiles(other.files, actions)
  expect(again.ok && again.hash).toBe(one.result.hash)
})

it('says what is wrong with a folder, and with one that is not there', async () => {
  const { files } = await here.readDir(tiny, actions)
  const broken = [...files].map(([path, bytes]): [string, Buffer] => [
    path,
    path === 'city.yaml' ? Buffer.from('id: [') : bytes,
  ])
  const result = await apart.readFiles(broken, actions)
  expect(result.ok ? [] : result.problems.map(({ file }) => file)).toContain('city.yaml')
  expect((await apart.readDir(join(tiny, 'nowhere'), actions)).result.ok).toBe(false)
})

it('takes a new thread after one has ended, and several readings at once', async () => {
  await apart.close()
  const results = await Promise.all([apart.readDir(tiny, actions), apart.readDir(tiny, actions)])
  expect(results.map(({ result }) => result.ok)).toEqual([true, true])
})
