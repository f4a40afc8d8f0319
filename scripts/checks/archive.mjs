// The archive for machines without a network, tried: made, unpacked elsewhere, installed without npm or Node.js on the path,
// started, asked, stopped.
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from '../prepare.mjs'
import { run, runNode } from './run.mjs'

const answersWithinMs = 60_000

/** What went wrong, or nothing. */
export async function tryArchive() {
  // Traversable: as root the database runs as another user, below this folder.
  const folder = mkdtempSync(join(tmpdir(), 'onecity-archive-'))
  await run('chmod', ['755', folder])
  try {
    return await tryIn(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function tryIn(folder) {
  const made = await runNode(['scripts/archive.mjs'], { timeoutMs: 240_000 })
  if (made.code !== 0) return `the archive was not made:\n${made.output}`
  const { version } = JSON.parse(readFileSync(join(root, 'apps/server/package.json'), 'utf8'))
  const name = readdirSync(join(root, 'dist')).find(
    (each) => each.startsWith(`onecity-${version}-`) && each.endsWith('.tar.gz'),
  )
  if (name === undefined) return 'there is no archive below dist/'
  for (const each of [name, `${name}.sha256`]) cpSync(join(root, 'dist', each), join(folder, each))
  const sound = await run('sha256sum', ['-c', `${name}.sha256`], { cwd: folder })
  if (sound.code !== 0) return `its checksum does not fit:\n${sound.output}`
  const unpacked = await run('tar', ['-xzf', name], { cwd: folder })
  if (unpacked.code !== 0) return unpacked.output

  const source = join(folder, name.replace('.tar.gz', ''))
  // The system's programs only: neither npm nor any Node.js but the one in the archive.
  const bin = join(folder, 'bin')
  mkdirSync(bin)
  const env = { PATH: `${bin}:/usr/sbin:/usr/bin:/sbin:/bin`, HOME: folder, LANG: 'C.UTF-8' }
  const places = ['--prefix', join(folder, 'opt'), '--data', join(folder, 'data'), '--etc', join(folder, 'etc')]
  const install = () => run(join(source, 'install.sh'), [...places, '--no-service'], { cwd: source, env })
  // Twice: the second time over itself, as an upgrade does.
  for (const time of ['first', 'second']) {
    const { code, output } = await install()
    if (code !== 0) return `the installer failed the ${time} time:\n${output}`
  }
  rmSync(source, { recursive: true, force: true })
  const program = join(folder, 'opt/onecity')
  if (!existsSync(join(folder, 'opt/current/node/bin/node'))) return 'the archive brought no Node.js'
  return await serveFrom(program, folder, env)
}

async function serveFrom(program, folder, env) {
  const port = await freePort()
  const args = ['serve', '--port', String(port), '--data', join(folder, 'data'), '--demo', 'off', '--log-level', 'warn']
  const child = spawn(program, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said += chunk
    })
  let code
  const ended = new Promise((resolve) =>
    child.once('close', (exit) => {
      code = exit
      resolve(exit)
    }),
  )
  try {
    const url = `http://127.0.0.1:${port}`
    const end = Date.now() + answersWithinMs
    for (;;) {
      const ready = await fetch(`${url}/api/health/ready`).then(
        (answer) => answer.ok,
        () => false,
      )
      if (ready) break
      if (code !== undefined || Date.now() > end) return `the installed program does not answer:\n${said}`
      await sleep(200)
    }
    const page = await fetch(`${url}/`)
    if (!page.ok || !(await page.text()).includes('<div id="root"')) return 'the installed program shows no page'
    const city = await fetch(`${url}/api/city`).then((answer) => answer.json())
    if (city.id !== 'shenzhen') return `the installed program runs another city: ${city.id}`
  } finally {
    child.kill('SIGTERM')
    await Promise.race([ended, sleep(30_000, undefined, { ref: false })])
    if (code === undefined) child.kill('SIGKILL')
  }
  return code === 0 ? '' : `the installed program ended with ${code}:\n${said}`
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}
