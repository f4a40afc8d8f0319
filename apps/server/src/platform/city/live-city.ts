import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { type AreaTree, type City, differencesOf, formatProblem, makeAreaTree, type Problem } from '@onecity/city'
import type pg from 'pg'
import { RefusedStart } from '../config/index.ts'
import { isDatabaseAway } from '../db/database-away.ts'
import type { Db } from '../db/db.ts'
import type { Log } from '../log/index.ts'
import { cityChannel, clearRefusals, findLiveNumber, findRefusal, findVersion, keepRefusal } from './city-store.ts'
import { fingerprintFolder } from './fingerprint-folder.ts'
import { behindProblem, bringFolderUp, findParent, markFolder } from './hold-folder.ts'
import { type ApplyCity, type CountRows, publishVersion } from './publish-version.ts'
import { cityReader } from './read-apart.ts'

/**
 * The city that is live. The database holds numbered versions, the highest is live, and every process runs it.
 *
 * A process that has the folder publishes it at start and whenever its files change: read and checked whole, then in one
 * transaction under an advisory lock - is it another one than the live version? do all modules agree? - it becomes the next
 * version. Otherwise the problems are kept for operators to see and the last good version stays.
 * Every process hears of versions by NOTIFY and, should that be missed, by asking every few seconds.
 * Folders are looked at by time and size of their files every second or so: unlike file events that works on every file
 * system. A folder is read only once it has come to rest.
 * Of two processes with different folders one is refused: see hold-folder.ts, which also writes drafts back.
 */
export type LiveVersion = {
  readonly city: City
  readonly version: number
  readonly hash: string
  /** ISO 8601. */
  readonly publishedAt: string
  readonly tree: AreaTree
  /** The folder as it is now was refused; this version stays live. */
  readonly refused: {
    readonly at: string
    readonly problems: readonly Problem[]
    /** The version the folder was made from, when another being live is why it was refused. */
    readonly parent?: number | null
  } | null
}

export type LiveCity = {
  readonly current: () => LiveVersion
  /** Called after this process has switched to another version; gives the way to stop listening. */
  readonly onChange: (listener: (now: LiveVersion) => void) => () => void
  readonly close: () => Promise<void>
}

export type LiveCityOptions = {
  readonly db: Db
  readonly connect: () => Promise<pg.Client>
  readonly log: Log
  /** The city folder; absent: this process only follows. */
  readonly dir?: string | undefined
  /** Names of actions that roles may grant. */
  readonly actions: readonly string[]
  readonly apply?: readonly ApplyCity[]
  readonly countRows?: CountRows
  readonly tell?: (line: string) => void
}

const lookAtFolderMs = 1_000
const askDatabaseMs = 3_000

/** Publishes the folder if it may, and starts following. Throws `RefusedStart` when there is no version to run. */
export const startLiveCity = async (options: LiveCityOptions): Promise<LiveCity> => {
  const { db, log } = options
  const tell = options.tell ?? (() => {})
  const listeners = new Set<(now: LiveVersion) => void>()
  const stopping = new AbortController()
  let live: LiveVersion | undefined
  /** Published by this process and not followed yet. */
  let lately: City | undefined

  const look = async (): Promise<void> => {
    const head = await findLiveNumber(db)
    const refusal = await findRefusal(db)
    const refused = refusal ? { at: refusal.at, problems: refusal.problems, parent: refusal.parent } : null
    if (!head) return
    if (live?.version === head.number) {
      if (live.refused?.at !== refused?.at) live = { ...live, refused }
      return
    }
    const stored = await findVersion(db, undefined, lately ?? live?.city)
    lately = undefined
    if (!stored) return
    const { number: version, city, hash, publishedAt } = stored
    const now: LiveVersion = { city, version, hash, publishedAt, tree: makeAreaTree(city.areas), refused }
    live = now
    log.info({ version, city: city.id, hash }, 'city version is live')
    for (const listener of listeners) {
      try {
        listener(now)
      } catch (error) {
        log.error({ err: error }, 'a listener failed on a new city version')
      }
    }
  }

  // One look at a time: of two side by side the slower could bring an older version back.
  let looking: Promise<void> = Promise.resolve()
  const follow = (): Promise<void> => {
    looking = looking.catch(() => {}).then(look)
    return looking
  }

  const refuse = async (problems: readonly Problem[], parent: number | null = null): Promise<void> => {
    log.warn(
      { problems: problems.slice(0, 20), count: problems.length },
      'city folder refused, the last good version stays',
    )
    if (await findLiveNumber(db)) {
      tell(
        `城市目录有 ${problems.length} 处错误，未发布；上一版继续生效。The city folder was refused; the last good version stays live:`,
      )
      for (const problem of problems.slice(0, 20)) tell(`  ${formatProblem(problem)}`)
    }
    const hash = createHash('sha256').update(JSON.stringify(problems)).digest('hex')
    await keepRefusal(db, live?.city.id ?? '-', hash, problems, parent)
  }

  const refuseBehind = async (dir: string, parent: number, liveNumber: number): Promise<void> => {
    await refuse([behindProblem(parent, liveNumber, dir)], parent)
    const [before, after] = [await findVersion(db, parent), await findVersion(db, liveNumber, live?.city)]
    if (!before || !after) return
    const differences = differencesOf(before.city, after.city)
    tell(
      `第 ${liveNumber} 版比第 ${parent} 版多出的内容 What version ${liveNumber} has that version ${parent} had not:`,
    )
    for (const { text } of differences.slice(0, 20)) tell(`  ${text.zh} · ${text.en}`)
    if (differences.length > 20) tell(`  … ${differences.length - 20}`)
  }

  const publish = async (dir: string): Promise<void> => {
    const { result, files, hashes } = await cityReader.readDir(dir, options.actions, live?.city)
    if (!result.ok) {
      await refuse(result.problems)
      return
    }
    const parent = await findParent(db, dir)
    if (parent && 'message' in parent) {
      await refuse([parent])
      return
    }
    const { city, hash, packed, warnings } = result
    const outcome = await publishVersion(
      { db, apply: options.apply ?? [], countRows: options.countRows },
      { city, hash, packed, files, hashes, origin: 'folder', parent },
      { previous: live && { number: live.version, city: live.city } },
    )
    if (outcome.kind === 'refused') await refuse(outcome.problems)
    if (outcome.kind === 'behind') await refuseBehind(dir, outcome.parent, outcome.live)
    if (outcome.kind === 'unchanged') await clearRefusals(db)
    if (outcome.kind === 'published') {
      lately = city
      const { version, breaking } = outcome
      log.info({ version, hash, warnings: warnings.length, breaking: breaking.length }, 'city folder published')
      tell(`已发布城市版本 ${version}：${city.name.zh}。Published city version ${version}.`)
      for (const change of breaking) tell(`  不兼容 breaking: ${change.text.zh} · ${change.text.en}`)
    }
    if (outcome.kind === 'published' || outcome.kind === 'unchanged') await markFolder(db, dir, outcome.version, hash)
  }

  /** After another version went live: a draft that was published is written back into the folder. */
  const bringUp = async (dir: string, isPending: boolean): Promise<void> => {
    const head = await findLiveNumber(db)
    if (!head) return
    const done = await bringFolderUp(db, dir, { version: head.number, hash: head.hash }, isPending)
    if (done === 'up') return
    log.info({ version: head.number, done }, 'city folder and a version that was published elsewhere')
    if (done === 'written')
      tell(`第 ${head.number} 版已写回城市目录。Version ${head.number} was written into the city folder.`)
    else
      tell(
        `城市目录落后于第 ${head.number} 版（${done}）。The city folder is behind version ${head.number}: onecity city update ${dir}`,
      )
  }

  let seen: string | null = null
  if (options.dir !== undefined) {
    if (await isFolder(options.dir)) await bringUp(options.dir, true)
    seen = await fingerprintFolder(options.dir)
    // Without a readable folder this process runs what others publish.
    if (seen !== null || !(await findLiveNumber(db))) await publish(options.dir)
  }
  await follow()
  if (!live) {
    const problems = (await findRefusal(db))?.problems ?? []
    throw new RefusedStart(
      problems.length > 0
        ? `城市目录有错误，且还没有可用的版本。The city folder has errors and no version is live yet:\n${problems.map((p) => `  ${formatProblem(p)}`).join('\n')}`
        : '还没有发布过城市，也没有给出城市目录（--city）。No city was ever published here, and no city folder was given (--city).',
    )
  }

  const watchFolder = async (dir: string): Promise<void> => {
    let published = seen
    let last = seen
    let broughtTo = live?.version
    let pauseMs = lookAtFolderMs
    while (!stopping.signal.aborted) {
      await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => {})
      if (stopping.signal.aborted) return
      const started = performance.now()
      const now = await fingerprintFolder(dir)
      // A folder of many thousand files is looked at less often: at most a twentieth of the time goes into looking.
      pauseMs = Math.max(lookAtFolderMs, 20 * (performance.now() - started))
      if (broughtTo !== live?.version) {
        const version = live?.version
        await bringUp(dir, now !== published)
          .then(() => {
            broughtTo = version
          })
          .catch((error: unknown) => log.error({ err: error }, 'city folder could not be brought up, trying again'))
      }
      const atRest = now === last
      last = now
      if (now === null || now === published || !atRest) continue
      try {
        await publish(dir)
        published = now
        await follow()
      } catch (error) {
        log.error({ err: error }, 'city folder could not be published, trying again')
      }
    }
  }

  const listen = async (): Promise<void> => {
    let heard: (() => void) | undefined
    let client: pg.Client | undefined
    const onAbort = () => heard?.()
    stopping.signal.addEventListener('abort', onAbort)
    while (!stopping.signal.aborted) {
      try {
        if (!client) {
          const fresh = await options.connect()
          fresh.on('notification', () => heard?.())
          fresh.on('error', () => {})
          fresh.on('end', () => {
            if (client === fresh) client = undefined
          })
          await fresh.query(`listen ${cityChannel}`)
          client = fresh
        }
        await follow()
      } catch (error) {
        if (!stopping.signal.aborted)
          log.warn({ err: error, away: isDatabaseAway(error) }, 'cannot ask for the live city version, trying again')
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, askDatabaseMs)
        heard = () => {
          clearTimeout(timer)
          resolve()
        }
        if (stopping.signal.aborted) heard()
      })
    }
    await client?.end().catch(() => {})
  }

  const running = [listen(), ...(options.dir === undefined ? [] : [watchFolder(options.dir)])]
  return {
    current: () => live as LiveVersion,
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      stopping.abort()
      await Promise.all(running)
    },
  }
}

const isFolder = (dir: string): Promise<boolean> =>
  stat(dir).then(
    (found) => found.isDirectory(),
    () => false,
  )
