/** A city folder of any size, generated: resources as departments write them, with names, codes, bounds and masks. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { newCityFiles } from '../../packages/city/src/index.ts'

const departments = 78
const types = [
  (id: string) => `{ id: ${id}, name: { zh: 名称, en: Name }, type: text, max: 100 }`,
  (id: string) =>
    `{ id: ${id}, name: { zh: 数量, en: Count }, type: integer, range: { min: 0, max: 100000 }, optional: true }`,
  (id: string) => `{ id: ${id}, name: { zh: 金额, en: Amount }, type: decimal, scale: 2, unit: CNY, optional: true }`,
  (id: string) => `{ id: ${id}, name: { zh: 登记日期, en: Registered on }, type: date, formats: ["YYYY/M/D"] }`,
  (id: string) =>
    `id: ${id}\n    name: { zh: 状态, en: Status }\n    type: code\n    index: true\n    codes:\n      - { value: "1", name: { zh: 有效, en: Valid } }\n      - { value: "2", name: { zh: 注销, en: Struck off } }`,
  (id: string) => `{ id: ${id}, name: { zh: 联系电话, en: Phone }, type: phone, optional: true, mask: keep-3-4 }`,
]

/** Titles lead to one item each, so every item is named by its place. */
const item = (at: number): string =>
  (types[at % types.length] as (id: string) => string)(`item_${at}`).replace(
    /name: \{ zh: ([^,]+), en: ([^}]+?) \}/,
    `name: { zh: $1${at}, en: $2 ${at} }`,
  )

const resource = (at: number, items: number): string => `# 由基准程序生成 generated for a benchmark
id: resource-${at}
kind: stored
name: { zh: 基准信息资源${at}, en: Benchmark resource ${at} }
abstract: { zh: 用于测量读入与检查的时间, en: Measures how long reading and checking take }
owner: department-${at % departments}
share: { type: conditional, condition: { zh: 业务协同, en: joint service }, departments: [department-${(at + 1) % departments}] }
update: daily
key: [item_0]
items:
${Array.from({ length: items }, (_, i) => `  - ${item(i)}`).join('\n')}
`

/** Writes the folder and gives the paths of its resource files. */
export const writeCityFolder = (dir: string, resources: number, items: number): string[] => {
  const files = new Map(newCityFiles({ id: 'benchmark', name: { zh: '基准市', en: 'Benchmark' } }))
  files.set(
    'departments.yaml',
    [
      ...Array.from(
        { length: departments },
        (_, i) => `- { id: department-${i}, name: { zh: 部门${i} }, area: 990000 }`,
      ),
      '- { id: parks, name: { zh: 公园管理处 }, area: 990000 }',
    ].join('\n'),
  )
  const paths: string[] = []
  for (let at = 0; at < resources; at++) {
    const path = `departments/department-${at % departments}/resources/resource-${at}.yaml`
    files.set(path, resource(at, items))
    paths.push(path)
  }
  for (const [path, text] of files) {
    mkdirSync(dirname(join(dir, path)), { recursive: true })
    writeFileSync(join(dir, path), text)
  }
  return paths
}
