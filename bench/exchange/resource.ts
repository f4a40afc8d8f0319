/** The register of the benchmark: twelve items of the kinds that a city's registers are made of, three of them indexed. */
export const resourceYaml = `id: bench-row
kind: stored
name: { zh: 基准测试, en: Benchmark rows }
owner: works
share: { type: unconditional }
update: daily
key: [row_code]
items:
  - { id: row_code, name: { zh: 编号, en: Code }, type: text, max: 20 }
  - { id: name, name: { zh: 名称, en: Name }, type: text, max: 60 }
  - { id: opened_on, name: { zh: 日期, en: Opened on }, type: date }
  - id: kind
    name: { zh: 类别, en: Kind }
    type: code
    codes:
      - { value: a, name: { zh: 甲, en: A } }
      - { value: b, name: { zh: 乙, en: B } }
      - { value: c, name: { zh: 丙, en: C } }
  - { id: phone, name: { zh: 电话, en: Phone }, type: phone }
  - { id: address, name: { zh: 地址, en: Address }, type: text, max: 120 }
  - { id: street, name: { zh: 街道, en: Street }, type: area, index: true }
  - id: position
    name: { zh: 位置, en: Position }
    type: point
    columns: { lng: [lng], lat: [lat] }
  - { id: amount, name: { zh: 金额, en: Amount }, type: decimal, scale: 2 }
  - { id: active, name: { zh: 有效, en: Active }, type: boolean }
  - { id: seen_at, name: { zh: 时间, en: Seen at }, type: datetime }
  - { id: visits, name: { zh: 次数, en: Visits }, type: integer }
`

/** Columns of the register's tables in order, as both sides store them. */
export const columns = [
  ['row_code', 'text collate "C"'],
  ['name', 'text collate "C"'],
  ['opened_on', 'date'],
  ['kind', 'text collate "C"'],
  ['phone', 'text collate "C"'],
  ['address', 'text collate "C"'],
  ['street', 'text collate "C"'],
  ['position_lng', 'double precision'],
  ['position_lat', 'double precision'],
  ['position_cell', 'bigint'],
  ['amount', 'numeric'],
  ['active', 'boolean'],
  ['seen_at', 'timestamptz'],
  ['visits', 'bigint'],
] as const
