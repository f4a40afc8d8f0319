import type { DmnModel } from '@onecity/decision'
import type { Language } from '../../app/i18n.ts'
import { decision, input, model, rules, sayIn } from './write-example.ts'

/**
 * 高龄老人津贴, scale with 70 years as its beginning: 200, 300, 500, 1,000 yuan a month. Written as what each age adds, so that
 * COLLECT with SUM gives the scale.
 */
export const oldAgeAllowance = (language: Language): DmnModel => {
  const say = sayIn(language)
  const age = say('周岁', 'age')
  const local = say('深圳户籍', 'local household')
  const months = say('发放月数', 'months')
  const monthly = say('每月津贴', 'monthly allowance')
  const yearly = say('合计', 'total')
  const table = decision(
    'monthly',
    monthly,
    'number',
    { inputs: ['age', 'local'] },
    {
      kind: 'table',
      hitPolicy: 'COLLECT',
      aggregation: 'SUM',
      inputs: [
        { label: local, text: local, typeRef: 'boolean' },
        { label: age, text: age, typeRef: 'number' },
      ],
      outputs: [{ label: say('元/月', 'yuan a month'), name: monthly, typeRef: 'number' }],
      annotations: [say('说明', 'remark')],
      rules: rules([
        [['true', '>= 70'], ['200'], say('满 70 岁', 'from 70 years')],
        [['true', '>= 80'], ['100'], say('满 80 岁再加', 'more from 80')],
        [['true', '>= 90'], ['200'], say('满 90 岁再加', 'more from 90')],
        [['true', '>= 100'], ['500'], say('满 100 岁再加', 'more from 100')],
        [['-', '< 70'], ['0'], say('不满 70 岁', 'below 70')],
        [['false', '-'], ['0'], say('非本市户籍', 'not of this city')],
      ]),
    },
  )
  return model({
    id: 'old-age-allowance',
    name: say('高龄老人津贴（示例）', 'Old-age allowance (example)'),
    inputs: [input('age', age, 'number'), input('local', local, 'boolean'), input('months', months, 'number')],
    decisions: [
      table,
      decision(
        'total',
        yearly,
        'number',
        { inputs: ['months'], decisions: ['monthly'] },
        { kind: 'literal', text: `${monthly} * ${months}`, typeRef: 'number' },
      ),
    ],
  })
}

export const oldAgeAllowanceInputs = (language: Language): Readonly<Record<string, string>> => {
  const say = sayIn(language)
  return { [say('周岁', 'age')]: '83', [say('深圳户籍', 'local household')]: 'true', [say('发放月数', 'months')]: '12' }
}
