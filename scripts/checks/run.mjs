import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../prepare.mjs'

/** A program of node_modules, by its script: no shell, no `npx`, the same on every platform. */
export const tool = (path) => join(root, 'node_modules', path)

/** Runs a Node script. `show` passes its output on as it comes; otherwise it is kept in `output`. Never rejects. */
export function runNode(args, { env = process.env, cwd = root, show = false, timeoutMs = 300_000 } = {}) {
  return run(process.execPath, args, { env, cwd, show, timeoutMs })
}

export function run(file, args, { env = process.env, cwd = root, show = false, timeoutMs = 300_000 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    let stdout = ''
    let late = false
    const timer = setTimeout(() => {
      late = true
      child.kill('SIGTERM')
      setTimeout(() => child.kill('SIGKILL'), 10_000).unref()
    }, timeoutMs)
    const take = (isStdout) => (chunk) => {
      const text = chunk.toString('utf8')
      if (show) process.stdout.write(text)
      else output += text
      if (isStdout && !show) stdout += text
    }
    child.stdout.on('data', take(true))
    child.stderr.on('data', take(false))
    const finish = (code) => {
      clearTimeout(timer)
      if (late) output += `\nended after ${Math.round(timeoutMs / 1000)} s without finishing`
      resolve({ code: late ? -1 : code, output, stdout, late })
    }
    child.once('error', (error) => {
      output += String(error)
      finish(-1)
    })
    child.once('close', (code) => finish(code ?? -1))
  })
}
