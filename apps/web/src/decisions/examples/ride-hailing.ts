import type { DmnModel } from '@onecity/decision'
import type { Language } from '../../app/i18n.ts'
import { choiceType, decision, input, model, rules, sayIn } from './write-example.ts'

/**
 * Conditions of a ride-hailing driver's licence after 深圳市网络预约出租汽车经营服务管理暂行办法 (December 2016). The age limits are a
 * platform's rule, not the law's; whoever does not meet a condition goes to a person, a machine refuses nobody.
 */
export const rideHailing = (language: Language): DmnModel => {
  const say = sayIn(language)
  const residence = say('户籍情况', 'residence')
  const driving = say('驾龄', 'driving years')
  const record = say('违法犯罪记录', 'criminal record')
  const points = say('记满12分', 'twelve points')
  const exam = say('考试合格', 'exam passed')
  const age = say('年龄', 'age')
  const sex = say('性别', 'sex')
  const outcome = say('办理方式', 'way')
  const why = say('理由', 'reason')
  const [own, permit, none] = [
    say('本市户籍', 'local household'),
    say('有效居住证', 'valid permit'),
    say('都没有', 'neither'),
  ]
  const [male, female] = [say('男', 'male'), say('女', 'female')]
  const [granted, person] = [say('自动通过', 'granted'), say('转人工', 'to a person')]
  const q = JSON.stringify
  const residenceType = say('户籍情况类型', 'residence type')
  const sexType = say('性别类型', 'sex type')
  const name = say('网约车驾驶员资格', 'ride-hailing driver')
  return model({
    id: 'ride-hailing-driver',
    name: say('网约车驾驶员资格（示例）', 'Ride-hailing driver (example)'),
    itemDefinitions: [choiceType(residenceType, [own, permit, none]), choiceType(sexType, [male, female])],
    inputs: [
      input('residence', residence, residenceType),
      input('driving', driving, 'number'),
      input('record', record, 'boolean'),
      input('points', points, 'boolean'),
      input('exam', exam, 'boolean'),
      input('age', age, 'number'),
      input('sex', sex, sexType),
    ],
    decisions: [
      decision(
        'eligibility',
        name,
        'Any',
        { inputs: ['residence', 'driving', 'record', 'points', 'exam', 'age', 'sex'] },
        {
          kind: 'table',
          hitPolicy: 'FIRST',
          inputs: [
            { label: residence, text: residence, typeRef: residenceType },
            { label: driving, text: driving, typeRef: 'number' },
            { label: record, text: record, typeRef: 'boolean' },
            { label: points, text: points, typeRef: 'boolean' },
            { label: exam, text: exam, typeRef: 'boolean' },
            { label: sex, text: sex, typeRef: sexType },
            { label: age, text: age, typeRef: 'number' },
          ],
          outputs: [
            { name: outcome, label: outcome, typeRef: 'string', values: `${q(granted)}, ${q(person)}` },
            { name: why, label: why, typeRef: 'string' },
          ],
          annotations: [say('依据', 'source')],
          rules: rules([
            [
              ['-', '-', 'true', '-', '-', '-', '-'],
              [q(person), q(say('有交通肇事、危险驾驶、吸毒或暴力犯罪记录', 'a record that the rules name'))],
              say('暂行办法 三、四', 'rules 3 and 4'),
            ],
            [
              [q(none), '-', '-', '-', '-', '-', '-'],
              [q(person), q(say('没有本市户籍，也没有有效居住证', 'neither local household nor permit'))],
              say('暂行办法 一', 'rule 1'),
            ],
            [
              ['-', '< 3', '-', '-', '-', '-', '-'],
              [q(person), q(say('驾龄不满三年', 'fewer than three years of driving'))],
              say('暂行办法 二', 'rule 2'),
            ],
            [
              ['-', '-', '-', 'true', '-', '-', '-'],
              [q(person), q(say('最近三个记分周期内记满过 12 分', 'twelve points in the last three periods'))],
              say('暂行办法 三', 'rule 3'),
            ],
            [
              ['-', '-', '-', '-', 'false', '-', '-'],
              [q(person), q(say('尚未通过从业资格考试', 'the exam is not passed'))],
              say('暂行办法 六', 'rule 6'),
            ],
            [
              [`${q(own)}, ${q(permit)}`, '>= 3', 'false', 'false', 'true', q(male), '[21..60]'],
              [q(granted), q(say('各项条件都符合', 'meets every condition'))],
              say('年龄为平台示例规则', "ages: a platform's example rule"),
            ],
            [
              [`${q(own)}, ${q(permit)}`, '>= 3', 'false', 'false', 'true', q(female), '[21..55]'],
              [q(granted), q(say('各项条件都符合', 'meets every condition'))],
              say('年龄为平台示例规则', "ages: a platform's example rule"),
            ],
          ]),
        },
      ),
    ],
  })
}

export const rideHailingInputs = (language: Language): Readonly<Record<string, string>> => {
  const say = sayIn(language)
  return {
    [say('户籍情况', 'residence')]: JSON.stringify(say('有效居住证', 'valid permit')),
    [say('驾龄', 'driving years')]: '2',
    [say('违法犯罪记录', 'criminal record')]: 'false',
    [say('记满12分', 'twelve points')]: 'false',
    [say('考试合格', 'exam passed')]: 'true',
    [say('年龄', 'age')]: '36',
    [say('性别', 'sex')]: JSON.stringify(say('男', 'male')),
  }
}
