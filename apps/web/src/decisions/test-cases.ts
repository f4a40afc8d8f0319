import type { Json } from '@onecity/decision'
import type { TestCase } from './desk-protocol.ts'

/** Test cases as a file: plain JSON that a person can read and another tool can make. */
export const casesToText = (model: string, cases: readonly TestCase[]): string =>
  `${JSON.stringify({ format: 'onecity-decision-cases/1', model, cases: cases.map(({ id: _, ...rest }) => rest) }, null, 2)}\n`

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The cases of a file, each with a new id; null when it holds none that can be read. */
export const casesFromText = (text: string, newId: () => string): readonly TestCase[] | null => {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    return null
  }
  if (!isRecord(read) || !Array.isArray(read['cases'])) return null
  const cases = (read['cases'] as readonly unknown[]).flatMap((each): TestCase[] =>
    isRecord(each) && typeof each['asked'] === 'string' && isRecord(each['inputs']) && 'expected' in each
      ? [
          {
            id: newId(),
            name: typeof each['name'] === 'string' ? each['name'] : each['asked'],
            asked: each['asked'],
            inputs: each['inputs'] as Readonly<Record<string, Json>>,
            expected: each['expected'] as Json,
          },
        ]
      : [],
  )
  return cases.length === 0 ? null : cases
}
