import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** A program to be compared with, and where Debian has it. */
export type Program = { readonly command: string; readonly versionFlag: string; readonly package: string }

export type Installed =
  | { readonly ok: true; readonly version: string }
  | { readonly ok: false; readonly reason: string }

const aptGet = '/usr/bin/apt-get'

const versionOf = ({ command, versionFlag }: Program): string | null => {
  const { error, stdout, stderr } = spawnSync(command, [versionFlag], { encoding: 'utf8' })
  return error ? null : (`${stdout}${stderr}`.trim().split('\n')[0] ?? '')
}

const installMinutes = 10

/** Finds a program, or installs it from the system's own packages where that is possible; else says why it is left out. */
export const installProgram = (program: Program, say: (line: string) => void): Installed => {
  const present = versionOf(program)
  if (present !== null) return { ok: true, version: present }
  if (!existsSync(aptGet)) return { ok: false, reason: `${program.command} is not there, nor is apt-get` }
  if (process.getuid?.() !== 0)
    return { ok: false, reason: `${program.command} is not there, and only root may install it` }
  say(`installing ${program.package} …`)
  const apt = (args: readonly string[]) =>
    spawnSync(aptGet, [...args], {
      encoding: 'utf8',
      timeout: installMinutes * 60_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  apt(['update', '-qq'])
  const { status, stderr } = apt(['install', '-y', '--no-install-recommends', program.package])
  const version = versionOf(program)
  if (version !== null) return { ok: true, version }
  const said = `${stderr ?? ''}`.trim().split('\n').at(-1)
  return { ok: false, reason: `apt-get install ${program.package} ended with ${status}: ${said}` }
}
