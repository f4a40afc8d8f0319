/**
 * For tests and benchmarks: a generated catalogue of any size, and questions to it whose answers are known. Everything follows
 * from a seed. Nothing in it is about a real resource.
 */
import type { City, Item, Resource } from '@onecity/city'

const districts = [
  ['罗湖区', 'Luohu'],
  ['福田区', 'Futian'],
  ['南山区', 'Nanshan'],
  ['宝安区', 'Baoan'],
  ['龙岗区', 'Longgang'],
  ['盐田区', 'Yantian'],
  ['龙华区', 'Longhua'],
  ['坪山区', 'Pingshan'],
  ['光明区', 'Guangming'],
  ['全市', 'Citywide'],
] as const
const things = [
  ['人口', 'population'],
  ['企业', 'company'],
  ['车辆', 'vehicle'],
  ['房屋', 'building'],
  ['道路', 'road'],
  ['桥梁', 'bridge'],
  ['学校', 'school'],
  ['医院', 'hospital'],
  ['药店', 'pharmacy'],
  ['餐饮', 'restaurant'],
  ['食品', 'food'],
  ['空气', 'atmosphere'],
  ['水质', 'water quality'],
  ['噪声', 'noise'],
  ['垃圾', 'waste'],
  ['绿地', 'greenery'],
  ['公园', 'park'],
  ['停车', 'parking'],
  ['公交', 'bus'],
  ['地铁', 'metro'],
  ['出租', 'taxi'],
  ['港口', 'harbour'],
  ['机场', 'airport'],
  ['电力', 'electricity'],
  ['燃气', 'gas supply'],
  ['供水', 'water supply'],
  ['排水', 'drainage'],
  ['光纤', 'fibre'],
  ['基站', 'base station'],
  ['视频', 'video'],
  ['消防', 'firefighting'],
  ['气象', 'weather'],
  ['地震', 'earthquake'],
  ['台风', 'typhoon'],
  ['洪涝', 'flood'],
  ['林地', 'woodland'],
  ['海域', 'waters'],
  ['矿山', 'mine'],
  ['工地', 'construction'],
  ['电梯', 'elevator'],
] as const
const acts = [
  ['登记', 'registration'],
  ['许可', 'permit'],
  ['处罚', 'penalty'],
  ['检查', 'inspection'],
  ['监测', 'monitoring'],
  ['备案', 'filing'],
  ['年报', 'annual report'],
  ['变更', 'alteration'],
  ['注销', 'cancellation'],
  ['投诉', 'complaint'],
  ['补贴', 'subsidy'],
  ['缴费', 'payment'],
  ['合同', 'contract'],
  ['招标', 'tender'],
  ['验收', 'acceptance'],
  ['巡查', 'patrol'],
  ['维修', 'repair'],
  ['保养', 'maintenance'],
  ['事故', 'accident'],
  ['预警', 'warning'],
  ['评估', 'assessment'],
  ['信用', 'credit'],
  ['统计', 'statistics'],
  ['分布', 'distribution'],
  ['运行', 'operation'],
  ['流量', 'traffic'],
  ['价格', 'price'],
  ['档案', 'archive'],
  ['整改', 'rectification'],
  ['举报', 'report'],
] as const
const parts = [
  ['编号', 'number'],
  ['名称', 'name'],
  ['日期', 'date'],
  ['状态', 'status'],
  ['类型', 'type'],
  ['地址', 'address'],
  ['负责人', 'responsible person'],
  ['联系电话', 'phone'],
  ['结果', 'result'],
  ['金额', 'amount'],
  ['数量', 'quantity'],
  ['等级', 'grade'],
  ['有效期', 'validity'],
  ['单位', 'unit'],
  ['备注', 'remark'],
  ['坐标', 'position'],
] as const

/** A small generator of numbers that are the same everywhere (mulberry32). */
export const makeRandom = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T

/** `count` resources with names of their own and `items` items each, owned by the city's departments in turn. */
export const makeResources = (
  city: Pick<City, 'departments'>,
  count: number,
  items: number,
  seed = 1,
): readonly Resource[] => {
  const random = makeRandom(seed)
  return Array.from({ length: count }, (_, n): Resource => {
    const district = at(districts, n)
    const thing = at(things, Math.floor(n / districts.length))
    const act = at(acts, Math.floor(n / (districts.length * things.length)))
    // Beyond 12,000 the names go round again, with the number of the round.
    const round = Math.floor(n / (districts.length * things.length * acts.length))
    const nth = round === 0 ? '' : `${round + 1}`
    return {
      id: `r${String(n).padStart(6, '0')}-${act[1].replaceAll(' ', '-')}`,
      kind: 'stored',
      name: {
        zh: `${district[0]}${thing[0]}${act[0]}信息${nth}`,
        en: `${district[1]} ${thing[1]} ${act[1]} data${nth && ` ${nth}`}`,
      },
      abstract: {
        zh: `${district[0]}范围内${thing[0]}的${act[0]}情况，由主管部门按周期汇总，含${at(parts, n)[0]}与${at(parts, n + 5)[0]}。`,
        en: `What was recorded of ${act[1]} concerning ${thing[1]} in ${district[1]}, collected by the department in charge.`,
      },
      code: `${1 + (n % 3)}${String(1 + (n % 5)).padStart(2, '0')}${String(1 + (n % 40)).padStart(3, '0')}/${String(n + 1).padStart(6, '0')}`,
      owner: at(city.departments, n).id,
      size: 'normal',
      share: {
        type: at(['unconditional', 'conditional', 'none'] as const, n),
        condition: { zh: '依职责' },
        basis: { zh: '法' },
      },
      open: { type: n % 7 === 0 ? 'unconditional' : 'none' },
      grade: { level: 'general', personal: false },
      update: at(['daily', 'weekly', 'monthly', 'yearly', 'irregular'] as const, Math.floor(random() * 5)),
      key: ['i0'],
      items: Array.from({ length: items }, (_, i): Item => {
        const about = at(things, Math.floor(random() * things.length))
        const part = at(parts, Math.floor(random() * parts.length))
        const doing = at(acts, Math.floor(random() * acts.length))
        return {
          id: `i${i}`,
          name: { zh: `${about[0]}${doing[0]}${part[0]}`, en: `${about[1]} ${doing[1]} ${part[1]}` },
          type: 'text',
          optional: i > 0,
          headers: [],
          index: false,
        }
      }),
      crs: 'WGS-84',
      highlights: ['i0'],
      tags: [{ zh: thing[0], en: thing[1] }],
    }
  })
}

export type Question = {
  readonly q: string
  readonly kind: 'zh' | 'en' | 'zh-typo' | 'en-typo'
  readonly answer: string
}

const letters = 'abcdefghijklmnopqrstuvwxyz'
const strangers = '龘淼犇鑫森磊焱垚赑猋'

/** One character wrong, missing or too much, at a place picked by chance. */
const withTypo = (text: string, alphabet: string, random: () => number): string => {
  const place = Math.floor(random() * text.length)
  const other = alphabet[Math.floor(random() * alphabet.length)] as string
  const how = Math.floor(random() * 3)
  if (how === 0) return text.slice(0, place) + (text[place] === other ? 'q' : other) + text.slice(place + 1)
  if (how === 1) return text.slice(0, place) + text.slice(place + 1)
  return text.slice(0, place) + other + text.slice(place)
}

/** Questions by name: whole names, and names with one typo in one of their words. */
export const makeQuestions = (resources: readonly Resource[], count: number, seed = 2): readonly Question[] => {
  const random = makeRandom(seed)
  return Array.from({ length: count }, (_, n): Question => {
    const { id, name } = at(resources, Math.floor(random() * resources.length))
    const en = (name.en ?? '').split(' ')
    const long = en.flatMap((word, i) => (word.length >= 5 ? [i] : []))
    const typed = at(long, Math.floor(random() * long.length))
    const kind = at(['zh', 'en', 'zh-typo', 'en-typo'] as const, n)
    const q = {
      zh: name.zh,
      en: en.join(' '),
      'zh-typo': withTypo(name.zh, strangers, random),
      'en-typo': en.map((word, i) => (i === typed ? withTypo(word, letters, random) : word)).join(' '),
    }[kind]
    return { q, kind, answer: id }
  })
}
