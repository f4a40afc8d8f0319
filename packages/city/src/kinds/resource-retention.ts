/** `retention:` of a resource: how long values are kept before `onecity purge` erases them. */
import type { Resource, Retention } from '../model.ts'
import { nearest } from '../nearest.ts'
import { type Checks, type Entry, given, type JsonSchema } from './kind.ts'
import { matching, object } from './schema-parts.ts'

const days = (description: string): JsonSchema => ({
  description,
  anyOf: [{ type: 'integer', minimum: 1, maximum: 36_525 }, { const: 'none' }],
})

export const retentionSchema: JsonSchema = object(
  {
    days: days('Days a row is kept; “none”: without limit (the default).'),
    from: matching(
      '^[a-z]',
      'the id of an item',
      'Date item from which the days count. Default: the row’s last change.',
    ),
    history: days('Days a version of a row is kept after it ended. Default: none, without limit.'),
    rejects: days('Days the values of rows that were turned away are kept. Default: 365.'),
  },
  [],
  'How long values are kept; proofs (counts, ids, hashes) survive their erasure.',
)

export type RawRetention = {
  readonly days?: number | 'none'
  readonly from?: string
  readonly history?: number | 'none'
  readonly rejects?: number | 'none'
}

/** Rejected rows are for mending; a year of the platform's own choosing, no rule of law. */
const rejectsKeptDays = 365

export function retentionToModel(raw: RawRetention | undefined): Retention {
  const limit = (given: number | 'none' | undefined) => (given === 'none' ? undefined : given)
  return given({
    days: limit(raw?.days),
    from: raw?.from,
    history: limit(raw?.history),
    rejects: limit(raw?.rejects ?? rejectsKeptDays),
  })
}

export function checkRetention(checks: Checks, entry: Entry<Resource>): void {
  const { retention, items } = entry.value
  if (retention?.from === undefined) return
  const item = items.find(({ id }) => id === retention.from)
  if (!item)
    checks.report(entry, ['retention', 'from'], {
      message: `“${retention.from}” is not an item of the resource`,
      expected: 'a date or datetime item',
      didYouMean: nearest(
        retention.from,
        items.map(({ id }) => id),
      ),
    })
  else if (item.type !== 'date' && item.type !== 'datetime')
    checks.report(entry, ['retention', 'from'], {
      message: `“${item.id}” is a ${item.type}: days cannot count from it`,
      expected: 'a date or datetime item',
    })
  if (retention.days === undefined)
    checks.report(entry, ['retention', 'from'], {
      message: '`from` without `days` limits nothing',
      expected: '`days` beside it',
    })
}
