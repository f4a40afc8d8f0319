import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** A Chromium of this machine: the one that CHROMIUM names, or one on the path; undefined when there is none. */
export function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))
  return [...onPath, ...places].find(canRun)
}

const canRun = (file) => {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Finds a Chromium or installs one by the system's package manager. Throws, saying what a person can do, when neither works. */
export function getChromium() {
  const found = findChromium()
  if (found) return found
  const sudo = process.getuid?.() === 0 ? [] : canRunQuietly('sudo', ['-n', 'true']) ? ['sudo', '-n'] : undefined
  if (sudo && canRunQuietly('apt-get', ['--version'])) {
    console.log('  安装 Chromium installing Chromium (apt-get install chromium fonts-noto-cjk) …')
    const apt = (...args) =>
      spawnSync(...command([...sudo, 'apt-get', '-qq', ...args]), {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      })
    apt('update')
    apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk')
    const installed = findChromium()
    if (installed) return installed
  }
  throw new Error(
    'No Chromium on this machine, and none could be installed. Install the packages chromium and fonts-noto-cjk ' +
      '(or Google Chrome), or name a browser: CHROMIUM=/path/to/chromium npm test',
  )
}

const command = ([file, ...args]) => [file, args]
const canRunQuietly = (file, args) => spawnSync(file, args, { stdio: 'ignore' }).status === 0
