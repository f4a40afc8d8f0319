import { backupCommand } from './backup-command.ts'
import { batchCommand } from './batch-command.ts'
import { checkCommand } from './check-command.ts'
import { cityCommand } from './city-command.ts'
import type { Command } from './command.ts'
import { exportCommand } from './export-command.ts'
import { importCommand } from './import-command.ts'
import { newCommand } from './new-command.ts'
import { purgeCommand } from './purge-command.ts'
import { restoreCommand } from './restore-command.ts'
import { serveCommand } from './serve-command.ts'
import { upgradeCommand } from './upgrade-command.ts'
import { verifyCommand } from './verify-command.ts'
import { versionCommand } from './version-command.ts'

/** Every command, in the order in which help shows them. */
export const commands: readonly Command[] = [
  serveCommand,
  checkCommand,
  newCommand,
  cityCommand,
  importCommand,
  batchCommand,
  verifyCommand,
  backupCommand,
  restoreCommand,
  exportCommand,
  upgradeCommand,
  purgeCommand,
  versionCommand,
]
