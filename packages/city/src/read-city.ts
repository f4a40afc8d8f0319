/**
 * Reads a city folder: finds its files, parses them, holds them against their kinds' schemas, builds the model and
 * checks what they say of each other. Nothing stops at the first mistake. Entries that do not fit their schema are
 * left out of the model but their ids stay known, so that one mistake is told once.
 */
import type { Dirent } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { hashOf } from './hash-of.ts'
import { kinds } from './kinds/index.ts'
import type { Checks, Entry, Finding, Kind } from './kinds/kind.ts'
import type { City, Problem, ReadResult } from './model.ts'
import { nearest } from './nearest.ts'
import { checkSchema } from './schema-check.ts'
import type { Pointer, Source } from './source/source.ts'

export type ReadOptions = {
  /** Action names of this version of the platform; given, roles that name others are refused. */
  readonly actions?: readonly string[]
}

/**
 * Reads and checks the city folder at `dir`. Either the whole city with its hash, or every problem found, each with
 * file, line and column. Never throws for what is wrong with the folder; unreadable files (permissions) do throw.
 */
export async function readCity(dir: string, options: ReadOptions = {}): Promise<ReadResult> {
  const paths = await listFiles(dir)
  if (!paths) return { ok: false, problems: [noFolder(dir)] }
  if (!paths.includes('city.yaml') && !paths.some((path) => /^(areas|departments|roles)[./]/.test(path)))
    return { ok: false, problems: [notACity(dir, paths)] }

  const reading = new Reading(options)
  for (const kind of kinds) await reading.readKind(kind, dir, paths)
  reading.reportUnclaimed(paths)
  reading.checkReferences()

  const problems = reading.problems.sort(byPlace)
  if (problems.some((problem) => problem.severity === 'error')) return { ok: false, problems }
  const city = reading.city()
  return { ok: true, city, hash: hashOf(city), warnings: problems }
}

class Reading {
  readonly problems: Problem[] = []
  readonly #options: ReadOptions
  readonly #entries = new Map<string, Entry<unknown>[]>()
  /** Per kind: id → where it was declared first, faulty entries too. */
  readonly #ids = new Map<string, Map<string, Entry<unknown>>>()
  /** Kinds of which a file could not be read at all: nobody can say which ids they hold. */
  readonly #unreadable = new Set<string>()

  constructor(options: ReadOptions) {
    this.#options = options
  }

  async readKind(kind: Kind<unknown>, dir: string, paths: readonly string[]): Promise<void> {
    this.#entries.set(kind.name, [])
    this.#ids.set(kind.name, new Map())
    const mine = paths.filter((path) => kind.files.test(path))
    if (kind.required && mine.length === 0) {
      this.#unreadable.add(kind.name)
      this.problems.push({ ...missingFile(kind.where, paths), file: kind.where, line: 1, column: 1, severity: 'error' })
    }
    // A block at a time: files are fetched together, and other work of the process gets its turn in between.
    for (let start = 0; start < mine.length; start += blockSize) {
      const block = mine.slice(start, start + blockSize)
      const texts = await Promise.all(block.map((path) => readFile(join(dir, path), 'utf8')))
      for (const [i, text] of texts.entries()) this.#take(kind, kind.read(block[i] as string, text))
    }
  }

  #take(kind: Kind<unknown>, source: Source): void {
    for (const { message, expected, line, column } of source.faults)
      this.#push(source, { line, column }, { message, expected })
    if (source.document === undefined) {
      this.#unreadable.add(kind.name)
      return
    }
    const findings = checkSchema(kind, source.document)
    for (const { pointer, at, ...finding } of findings) this.#push(source, source.at(pointer, at), finding)

    const listPointer: Pointer = typeof kind.shape === 'object' ? [kind.shape.listIn] : []
    const found = kind.shape === 'one' ? source.document : valueAt(source.document, listPointer)
    const raws = kind.shape === 'one' ? [found] : Array.isArray(found) ? found : []
    const isFaulty = faultyEntries(
      findings.map((finding) => finding.pointer),
      kind,
      listPointer,
    )
    for (const [i, raw] of raws.entries()) {
      const pointer = kind.shape === 'one' ? [] : [...listPointer, i]
      const entry = { source, pointer, value: undefined as unknown }
      this.#claimId(kind, raw, entry)
      if (isFaulty(i)) continue
      entry.value = kind.toModel(raw as never, source.document as never)
      this.#entries.get(kind.name)?.push(entry)
    }
  }

  #claimId(kind: Kind<unknown>, raw: unknown, entry: Entry<unknown>): void {
    const id = kind.id && valueAt(raw, kind.id)
    if (!kind.id || typeof id !== 'string') return
    const known = this.#ids.get(kind.name)
    const first = known?.get(id)
    if (first)
      this.#report(entry, kind.id, {
        message: `${kind.name} “${id}” is declared twice (first at ${this.#placeOf(first, kind.id)})`,
        expected: `an id of its own for each ${kind.name}`,
      })
    else known?.set(id, entry)
  }

  reportUnclaimed(paths: readonly string[]): void {
    for (const path of paths) {
      if (!/\.(ya?ml|csv|geojson)$/.test(path) || kinds.some((kind) => kind.files.test(path))) continue
      this.problems.push({
        file: path,
        line: 1,
        column: 1,
        severity: 'warning',
        message: 'this file is not read: no kind of declaration has its place here',
        expected: `one of ${kinds.map((kind) => kind.where).join('; ')}`,
        ...withHint(likelyPath(path)),
      })
    }
  }

  checkReferences(): void {
    const checks: Checks = {
      entries: <Value>(kind: Kind<Value>) => (this.#entries.get(kind.name) ?? []) as Entry<Value>[],
      report: (entry, part, finding, at) => this.#report(entry, part, finding, at),
      refer: (entry, part, kindName, id) => this.#refer(entry, part, kindName, id),
      options: this.#options,
      placeOf: (entry, part) => this.#placeOf(entry, part),
    }
    for (const kind of kinds) kind.check?.(checks)
  }

  city(): City {
    const parts = kinds.map((kind) => kind.into((this.#entries.get(kind.name) ?? []).map((entry) => entry.value)))
    return Object.assign({}, ...parts) as City
  }

  #refer(entry: Entry<unknown>, part: Pointer, kindName: string, id: string): void {
    const known = this.#ids.get(kindName)
    if (!known || known.has(id) || this.#unreadable.has(kindName)) return
    this.#report(entry, part, {
      message: `unknown ${kindName} “${id}”`,
      expected: `a ${kindName} that the city declares`.replace('a area', 'an area'),
      didYouMean: nearest(id, known.keys()),
    })
  }

  #report(entry: Entry<unknown>, part: Pointer, finding: Finding, at: 'key' | 'value' = 'value'): void {
    this.#push(entry.source, entry.source.at([...entry.pointer, ...part], at), finding)
  }

  #placeOf(entry: Entry<unknown>, part: Pointer = []): string {
    return `${entry.source.path}:${entry.source.at([...entry.pointer, ...part]).line}`
  }

  #push(source: Source, place: { line: number; column: number }, finding: Finding): void {
    const { message, expected, didYouMean, severity = 'error' } = finding
    this.problems.push({
      file: source.path,
      line: place.line,
      column: place.column,
      severity,
      message,
      ...(expected === undefined ? {} : { expected }),
      ...withHint(didYouMean),
    })
  }
}

const blockSize = 100

function faultyEntries(
  pointers: readonly Pointer[],
  kind: Kind<unknown>,
  listPointer: Pointer,
): (i: number) => boolean {
  if (kind.shape === 'one') return () => pointers.length > 0
  const faulty = new Set(pointers.map((pointer) => pointer[listPointer.length]))
  return (i) => faulty.has(i)
}

function valueAt(document: unknown, pointer: Pointer): unknown {
  let value = document
  for (const segment of pointer) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Record<string | number, unknown>)[segment]
  }
  return value
}

async function listFiles(dir: string): Promise<string[] | undefined> {
  let found: Dirent[]
  try {
    found = await readdir(dir, { recursive: true, withFileTypes: true })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw error
  }
  const root = resolve(dir).length + 1
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => resolve(entry.parentPath, entry.name).slice(root).replaceAll('\\', '/'))
    .filter((path) => !/(^|\/)(\.|node_modules\/)/.test(path))
    .sort()
}

const withHint = (didYouMean: string | undefined) => (didYouMean === undefined ? {} : { didYouMean })

function noFolder(dir: string): Problem {
  return {
    file: 'city.yaml',
    line: 1,
    column: 1,
    severity: 'error',
    message: `there is no folder “${dir}”`,
    expected: 'a city folder with city.yaml in it',
  }
}

function notACity(dir: string, paths: readonly string[]): Problem {
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

function missingFile(
  where: string,
  paths: readonly string[],
): { message: string; expected: string; didYouMean?: string } {
  const unclaimed = paths.filter((path) => !kinds.some((kind) => kind.files.test(path)))
  return {
    message: `${where} is missing`,
    expected: 'every city folder to have it',
    ...withHint(nearest(where, unclaimed)),
  }
}

/** Where a file that nobody reads was probably meant to stand. */
function likelyPath(path: string): string | undefined {
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

function byPlace(a: Problem, b: Problem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1
  return a.line - b.line || a.column - b.column
}
