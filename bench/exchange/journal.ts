import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { Refused } from './refused.ts'

/** One delivery by one contestant. `seconds` is null for one that took effect in a run that was then cut off unmeasured. */
export type Figure = {
  readonly size: number
  readonly repeat: number
  readonly case: string
  readonly who: string
  readonly seconds: number | null
  /** Peak of the server's memory above what it held before, where there is a server. */
  readonly memoryMB?: number
  /** Of a loader: rows of its file, and how many of them it loaded. */
  readonly rows?: number
  readonly loaded?: number
}

type Content = { readonly plan: string; readonly figures: Figure[] }

/** What was measured so far, in a file that survives whatever ends the run. */
export type Journal = {
  readonly figures: readonly Figure[]
  readonly add: (figure: Figure) => void
  readonly find: (of: Pick<Figure, 'size' | 'repeat' | 'case' | 'who'>) => Figure | undefined
}

/** Opens a journal; refuses one of a run with another plan, since tables in the folder would not be as this one expects. */
export const openJournal = (path: string, plan: string): Journal => {
  const content: Content = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { plan, figures: [] }
  if (content.plan !== plan)
    throw new Refused(`${path} is of a run with other options (${content.plan}): take another --work folder`)
  const write = () => {
    writeFileSync(`${path}.new`, JSON.stringify(content, null, 1))
    renameSync(`${path}.new`, path)
  }
  write()
  return {
    figures: content.figures,
    add: (figure) => {
      content.figures.push(figure)
      write()
    },
    find: (of) =>
      content.figures.find(
        (each) => each.size === of.size && each.repeat === of.repeat && each.case === of.case && each.who === of.who,
      ),
  }
}
