/**
 * Reads the records that stand at a path of a JSON document, each with fields of the objects around it. Such a field may come
 * behind the records; until it does, the records of that object wait (`mostHeld` characters of them).
 */
import { AppError } from '../../../kernel/app-error.ts'
import type { ReadOptions, RecordSink, SourceRecord } from '../record-source.ts'
import { formatJsonPath, parseJsonPath } from './json-path.ts'
import { makeKeyedColumns } from './keyed-columns.ts'
import { surveyJson } from './survey-json.ts'
import { makeJsonWalker } from './walk-json.ts'

const mostHeld = 16 * 1024 * 1024

type Held = { readonly value: Record<string, unknown>; readonly line: number; readonly outer: unknown[] }

const startsWith = (path: readonly string[], start: readonly string[]): boolean =>
  start.length <= path.length && start.every((segment, i) => segment === path[i])
const equals = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && startsWith(a, b)

/** Stands for a field that has not come yet; `null` is a value. */
const awaited = Symbol('awaited')

export const readJson = async (
  text: AsyncIterable<string>,
  { layout, titles, facts }: ReadOptions,
  sink: RecordSink,
  /** The beginning of the text, to find the records by. */
  sample: string,
): Promise<void> => {
  const survey = surveyJson(sample)
  facts.parts = survey.arrays.map(({ path, records }) => ({ name: path, records }))
  const recordPath = parseJsonPath(layout.recordPath ?? survey.arrays[0]?.path ?? (/^\s*\[/.test(sample) ? '[]' : ''))
  facts.recordPath = formatJsonPath(recordPath)
  facts.chosen = [facts.recordPath]

  const outer = Object.entries(layout.outer ?? {}).map(([name, path]) => {
    const segments = parseJsonPath(path)
    // A field of the record itself comes with the record.
    return { name, path: segments, parent: segments.slice(0, -1) }
  })
  const values: unknown[] = outer.map(() => awaited)
  const columns = makeKeyedColumns(sink, titles)
  const held: Held[] = []
  let ready: SourceRecord[] = []
  let line = 0
  let heldSize = 0

  const emit = ({ value, line: at, outer: around }: Held) => {
    outer.forEach(({ name }, i) => {
      columns.put(name, around[i] === awaited ? null : around[i])
    })
    for (const name in value) columns.put(name, value[name])
    const fields = columns.take()
    ready.push({
      line: at,
      fields,
      get raw() {
        return JSON.stringify({
          ...Object.fromEntries(outer.map(({ name }, i) => [name, around[i] === awaited ? null : around[i]])),
          ...value,
        })
      },
    })
  }
  const release = () => {
    let first = held[0]
    while (first !== undefined && !first.outer.includes(awaited)) {
      held.shift()
      emit(first)
      first = held[0]
    }
    if (held.length === 0) heldSize = 0
  }
  const settle = (index: number, value: unknown) => {
    values[index] = value
    for (const record of held) if (record.outer[index] === awaited) record.outer[index] = value
    release()
  }
  /** An array without records is a delivery of nothing; no array at all is a mistake. */
  let sawArray = false
  const array = recordPath.at(-1) === '[]' ? recordPath.slice(0, -1) : null
  const walker = makeJsonWalker({
    enter: (path, kind) => {
      if (array !== null && kind === 'array' && equals(path, array)) sawArray = true
      if (equals(path, recordPath) && kind !== 'array') return 'build'
      return outer.some((field) => equals(path, field.path) && !startsWith(recordPath, path)) ? 'build' : 'skip'
    },
    built: (path, value) => {
      if (equals(path, recordPath)) {
        line++
        if (typeof value !== 'object' || value === null) {
          ready.push({ line, fields: [], raw: JSON.stringify(value) ?? '', fault: 'not-an-object' })
          return
        }
        const record = { value: value as Record<string, unknown>, line, outer: [...values] }
        if (!record.outer.includes(awaited) && held.length === 0) {
          emit(record)
          return
        }
        held.push(record)
        heldSize += JSON.stringify(value).length
        if (heldSize > mostHeld)
          throw new AppError('unreadable-file', {
            detail: `the fields ${outer.map(({ name }) => name).join(', ')} stand behind more than ${mostHeld / 1024 / 1024} MB of the records they belong to`,
          })
        return
      }
      outer.forEach((field, i) => {
        if (equals(path, field.path)) settle(i, value)
      })
    },
    leave: (path) => {
      // The object around has ended: what it did not say is absent, and says nothing of the next one.
      outer.forEach((field, i) => {
        if (!equals(path, field.parent)) return
        if (held.length > 0) settle(i, values[i] === awaited ? null : values[i])
        values[i] = awaited
      })
    },
  })
  const handOver = async (): Promise<boolean> => {
    const records = ready
    ready = []
    for (const record of records) sink.record(record)
    return sink.next()
  }
  for await (const piece of text) {
    walker.write(piece)
    if (!(await handOver())) return
  }
  walker.end()
  await handOver()
  if (line === 0 && !sawArray)
    throw new AppError('unreadable-file', {
      detail:
        survey.arrays.length === 0
          ? 'the JSON holds no array of objects'
          : `there are no records at “${facts.recordPath}”; there are some at ${survey.arrays
              .slice(0, 8)
              .map(({ path }) => path)
              .join(', ')}`,
    })
}
