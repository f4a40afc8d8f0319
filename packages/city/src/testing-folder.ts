import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { formatProblem } from './format-problem.ts'
import type { ReadResult } from './model.ts'
import { type ReadOptions, readCity } from './read-city.ts'

export const citiesDir = fileURLToPath(new URL('../../../cities', import.meta.url))

/** Marks, in a changed file, the place where a problem must be reported; it is taken out before the file is written. */
export const here = '▮'

/** New text of a file, a rewriting of its text, or null to take the file away. */
export type Changes = Readonly<Record<string, string | null | ((text: string) => string)>>

/** Reads cities/tiny with some files changed, from a folder of its own that is gone afterwards. */
export async function readChanged(
  changes: Changes,
  options?: ReadOptions,
): Promise<{ result: ReadResult; places: string[] }> {
  const dir = await mkdtemp(join(tmpdir(), 'onecity-city-'))
  try {
    await cp(join(citiesDir, 'tiny'), dir, { recursive: true })
    const places: string[] = []
    for (const [path, change] of Object.entries(changes)) {
      const file = join(dir, path)
      if (change === null) {
        await rm(file, { recursive: true })
        continue
      }
      const marked = typeof change === 'string' ? change : change(await readFile(file, 'utf8'))
      const { text, marks } = takeMarks(marked)
      places.push(...marks.map((mark) => `${path}:${mark}`))
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, text)
    }
    return { result: await readCity(dir, options), places }
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

/** What is reported for the changed city, as printed; «{1}», «{2}» … stand for the marked places. */
export async function reportedFor(changes: Changes, options?: ReadOptions): Promise<string[]> {
  const { result, places } = await readChanged(changes, options)
  const lines = (result.ok ? result.warnings : result.problems).map(formatProblem)
  return lines.map((line) => {
    const mark = places.findIndex((place) => line.startsWith(`${place}  `))
    return mark < 0 ? line : `{${mark + 1}}  ${line.slice((places[mark]?.length ?? 0) + 2)}`
  })
}

/** Replaces text that must be there, so that a changed example city cannot make a test pass idly. */
export function swap(from: string, to: string): (text: string) => string {
  return (text) => {
    if (!text.includes(from)) throw new Error(`the example city no longer says “${from}”`)
    return text.replace(from, () => to)
  }
}

function takeMarks(marked: string): { text: string; marks: string[] } {
  const parts = marked.split(here)
  const marks: string[] = []
  let text = ''
  for (const part of parts.slice(0, -1)) {
    text += part
    const lines = text.split('\n')
    marks.push(`${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`)
  }
  return { text: text + parts.at(-1), marks }
}
