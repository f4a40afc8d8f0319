import { checkCommand } from './check-command.ts'
import type { Command } from './command.ts'
import { importCommand } from './import-command.ts'
import { serveCommand } from './serve-command.ts'
import { verifyCommand } from './verify-command.ts'
import { versionCommand } from './version-command.ts'

/** Every command, in the order in which help shows them. */
export const commands: readonly Command[] = [serveCommand, checkCommand, importCommand, verifyCommand, versionCommand]
