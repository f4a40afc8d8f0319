import { describe, expect, it } from 'vitest'
import { parseArguments, redactUrl, type SettingName, settingDefinitions } from './settings.ts'

const all = Object.keys(settingDefinitions) as SettingName[]
const read = (args: string[], env: Record<string, string> = {}) => parseArguments(args, env, all).settings

describe('settings', () => {
  it('uses the documented defaults', () => {
    const settings = read([])
    expect(settings).toMatchObject({
      port: 7070,
      host: '127.0.0.1',
      logLevel: 'info',
      demo: true,
      url: 'http://localhost:7070',
    })
    expect([...settings.roles]).toEqual(['web', 'intake', 'jobs'])
    expect(settings.data).toMatch(/[/\\]\.onecity$/)
    expect(settings.city).toMatch(/cities[/\\]shenzhen$/)
  })

  it('lets a flag win over the environment', () => {
    expect(read(['--port', '7071'], { ONECITY_PORT: '7072' }).port).toBe(7071)
    expect(read([], { ONECITY_PORT: '7072' }).port).toBe(7072)
    expect(read(['--port=7073']).port).toBe(7073)
  })

  it('refuses an unknown flag and names the nearest one', () => {
    expect(() => read(['--prot', '7071'])).toThrow(/unknown option --prot.*Did you mean --port\?/)
    expect(() => read(['-p', '7071'])).toThrow(/unknown option -p/)
  })

  it('refuses an unknown ONECITY_ variable and names the nearest one', () => {
    expect(() => read([], { ONECITY_CTY: 'x' })).toThrow(/ONECITY_CTY.*Did you mean ONECITY_CITY\?/)
  })

  it('allows the variable that only tests read', () => {
    expect(() => read([], { ONECITY_SAMPLES: '/samples' })).not.toThrow()
  })

  it('refuses impossible values, saying which are possible', () => {
    expect(() => read(['--port', '70700'])).toThrow(/0–65535/)
    expect(() => read(['--role', 'wbe'])).toThrow(/web, intake, jobs.*Did you mean web\?/)
    expect(() => read(['--log-level', 'loud'])).toThrow(/trace, debug/)
    expect(() => read(['--port'])).toThrow(/needs a value/)
  })

  it('listens on this machine only while there are no accounts', () => {
    expect(() => read(['--host', '0.0.0.0'])).toThrow(/Without user accounts/)
    expect(read(['--host', '127.0.0.2']).host).toBe('127.0.0.2')
    expect(read(['--host', '::1']).host).toBe('::1')
  })

  it('combines roles', () => {
    expect([...read(['--role', 'web,jobs']).roles]).toEqual(['web', 'jobs'])
  })

  it('never fills simulated rows into a database of the operator', () => {
    expect(read([], { DATABASE_URL: 'postgres://a@localhost/b' }).demo).toBe(false)
    expect(() => read(['--demo', 'on'], { DATABASE_URL: 'postgres://a@localhost/b' })).toThrow(/embedded database only/)
  })

  it('never repeats a database address in an error', () => {
    expect(() => read(['--database-url', 'mysql://u:secret@h/d'])).toThrow(/^(?!.*secret).*postgres:\/\//)
    expect(redactUrl('postgres://u:secret@h/d')).toBe('postgres://u:***@h/d')
  })

  it('keeps the flags of a command apart from the settings', () => {
    const parsed = parseArguments(['a.csv', '--json', '--key', 'k1', '--url', 'http://localhost:1'], {}, ['url'], {
      json: { zh: '', en: '' },
      key: { value: 'KEY', zh: '', en: '' },
    })
    expect(parsed.positional).toEqual(['a.csv'])
    expect(parsed.flags).toEqual({ json: true, key: 'k1' })
    expect(parsed.settings.url).toBe('http://localhost:1')
  })
})
