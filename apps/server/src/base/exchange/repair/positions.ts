import type { Family } from './repair-rule.ts'

const pair = /^([+-]?\d+(?:\.\d+)?)\s*[,;，、 ]\s*([+-]?\d+(?:\.\d+)?)$/

/** Latitude before longitude, where the position as written is none and the other order lies in the city. */
export const positions: Family = (item, text, { areaIndex, convert, foreign }) => {
  if (item.type !== 'point') return []
  const [, first, second] = pair.exec(text) ?? []
  if (first === undefined || second === undefined || Math.abs(Number(second)) <= 90) return []
  const isPlausible = foreign || areaIndex.contains(...convert(Number(second), Number(first)))
  return isPlausible ? [{ rule: 'swapped-lng-lat', to: `${second},${first}` }] : []
}
