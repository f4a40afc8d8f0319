import type { City, LngLat, Resource } from '@onecity/city'

const ring = (west: number, south: number, east: number, north: number): LngLat[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
]

export const chargerResource: Resource = {
  id: 'test-charger',
  kind: 'stored',
  name: { zh: '测试充电站', en: 'Test chargers' },
  owner: 'traffic',
  size: 'normal',
  share: { type: 'unconditional' },
  open: { type: 'none' },
  grade: { level: 'general', personal: false },
  update: 'never',
  key: ['code'],
  crs: 'WGS-84',
  highlights: ['code', 'name', 'status'],
  items: [
    { id: 'code', name: { zh: '编号' }, type: 'text', optional: false, headers: [], index: false },
    { id: 'name', name: { zh: '名称' }, type: 'text', optional: false, headers: [], index: false },
    {
      id: 'status',
      name: { zh: '状态' },
      type: 'code',
      optional: false,
      headers: [],
      index: false,
      codes: [
        { value: 'open', name: { zh: '开放' } },
        { value: 'closed', name: { zh: '关闭' } },
      ],
    },
    { id: 'contact', name: { zh: '电话' }, type: 'phone', optional: true, headers: [], index: false, sensitive: 'low' },
    { id: 'area', name: { zh: '区域' }, type: 'area', optional: true, headers: [], index: true, from: 'position' },
    { id: 'position', name: { zh: '位置' }, type: 'point', optional: true, headers: [], index: true },
  ],
}

/** Two districts (one with a street, one with a hole) and one area known only by a point: enough to try rules on. */
export const makeTestCity = (): City => ({
  id: 'test',
  name: { zh: '试市', en: 'Test city' },
  timeZone: 'Asia/Shanghai',
  languages: ['zh', 'en'],
  map: { centre: [114.1, 22.55], zoom: 10 },
  defaultRole: 'operator',
  notes: [],
  areas: [
    { code: '440300', parent: null, level: 'city', name: { zh: '试市', en: 'Test city' }, aliases: [] },
    {
      code: '440304',
      parent: '440300',
      level: 'district',
      name: { zh: '福田区', en: 'Futian' },
      aliases: [],
      seat: { position: [114.05, 22.55], approximate: false },
    },
    { code: '440303', parent: '440300', level: 'district', name: { zh: '罗湖区', en: 'Luohu' }, aliases: [] },
    { code: '440305', parent: '440300', level: 'district', name: { zh: '飞地' }, aliases: [] },
    {
      code: '440304001',
      parent: '440304',
      level: 'street',
      name: { zh: '南园街道', en: 'Nanyuan' },
      aliases: [],
      seat: { position: [114.02, 22.52], approximate: true },
    },
    {
      code: '440300-SS',
      parent: '440300',
      level: 'district',
      name: { zh: '远区' },
      aliases: [],
      seat: { position: [114.9, 22.8], approximate: true },
    },
  ],
  outlines: [
    {
      code: '440304',
      source: 'test',
      approximate: false,
      geometry: { type: 'Polygon', coordinates: [ring(114, 22.5, 114.1, 22.6)] },
    },
    {
      code: '440304001',
      source: 'test',
      approximate: true,
      geometry: { type: 'Polygon', coordinates: [ring(114, 22.5, 114.04, 22.54)] },
    },
    {
      code: '440303',
      source: 'test',
      approximate: false,
      geometry: {
        type: 'MultiPolygon',
        coordinates: [[ring(114.1, 22.5, 114.2, 22.6), ring(114.17, 22.57, 114.18, 22.58).reverse()]],
      },
    },
  ],
  departments: [{ id: 'traffic', name: { zh: '交通局' }, level: 'city', area: '440300' }],
  centres: [],
  roles: [],
  resources: [chargerResource],
})
