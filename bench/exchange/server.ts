import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'

export type RunningServer = { readonly pid: number; readonly url: string; readonly stop: () => Promise<void> }

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

const readyWithinMs = 120_000

const exited = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    else child.once('exit', () => resolve())
  })

/** A server of an earlier run of this folder that was killed from outside would hold its memory beside the new one. */
const endLeftover = (data: string, pidFile: string): void => {
  if (!existsSync(pidFile)) return
  const pid = Number(readFileSync(pidFile, 'utf8'))
  try {
    if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(data)) process.kill(pid, 'SIGKILL')
  } catch {}
}

/** Starts a server on a database and a city, and waits until it is ready. */
export const startServer = async (databaseUrl: string, city: string, work: string): Promise<RunningServer> => {
  const data = join(work, 'data')
  const pidFile = join(work, 'server.pid')
  endLeftover(data, pidFile)
  mkdirSync(data, { recursive: true })
  const port = await freePort()
  const child = spawn(
    process.execPath,
    [
      ...['apps/server/bin/onecity.mjs', 'serve', '--port', `${port}`],
      ...['--city', city, '--data', data, '--log-level', 'warn'],
    ],
    { env: { ...process.env, ONECITY_DATABASE_URL: databaseUrl }, stdio: ['ignore', 'ignore', 'inherit'] },
  )
  writeFileSync(pidFile, `${child.pid}`)
  const stop = async () => {
    child.kill('SIGTERM')
    const hard = setTimeout(() => child.kill('SIGKILL'), 30_000)
    await exited(child)
    clearTimeout(hard)
  }
  const url = `http://localhost:${port}`
  const end = Date.now() + readyWithinMs
  while (Date.now() < end && child.exitCode === null) {
    const ready = await fetch(`${url}/api/health/ready`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (ready) return { pid: child.pid as number, url, stop }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await stop()
  throw new Error('the server did not become ready')
}
