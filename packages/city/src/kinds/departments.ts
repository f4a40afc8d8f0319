import type { Department, Text } from '../model.ts'
import { readYaml } from '../source/read-yaml.ts'
import { parseUscc } from '../values/uscc.ts'
import { given, type Kind } from './kind.ts'
import { areaCode, kebabId, line, list, object, oneOf, published, text } from './schema-parts.ts'

type RawDepartment = {
  id: string
  name: Text
  uscc?: string
  level?: Department['level']
  area: string | number
  contact?: string
}

const schema = published(
  'Departments',
  list(
    object(
      {
        id: kebabId('Id of the department; also the name of its sub-folder below departments/.'),
        name: text('Name of the department.'),
        uscc: { description: 'Unified social credit code (GB 32100-2015), only where published.', type: 'string' },
        level: oneOf(['city', 'district'], 'Level of government. Default: city.'),
        area: areaCode('Code of the area the department is responsible for.'),
        contact: line,
      },
      ['id', 'name', 'area'],
    ),
    undefined,
    1,
  ),
)

export const departmentsKind: Kind<Department> = {
  name: 'department',
  files: /^departments\.yaml$/,
  where: 'departments.yaml',
  required: true,
  read: readYaml,
  schema,
  shape: 'list',
  id: ['id'],
  toModel: ({ id, name, uscc, level = 'city', area, contact }: RawDepartment): Department =>
    given({ id, name, uscc, level, area: String(area), contact }),
  check: (checks) => {
    for (const entry of checks.entries(departmentsKind)) {
      const { area, uscc } = entry.value
      checks.refer(entry, ['area'], 'area', area)
      if (uscc === undefined) continue
      const { verdict } = parseUscc(uscc)
      if (verdict === 'malformed')
        checks.report(entry, ['uscc'], {
          message: `“${uscc}” is not a unified social credit code`,
          expected: '18 characters of GB 32100-2015 (digits and capitals without I, O, S, V, Z)',
        })
      if (verdict === 'unverified')
        checks.report(entry, ['uscc'], {
          severity: 'warning',
          message: `the check character of “${uscc}” differs`,
          expected: 'the code as published; a few were issued with a wrong check character',
        })
    }
  },
  into: (departments) => ({ departments }),
}
