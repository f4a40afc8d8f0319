#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const built = new URL('../dist/simulator.mjs', import.meta.url)
if (!existsSync(fileURLToPath(built))) {
  console.error('尚未构建，请先运行 npm run build。Not built yet: run `npm run build` first.')
  process.exit(1)
}
process.setSourceMapsEnabled(true)
await import(built.href)
