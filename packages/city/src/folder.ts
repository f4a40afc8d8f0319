/** The folder as a whole: which files it holds, and what may be said when the expected ones are not there. */
import type { Dirent } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { kinds } from './kinds/index.ts'
import type { Finding, Kind } from './kinds/kind.ts'
import type { Problem } from './model.ts'
import { nearest } from './nearest.ts'

/** A city folder wherever its files are: on disk, in a published version, in a draft. */
export type Folder = {
  /** As messages call it. */
  readonly name: string
  /** Paths of its files with forward slashes, in a fixed order, hidden ones left out. */
  readonly paths: readonly string[]
  readonly read: (path: string) => Promise<Buffer>
}

/** The folder on disk, read file by file; undefined when there is no such folder. */
export async function openFolder(dir: string): Promise<Folder | undefined> {
  let found: Dirent[]
  try {
    found = await readdir(dir, { recursive: true, withFileTypes: true })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw error
  }
  const root = resolve(dir).length + 1
  const paths = found
    .filter((entry) => entry.isFile())
    .map((entry) => resolve(entry.parentPath, entry.name).slice(root).replaceAll('\\', '/'))
  return { name: dir, paths: visible(paths), read: (path) => readFile(join(dir, path)) }
}

/** Files in memory as a folder. */
export function folderOf(files: ReadonlyMap<string, Buffer | string>, name = 'the draft'): Folder {
  return {
    name,
    paths: visible([...files.keys()]),
    read: async (path) => {
      const content = files.get(path)
      if (content === undefined) throw Object.assign(new Error(`no file ${path}`), { code: 'ENOENT' })
      return typeof content === 'string' ? Buffer.from(content) : content
    },
  }
}

const visible = (paths: readonly string[]): string[] =>
  paths.filter((path) => !/(^|\/)(\.|node_modules\/)/.test(path)).sort()

export const withHint = (didYouMean: string | undefined) => (didYouMean === undefined ? {} : { didYouMean })

export function noFolder(dir: string): Problem {
  return {
    file: 'city.yaml',
    line: 1,
    column: 1,
    severity: 'error',
    message: `there is no folder “${dir}”`,
    expected: 'a city folder with city.yaml in it',
  }
}

export function notACity(dir: string, paths: readonly string[]): Problem {
  const below = paths.find((path) => /^[^/]+\/city\.yaml$/.test(path))?.split('/')[0]
  return {
    file: 'city.yaml',
    line: 1,
    column: 1,
    severity: 'error',
    message: `“${dir}” is not a city folder: it has no city.yaml`,
    expected: 'a folder with city.yaml, departments.yaml, roles.yaml and areas/areas.csv',
    ...withHint(below && join(dir, below)),
  }
}

export function missingFile({ where }: Kind<unknown>, paths: readonly string[]): Finding {
  const unclaimed = paths.filter((path) => !kinds.some((kind) => kind.files.test(path)))
  return {
    message: `${where} is missing`,
    expected: 'every city folder to have it',
    didYouMean: nearest(where, unclaimed),
  }
}

/** Where a file that nobody reads was probably meant to stand. */
export function likelyPath(path: string): string | undefined {
  const fixed = path.replace(/\.yml$/, '.yaml')
  if (kinds.some((kind) => kind.files.test(fixed))) return fixed
  const single = nearest(
    fixed,
    kinds.map((kind) => kind.where).filter((where) => !where.includes('*')),
  )
  if (single) return single
  const folders = path.split('/')
  const folder = folders.at(-2)
  if (folder !== undefined && nearest(folder, ['resources']) && path.endsWith('.yaml'))
    return [...folders.slice(0, -2), 'resources', folders.at(-1)].join('/')
  return undefined
}
