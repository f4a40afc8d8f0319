import { pinyin } from 'pinyin-pro'

/** Titles that have an English name of their own in such tables. */
const known: Readonly<Record<string, string>> = {
  姓名: 'name',
  名称: 'name',
  单位名称: 'organisation_name',
  企业名称: 'company_name',
  公司名称: 'company_name',
  公民身份号码: 'id_number',
  身份证号: 'id_number',
  身份证号码: 'id_number',
  证件号码: 'id_number',
  统一社会信用代码: 'uscc',
  社会信用代码: 'uscc',
  电话: 'phone',
  手机: 'phone',
  手机号: 'phone',
  手机号码: 'phone',
  联系电话: 'phone',
  性别: 'sex',
  民族: 'ethnicity',
  年龄: 'age',
  出生日期: 'birth_date',
  地址: 'address',
  住址: 'address',
  现住址: 'address',
  联系地址: 'address',
  所属区: 'district',
  所在区: 'district',
  区: 'district',
  行政区: 'district',
  街道: 'street',
  所属街道: 'street',
  所在街道: 'street',
  社区: 'community',
  经度: 'longitude',
  纬度: 'latitude',
  车牌号: 'plate',
  车牌号码: 'plate',
  号牌号码: 'plate',
  编号: 'number',
  序号: 'row_number',
  类型: 'type',
  类别: 'category',
  状态: 'status',
  等级: 'level',
  日期: 'date',
  时间: 'time',
  更新时间: 'updated_at',
  创建时间: 'created_at',
  登记日期: 'registered_on',
  成立日期: 'established_on',
  法定代表人: 'legal_representative',
  联系人: 'contact',
  负责人: 'person_in_charge',
  注册资本: 'capital',
  经营范围: 'business_scope',
  面积: 'area_size',
  建筑面积: 'floor_area',
  金额: 'amount',
  数量: 'quantity',
  价格: 'price',
  单价: 'unit_price',
  备注: 'remark',
  说明: 'note',
  站点名称: 'station_name',
  线路: 'line',
  温度: 'temperature',
  湿度: 'humidity',
}

/** Our own columns and the system columns of every PostgreSQL table; the city folder refuses them. */
const reserved = new Set(['row_id', 'change_set', 'ctid', 'xmin', 'xmax', 'cmin', 'cmax', 'tableoid', 'line'])
const longest = 40

/** An id for each title: English where there is a usual word, else as the title sounds; unique, in the order of the titles. */
export const makeItemIds = (titles: readonly string[]): readonly string[] => {
  const used = new Set<string>()
  return titles.map((title, index) => {
    const base = idOf(title) || `item_${index + 1}`
    let id = base
    for (let n = 2; used.has(id) || reserved.has(id); n++) id = `${base.slice(0, longest - 3)}_${n}`
    used.add(id)
    return id
  })
}

const idOf = (title: string): string => {
  const bare = title
    .normalize('NFKC')
    .replace(/[([【].*?[)\]】]/gu, '')
    .trim()
  const word = known[bare.replace(/\s+/gu, '')]
  if (word !== undefined) return word
  // camelCase comes apart; Chinese is spelt as it sounds, a syllable a word.
  const spelt = bare
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/\p{Script=Han}+/gu, (run) => ` ${pinyin(run, { toneType: 'none', type: 'array' }).join(' ')} `)
    .toLowerCase()
    .replaceAll('ü', 'v')
  const id = (spelt.match(/[a-z0-9]+/g) ?? []).join('_').replace(/^[0-9_]+/, '')
  return id.slice(0, longest).replace(/_+$/, '')
}
