/**
 * Identity code of a camera, GB/T 28181 rule A: centre 8 (area 6 + unit 2), industry 2, type 3, network 1, serial 6. There is
 * no check digit. Names of industries 40 to 59 differ between the editions of 2016 and 2022, so an edition belongs to a code.
 */

export type CameraIdEdition = '2016' | '2022'
export type CameraIdReading =
  | {
      readonly ok: true
      readonly value: string
      /** Division in which the camera is registered; 0 in unused places. */
      readonly areaCode: string
      readonly industry: string
      readonly type: '131' | '132'
      readonly network: string
      readonly serial: string
    }
  | { readonly ok: false; readonly fault: 'form' | 'type' | 'network' }

type Name = { readonly zh: string; readonly en: string }

/** The same in both editions; 12 to 14 were added in 2022. */
const publicIndustries: Readonly<Record<string, Name>> = {
  '00': { zh: '社会治安路面', en: 'public security, roads' },
  '01': { zh: '社会治安社区', en: 'public security, communities' },
  '02': { zh: '社会治安内部', en: 'public security, premises' },
  '03': { zh: '社会治安其他', en: 'public security, other' },
  '04': { zh: '交通路面', en: 'traffic, roads' },
  '05': { zh: '交通卡口', en: 'traffic, checkpoints' },
  '06': { zh: '交通内部', en: 'traffic, premises' },
  '07': { zh: '交通其他', en: 'traffic, other' },
  '08': { zh: '城市管理', en: 'city management' },
  '09': { zh: '卫生环保', en: 'health and environment' },
  '10': { zh: '商检海关', en: 'inspection and customs' },
  '11': { zh: '教育部门', en: 'education' },
  '12': { zh: '民航', en: 'civil aviation' },
  '13': { zh: '铁路', en: 'railways' },
  '14': { zh: '航运', en: 'shipping' },
}

const companies = (from: number, names: string): Readonly<Record<string, string>> =>
  Object.fromEntries(names.split(' ').map((name, i) => [String(from + i), name]))
const companyIndustries: Readonly<Record<CameraIdEdition, Readonly<Record<string, string>>>> = {
  '2016': companies(40, '农林牧渔 采矿 制造 冶金 电力 燃气 建筑 物流 邮政 信息 住宿餐饮 金融 房地产 商务服务 水利'),
  '2022': companies(
    40,
    '农林牧渔 采矿 制造 电热燃水 建筑 批发零售 交通仓储邮政 住宿餐饮 信息 金融 房地产 租赁商务 科研 水利环境公共设施 居民服务 教育 卫生社会 文体娱乐 公共管理 国际组织',
  ),
}

/** Reads a camera's code. A device of another type (a recorder, a server) has a code of the same form and is refused by it. */
export function parseCameraId(text: string): CameraIdReading {
  const value = text.trim()
  if (!/^[0-9]{20}$/.test(value)) return { ok: false, fault: 'form' }
  const type = value.slice(10, 13)
  if (type !== '131' && type !== '132') return { ok: false, fault: 'type' }
  // 0 and 1 police video, 2 industry, 3 justice, 4 police mobile, 5 police, 6 government, 7 internet, 8 leased line.
  if (value[13] === '9') return { ok: false, fault: 'network' }
  return {
    ok: true,
    value,
    areaCode: value.slice(0, 6),
    industry: value.slice(8, 10),
    type,
    network: value.charAt(13),
    serial: value.slice(14),
  }
}

/** What an industry code means in an edition; undefined for codes that the edition leaves open. */
export function cameraIndustry(industry: string, edition: CameraIdEdition): { zh: string; en?: string } | undefined {
  const own = Number(industry)
  if (own >= 80) return own < 90 ? { zh: '居民自建', en: 'residents’ own' } : { zh: '其他', en: 'other' }
  if (own >= 12 && own <= 14 && edition === '2016') return undefined
  const zh = companyIndustries[edition][industry]
  return publicIndustries[industry] ?? (zh === undefined ? undefined : { zh })
}
