import { nearest } from '@onecity/city'
import {
  parseArguments,
  RefusedStart,
  type SettingName,
  settingDefinitions,
  UsageError,
} from '../platform/config/index.ts'
import { programVersion } from '../serve/program-version.ts'
import type { Command } from './command.ts'
import { commands } from './commands.ts'

type Definition = {
  readonly value?: string
  readonly zh: string
  readonly en: string
  readonly env?: readonly string[]
  readonly fallback?: string
}

/** Runs the command that the arguments name and gives its exit code. What a person got wrong is told in one line, without a stack. */
export const runCommandLine = async (
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  print: (line: string) => void,
  printError: (line: string) => void,
): Promise<number> => {
  const [name, ...rest] = argv
  try {
    if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
      const about = rest[0] === undefined ? undefined : findCommand(rest[0])
      print(about ? helpFor(about) : overview())
      return 0
    }
    if (name === '--version' || name === '-v') {
      print(programVersion)
      return 0
    }
    const command = findCommand(name)
    if (rest.includes('--help') || rest.includes('-h')) {
      print(helpFor(command))
      return 0
    }
    const { positional, flags, settings } = parseArguments(rest, env, command.settings, command.flags)
    return await command.run({ args: positional, flags, settings, print })
  } catch (error) {
    if (error instanceof UsageError) {
      printError(error.message)
      printError(`帮助 help: onecity help${name && commands.some((c) => c.name === name) ? ` ${name}` : ''}`)
      return 2
    }
    if (error instanceof RefusedStart) {
      printError(error.message)
      return 1
    }
    throw error
  }
}

const findCommand = (name: string): Command => {
  const command = commands.find((each) => each.name === name)
  if (command) return command
  const near = nearest(
    name,
    commands.map((each) => each.name),
  )
  throw new UsageError(
    `未知命令 unknown command “${name}”.${near === undefined ? '' : ` 是否想写 ${near}？Did you mean ${near}?`}`,
  )
}

const table = (lines: readonly (readonly [string, string])[]): string => {
  const width = Math.max(...lines.map(([left]) => left.length)) + 2
  return lines.map(([left, right]) => `  ${left.padEnd(width)}${right}`).join('\n')
}

const overview = (): string =>
  [
    `OneCity 一城 ${programVersion}`,
    '',
    'onecity <command> [options]',
    '',
    table([
      ...commands.map((c): [string, string] => [`${c.name} ${c.usage}`.trim(), `${c.zh} — ${c.en}`]),
      ['help [command]', '帮助 — help'],
    ]),
  ].join('\n')

const helpFor = (command: Command): string => {
  const describe = (name: string, definition: Definition): [string, string] => [
    `--${name}${definition.value === undefined ? '' : ` ${definition.value}`}`,
    [
      `${definition.zh} — ${definition.en}`,
      definition.fallback ? `[${definition.fallback}]` : '',
      definition.env ? `(${definition.env.join(', ')})` : '',
    ]
      .filter((part) => part !== '')
      .join(' '),
  ]
  const lines = [
    ...Object.entries(command.flags ?? {}).map(([name, definition]) => describe(name, definition)),
    ...command.settings.map((name: SettingName) => describe(name, settingDefinitions[name])),
  ]
  return [
    `onecity ${command.name} ${command.usage}`.trim(),
    `${command.zh} — ${command.en}`,
    ...(lines.length > 0 ? ['', table(lines)] : []),
  ].join('\n')
}
