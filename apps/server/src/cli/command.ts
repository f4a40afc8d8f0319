import type { FlagDefinition, SettingName, Settings } from '../platform/config/index.ts'

/** One command of `onecity`. Adding one: a file here, and a line in `commands.ts`. */
export type Command = {
  readonly name: string
  /** Arguments after the name, for help: `<resource> <file>`. */
  readonly usage: string
  readonly zh: string
  readonly en: string
  /** Settings the command understands, as flag and from the environment. */
  readonly settings: readonly SettingName[]
  readonly flags?: Readonly<Record<string, FlagDefinition>>
  /** Gives the exit code: 0 done, 1 refused or found wanting, 2 wrong usage (thrown `UsageError` does that too), 3 held. */
  readonly run: (call: CommandCall) => Promise<number>
}

export type CommandCall = {
  readonly args: readonly string[]
  readonly flags: Readonly<Record<string, string | true>>
  readonly settings: Settings
  /** A line on standard output. */
  readonly print: (line: string) => void
}
