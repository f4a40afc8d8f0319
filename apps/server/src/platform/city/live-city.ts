import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type AreaTree, type City, formatProblem, makeAreaTree, type Problem, readCity } from '@onecity/city'
import type pg from 'pg'
import { isAppError } from '../../kernel/app-error.ts'
import { RefusedStart } from '../config/index.ts'
import { isDatabaseAway } from '../db/database-away.ts'
import { type Db, type Tx, withTransaction } from '../db/db.ts'
import type { Log } from '../log/index.ts'
import {
  cityChannel,
  clearRefusals,
  findLiveNumber,
  findLiveVersion,
  findRefusal,
  insertVersion,
  keepRefusal,
  lockPublishing,
} from './city-store.ts'
import { fingerprintFolder } from './fingerprint-folder.ts'

/**
 * The city that is live. The database holds numbered versions, the highest is live, and every process runs it.
 *
 * A process that has the folder publishes it at start and whenever its files change: read and checked whole, then in one
 * transaction under an advisory lock - is it another one than the live version? do all modules agree? - it becomes the next
 * version. Otherwise the problems are kept for operators to see and the last good version stays.
 * Every process hears of versions by NOTIFY and, should that be missed, by asking every few seconds.
 * Folders are looked at by time and size of their files every second or so: unlike file events that works on every file
 * system. A folder is read only once it has come to rest.
 * Not handled: two processes holding different folders; each publishes when its own changes or it starts, the last one wins.
 */
export type LiveVersion = {
  readonly city: City
  readonly version: number
  readonly hash: string
  /** ISO 8601. */
  readonly publishedAt: string
  readonly tree: AreaTree
  /** The folder as it is now was refused; this version stays live. */
  readonly refused: { readonly at: string; readonly problems: readonly Problem[] } | null
}

/** A module's part of publishing: prepares its tables in the transaction, or names what stands against it. */
export type ApplyCity = (
  next: { readonly city: City; readonly version: number; readonly previous: City | null },
  tx: Tx,
) => Promise<readonly Problem[]>

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

  const look = async (): Promise<void> => {
    const head = await findLiveNumber(db)
    const refusal = await findRefusal(db)
    const refused = refusal ? { at: refusal.at, problems: refusal.problems } : null
    if (!head) return
    if (live?.version === head.number) {
      if (live.refused?.at !== refused?.at) live = { ...live, refused }
      return
    }
    const stored = await findLiveVersion(db)
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

  const refuse = async (problems: readonly Problem[]): Promise<void> => {
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
    await keepRefusal(
      db,
      live?.city.id ?? '-',
      createHash('sha256').update(JSON.stringify(problems)).digest('hex'),
      problems,
    )
  }

  const publish = async (dir: string): Promise<void> => {
    const result = await readCity(dir, { actions: options.actions })
    if (!result.ok) {
      await refuse(result.problems)
      return
    }
    const outcome = await publishVersion(db, result.city, result.hash, options.apply ?? [])
    if (outcome.kind === 'refused') await refuse(outcome.problems)
    if (outcome.kind === 'unchanged') await clearRefusals(db)
    if (outcome.kind === 'published') {
      log.info(
        { version: outcome.version, hash: result.hash, warnings: result.warnings.length },
        'city folder published',
      )
      tell(`已发布城市版本 ${outcome.version}：${result.city.name.zh}。Published city version ${outcome.version}.`)
    }
  }

  let seen: string | null = null
  if (options.dir !== undefined) {
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
    let pauseMs = lookAtFolderMs
    while (!stopping.signal.aborted) {
      await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => {})
      if (stopping.signal.aborted) return
      const started = performance.now()
      const now = await fingerprintFolder(dir)
      // A folder of many thousand files is looked at less often: at most a twentieth of the time goes into looking.
      pauseMs = Math.max(lookAtFolderMs, 20 * (performance.now() - started))
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

type Outcome =
  | { readonly kind: 'published'; readonly version: number }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }

class Disagreement extends Error {
  readonly problems: readonly Problem[]
  constructor(problems: readonly Problem[]) {
    super('a module refuses the city version')
    this.problems = problems
  }
}

const publishVersion = async (db: Db, city: City, hash: string, apply: readonly ApplyCity[]): Promise<Outcome> => {
  try {
    return await withTransaction(db, async (tx): Promise<Outcome> => {
      await lockPublishing(tx)
      const previous = await findLiveVersion(tx)
      if (previous?.hash === hash) return { kind: 'unchanged' }
      if (previous && previous.city.id !== city.id)
        throw new Disagreement([
          atCity(
            `this installation runs the city “${previous.city.id}”, the folder declares “${city.id}”`,
            'the same city, or another data folder (--data)',
          ),
        ])
      const version = (previous?.number ?? 0) + 1
      for (const module of apply) {
        const problems = await module({ city, version, previous: previous?.city ?? null }, tx)
        if (problems.length > 0) throw new Disagreement(problems)
      }
      await insertVersion(tx, version, hash, city)
      return { kind: 'published', version }
    })
  } catch (error) {
    if (error instanceof Disagreement) return { kind: 'refused', problems: error.problems }
    if (isAppError(error) && error.code === 'city-refused')
      return { kind: 'refused', problems: [atCity(error.detail ?? error.message)] }
    throw error
  }
}

const atCity = (message: string, expected?: string): Problem => ({
  file: 'city.yaml',
  line: 1,
  column: 1,
  severity: 'error',
  message,
  ...(expected === undefined ? {} : { expected }),
})
