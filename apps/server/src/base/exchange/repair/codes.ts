import { nearest } from '@onecity/city'
import type { Family } from './repair-rule.ts'

/** In two or three characters one that differs may turn the meaning round: 正常 and 异常. */
const shortestNear = 4

/** A number before or punctuation behind a name of the code list; a name one slip away from exactly one of them. */
export const codes: Family = (item, text) => {
  if (item.type !== 'code') return []
  const names = new Map<string, string>()
  for (const { value, name } of item.codes ?? [])
    for (const label of [value, name.zh, name.en]) if (label) names.set(label.toLowerCase(), value)
  const bare = text
    .toLowerCase()
    .replace(/^\d+\s*[-.、:：)）]\s*/, '')
    .replace(/[。.,，;；!！]+$/, '')
  const exact = names.get(bare)
  if (exact !== undefined) return [{ rule: 'nearest-code', to: exact }]
  if ([...bare].length < shortestNear) return []
  const labels = [...names.keys()].filter((label) => [...label].length >= shortestNear)
  const best = nearest(bare, labels)
  const to = best === undefined ? undefined : names.get(best)
  if (to === undefined) return []
  // Another code as near: nobody knows which was meant.
  const rival = nearest(
    bare,
    labels.filter((label) => names.get(label) !== to),
  )
  return rival === undefined ? [{ rule: 'nearest-code', to }] : []
}
