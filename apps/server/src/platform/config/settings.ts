import { isAbsolute, join, resolve } from 'node:path'
import { nearest } from '@onecity/city'
import { projectRoot } from './paths.ts'

/**
 * Every setting of the program: by flag (`--city DIR`) or environment (`ONECITY_CITY`), the flag winning. Unknown names and
 * impossible values are refused before anything starts: a mistyped setting that is silently ignored costs an evening.
 */

export const processRoles = ['web', 'intake', 'jobs'] as const
export type ProcessRole = (typeof processRoles)[number]
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const
export type LogLevel = (typeof logLevels)[number]

export type Settings = {
  readonly port: number
  readonly host: string
  /** Absolute path of the folder for everything this installation keeps on disk. */
  readonly data: string
  /** Absolute path of the city folder. */
  readonly city: string
  /** The city folder was named, not just the default. */
  readonly cityNamed: boolean
  readonly roles: ReadonlySet<ProcessRole>
  /** Absent: the embedded PostgreSQL is used. Carries a password: never log it (`redactUrl`). */
  readonly databaseUrl?: string
  readonly postgresBinaries?: string
  readonly logLevel: LogLevel
  readonly demo: boolean
  readonly allowedHosts: readonly string[]
  /** Bytes that must be free on the data folder's disk for new deliveries to be taken. */
  readonly leastFreeBytes: number
  /** Days a batch waits for somebody to confirm what it would remove. */
  readonly holdDays: number
  /** Where the client commands find a running server. */
  readonly url: string
}

type Reader<T> = (text: string, name: string) => T
type Definition = {
  readonly env: readonly string[]
  readonly value: string
  readonly zh: string
  readonly en: string
  readonly fallback?: string
}

/** In the order in which help shows them. */
export const settingDefinitions = {
  port: { env: ['ONECITY_PORT'], value: 'N', fallback: '7070', zh: '监听端口', en: 'port to listen on' },
  host: { env: ['ONECITY_HOST'], value: 'ADDR', fallback: '127.0.0.1', zh: '监听地址', en: 'address to listen on' },
  data: { env: ['ONECITY_DATA'], value: 'DIR', fallback: '.onecity', zh: '数据目录', en: 'folder for data on disk' },
  city: { env: ['ONECITY_CITY'], value: 'DIR', fallback: 'cities/shenzhen', zh: '城市目录', en: 'city folder' },
  role: {
    env: ['ONECITY_ROLE'],
    value: 'all|web|intake|jobs',
    fallback: 'all',
    zh: '本进程的角色，可用逗号组合',
    en: 'what this process does; several with commas',
  },
  'database-url': {
    env: ['ONECITY_DATABASE_URL', 'DATABASE_URL'],
    value: 'URL',
    zh: 'PostgreSQL 16 或更新；不给则用内置的',
    en: 'PostgreSQL 16 or newer; without it the embedded one is used',
  },
  'postgres-binaries': {
    env: ['ONECITY_POSTGRES_BINARIES'],
    value: 'DIR',
    zh: '内置 PostgreSQL 程序所在目录',
    en: 'folder with initdb, pg_ctl and postgres for the embedded server',
  },
  demo: {
    env: ['ONECITY_DEMO'],
    value: 'on|off',
    zh: '首次启动时填入标明的模拟数据（外部数据库时关）',
    en: 'fill in labelled simulated rows on first start (off with a database of your own)',
  },
  'log-level': {
    env: ['ONECITY_LOG_LEVEL'],
    value: logLevels.join('|'),
    fallback: 'info',
    zh: '日志级别',
    en: 'log level',
  },
  'allowed-hosts': {
    env: ['ONECITY_ALLOWED_HOSTS'],
    value: 'NAMES',
    fallback: '',
    zh: '除本机名外可用的主机名，逗号分隔',
    en: 'host names under which it may be reached besides localhost, with commas',
  },
  'least-free': {
    env: ['ONECITY_LEAST_FREE'],
    value: 'SIZE',
    fallback: '512MB',
    zh: '数据盘剩余空间低于此值时不接收新批次',
    en: "take nothing new in when less is free on the data folder's disk (MB, GB)",
  },
  'hold-days': {
    env: ['ONECITY_HOLD_DAYS'],
    value: 'N',
    fallback: '7',
    zh: '待确认的批次保留几天，过期即放弃',
    en: 'days a batch waits to be confirmed before it is discarded',
  },
  url: {
    env: ['ONECITY_URL'],
    value: 'URL',
    fallback: 'http://localhost:7070',
    zh: '客户端命令所连的服务地址',
    en: 'server that client commands talk to',
  },
} as const satisfies Record<string, Definition>
export type SettingName = keyof typeof settingDefinitions

/** Ours by prefix, but read by tests and benchmarks only. */
const foreignVariables = ['ONECITY_SAMPLES']

/** A setting, flag or command that cannot be understood: told to the person at the terminal as it is, without a stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

const didYouMean = (given: string, names: readonly string[]): string => {
  const name = nearest(given, names)
  return name === undefined ? '' : ` 是否想写 ${name}？Did you mean ${name}?`
}

const oneOf =
  <T extends string>(values: readonly T[]): Reader<T> =>
  (text, name) => {
    const found = values.find((value) => value === text)
    if (found === undefined)
      throw new UsageError(
        `${name}: “${text}” 不在可用值中 is not one of ${values.join(', ')}.${didYouMean(text, values)}`,
      )
    return found
  }

const readPort: Reader<number> = (text, name) => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (!(port >= 0 && port <= 65_535)) throw new UsageError(`${name}: “${text}” 不是端口号 is not a port (0–65535).`)
  return port
}

const sizeUnits: Readonly<Record<string, number>> = { KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 }
const readSize: Reader<number> = (text, name) => {
  const [, digits, unit = ''] = /^(\d{1,12})(KB|MB|GB|TB)$/i.exec(text) ?? []
  const factor = sizeUnits[unit.toUpperCase()]
  if (digits === undefined || factor === undefined)
    throw new UsageError(`${name}: “${text}” 不是容量 is not a size such as 512MB or 2GB.`)
  return Number(digits) * factor
}

const readDays: Reader<number> = (text, name) => {
  const days = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN
  if (!(days >= 1 && days <= 366)) throw new UsageError(`${name}: “${text}” 不是天数 is not a number of days (1–366).`)
  return days
}

const readUrl =
  (protocols: readonly string[]): Reader<string> =>
  (text, name) => {
    // The text may hold a password, so it is not repeated.
    const url = URL.canParse(text) ? new URL(text) : undefined
    if (!url || !protocols.includes(url.protocol.slice(0, -1)))
      throw new UsageError(`${name}: 不是有效地址 is not a ${protocols.map((p) => `${p}://`).join(' or ')} address.`)
    return text
  }

const readRoles: Reader<ReadonlySet<ProcessRole>> = (text, name) => {
  const named = text.split(',').map((part) => oneOf(['all', ...processRoles])(part.trim(), name))
  return new Set(named.flatMap((role) => (role === 'all' ? processRoles : [role])))
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)

const readHost: Reader<string> = (text, name) => {
  if (!isLoopback(text))
    throw new UsageError(
      `${name}: 用户账户尚未提供，只能监听本机地址 (127.0.0.1)。` +
        `Without user accounts the server may listen on this machine only (127.0.0.1, ::1, localhost); “${text}” is refused.`,
    )
  return text
}

const fromWorkingFolder = (path: string): string => (isAbsolute(path) ? path : resolve(path))

export type FlagDefinition = { readonly value?: string; readonly zh: string; readonly en: string }

export type ParsedArguments = {
  readonly positional: readonly string[]
  /** Flags of the command itself; a flag without value reads as `true`. */
  readonly flags: Readonly<Record<string, string | true>>
  readonly settings: Settings
}

type Source = { readonly text: string; readonly name: string }

/**
 * Reads arguments and environment. `own` are the flags of the command besides the settings it `takes`.
 * Throws `UsageError` for anything unknown, missing or impossible.
 */
export const parseArguments = (
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  takes: readonly SettingName[],
  own: Readonly<Record<string, FlagDefinition>> = {},
): ParsedArguments => {
  refuseUnknownVariables(env)
  const positional: string[] = []
  const flags: Record<string, string | true> = {}
  const given = new Map<SettingName, Source>()
  const known = [...Object.keys(own), ...takes]
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] as string
    if (arg === '--') {
      positional.push(...args.slice(at + 1))
      break
    }
    if (!arg.startsWith('--')) {
      if (arg.startsWith('-') && arg !== '-')
        throw new UsageError(
          `未知选项 unknown option ${arg}.${didYouMean(
            `-${arg}`,
            known.map((k) => `--${k}`),
          )}`,
        )
      positional.push(arg)
      continue
    }
    const [name, inline] = splitFlag(arg.slice(2))
    if (!known.includes(name))
      throw new UsageError(
        `未知选项 unknown option --${name}.${didYouMean(
          `--${name}`,
          known.map((k) => `--${k}`),
        )}`,
      )
    const definition = own[name]
    if (definition && definition.value === undefined) {
      if (inline !== undefined) throw new UsageError(`--${name} 不带值 takes no value.`)
      flags[name] = true
      continue
    }
    const value = inline ?? args[++at]
    if (value === undefined || (inline === undefined && value.startsWith('--')))
      throw new UsageError(
        `--${name} 需要一个值 needs a value: ${definition?.value ?? settingDefinitions[name as SettingName].value}.`,
      )
    if (definition) flags[name] = value
    else given.set(name as SettingName, { text: value, name: `--${name}` })
  }
  return { positional, flags, settings: readSettings(given, env) }
}

const splitFlag = (text: string): [string, string | undefined] => {
  const at = text.indexOf('=')
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)]
}

const refuseUnknownVariables = (env: Readonly<Record<string, string | undefined>>): void => {
  const known: string[] = [...Object.values(settingDefinitions).flatMap((d) => [...d.env]), ...foreignVariables]
  for (const name of Object.keys(env))
    if (name.startsWith('ONECITY_') && !known.includes(name))
      throw new UsageError(`未知环境变量 unknown environment variable ${name}.${didYouMean(name, known)}`)
}

const readSettings = (
  given: ReadonlyMap<SettingName, Source>,
  env: Readonly<Record<string, string | undefined>>,
): Settings => {
  const find = (setting: SettingName): Source | undefined => {
    const flag = given.get(setting)
    if (flag) return flag
    for (const name of settingDefinitions[setting].env) {
      const text = env[name]
      if (text !== undefined && text !== '') return { text, name }
    }
    return undefined
  }
  const read = <T>(setting: SettingName, reader: Reader<T>): T | undefined => {
    const source = find(setting)
    if (source) return reader(source.text, source.name)
    const definition: Definition = settingDefinitions[setting]
    return definition.fallback === undefined ? undefined : reader(definition.fallback, setting)
  }
  const folder = (setting: 'data' | 'city'): string => {
    const source = find(setting)
    return source ? fromWorkingFolder(source.text) : join(projectRoot, settingDefinitions[setting].fallback)
  }
  const always = <T>(value: T | undefined): T => value as T

  const databaseUrl = read('database-url', readUrl(['postgres', 'postgresql']))
  const demo = read('demo', oneOf(['on', 'off']))
  if (demo === 'on' && databaseUrl !== undefined)
    throw new UsageError(
      '--demo on: 模拟数据只填入内置数据库。Simulated rows are filled into the embedded database only, never into one of your own (DATABASE_URL).',
    )
  const binaries = read('postgres-binaries', fromWorkingFolder)
  return {
    port: always(read('port', readPort)),
    host: always(read('host', readHost)),
    data: folder('data'),
    city: folder('city'),
    cityNamed: find('city') !== undefined,
    roles: always(read('role', readRoles)),
    logLevel: always(read('log-level', oneOf(logLevels))),
    demo: demo === undefined ? databaseUrl === undefined : demo === 'on',
    allowedHosts: always(
      read('allowed-hosts', (text) =>
        text
          .split(',')
          .map((h) => h.trim().toLowerCase())
          .filter((h) => h !== ''),
      ),
    ),
    leastFreeBytes: always(read('least-free', readSize)),
    holdDays: always(read('hold-days', readDays)),
    url: always(read('url', readUrl(['http', 'https']))),
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    ...(binaries === undefined ? {} : { postgresBinaries: binaries }),
  }
}

/** A database address fit for logs and messages: without the password. */
export const redactUrl = (text: string): string => {
  if (!URL.canParse(text)) return '(address)'
  const url = new URL(text)
  if (url.password !== '') url.password = '***'
  if (url.searchParams.has('password')) url.searchParams.set('password', '***')
  return url.href
}
