import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../platform/config/index.ts'
import { runCommandLine } from './run-command-line.ts'

const run = async (...args: string[]) => {
  const out: string[] = []
  const err: string[] = []
  const code = await runCommandLine(
    args,
    {},
    (line) => out.push(line),
    (line) => err.push(line),
  )
  return { code, out: out.join('\n'), err: err.join('\n') }
}

describe('the onecity command', () => {
  it('shows its commands without arguments, and the settings of one command', async () => {
    expect(await run()).toMatchObject({ code: 0, out: expect.stringContaining('serve') })
    const help = await run('help', 'serve')
    expect(help.out).toMatch(/--port N.*\[7070\].*ONECITY_PORT/)
    expect((await run('serve', '--help')).out).toBe(help.out)
  })

  it('names the nearest command', async () => {
    const { code, err } = await run('chek')
    expect(code).toBe(2)
    expect(err).toMatch(/Did you mean check\?/)
  })

  it('refuses a setting the command does not take', async () => {
    const { code, err } = await run('check', '--port', '1')
    expect(code).toBe(2)
    expect(err).toMatch(/unknown option --port/)
  })

  it('prints its version', async () => {
    expect((await run('version')).out).toMatch(/^\d+\.\d+\.\d+$/)
  })

  it('checks the cities of this project', async () => {
    for (const city of ['shenzhen', 'tiny']) {
      const { code, out } = await run('check', join(projectRoot, 'cities', city))
      expect(out).toMatch(/OK: /)
      expect(code).toBe(0)
    }
  })

  it('ends with 1 and tells the place when a folder is no city', async () => {
    const { code, out } = await run('check', join(projectRoot, 'packages'))
    expect(code).toBe(1)
    expect(out).toMatch(/error/)
    const json = JSON.parse((await run('check', join(projectRoot, 'packages'), '--json')).out)
    expect(json).toMatchObject({ ok: false })
    expect(json.problems[0]).toMatchObject({ severity: 'error', line: expect.any(Number), column: expect.any(Number) })
  })
})
