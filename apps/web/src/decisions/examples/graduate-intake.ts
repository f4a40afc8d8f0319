import type { DmnModel } from '@onecity/decision'
import type { Language } from '../../app/i18n.ts'
import { choiceType, decision, input, model, rules, sayIn } from './write-example.ts'

/**
 * 应届毕业生引进: degree, age limit by degree, window after graduation. The limits are those commonly named for 2018 and stand as an
 * example. Shows a graph: a table that gives another table its limit, a function that counts full years, dates.
 */
export const graduateIntake = (language: Language): DmnModel => {
  const say = sayIn(language)
  const q = JSON.stringify
  const degree = say('学历', 'degree')
  const fullTime = say('全日制', 'full time')
  const born = say('出生日期', 'date of birth')
  const applied = say('申请日期', 'date of application')
  const graduated = say('毕业日期', 'date of graduation')
  const fullYears = say('周岁数', 'full years')
  const [from, to] = [say('起', 'from date'), say('止', 'to date')]
  const age = say('申请时年龄', 'age at application')
  const limit = say('年龄上限', 'age limit')
  const result = say('引进结论', 'intake')
  const degrees = [
    say('大专', 'junior college'),
    say('本科', 'bachelor'),
    say('硕士', 'master'),
    say('博士', 'doctor'),
  ] as const
  const degreeType = say('学历类型', 'degree type')
  const [granted, person] = [say('自动通过', 'granted'), say('转人工', 'to a person')]
  return model({
    id: 'graduate-intake',
    name: say('应届毕业生引进（示例）', 'Graduate intake (example)'),
    itemDefinitions: [choiceType(degreeType, degrees)],
    inputs: [
      input('degree', degree, degreeType),
      input('fullTime', fullTime, 'boolean'),
      input('born', born, 'date'),
      input('applied', applied, 'date'),
      input('graduated', graduated, 'date'),
    ],
    knowledgeModels: [
      {
        id: 'fullYears',
        name: fullYears,
        variable: { name: fullYears, typeRef: 'Any' },
        requires: { inputs: [], decisions: [], knowledge: [] },
        logic: {
          kind: 'function',
          functionKind: 'FEEL',
          parameters: [
            { name: from, typeRef: 'date' },
            { name: to, typeRef: 'date' },
          ],
          body: { kind: 'literal', text: `years and months duration(${from}, ${to}).years` },
        },
      },
    ],
    decisions: [
      decision(
        'limit',
        limit,
        'number',
        { inputs: ['degree'] },
        {
          kind: 'table',
          hitPolicy: 'UNIQUE',
          inputs: [{ label: degree, text: degree, typeRef: degreeType }],
          outputs: [{ name: limit, label: limit, typeRef: 'number' }],
          annotations: [say('说明', 'remark')],
          rules: rules([
            [[q(degrees[0])], ['35'], ''],
            [[`${q(degrees[1])}, ${q(degrees[2])}`], ['45'], ''],
            [[q(degrees[3])], ['50'], ''],
          ]),
        },
      ),
      decision(
        'age',
        age,
        'number',
        { inputs: ['born', 'applied'], knowledge: ['fullYears'] },
        { kind: 'literal', text: `${fullYears}(${born}, ${applied})`, typeRef: 'number' },
      ),
      decision(
        'result',
        result,
        'string',
        { inputs: ['fullTime', 'graduated', 'applied'], decisions: ['age', 'limit'] },
        {
          kind: 'table',
          hitPolicy: 'UNIQUE',
          inputs: [
            { label: age, text: age, typeRef: 'number' },
            { label: fullTime, text: fullTime, typeRef: 'boolean' },
            {
              label: say('毕业未满两年', 'within two years'),
              text: `${applied} <= ${graduated} + duration("P2Y")`,
              typeRef: 'boolean',
            },
          ],
          outputs: [{ name: result, label: result, typeRef: 'string', values: `${q(granted)}, ${q(person)}` }],
          annotations: [say('说明', 'remark')],
          rules: rules([
            [[`<= ${limit}`, 'true', 'true'], [q(granted)], ''],
            [[`> ${limit}`, '-', '-'], [q(person)], say('超过年龄上限', 'beyond the age limit')],
            [[`<= ${limit}`, 'false', '-'], [q(person)], say('非全日制', 'not full time')],
            [[`<= ${limit}`, 'true', 'false'], [q(person)], say('超过择业期', 'too long after graduation')],
          ]),
        },
      ),
    ],
  })
}

export const graduateIntakeInputs = (language: Language): Readonly<Record<string, string>> => {
  const say = sayIn(language)
  return {
    [say('学历', 'degree')]: JSON.stringify(say('大专', 'junior college')),
    [say('全日制', 'full time')]: 'true',
    [say('出生日期', 'date of birth')]: '1990-03-08',
    [say('申请日期', 'date of application')]: '2026-11-20',
    [say('毕业日期', 'date of graduation')]: '2026-06-30',
  }
}
