import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../prepare.mjs'
import { runNode, tool } from './run.mjs'

/**
 * A linter that finds nothing may be a linter that looks at nothing. These faults are planted in a folder of their own and
 * every one must be found, under the project's own configuration.
 */

const planted = `import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

const load = async (name: string): Promise<string> => readFile(name, 'utf8')

export const warm = (names: string[], hint: any): void => {
  load(String(hint))
  if (load('x')) names.pop()
}

export default warm
`

const expected = [
  'lint/nursery/noFloatingPromises',
  'lint/nursery/noMisusedPromises',
  'lint/suspicious/noExplicitAny',
  'lint/style/noDefaultExport',
  'lint/correctness/noUnusedImports',
]

/** Gives what was not found; empty when the linter works. */
export async function findLintBlindness() {
  const folder = mkdtempSync(join(tmpdir(), 'onecity-canary-'))
  try {
    // The folder is no git checkout, and its configuration is found from within it.
    const { $schema: _, ...config } = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'))
    writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...config, vcs: { enabled: false } }))
    cpSync(join(root, 'tsconfig.base.json'), join(folder, 'tsconfig.json'))
    mkdirSync(join(folder, 'apps/server/src'), { recursive: true })
    writeFileSync(join(folder, 'apps/server/src/planted.ts'), planted)
    const { stdout } = await runNode([tool('@biomejs/biome/bin/biome'), 'lint', '--reporter=json', '.'], {
      cwd: folder,
    })
    const found = new Set(
      JSON.parse(stdout)
        .diagnostics.filter((d) => d.severity === 'error')
        .map((d) => d.category),
    )
    return expected.filter((category) => !found.has(category))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const storeyFiles = {
  'apps/server/src/kernel/low.ts': `export { high } from '../platform/thing/index.ts'\n`,
  'apps/server/src/platform/thing/index.ts': `export const high = 1\n`,
  'apps/server/src/platform/thing/inner.ts': `export const inner = 1\n`,
  'apps/server/src/platform/other/index.ts': `export { inner } from '../thing/inner.ts'\n`,
  'apps/server/src/base/first/index.ts': `import { second } from '../second/index.ts'\nexport const first = () => second\n`,
  'apps/server/src/base/second/index.ts': `import { first } from '../first/index.ts'\nexport const second = () => first\n`,
  'apps/web/src/app/page.ts': `export { inner } from '../../../server/src/platform/thing/inner.ts'\nexport { Map } from 'maplibre-gl'\n`,
  'packages/city/src/reader.ts': `export { high } from '../../../apps/server/src/platform/thing/index.ts'\n`,
  'node_modules/maplibre-gl/package.json': `{"name":"maplibre-gl","version":"1.0.0","main":"index.js"}\n`,
  'node_modules/maplibre-gl/index.js': `exports.Map = 1\n`,
  'package.json': `{"dependencies":{"maplibre-gl":"1.0.0"}}\n`,
}

const expectedRules = ['storeys-kernel', 'front-doors', 'no-cycles', 'apps-apart', 'one-map', 'packages-below-apps']

/** The same for the storeys: gives the rules that did not bark. */
export async function findBoundaryBlindness() {
  const folder = mkdtempSync(join(tmpdir(), 'onecity-canary-'))
  try {
    for (const [name, text] of Object.entries(storeyFiles)) {
      mkdirSync(join(folder, name, '..'), { recursive: true })
      writeFileSync(join(folder, name), text)
    }
    for (const name of ['tsconfig.base.json', '.dependency-cruiser.cjs']) cpSync(join(root, name), join(folder, name))
    const { stdout } = await runNode(
      [
        tool('dependency-cruiser/bin/dependency-cruise.mjs'),
        ...['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'apps', 'packages'],
      ],
      { cwd: folder },
    )
    const found = new Set(JSON.parse(stdout).summary.violations.map((violation) => violation.rule.name))
    return expectedRules.filter((rule) => !found.has(rule))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
