/**
 * Reads a city folder: finds its files, parses them, holds them against their kinds' schemas, builds the model and
 * checks what they say of each other. Nothing stops at the first mistake. Entries that do not fit their schema are
 * left out of the model but their ids stay known, so that one mistake is told once.
 */
import { isUtf8 } from 'node:buffer'
import { setImmediate } from 'node:timers/promises'
import { type Folder, likelyPath, missingFile, noFolder, notACity, openFolder, withHint } from './folder.ts'
import { hashInTurns } from './hash-of.ts'
import { kinds } from './kinds/index.ts'
import type { Checks, Entry, Finding, Kind } from './kinds/kind.ts'
import type { City, Problem, ReadResult } from './model.ts'
import { nearest } from './nearest.ts'
import { checkSchema } from './schema-check.ts'
import { type Part, type Pointer, type Position, positionOfOffset, type Source } from './source/source.ts'

export type ReadOptions = {
  /** Action names of this version of the platform; given, roles that name others are refused. */
  readonly actions?: readonly string[]
}

/**
 * Reads and checks a city folder, on disk or in memory. Either the whole city with its hash, or every problem found,
 * each with file, line and column. Never throws for what is wrong with the folder or its files.
 */
export async function readCity(from: string | Folder, options: ReadOptions = {}): Promise<ReadResult> {
  const folder = typeof from === 'string' ? await openFolder(from) : from
  if (!folder) return { ok: false, problems: [noFolder(String(from))] }
  const { name: dir, paths } = folder
  if (!paths.includes('city.yaml') && !paths.some((path) => /^(areas|departments|roles)[./]/.test(path)))
    return { ok: false, problems: [notACity(dir, paths)] }

  const reading = new Reading(options)
  for (const kind of kinds) await reading.readKind(kind, folder)
  reading.reportUnclaimed(paths)
  reading.checkReferences()

  const problems = await reading.locateProblems()
  if (problems.some((problem) => problem.severity === 'error')) return { ok: false, problems }
  const city = reading.city()
  return { ok: true, city, hash: await hashInTurns(city), warnings: problems }
}

/** Finding a place may mean reading the file again, so it waits until all is said, file by file. */
type Note = { readonly file: string; readonly place: () => Position; readonly finding: Finding }

class Reading {
  readonly #notes: Note[] = []
  readonly #options: ReadOptions
  readonly #entries = new Map<string, Entry<unknown>[]>()
  /** Per kind: id → where it was declared first, faulty entries too. */
  readonly #ids = new Map<string, Map<string, Entry<unknown>>>()
  /** Kinds of which a file could not be read at all: nobody can say which ids they hold. */
  readonly #unreadable = new Set<string>()

  constructor(options: ReadOptions) {
    this.#options = options
  }

  async readKind(kind: Kind<unknown>, folder: Folder): Promise<void> {
    this.#entries.set(kind.name, [])
    this.#ids.set(kind.name, new Map())
    const mine = folder.paths.filter((path) => kind.files.test(path))
    if (kind.required && mine.length === 0) {
      this.#unreadable.add(kind.name)
      this.#note(kind.where, start, missingFile(kind, folder.paths))
    }
    // A block at a time: files are fetched together, and other work of the process gets its turn in between.
    for (let first = 0; first < mine.length; first += blockSize) {
      const block = mine.slice(first, first + blockSize)
      const texts = await Promise.all(block.map((path) => this.#readText(folder, path)))
      for (const [i, text] of texts.entries())
        if (text === undefined) this.#unreadable.add(kind.name)
        else this.#take(kind, kind.read(block[i] as string, text))
    }
  }

  async #readText(folder: Folder, path: string): Promise<string | undefined> {
    let bytes: Buffer
    try {
      bytes = await folder.read(path)
    } catch (error) {
      // Among others: a file taken away between the listing and now, as editors do when they save.
      this.#note(path, start, {
        message: `the file cannot be read (${(error as NodeJS.ErrnoException).code ?? error})`,
      })
      return undefined
    }
    const text = bytes.toString('utf8')
    if (isUtf8(bytes)) return text
    this.#note(path, () => positionOfOffset(text, text.indexOf('\uFFFD')), {
      message: 'the file is not written in UTF-8',
      expected: 'UTF-8 (in a spreadsheet: save as “CSV UTF-8”)',
    })
    return undefined
  }

  /** Every problem with its place, in order of file and place. */
  async locateProblems(): Promise<Problem[]> {
    const notes = [...this.#notes].sort((a, b) => (a.file === b.file ? 0 : a.file < b.file ? -1 : 1))
    const problems: Problem[] = []
    for (const [i, { file, place, finding }] of notes.entries()) {
      if (i % blockSize === blockSize - 1) await setImmediate()
      const { message, expected, didYouMean, severity = 'error' } = finding
      const { line, column } = place()
      problems.push({
        file,
        line,
        column,
        severity,
        message,
        ...(expected === undefined ? {} : { expected }),
        ...withHint(didYouMean),
      })
    }
    return problems.sort(byPlace)
  }

  #take(kind: Kind<unknown>, source: Source): void {
    for (const { message, expected, ...place } of source.faults)
      this.#note(source.path, () => place, { message, expected })
    if (source.document === undefined) {
      this.#unreadable.add(kind.name)
      return
    }
    const findings = checkSchema(kind, source.document)
    for (const { pointer, at, ...finding } of findings) this.#note(source.path, () => source.at(pointer, at), finding)

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
      if (
        !/\.(ya?ml|csv|geojson)$/.test(path) ||
        path.startsWith('samples/') ||
        kinds.some((kind) => kind.files.test(path))
      )
        continue
      this.#note(path, start, {
        severity: 'warning',
        message: 'this file is not read: no kind of declaration has its place here',
        expected: `one of ${kinds.map((kind) => kind.where).join('; ')}`,
        didYouMean: likelyPath(path),
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

  #report(entry: Entry<unknown>, part: Pointer, finding: Finding, at: Part = 'value'): void {
    this.#note(entry.source.path, () => entry.source.at([...entry.pointer, ...part], at), finding)
  }

  #placeOf(entry: Entry<unknown>, part: Pointer = []): string {
    return `${entry.source.path}:${entry.source.at([...entry.pointer, ...part]).line}`
  }

  #note(file: string, place: () => Position, finding: Finding): void {
    this.#notes.push({ file, place, finding })
  }
}

const blockSize = 100
const start = () => ({ line: 1, column: 1 })

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

function byPlace(a: Problem, b: Problem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1
  return a.line - b.line || a.column - b.column
}
