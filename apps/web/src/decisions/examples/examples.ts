import type { DmnModel } from '@onecity/decision'
import type { Language } from '../../app/i18n.ts'
import type { Drafts } from '../desk-protocol.ts'
import { graduateIntake, graduateIntakeInputs } from './graduate-intake.ts'
import { oldAgeAllowance, oldAgeAllowanceInputs } from './old-age-allowance.ts'
import { rideHailing, rideHailingInputs } from './ride-hailing.ts'

export type Example = {
  readonly id: string
  readonly title: Readonly<Record<Language, string>>
  readonly body: Readonly<Record<Language, string>>
  /** What of the language it shows. */
  readonly shows: Readonly<Record<Language, string>>
  /** Where its conditions come from, and that they decide nothing. */
  readonly source: Readonly<Record<Language, string>>
  readonly model: (language: Language) => DmnModel
  readonly drafts: (language: Language) => Drafts
}

export const examples: readonly Example[] = [
  {
    id: 'ride-hailing',
    title: { zh: '网约车驾驶员资格', en: "Ride-hailing driver's licence" },
    body: {
      zh: '按户籍、驾龄、记录、考试和年龄，自动通过或转人工。',
      en: 'By residence, driving years, records, exam and age: granted at once, or to a person.',
    },
    shows: { zh: '一张表 · 取首条', en: 'one table · first hit' },
    source: {
      zh: '条件据《深圳市网络预约出租汽车经营服务管理暂行办法》（2016 年 12 月）整理，年龄为平台示例规则；不作审批依据。',
      en: "Conditions after the Shenzhen ride-hailing rules of December 2016, ages after a platform's rule; no basis for decisions.",
    },
    model: rideHailing,
    drafts: rideHailingInputs,
  },
  {
    id: 'old-age-allowance',
    title: { zh: '高龄老人津贴', en: 'Old-age allowance' },
    body: {
      zh: '按周岁和户籍得出每月津贴，再乘以发放月数。',
      en: 'A monthly allowance by age and residence, times the months it is paid.',
    },
    shows: { zh: '表与表达式 · 汇总求和', en: 'table and expression · collect, sum' },
    source: {
      zh: '标准为 70 岁起 200、80 岁起 300、90 岁起 500、100 岁起 1000 元/月（起始年龄降至 70 岁之后的公开转载）；不作发放依据。',
      en: 'Scale of 200, 300, 500 and 1,000 yuan a month from 70, 80, 90 and 100 years, as reprinted after the start age fell to 70; no basis for payments.',
    },
    model: oldAgeAllowance,
    drafts: oldAgeAllowanceInputs,
  },
  {
    id: 'graduate-intake',
    title: { zh: '应届毕业生引进', en: 'Graduate intake' },
    body: {
      zh: '学历给出年龄上限，出生日期给出年龄，两者与毕业日期一起得出结论。',
      en: 'The degree gives an age limit, the date of birth an age; with the date of graduation they decide.',
    },
    shows: { zh: '需求图 · 函数 · 日期', en: 'requirement graph · function · dates' },
    source: {
      zh: '年龄上限为 2018 年前后通行的人才引进标准，示例数值；不作审批依据。',
      en: 'Age limits as commonly named around 2018, as example values; no basis for decisions.',
    },
    model: graduateIntake,
    drafts: graduateIntakeInputs,
  },
]
