/**
 * The storeys of the house, checked: `kernel < platform < trust < base < brain < services < open < serve < cli < main`.
 * A module imports lower storeys and, inside its storey, other modules by their front door (`index.ts`).
 */
const server = '^apps/server/src'
const storeys = ['kernel', 'platform', 'trust', 'base', 'brain', 'services', 'open', 'serve', 'cli']
/** Tests and what only tests use. They may look behind front doors and put whole servers together. */
const tests = String.raw`(\.test\.tsx?|/testing[^/]*\.ts|-testing\.ts)$`
/** `platform/db` has five doors: the pool, migrations, the embedded server, and how to tell that a database is away or full. */
const frontDoor = String.raw`/index\.ts$|${server}/platform/db/(db|migrate|database-away|disk-full)\.ts$|${server}/platform/db/embedded/index\.ts$`

/** No import goes up, from any storey but the last. */
const noStoreyUp = storeys.slice(0, -1).map((name, at) => ({
  name: `storeys-${name}`,
  severity: 'error',
  comment: `${name} stands below ${storeys.slice(at + 1).join(', ')} and knows none of them`,
  from: { path: `${server}/${name}/`, pathNot: tests },
  to: { path: `${server}/(${storeys.slice(at + 1).join('|')})/|${server}/main\\.ts$` },
}))

/** Inside the decision package: each room knows only those before it; the last four stand side by side. */
const decision = '^packages/decision/src'
const rooms = ['values', 'builtins', 'feel', 'dmn', 'trace|check|change|sql']
const noRoomUp = rooms.slice(0, -1).map((name, at) => ({
  name: `decision-${name}`,
  severity: 'error',
  comment: `${name} is built on by ${rooms.slice(at + 1).join(', ')} and knows none of them`,
  from: { path: `${decision}/${name}/`, pathNot: tests },
  // What a trace looks like is known to whoever writes one.
  to: { path: `${decision}/(${rooms.slice(at + 1).join('|')})/`, pathNot: `${decision}/trace/trace\\.ts$` },
}))

module.exports = {
  forbidden: [
    ...noStoreyUp,
    ...noRoomUp,
    {
      name: 'front-doors',
      severity: 'error',
      comment: 'another module is entered by its index.ts',
      from: { path: `${server}/([^/]+)/([^/]+)/`, pathNot: tests },
      to: {
        path: `${server}/(platform|trust|base|brain|services|open)/([^/]+)/`,
        pathNot: [`${server}/$1/$2/`, frontDoor],
      },
    },
    {
      name: 'front-doors-from-above',
      severity: 'error',
      comment: 'serve, cli and main enter modules by their index.ts',
      from: { path: `${server}/((serve|cli)/|main\\.ts$)`, pathNot: tests },
      to: { path: `${server}/(platform|trust|base|brain|services|open)/[^/]+/`, pathNot: frontDoor },
    },
    {
      name: 'tests-stay-out',
      severity: 'error',
      comment: 'what runs in production needs nothing of the tests',
      from: { path: '^(apps|packages)/', pathNot: tests },
      to: { path: tests },
    },
    {
      name: 'main-is-last',
      severity: 'error',
      comment: 'nothing imports the composition root',
      from: {},
      to: { path: `${server}/main\\.ts$` },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'two files that need each other are one file, or lack a third',
      from: {},
      to: { circular: true },
    },
    {
      name: 'packages-below-apps',
      severity: 'error',
      comment: 'packages know no application',
      from: { path: '^packages/' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-apart',
      severity: 'error',
      comment: 'applications meet over the API, never in code',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'packages-by-name',
      severity: 'error',
      comment: 'a package is entered by what its package.json exports',
      from: { path: '^(apps|packages)/([^/]+)/' },
      to: {
        path: '^packages/',
        pathNot: ['^$1/$2/', String.raw`^packages/[^/]+/src/(index|node|model|area-tree|values/index|sql/index)\.ts$`],
      },
    },
    {
      name: 'one-map',
      severity: 'error',
      comment: 'apps/web/src/map is the only importer of map libraries',
      from: { path: '^apps/web/', pathNot: '^apps/web/src/map/' },
      to: { path: 'node_modules/(maplibre-gl|@maplibre|deck\\.gl|@deck\\.gl)/' },
    },
    {
      name: 'simulator-is-a-client',
      severity: 'error',
      comment: 'the synthetic city uses the API like anybody else',
      from: { path: '^apps/simulator/' },
      to: { path: '^packages/', pathNot: '^packages/(sdk|contracts|city)/' },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'every import leads somewhere',
      from: {},
      to: { couldNotResolve: true, pathNot: String.raw`\?(url|worker|worker&url|raw)$|^geojson$` },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '/dist/'] },
    exclude: { path: ['/dist/', '/generated/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
    },
  },
}
