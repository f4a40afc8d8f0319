import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

it('packs the decision package so that plain Node decides with it', () => {
  // Inside the tree, so that its libraries are found as they would be beside it.
  mkdirSync(join(root, 'node_modules/.cache'), { recursive: true })
  const folder = mkdtempSync(join(root, 'node_modules/.cache/pack-'))
  try {
    const packed = spawnSync(process.execPath, [join(root, 'scripts/pack-decision.mjs'), folder], { encoding: 'utf8' })
    expect(packed.stderr).toBe('')
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    expect(manifest.private).toBeUndefined()
    for (const { types, default: code } of Object.values<{ types: string; default: string }>(manifest.exports))
      expect([types, code].every((file) => existsSync(join(folder, file)))).toBe(true)
    const declarations = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.d.ts'),
    )
    for (const file of declarations)
      expect(readFileSync(join(folder, file), 'utf8'), file).not.toMatch(/from '[^']+(?<!\.d)\.ts'/)
    writeFileSync(
      join(folder, 'try.mjs'),
      `import { compileExpression } from './index.js'
      import { toSql } from './sql/index.js'
      const { program } = compileExpression('0.1 + 0.2 = 0.3')
      console.log(program.evaluate(), toSql('a > 1', [{ name: 'a', type: 'number', sql: 'a' }]).ok)`,
    )
    const tried = spawnSync(process.execPath, [join(folder, 'try.mjs')], { encoding: 'utf8' })
    expect(tried.stdout).toBe('true true\n')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
