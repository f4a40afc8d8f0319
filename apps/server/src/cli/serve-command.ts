import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { type Settings, UsageError } from '../platform/config/index.ts'
import { type Log, makeLog } from '../platform/log/index.ts'
import { type RunningOneCity, startOneCity } from '../serve/start-onecity.ts'
import type { Command } from './command.ts'

/** Terminals and npm pass one Ctrl-C on twice; a person who means it presses again later than that. */
const secondSignalAfterMs = 700

export const serveCommand: Command = {
  name: 'serve',
  usage: '',
  zh: '启动服务（npm start 即此）',
  en: 'run the server (what npm start does)',
  settings: [
    'port',
    'host',
    'data',
    'city',
    'role',
    'database-url',
    'postgres-binaries',
    'demo',
    'least-free',
    'hold-days',
    'log-level',
    'allowed-hosts',
  ],
  run: async ({ args, settings, print }) => {
    // A long delivery makes garbage at a steady rate. Left alone, V8 lets the heap grow fourfold before it looks; measured on
    // two million rows: 122 MB above idle without this, 42 MB with it, at the same speed.
    setFlagsFromString('--heap-growing-percent=50')
    if (args.length > 0) throw new UsageError(`serve 不接受参数 takes no arguments: ${args.join(' ')}`)
    const startedAt = performance.now()
    // At a terminal a person reads what is told and the log goes to a file; elsewhere a collector reads the log from stderr.
    const interactive = process.stdout.isTTY === true && process.stderr.isTTY === true
    const logFile = join(settings.data, 'onecity.log')
    const log = makeLog({ level: settings.logLevel, ...(interactive ? { file: logFile } : {}) })
    const tell = (line: string) => print(`  ${line}`)
    endOnFault(log)

    const signals = listenForSignals(tell)
    print(`OneCity 一城`)
    const starting = startOneCity({ settings, log, tell })
    // Asked to stop while still starting: let the start finish, then stop in order.
    const city = await starting
    if (!signals.asked()) {
      tell(`用时 ready in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
      welcome(city, settings, interactive ? logFile : undefined, tell)
    }
    await signals.wait
    await city.close()
    tell('已停止。Stopped.')
    return 0
  },
}

const welcome = (
  { url }: RunningOneCity,
  settings: Settings,
  logFile: string | undefined,
  tell: (line: string) => void,
): void => {
  const at = settings.port === 7070 ? '' : ` --url ${url}`
  tell('')
  tell(`打开 open       ${url}`)
  tell(`接口 API        ${url}/api/openapi.json`)
  tell('试试 try        npx onecity check cities/shenzhen          检查城市目录 check the city folder')
  if (settings.roles.has('intake'))
    tell(`                npx onecity import ev-charging-station FILE${at}  导入数据文件 import a data file`)
  tell('                npx onecity help                           全部命令 all commands')
  if (logFile !== undefined) tell(`日志 log        ${logFile}`)
  tell('停止 stop       Ctrl-C')
  tell('')
}

const listenForSignals = (tell: (line: string) => void) => {
  let firstAt: number | undefined
  let ask: () => void = () => {}
  const wait = new Promise<void>((resolve) => {
    ask = resolve
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (firstAt === undefined) {
        firstAt = performance.now()
        tell('正在停止… stopping …')
        ask()
      } else if (performance.now() - firstAt > secondSignalAfterMs) process.exit(130)
    })
  return { wait, asked: () => firstAt !== undefined }
}

/** After a fault nobody caught, the state of the process cannot be trusted: say so and end; a supervisor starts it again. */
const endOnFault = (log: Log): void => {
  const end = (kind: string) => (error: unknown) => {
    log.fatal({ err: error }, kind)
    process.stderr.write(`${kind}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    process.exit(1)
  }
  process.on('uncaughtException', end('uncaught exception'))
  process.on('unhandledRejection', end('unhandled rejection'))
}
