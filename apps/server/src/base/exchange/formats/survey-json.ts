/** Which arrays of objects a JSON document holds, told from its beginning. */
import { formatJsonPath } from './json-path.ts'
import { makeJsonWalker } from './walk-json.ts'

export type RecordArray = { readonly path: string; readonly records: number }

export type JsonSurvey = {
  /** Arrays of objects, the one to be taken first. */
  readonly arrays: readonly RecordArray[]
  readonly isFeatureCollection: boolean
}

const mostArrays = 200

/**
 * The array at the top is taken if it holds objects, else the one with most objects in what was seen (of equals the one less
 * deep). `text` may stop anywhere; nothing is refused here.
 */
export const surveyJson = (text: string): JsonSurvey => {
  const counts = new Map<string, number>()
  let type: unknown
  let rootKeys = 0
  const walker = makeJsonWalker({
    enter: (path, kind) => {
      if (kind === 'object' && path.at(-1) === '[]') {
        const at = formatJsonPath(path)
        if (counts.has(at) || counts.size < mostArrays) counts.set(at, (counts.get(at) ?? 0) + 1)
      }
      if (path.length === 1) rootKeys++
      return kind === 'scalar' && path.length === 1 && path[0] === 'type' ? 'build' : 'skip'
    },
    built: (_, value) => {
      type ??= value
    },
    leave: () => {},
  })
  try {
    walker.write(text)
  } catch {
    // What is wrong with it is told by whoever reads it; what was seen before stays seen.
  }
  const arrays = [...counts]
    .map(([path, records]) => ({ path, records }))
    .sort(
      (a, b) =>
        Number(b.path === '[]') - Number(a.path === '[]') ||
        b.records - a.records ||
        a.path.split('.').length - b.path.split('.').length,
    )
  return {
    arrays,
    isFeatureCollection:
      type === 'FeatureCollection' || (counts.has('features[]') && rootKeys > 0 && looksLikeFeatures(text)),
  }
}

/** A collection may name its type behind its features. */
const looksLikeFeatures = (text: string): boolean => /"type"\s*:\s*"Feature"/.test(text.slice(0, 100_000))
