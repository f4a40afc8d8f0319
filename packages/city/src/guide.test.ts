/** docs/city-folder.md is kept true: its examples make a city, and it names every property there is. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { kinds } from './kinds/index.ts'
import { reportedFor } from './testing-folder.ts'

const guide = await readFile(fileURLToPath(new URL('../../../docs/city-folder.md', import.meta.url)), 'utf8')

function exampleUnder(heading: string): string {
  const section = guide.split(/^## /m).find((part) => part.startsWith(`${heading}\n`))
  const example = /```(?:yaml|csv)\n([\s\S]*?)```/.exec(section ?? '')?.[1]
  if (example === undefined) throw new Error(`the guide has no example under “${heading}”`)
  return example
}

test('the examples of the guide make a city without a problem', async () => {
  const lines = await reportedFor({
    'city.yaml': exampleUnder('city.yaml'),
    'areas/areas.csv': exampleUnder('areas/areas.csv'),
    'areas/outlines.geojson': null,
    'departments.yaml': `${exampleUnder('departments.yaml')}- { id: registry, name: { zh: 登记局 }, area: 990100 }\n`,
    'centres.yaml': (text) => text + exampleUnder('centres.yaml'),
    'roles.yaml': `${exampleUnder('roles.yaml')}- { id: steward, name: { zh: 管理员 }, grants: [{ actions: ["*"] }] }\n`,
    'departments/works/resources/charging-point.yaml': exampleUnder('Resources'),
  })
  expect(lines).toEqual([])
})

test.each(kinds.map((kind) => [kind.name, kind.schema] as const))(
  'the guide names every property of a %s',
  (_, schema) => {
    const names = new Set<string>()
    JSON.stringify(schema, (key, value: unknown) => {
      if (key === 'properties') for (const name of Object.keys(value as object)) names.add(name)
      return value
    })
    // GeoJSON's own members are explained elsewhere; zh and en once for all.
    for (const name of ['zh', 'en', 'type', 'features', 'properties', 'geometry', 'coordinates']) names.delete(name)
    const missing = [...names].filter((name) => !new RegExp(`\\b${name}\\b`).test(guide))
    expect(missing).toEqual([])
  },
)
