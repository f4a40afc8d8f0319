/** The smallest city worth starting from: every file says what it is for, and all of it is valid. */
export type NewCity = {
  readonly id: string
  readonly name: { readonly zh: string; readonly en?: string }
}

/** Paths and texts of a new city folder. */
export function newCityFiles({ id, name }: NewCity): Map<string, string> {
  const title = `{ zh: ${JSON.stringify(name.zh)}${name.en === undefined ? '' : `, en: ${JSON.stringify(name.en)}`} }`
  const en = name.en ?? name.zh
  return new Map([
    ['city.yaml', cityYaml(id, title)],
    ['areas/areas.csv', areasCsv(name.zh, en)],
    ['areas/outlines.geojson', outlines],
    ['departments.yaml', departments],
    ['centres.yaml', centres],
    ['roles.yaml', roles],
    ['departments/parks/resources/park-bench.yaml', resource],
    ['samples/park-bench.csv', sample],
    ['README.md', readme(name.zh, en)],
  ])
}

const cityYaml = (
  id: string,
  title: string,
) => `# 城市的总设置。What the city is called, and how its map opens. 写法 how to write it: docs/city-folder.md
id: ${id} # 不可再改 never changes again: an installation runs one city
name: ${title}
timeZone: Asia/Shanghai # 交付文件中的当地时间按此理解 local times in delivered files are meant in it
languages: [zh, en] # 第一个为首选 the first one is preferred
map: { centre: [114.05, 22.55], zoom: 11 } # 经度在前 longitude first (WGS-84)
defaultRole: visitor # 未说明身份的人 whoever has not said who they are
notes: # 显示在说明页 shown to readers: sources, licences, reservations
  - title: Start
    text:
      zh: 由 onecity new 生成的示例内容，均为虚构，请逐步替换。
      en: Made by onecity new. Everything in it is invented; replace it step by step.
`

const areasCsv = (zh: string, en: string) => {
  const quoted = (text: string) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return `code,parent,level,name_zh,name_en,aliases,lng,lat,seat_note
990000,,city,${quoted(zh)},${quoted(en)},,114.05,22.55,approximate
990001,990000,district,中心区,Central District,中心,114.05,22.55,approximate
`
}

const outlines = `{
  "type": "FeatureCollection",
  "attribution": { "source": "Drawn for this example, not a real boundary", "licence": "CC0-1.0", "crs": "WGS-84" },
  "features": [
    {
      "type": "Feature",
      "properties": { "code": "990001", "approximate": true },
      "geometry": {
        "type": "Polygon",
        "coordinates": [[[114.0, 22.5], [114.1, 22.5], [114.1, 22.6], [114.0, 22.6], [114.0, 22.5]]]
      }
    }
  ]
}
`

const departments = `# 部门。Each department may keep its own declarations in departments/<id>/.
- { id: parks, name: { zh: 公园管理处, en: Parks Office }, area: 990000 }
`

const centres = `# 运行中心。Operations centres: who commands over which areas.
- id: city
  name: { zh: 城市运行中心, en: City operations centre }
  level: city
  jurisdiction: { areas: [990000] }
`

const roles = `# 角色。What each role may do; any one grant suffices. 账号推出前可直接选用 taken freely until accounts exist.
- id: visitor # 访客：只看公开的内容 sees what is shared with everybody
  name: { zh: 访客, en: Visitor }
  grants:
    - actions: [city.read, catalogue.read, places.read, live.read]
    - actions: [registers.read, registers.export, changes.read]
      shareTypes: [unconditional]

- id: steward # 部门数据管理员：交付数据、起草修改 delivers data, drafts changes of the department's own files
  name: { zh: 公园数据管理员, en: Parks data steward }
  grants:
    - actions: [city.read, catalogue.read, places.read, live.read, registers.read, registers.export, changes.read, batches.read, batches.write]
    - actions: [city.draft]
      folders: [departments/parks]

- id: operator # 平台运维：发布版本 publishes versions and keeps the platform running
  name: { zh: 平台运维, en: Operator }
  grants:
    - actions: ["*"]
`

const resource = `# 信息资源：一张有类型的表。A resource: one typed table, here of park benches.
id: park-bench # 也是表名与网址 also the name of the table and the address
kind: stored # 数据存于登记库 its rows are kept in a register
name: { zh: 公园座椅, en: Park benches }
abstract: { zh: 公园内的座椅及其状况, en: Benches in parks and their condition }
owner: parks # departments.yaml
share: { type: unconditional } # unconditional | conditional | none
open: { type: unconditional }
update: monthly # 更新周期 how often it is delivered
key: [bench_no] # 同一主键再次交付即更新 delivered again under the same key, a row is updated
items:
  - { id: bench_no, name: { zh: 编号, en: Number }, type: text, max: 20 }
  - id: material
    name: { zh: 材质, en: Material }
    type: code
    index: true # 大表中可筛选 may be filtered by when the register is large
    codes:
      - { value: wood, name: { zh: 木, en: Wood } }
      - { value: stone, name: { zh: 石, en: Stone } }
  - { id: seats, name: { zh: 座位数, en: Seats }, type: integer, range: { min: 1, max: 20 } }
  - { id: placed_on, name: { zh: 安放日期, en: Placed on }, type: date, optional: true }
  - id: position
    name: { zh: 位置, en: Position }
    type: point
    columns: { lng: [lng], lat: [lat] } # 由这两列读出 read from these two columns
  - { id: district, name: { zh: 所在区, en: District }, type: area, from: position, optional: true } # 由位置算出 worked out
highlights: [bench_no, material, seats] # 列表中先显示 shown first in lists
`

const sample = `bench_no,material,seats,placed_on,lng,lat
B-001,wood,3,2024-03-12,114.031,22.541
B-002,stone,4,2023-11-02,114.052,22.556
B-003,wood,2,,114.077,22.568
`

const readme = (zh: string, en: string) => `# ${zh} · ${en}

这个文件夹就是一座城市：改文件即改城市。This folder is a city: changing its files changes the city.

\`\`\`
onecity check DIR                                     检查全部文件 check everything, with file and line
onecity serve --city DIR                              启动；保存后自动发布为新版本 run; saved changes are published
onecity import park-bench DIR/samples/park-bench.csv --as steward
onecity city diff DIR                                 与生效版本比较 compare with the live version
\`\`\`

| 文件 file | 内容 what it says |
| --- | --- |
| \`city.yaml\` | 名称、时区、地图 name, time zone, map |
| \`areas/areas.csv\` | 区域树：市、区、街道、社区 the tree of areas |
| \`areas/outlines.geojson\` | 区域边界（WGS-84）outlines of areas |
| \`departments.yaml\` | 部门 departments |
| \`centres.yaml\` | 运行中心 operations centres |
| \`roles.yaml\` | 角色与权限 roles and what they may do |
| \`departments/<id>/resources/*.yaml\` | 部门的信息资源 resources of a department |
| \`samples/\` | 虚构的示例数据 invented rows to try |

文件 \`.version\` 由平台写入，记录这个文件夹源自哪一版；不要提交或手改。
The platform writes \`.version\`, the version this folder carries: leave it alone and keep it out of version control.
`
