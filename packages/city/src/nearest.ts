import { nearestName } from '@onecity/decision'

/**
 * The name most like the given one, or undefined when none is near enough to be what was meant: at most a third of
 * its characters differ (insertions, deletions, replacements, swapped neighbours), letter case and `-`/`_` aside.
 */
export function nearest(given: string, names: Iterable<string>): string | undefined {
  const byPlain = new Map<string, string>()
  for (const name of names) if (name !== given && !byPlain.has(plain(name))) byPlain.set(plain(name), name)
  const found = nearestName(plain(given), byPlain.keys())
  return found === undefined ? undefined : byPlain.get(found)
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll('_', '-')
}
