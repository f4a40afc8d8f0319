import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { findChromium } from '../scripts/checks/chromium.mjs'

/**
 * What the journeys run against: the built server as people start it, on its own embedded database in a throwaway folder
 * with the demonstration rows in, and one Chromium.
 */

declare module 'vitest' {
  interface ProvidedContext {
    serverUrl: string
    browserEndpoint: string
  }
}

const root = fileURLToPath(new URL('..', import.meta.url))
const out = join(root, 'e2e/out')
const startWithinMs = 60_000

// WebGL without a graphics card; a name that is not ours must not be found, whatever the machine can reach.
const browserArgs = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
]

export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  mkdirSync(out, { recursive: true })
  const built = spawnSync(process.execPath, [join(root, 'scripts/build.mjs')], { cwd: root, stdio: 'inherit' })
  if (built.status !== 0) throw new Error('The build failed, see above.')
  const executablePath = findChromium()
  if (executablePath === undefined)
    throw new Error('No Chromium on this machine: install one, or name it in CHROMIUM (npm test does either).')

  const data = mkdtempSync(join(tmpdir(), 'onecity-e2e-'))
  // Started as root, the database runs as another user, who must be able to enter.
  chmodSync(data, 0o755)
  // Journeys publish: what is published is written into the folder, which must not be the repository's.
  const city = mkdtempSync(join(tmpdir(), 'onecity-e2e-city-'))
  cpSync(join(root, 'cities/shenzhen'), join(city, 'shenzhen'), { recursive: true })
  const { server, url } = await startServer(data, join(city, 'shenzhen'))
  const browser = await chromium.launchServer({ executablePath, args: browserArgs }).catch(async (error: unknown) => {
    await stop(server)
    throw error
  })
  project.provide('serverUrl', url)
  project.provide('browserEndpoint', browser.wsEndpoint())
  return async () => {
    await browser.close()
    await stop(server)
    for (const folder of [data, city]) rmSync(folder, { recursive: true, force: true })
  }
}

/** Resolves once the server listens and has filled in its demonstration rows; it says both on its standard output. */
const startServer = (data: string, city: string): Promise<{ readonly server: ChildProcess; readonly url: string }> => {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('ONECITY_') && name !== 'DATABASE_URL'),
  )
  const server = spawn(
    process.execPath,
    [join(root, 'apps/server/bin/onecity.mjs'), 'serve', '--port', '0', '--data', data, '--city', city, '--demo', 'on'],
    { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  server.stderr.pipe(createWriteStream(join(out, 'server.log')))
  return new Promise((resolve, reject) => {
    const said: string[] = []
    let url: string | undefined
    const fail = (why: string) => reject(new Error(`${why}\n${said.join('\n')}\n(log: e2e/out/server.log)`))
    const timer = setTimeout(() => {
      server.kill('SIGTERM')
      fail(`The server was not ready within ${startWithinMs / 1000} s.`)
    }, startWithinMs)
    server.once('exit', (code) => {
      clearTimeout(timer)
      fail(`The server ended with ${code}.`)
    })
    createInterface(server.stdout).on('line', (line) => {
      said.push(line)
      url ??= /open\s+(http:\/\/\S+)/.exec(line)?.[1]
      if (url !== undefined && line.includes('simulated rows are in')) {
        clearTimeout(timer)
        resolve({ server, url })
      }
    })
  })
}

const stop = async (server: ChildProcess): Promise<void> => {
  if (server.exitCode !== null) return
  const ended = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGTERM')
  await ended
}
