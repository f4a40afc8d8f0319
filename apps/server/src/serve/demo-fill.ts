import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../platform/config/index.ts'
import type { Log } from '../platform/log/index.ts'
import { findInstallationSetting, setInstallationSetting } from './installation-settings.ts'
import type { OpenDatabase } from './open-database.ts'

const settingName = 'demo-fill'
/** Advisory lock key, a word of our own: 'demo'. Two processes starting together must not both fill. */
const fillLock = '4051315'
/** A small town: enough to see on the map, taken in within seconds. */
const amounts = { people: 2_000, companies: 200, seed: 1 }

/** Exit code of the simulator for a city that declares none of the resources it knows. */
const nothingToFill = 3

/** Whether simulated rows were filled in on first start. */
export const wasDemoFilled = async (database: OpenDatabase): Promise<boolean> =>
  (await findInstallationSetting(database.db, settingName)) !== undefined

/**
 * On the first start in demo mode lets the simulator, an ordinary client of the API, fill in labelled rows. Runs beside the
 * server; a fill that was cut short is tried again at the next start, and the register keys make that harmless.
 */
export const startDemoFill = (options: {
  readonly database: OpenDatabase
  readonly url: string
  readonly log: Log
  readonly tell: (line: string) => void
}): { readonly close: () => Promise<void> } => {
  const { database, log, tell } = options
  const stopping = new AbortController()
  const simulator = join(projectRoot, 'apps/simulator/dist/simulator.mjs')

  const run = async (): Promise<void> => {
    if (!existsSync(simulator) || (await wasDemoFilled(database))) return
    const connection = await database.connect()
    try {
      const { rows } = await connection.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [fillLock])
      if (!rows[0]?.got || (await wasDemoFilled(database))) return
      tell('正在填入模拟数据（均已标明）… filling in simulated rows (labelled as such) …')
      const args = [
        'fill',
        '--url',
        options.url,
        ...Object.entries(amounts).flatMap(([name, n]) => [`--${name}`, String(n)]),
      ]
      const code = await runSimulator(simulator, args, log, stopping.signal)
      if (stopping.signal.aborted) return
      if (code === nothingToFill)
        return tell('这座城市没有可填的模拟数据。Nothing of this city can be filled with simulated rows.')
      if (code !== 0) {
        log.error({ code }, 'the simulator did not finish; it is tried again at the next start')
        tell('模拟数据未能填完，下次启动再试。The simulated rows were not all filled in; the next start tries again.')
        return
      }
      await setInstallationSetting(database.db, settingName, { ...amounts, at: new Date().toISOString() })
      tell('模拟数据已填入。The simulated rows are in.')
    } finally {
      await connection.end().catch(() => {})
    }
  }

  const running = run().catch((error: unknown) => {
    if (!stopping.signal.aborted) log.error({ err: error }, 'filling in simulated rows failed')
  })
  return {
    close: async () => {
      stopping.abort()
      await running
    },
  }
}

const runSimulator = (file: string, args: readonly string[], log: Log, signal: AbortSignal): Promise<number> =>
  new Promise((resolve) => {
    // The server's own settings are not the simulator's: it would refuse or, worse, obey them.
    const env = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !name.startsWith('ONECITY_') && name !== 'DATABASE_URL'),
    )
    const child = spawn(process.execPath, [file, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    const onAbort = () => child.kill('SIGTERM')
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort)
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) =>
        log.debug({ simulator: chunk.toString('utf8').trim().slice(0, 2_000) }, 'simulator'),
      )
    child.once('error', (error) => {
      log.error({ err: error }, 'the simulator could not be started')
      resolve(-1)
    })
    child.once('close', (code) => {
      signal.removeEventListener('abort', onAbort)
      resolve(code ?? -1)
    })
  })
