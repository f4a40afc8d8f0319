import { AppError } from '../../kernel/app-error.ts'
import type { Place } from './filter-ast.ts'

/** A refusal of a filter that says where, what was expected and what may have been meant. */
export const badFilter = (
  at: Place,
  what: string,
  more: { readonly expected?: string; readonly didYouMean?: string | undefined } = {},
): AppError => {
  const hints = [
    ...(more.expected ? [`expected ${more.expected}`] : []),
    ...(more.didYouMean ? [`did you mean ${more.didYouMean}?`] : []),
  ]
  return new AppError('bad-filter', {
    detail: `At character ${at.position}: ${[what, ...hints].join(' — ')}`,
    params: {
      position: at.position,
      found: at.text.slice(0, 80),
      ...(more.expected && { expected: more.expected }),
      ...(more.didYouMean && { didYouMean: more.didYouMean }),
    },
  })
}
