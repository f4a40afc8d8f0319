import { resolve } from 'node:path'
import { formatProblem, readCity } from '@onecity/city'
import { UsageError } from '../platform/config/index.ts'
import { actions } from '../trust/access/index.ts'
import type { Command } from './command.ts'

export const checkCommand: Command = {
  name: 'check',
  usage: '[dir]',
  zh: '检查城市目录，逐处列出错误',
  en: 'check a city folder and list everything wrong with it',
  settings: ['city'],
  flags: { json: { zh: '以 JSON 输出', en: 'print JSON' } },
  run: async ({ args, flags, settings, print }) => {
    if (args.length > 1) throw new UsageError('check 只接受一个目录 takes one folder.')
    const dir = args[0] === undefined ? settings.city : resolve(args[0])
    const result = await readCity(dir, { actions })
    const problems = result.ok ? result.warnings : result.problems
    if (flags['json']) {
      print(
        JSON.stringify(
          { ok: result.ok, ...(result.ok ? { city: result.city.id, hash: result.hash } : {}), problems },
          null,
          2,
        ),
      )
      return result.ok ? 0 : 1
    }
    for (const problem of problems) print(formatProblem(problem))
    const errors = problems.filter((problem) => problem.severity === 'error').length
    if (!result.ok) {
      print(`${errors} 处错误 ${errors === 1 ? 'error' : 'errors'} — ${dir}`)
      return 1
    }
    const { city } = result
    print(
      `正确 OK: ${city.name.zh} ${city.name.en ?? ''} — ${city.areas.length} areas, ${city.departments.length} departments, ` +
        `${city.centres.length} centres, ${city.resources.length} resources`,
    )
    return 0
  },
}
