// `node scripts/pack-decision.mjs [FOLDER]`: packages/decision as others get it from npm — JavaScript modules with their types,
// README, licence — in dist/npm/decision. Whoever publishes looks at it there and runs `npm publish` in it.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { rolldown } from 'rolldown'
import { runNode } from './checks/run.mjs'
import { root } from './prepare.mjs'

const home = join(root, 'packages/decision')
const out = resolve(process.argv[2] ?? join(root, 'dist/npm/decision'))
rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })

const {
  exports,
  dependencies,
  devDependencies: _,
  private: __,
  ...about
} = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
/** `./src/sql/index.ts` → `sql/index`. */
const moduleOf = (path) => path.replace(/^\.\/src\/(.+)\.ts$/, '$1')
const modules = Object.values(exports).map(moduleOf)

const bundle = await rolldown({
  input: Object.fromEntries(modules.map((name) => [name, join(home, 'src', `${name}.ts`)])),
  platform: 'neutral',
  external: Object.keys(dependencies),
})
await bundle.write({ dir: out, format: 'esm', chunkFileNames: 'parts/[name].js' })
await bundle.close()

const config = join(out, 'tsconfig.json')
writeFileSync(
  config,
  JSON.stringify({
    extends: join(root, 'tsconfig.base.json'),
    compilerOptions: {
      noEmit: false,
      noEmitOnError: true,
      declaration: true,
      emitDeclarationOnly: true,
      rootDir: join(home, 'src'),
      outDir: out,
      lib: ['ES2023', 'ES2024.String', 'DOM'],
      types: [],
    },
    include: [...modules.map((name) => join(home, 'src', `${name}.ts`)), join(home, 'src/**/*.d.ts')],
  }),
)
const { code, output } = await runNode(['node_modules/typescript/bin/tsc', '-p', config])
if (code !== 0) throw new Error(`the types cannot be written:\n${output}`)
rmSync(config)
for (const file of readdirSync(out, { recursive: true, encoding: 'utf8' }))
  if (file.endsWith('.d.ts')) {
    const text = readFileSync(join(out, file), 'utf8')
    writeFileSync(join(out, file), text.replaceAll(/((?:from|import\() ?'\.[^']*)\.ts'/g, "$1.js'"))
  }

const manifest = {
  ...about,
  exports: Object.fromEntries(
    Object.entries(exports).map(([name, path]) => {
      const module = moduleOf(path)
      return [name, { types: `./${module}.d.ts`, default: `./${module}.js` }]
    }),
  ),
  sideEffects: false,
  engines: { node: '>=20' },
  dependencies,
}
writeFileSync(join(out, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
copyFileSync(join(home, 'README.md'), join(out, 'README.md'))
for (const file of ['LICENSE', 'NOTICE']) copyFileSync(join(root, file), join(out, file))
console.log(out)
