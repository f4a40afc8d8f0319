import { programVersion } from '../serve/program-version.ts'
import type { Command } from './command.ts'

export const versionCommand: Command = {
  name: 'version',
  usage: '',
  zh: '显示版本',
  en: 'print the version',
  settings: [],
  run: async ({ print }) => {
    print(programVersion)
    return 0
  },
}
