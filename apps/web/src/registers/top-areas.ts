import type { Area } from '@onecity/contracts'

/** Of a scope that lists areas with everything below them, the areas that head it: what a person would name. */
export const topAreas = (
  codes: readonly string[],
  areas: ReadonlyMap<string, Pick<Area, 'parent'>>,
): readonly string[] => {
  const listed = new Set(codes)
  return codes.filter((code) => !listed.has(areas.get(code)?.parent ?? ''))
}
