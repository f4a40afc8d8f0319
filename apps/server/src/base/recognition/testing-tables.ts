/**
 * Tables as departments keep them, made by chance with known truth: a type for every column, the reference system of positions, the
 * key. Values are made here by the rules of the standards, not by the code under test; titles help, mislead or say nothing.
 */
import type { CrsName, ItemType } from '@onecity/city'
import gcoord from 'gcoord'

export type TrueColumn = {
  readonly title: string
  readonly type: ItemType
  readonly format?: string
  readonly make: Make
}
type Make = (random: Random, row: number) => string
export type Random = () => number

export type TrueTable = {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | null)[])[]
  /** By title; the two columns of a position are both `point`. */
  readonly types: ReadonlyMap<string, ItemType>
  readonly formats: ReadonlyMap<string, string>
  readonly crs: CrsName | null
  readonly key: string
  readonly personal: boolean
}

/** Mulberry32: small, even, the same everywhere. */
export const makeRandom = (seed: number): Random => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
const whole = (random: Random, from: number, to: number): number => from + Math.floor(random() * (to - from + 1))
const two = (n: number): string => String(n).padStart(2, '0')
const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, () => whole(random, 0, 9)).join('')

/** GB 11643: weights and check characters as in the standard; the area 440399 is assigned to nobody. */
const citizenId: Make = (random) => {
  const body = `440399${whole(random, 1940, 2015)}${two(whole(random, 1, 12))}${two(whole(random, 1, 28))}${digits(random, 3)}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, at) => total + weight * Number(body[at]), 0)
  return body + '10X98765432'[sum % 11]
}
/** GB 32100. */
const uscc: Make = (random) => {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  const body = `9144039${9}MA${Array.from({ length: 7 }, () => pick(random, [...alphabet])).join('')}`
  let sum = 0
  for (let at = 0; at < 17; at++) sum += alphabet.indexOf(body[at] as string) * (3 ** at % 31)
  return body + alphabet[(31 - (sum % 31)) % 31]
}
const surnames = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗']
const given = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰']
const name: Make = (random) =>
  pick(random, surnames) + pick(random, given) + (random() < 0.7 ? pick(random, given) : '')
const roads = ['深南大道', '滨海路', '红荔路', '北环大道', '宝安大道', '龙岗路', '人民路', '新安一路']
const districts = ['福田区', '南山区', '罗湖区', '宝安区', '龙岗区', '盐田区', '龙华区', '坪山区', '光明区']
const address: Make = (random) =>
  `${random() < 0.6 ? '深圳市' : ''}${pick(random, districts)}${pick(random, roads)}${whole(random, 1, 3000)}号${random() < 0.5 ? `${whole(random, 1, 30)}栋${whole(random, 101, 3200)}室` : ''}`
const street = ['粤海街道', '沙头街道', '梅林街道', '西乡街道', '布吉街道', '民治街道', '坪山街道', '蛇口街道']

const day = (random: Random) => ({ y: whole(random, 1990, 2026), m: whole(random, 1, 12), d: whole(random, 1, 28) })
const dateMakers: Readonly<Record<string, Make>> = {
  '': (random) => {
    const { y, m, d } = day(random)
    return `${y}-${two(m)}-${two(d)}`
  },
  'YYYY/M/D': (random) => {
    const { y, m, d } = day(random)
    return `${y}/${m}/${d}`
  },
  YYYY年M月D日: (random) => {
    const { y, m, d } = day(random)
    return `${y}年${m}月${d}日`
  },
  'YYYY.M.D': (random) => {
    const { y, m, d } = day(random)
    return `${y}.${m}.${d}`
  },
  'M/D/YYYY': (random) => {
    const { y, m, d } = day(random)
    return `${m}/${d}/${y}`
  },
}
const timeMakers: Readonly<Record<string, Make>> = {
  '': (random) => {
    const { y, m, d } = day(random)
    return `${y}-${two(m)}-${two(d)} ${two(whole(random, 0, 23))}:${two(whole(random, 0, 59))}:${two(whole(random, 0, 59))}`
  },
  'YYYY/M/D H:m': (random) => {
    const { y, m, d } = day(random)
    return `${y}/${m}/${d} ${whole(random, 0, 23)}:${two(whole(random, 0, 59))}`
  },
}
const codeLists = [
  ['正常', '停用', '维修', '报废'],
  ['男', '女'],
  ['A', 'B', 'C', 'D'],
  ['一级', '二级', '三级'],
  ['餐饮', '零售', '物流', '教育', '医疗', '金融'],
]

/** Every kind of column a table may have, with titles that help and titles that do not. */
const columnMakers: readonly ((
  random: Random,
) => Omit<TrueColumn, 'title'> & { readonly titles: readonly string[] })[] = [
  () => ({ type: 'citizen-id', titles: ['身份证号', '公民身份号码', '证件号码', 'ID card', '字段'], make: citizenId }),
  () => ({ type: 'uscc', titles: ['统一社会信用代码', '信用代码', 'USCC', '代码'], make: uscc }),
  () => ({
    type: 'phone',
    titles: ['联系电话', '手机号', 'phone', '电话', '列'],
    make: (random) => `1${pick(random, ['38', '59', '77', '86'])}${digits(random, 8)}`,
  }),
  () => ({ type: 'text', titles: ['姓名', '联系人', '户主', '申请人姓名'], make: name }),
  () => ({ type: 'address', titles: ['地址', '经营地址', '住所', '详细地址', '字段'], make: address }),
  () => ({ type: 'area', titles: ['所属街道', '街道', '辖区', '区划'], make: (random) => pick(random, street) }),
  () => ({ type: 'area', titles: ['所在区', '行政区', '区'], make: (random) => pick(random, districts) }),
  (random) => {
    const format = pick(random, Object.keys(dateMakers))
    return {
      type: 'date',
      format,
      titles: ['登记日期', '日期', '成立日期', 'date', '列'],
      make: dateMakers[format] as Make,
    }
  },
  (random) => {
    const format = pick(random, Object.keys(timeMakers))
    return {
      type: 'datetime',
      format,
      titles: ['更新时间', '时间', 'created at', '采集时间'],
      make: timeMakers[format] as Make,
    }
  },
  () => ({
    type: 'boolean',
    titles: ['是否在用', '是否公开', 'is_active'],
    make: (random) => pick(random, ['是', '否']),
  }),
  (random) => {
    const list = pick(random, codeLists)
    return { type: 'code', titles: ['类型', '状态', '等级', 'category', '字段'], make: (r) => pick(r, list) }
  },
  () => ({
    type: 'integer',
    titles: ['人数', '数量', '床位数', 'count', '字段'],
    make: (random) => String(whole(random, 0, 50_000)),
  }),
  () => ({
    type: 'decimal',
    titles: ['面积（平方米）', '金额(万元)', '温度', 'value', '字段'],
    make: (random) => (random() * 5_000).toFixed(2),
  }),
  () => ({
    type: 'plate',
    titles: ['车牌号', '号牌号码', '车牌'],
    make: (random) => `粤B${random() < 0.5 ? digits(random, 5) : `D${digits(random, 5)}`}`,
  }),
  () => ({
    type: 'text',
    titles: ['备注', '说明', '经营范围', 'remark'],
    make: (random) =>
      Array.from({ length: whole(random, 2, 9) }, () =>
        pick(random, ['设备', '正常', '需要', '检查', '已', '完成', '整改', '巡查', '情况', '良好']),
      ).join(''),
  }),
  () => ({
    type: 'text',
    titles: ['企业名称', '单位名称', '名称', 'organisation'],
    make: (random) =>
      `深圳市${pick(random, given)}${pick(random, given)}${pick(random, ['科技', '贸易', '物流', '餐饮'])}有限公司`,
  }),
  () => ({ type: 'text', titles: ['字段', '列', 'col'], make: name }),
  () => ({ type: 'integer', titles: ['年份', '年度', 'year'], make: (random) => String(whole(random, 1998, 2026)) }),
  () => ({
    type: 'code',
    titles: ['类型', '类别代码', '状态', 'type'],
    make: (random) => String(whole(random, 1, 5)),
  }),
  () => ({
    type: 'decimal',
    titles: ['注册资本（万元）', '合同金额', 'amount'],
    make: (random) => (random() * 90_000).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  }),
  () => ({
    type: 'phone',
    titles: ['办公电话', '联系方式', 'tel'],
    make: (random) => (random() < 0.6 ? `0755-8${digits(random, 7)}` : `136${digits(random, 8)}`),
  }),
  () => ({
    type: 'citizen-id',
    titles: ['证件号码', '身份证号码'],
    // Half-hearted typing: small x, spaces, full width now and then.
    make: (random, row) => {
      const id = citizenId(random, row)
      const chance = random()
      if (chance < 0.1) return id.toLowerCase()
      if (chance < 0.15) return id.replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0))
      return chance < 0.2 ? `${id.slice(0, 6)} ${id.slice(6)}` : id
    },
  }),
  () => ({
    type: 'uscc',
    titles: ['代码', '机构代码', '列'],
    make: (random, row) => {
      const code = uscc(random, row)
      return random() < 0.05 ? `${code.slice(0, 17)}${code[17] === '0' ? '1' : '0'}` : code
    },
  }),
  () => ({
    type: 'date',
    titles: ['办结日期', '日期', '列'],
    // Two hands filled the table in.
    make: (random, row) => (dateMakers[random() < 0.7 ? '' : 'YYYY/M/D'] as Make)(random, row),
  }),
  () => ({
    type: 'datetime',
    titles: ['time', '记录时间', '列'],
    make: (random, row) => `${(timeMakers[''] as Make)(random, row).replace(' ', 'T')}+08:00`,
  }),
  () => ({
    type: 'area',
    titles: ['区划代码', '列'],
    make: (random) => pick(random, ['440303', '440304', '440305', '440306']),
  }),
  () => ({
    type: 'integer',
    titles: ['得分', '楼层', 'score', '列'],
    make: (random) => String(whole(random, -2, 60)),
  }),
  () => ({
    type: 'text',
    titles: ['邮政编码', '流水号', '工单编号'],
    make: (random) => `0${digits(random, 7)}`,
  }),
]

/** What a hurried hand makes of a value. */
const spoil: Make = (random) => pick(random, ['', '', '无', '待补', '?', '不详'])

/** A table of one seed: its own columns in their own order, a part of the values spoilt. */
export const makeTrueTable = (seed: number, rowCount = 300): TrueTable => {
  const random = makeRandom(seed)
  const dirt = random() * 0.05
  const columns: TrueColumn[] = []
  const used = new Set<string>()
  const titled = (titles: readonly string[]): string => {
    const base = pick(random, titles)
    let title = base === '字段' || base === '列' || base === 'col' ? `${base}${columns.length + 1}` : base
    for (let n = 2; used.has(title); n++) title = `${base}${n}`
    used.add(title)
    return title
  }
  const keyMakers: readonly Omit<TrueColumn, 'title'>[] = [
    { type: 'text', make: (_, row) => `SZ-${String(row + 1).padStart(5, '0')}` },
    { type: 'integer', make: (_, row) => String(100_000 + row * 7) },
  ]
  const keyMaker = pick(random, keyMakers)
  const key = titled(['编号', '设施编号', 'id', '案件编号'])
  columns.push({ ...keyMaker, type: keyMaker.type === 'integer' ? 'text' : keyMaker.type, title: key })
  const wanted = whole(random, 5, 12)
  const shuffled = [...columnMakers].sort(() => random() - 0.5).slice(0, wanted)
  for (const make of shuffled) {
    const { titles, ...rest } = make(random)
    columns.push({ ...rest, title: titled(titles) })
  }
  const crs = random() < 0.5 ? pick<CrsName>(random, ['WGS-84', 'GCJ-02', 'BD-09']) : null
  const rows: (string | null)[][] = []
  for (let row = 0; row < rowCount; row++)
    rows.push(
      columns.map(({ make, title }) => (title !== key && random() < dirt ? spoil(random, row) : make(random, row))),
    )
  const titles = columns.map(({ title }) => title)
  if (crs) {
    const [lngTitle, latTitle] = pick(random, [
      ['经度', '纬度'],
      ['lng', 'lat'],
      ['X坐标', 'Y坐标'],
      ['a', 'b'],
    ])
    titles.push(lngTitle as string, latTitle as string)
    const from = { 'WGS-84': null, CGCS2000: null, 'GCJ-02': gcoord.GCJ02, 'BD-09': gcoord.BD09 }[crs]
    for (const row of rows) {
      const [lng, lat] = pick(random, shore)
      const here: [number, number] = [lng + (random() - 0.5) * 0.002, lat + (random() - 0.5) * 0.002]
      const [x, y] = from ? gcoord.transform(here, gcoord.WGS84, from) : here
      row.push((x as number).toFixed(6), (y as number).toFixed(6))
    }
  }
  return {
    columns: titles,
    rows,
    types: new Map([
      ...columns.map(({ title, type }): [string, ItemType] => [title, type]),
      ...(crs ? titles.slice(-2).map((title): [string, ItemType] => [title, 'point']) : []),
    ]),
    formats: new Map(columns.flatMap(({ title, format }) => (format ? [[title, format] as const] : []))),
    crs,
    key,
    personal: columns.some(({ type }) => type === 'citizen-id'),
  }
}

/** Places in the city that lie close to its northern, eastern and southern edges (WGS-84), as districts' outlines show them. */
let shore: readonly (readonly [number, number])[] = []
export const placeNear = (positions: readonly (readonly [number, number])[]): void => {
  shore = positions
}
