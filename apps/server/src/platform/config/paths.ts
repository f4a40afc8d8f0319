import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The server's own folder. It is looked for, because this code runs from its sources in tests and from one bundled file else. */
export const serverRoot: string = (() => {
  let dir = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(dir, 'migrations'))) {
    const parent = dirname(dir)
    if (parent === dir)
      throw new Error('The server folder (with migrations/) was not found above its own program file.')
    dir = parent
  }
  return dir
})()

/** Root of the project tree: where `cities/`, `apps/` and, by default, `.onecity/` are. */
export const projectRoot: string = dirname(dirname(serverRoot))
