import { makeText } from '../app/make-text.ts'

export const useCatalogueText = makeText('catalogue', {
  title: ['信息资源目录', 'Resource catalogue'],
  count: ['{{n}} 个资源', '{{n}} resources', '{{n}} resource'],
  countOf: ['“{{q}}”：{{n}} 个资源', '{{n}} resources for “{{q}}”', '{{n}} resource for “{{q}}”'],
  search: ['名称、代码、信息项', 'Name, code or item'],
  facets: ['筛选', 'Narrow down'],
  owner: ['责任部门', 'Department'],
  shareType: ['共享类型', 'Sharing'],
  contents: ['内容', 'Contents'],
  personalOnly: ['含个人信息', 'holds personal data'],
  withoutPersonal: ['不含个人信息', 'no personal data'],
  withRows: ['已有数据', 'has rows'],
  clearAll: ['清除筛选', 'Clear all'],
  name: ['资源', 'Resource'],
  update: ['更新周期', 'Update'],
  items: ['信息项', 'Items'],
  rows: ['行数', 'Rows'],
  lastBatch: ['最近批次', 'Last batch'],
  never: ['尚无', 'none yet'],
  emptyTitle: ['没有符合条件的资源', 'No resource fits'],
  emptyBody: [
    '换一个词，或清除部分筛选。搜索会看名称、代码和信息项名称。',
    'Try another word or clear some of the filters. The search looks at names, codes and item names.',
  ],
  emptyCity: ['这个城市还没有登记任何信息资源', 'This city declares no resources yet'],
  emptyCityBody: [
    '在城市目录的 resources 文件夹中添加一个 YAML 文件，服务器会自动发布。',
    'Add a YAML file to a resources folder of the city; the running server publishes it.',
  ],
})

export const useStartText = makeText('start', {
  lede: [
    '{{city}}的数字底座：部门有哪些数据、谁可以看、每一行从哪里来。城市由一个文件夹声明，数据入库后逐行可查。',
    'The digital base of {{city}}: which data departments hold, who may see them, and where every row came from. The city is declared in one folder; once rows are in, each can be accounted for.',
  ],
  version: ['城市目录第 {{version}} 版', 'City version {{version}}'],
  published: ['发布于', 'published'],
  areas: ['区域', 'areas', 'area'],
  departments: ['部门', 'departments', 'department'],
  centres: ['运行中心', 'operations centres', 'operations centre'],
  resources: ['信息资源', 'resources', 'resource'],
  tryTitle: ['可以先试三件事', 'Three things to try'],
  tryMap: ['在地图上看城市', 'See the city on the map'],
  tryMapBody: [
    '区和街道的范围，以及已入库的带位置数据。点一个点看它的那一行。',
    'Districts and streets, and every register that has positions. Click a point to see its row.',
  ],
  tryImport: ['导入一个文件', 'Import a file'],
  tryImportBody: [
    '拖入 CSV 或 NDJSON。每一行都有交代：新增、更新、未变，或者附原因退回。',
    'Drop a CSV or NDJSON file. Every row is accounted for: added, updated, unchanged, or sent back with its reason.',
  ],
  tryPeople: ['说明用途，再看居民信息', 'State a purpose, then read about residents'],
  tryPeopleBody: [
    '含个人信息的资源先要说明用途，看到的内容按角色脱敏。换一个角色再看一次。',
    'Registers with personal data ask why first and mask what your role need not see. Take another role and look again.',
  ],
  now: ['最近的批次', 'Latest batches'],
  nowEmpty: [
    '还没有批次。导入一个文件后，这里会实时出现。',
    'No batches yet. Import a file and it appears here as it happens.',
  ],
  changes: ['实时变化', 'Changes as they happen'],
  changesEmpty: ['打开本页以来没有变化', 'None since this page was opened'],
  inserted: ['新增 {{n}}', '{{n}} added'],
  updated: ['更新 {{n}}', '{{n}} updated'],
  deleted: ['删除 {{n}}', '{{n}} removed'],
  rejected: ['退回 {{n}}', '{{n}} rejected'],
  unchanged: ['未变 {{n}}', '{{n}} unchanged'],
  allBatches: ['全部批次', 'All batches'],
  sources: ['数据来源与说明', 'Sources and notes'],
  demo: [
    '首次启动时填入了模拟数据；凡模拟的行都有标注，不涉及真实的人或单位。',
    'Simulated rows were filled in on first start. They are labelled wherever they appear and concern no real person or company.',
  ],
})
