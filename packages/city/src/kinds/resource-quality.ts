/** `quality:` of a resource: rules that its rows are held to when they come in. */
import type { QualityRule, Resource } from '../model.ts'
import { nearest } from '../nearest.ts'
import { ruleToSql } from '../quality-rules.ts'
import type { Checks, Entry, JsonSchema } from './kind.ts'
import { kebabId, line, list, object, oneOf, text } from './schema-parts.ts'

const mostRules = 50

export const qualitySchema: JsonSchema = {
  ...list(
    object(
      {
        id: { ...kebabId('Id of the rule, unique in the resource.'), maxLength: 60 },
        title: text('What the rule demands, in a few words: shown with every row that breaks it.'),
        check: {
          ...line,
          maxLength: 2_000,
          description: 'The condition in FEEL, over items by their ids; true for a good row.',
        },
        severity: oneOf(
          ['reject', 'warn'],
          '`reject`: a row that breaks it is not taken in. `warn`: it is, and such rows are counted.',
        ),
        source: text('Where the rule comes from: an instrument, a standard, or that it is our own.'),
      },
      ['id', 'title', 'check', 'severity'],
    ),
    'Rules over several items of a row, checked when rows come in.',
  ),
  maxItems: mostRules,
}

const anyNames = { column: (item: string, part: string) => `"${item}.${part}"`, zone: 'UTC' }

export function checkQuality(checks: Checks, entry: Entry<Resource>): void {
  const { quality = [], kind } = entry.value
  if (quality.length === 0) return
  if (kind !== 'stored') {
    checks.report(
      entry,
      ['quality'],
      { message: `\`quality\` says nothing about a ${kind} resource`, expected: 'it only with kind stored' },
      'key',
    )
    return
  }
  for (const [i, rule] of quality.entries()) {
    const first = quality.findIndex(({ id }) => id === rule.id)
    if (first < i)
      checks.report(entry, ['quality', i, 'id'], {
        message: `rule “${rule.id}” is declared twice (first at ${checks.placeOf(entry, ['quality', first, 'id'])})`,
        expected: 'an id of its own for each rule',
      })
    checkRule(checks, entry, rule, i)
  }
}

function checkRule(checks: Checks, entry: Entry<Resource>, rule: QualityRule, i: number): void {
  const part = ['quality', i, 'check']
  const items = entry.value.items.map(({ id }) => id)
  const result = ruleToSql(rule, entry.value, anyNames)
  for (const { message, span, code, params, suggestion } of result.problems) {
    const name = params?.['name']
    const item = entry.value.items.find(({ id }) => id === name)
    const isUnknown = code === 'feel.unknown-name' && typeof name === 'string'
    checks.report(
      entry,
      part,
      {
        message: `rule “${rule.id}”: ${isUnknown && item ? `“${name}” is a ${item.type}, which rules cannot ask about` : lowered(message)}`,
        expected: isUnknown && !item ? `one of ${items.join(', ')}, or a function of FEEL` : undefined,
        didYouMean: isUnknown && !item ? (nearest(name, items) ?? suggestion) : suggestion,
      },
      span === undefined ? 'value' : { offset: span.from },
    )
  }
  if (!result.ok) return
  if (result.type.kind !== 'boolean')
    checks.report(entry, part, {
      message: `rule “${rule.id}” gives a ${result.type.kind}, so no row could break it`,
      expected: 'a condition, which is true or false',
    })
  else if (result.columns.length === 0)
    checks.report(entry, part, {
      message: `rule “${rule.id}” asks about no item of the row`,
      expected: `a condition over ${items.join(', ')}`,
    })
}

/** In the quotation marks of all other problems, and going on after a colon. */
const lowered = (message: string): string =>
  `${message.charAt(0).toLowerCase()}${message.slice(1)}`.replace(/"([^"]*)"/g, '“$1”')
