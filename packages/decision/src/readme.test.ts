import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { sentences } from './trace/problem-sentences.ts'

const home = fileURLToPath(new URL('..', import.meta.url))
const readme = readFileSync(join(home, 'README.md'), 'utf8')
const examples = [...readme.matchAll(/^```ts\n(.+?)^```$/gms)].map(([, source = '']) => source)

/** Built as somebody builds it who has the package: by its name, from what its package.json exports. */
const build = async (source: string): Promise<string> => {
  const bundle = await rolldown({
    input: 'example.ts',
    platform: 'node',
    logLevel: 'silent',
    plugins: [
      {
        name: 'example',
        resolveId: (id) => (id === 'example.ts' ? join(home, 'example.ts') : null),
        load: (id) => (id === join(home, 'example.ts') ? source : null),
      },
    ],
  })
  const { output } = await bundle.generate({ format: 'esm', codeSplitting: false })
  await bundle.close()
  return output[0].code
}

describe('the README', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'onecity-readme-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('has examples', () => {
    expect(examples.length).toBeGreaterThanOrEqual(3)
  })

  it.each(examples.map((source, index) => [index + 1, source] as const))(
    'shows in example %i what really comes out',
    async (index, source) => {
      const said: string[] = []
      vi.spyOn(console, 'log').mockImplementation((value: unknown) => {
        said.push(...(typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined')).split('\n'))
      })
      const file = join(folder, `example-${index}.mjs`)
      await writeFile(file, await build(source))
      await import(/* @vite-ignore */ pathToFileURL(file).href)
      expect(said).toEqual([...source.matchAll(/^ *\/\/ → (.*)$/gm)].map(([, line]) => line))
    },
  )

  it('lists every code of a problem, and no other', () => {
    const listed = [...readme.matchAll(/^\| `([a-z]+)\.` \| [^|]+ \| (.+) \|$/gm)].flatMap(([, family, codes = '']) =>
      codes.split(' ').map((code) => `${family}.${code.replaceAll('`', '')}`),
    )
    expect(listed.sort()).toEqual(Object.keys(sentences).sort())
  })
})
