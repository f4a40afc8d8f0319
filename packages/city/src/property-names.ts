type KindName = { readonly zh: string; readonly en: string; readonly many: string }

/** What people call kinds and properties of the model; what is not listed is shown as it is written in the files. */
const named: Readonly<Record<string, KindName>> = {
  city: { zh: '城市设置', en: 'city setting', many: 'city settings' },
  area: { zh: '区域', en: 'area', many: 'areas' },
  outline: { zh: '边界', en: 'outline', many: 'outlines' },
  department: { zh: '部门', en: 'department', many: 'departments' },
  centre: { zh: '运行中心', en: 'centre', many: 'centres' },
  role: { zh: '角色', en: 'role', many: 'roles' },
  resource: { zh: '信息资源', en: 'resource', many: 'resources' },
  item: { zh: '信息项', en: 'item', many: 'items' },
}

const names: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  name: ['名称', 'name'],
  'name.zh': ['名称', 'Chinese name'],
  'name.en': ['英文名称', 'English name'],
  'abstract.zh': ['摘要', 'Chinese abstract'],
  'abstract.en': ['英文摘要', 'English abstract'],
  type: ['类型', 'type'],
  optional: ['可否为空', 'optional'],
  max: ['最大长度', 'greatest length'],
  'range.min': ['最小值', 'least value'],
  'range.max': ['最大值', 'greatest value'],
  scale: ['小数位数', 'decimal places'],
  unit: ['计量单位', 'unit'],
  codes: ['代码表', 'codes'],
  headers: ['列名', 'column titles'],
  index: ['索引', 'index'],
  mask: ['脱敏方式', 'mask'],
  sensitive: ['敏感程度', 'sensitivity'],
  share: ['共享类型', 'sharing type'],
  'share.type': ['共享类型', 'sharing type'],
  'share.departments': ['共享部门', 'departments it is shared with'],
  abstract: ['摘要', 'abstract'],
  'share.condition': ['共享条件', 'condition of sharing'],
  'share.basis': ['不予共享的依据', 'legal basis of not sharing'],
  foreign: ['外地示例标注', 'label as foreign'],
  formats: ['格式', 'formats'],
  tags: ['标签', 'tags'],
  source: ['数据来源', 'source'],
  'share.condition.zh': ['共享条件', 'condition of sharing'],
  'open.type': ['开放类型', 'opening'],
  'grade.level': ['分级', 'grade'],
  'grade.personal': ['是否含个人信息', 'personal data'],
  update: ['更新周期', 'update cycle'],
  key: ['主键', 'key'],
  kind: ['资源类别', 'kind'],
  owner: ['提供部门', 'owner'],
  code: ['代码', 'code'],
  crs: ['坐标系', 'coordinate system'],
  highlights: ['首列信息项', 'highlighted items'],
  retention: ['保存期限', 'retention'],
  quality: ['质量规则', 'quality rules'],
  parent: ['上级', 'parent'],
  level: ['级别', 'level'],
  aliases: ['别名', 'aliases'],
  geometry: ['形状', 'shape'],
  grants: ['权限', 'grants'],
  area: ['区域', 'area'],
  'jurisdiction.areas': ['管辖区域', 'areas of jurisdiction'],
  languages: ['语言', 'languages'],
  timeZone: ['时区', 'time zone'],
  defaultRole: ['默认角色', 'default role'],
  notes: ['说明', 'notes'],
  'map.centre': ['地图中心', 'centre of the map'],
  'map.zoom': ['地图级别', 'zoom of the map'],
}

export function propertyName(property: string): { zh: string; en: string } {
  const found = names[property]
  return found ? { zh: found[0], en: found[1] } : { zh: property, en: property }
}

export const kindName = (kind: string): KindName => named[kind] ?? { zh: kind, en: kind, many: kind }
