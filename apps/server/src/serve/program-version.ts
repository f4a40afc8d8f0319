import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serverRoot } from '../platform/config/index.ts'

export const programVersion: string = (
  JSON.parse(readFileSync(join(serverRoot, 'package.json'), 'utf8')) as { version: string }
).version
