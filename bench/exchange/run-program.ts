import { spawn } from 'node:child_process'

export type ProgramResult = { readonly said: string; readonly stopped: boolean; readonly code: number | null }

const keptCharacters = 8_000

/** Runs a program to its end, or stops it after `seconds`; keeps the last of what it says. */
export const runProgram = (
  command: string,
  args: readonly string[],
  options: { readonly env?: NodeJS.ProcessEnv; readonly cwd?: string; readonly seconds: number },
): Promise<ProgramResult> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: { ...process.env, ...options.env },
      ...(options.cwd !== undefined && { cwd: options.cwd }),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    let stopped = false
    const keep = (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-keptCharacters)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    const timer = setTimeout(() => {
      stopped = true
      child.kill('SIGKILL')
    }, options.seconds * 1000)
    child.once('error', (error) => {
      clearTimeout(timer)
      reject(error)
    })
    child.once('close', (code) => {
      clearTimeout(timer)
      resolve({ said, stopped, code })
    })
  })

/** What libpq's programs take from the environment, so that the password is in no process list. */
export const libpqEnvironment = (url: string): Record<string, string> => {
  const { hostname, port, username, password, pathname } = new URL(url)
  return {
    PGHOST: hostname,
    PGPORT: port,
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: pathname.slice(1),
    PGSSLMODE: 'disable',
  }
}
