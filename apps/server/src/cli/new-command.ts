import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { newCityFiles } from '@onecity/city'
import { UsageError } from '../platform/config/index.ts'
import type { Command } from './command.ts'

const idPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

export const newCommand: Command = {
  name: 'new',
  usage: '<dir>',
  zh: '新建一个最小的、带注释的城市目录',
  en: 'make a city folder: the smallest valid one, with comments',
  settings: [],
  flags: {
    id: { zh: '城市的标识，默认取目录名', en: 'id of the city; the name of the folder by default', value: 'ID' },
    name: { zh: '城市的中文名称', en: 'Chinese name of the city', value: 'NAME' },
    'name-en': { zh: '城市的英文名称', en: 'English name of the city', value: 'NAME' },
  },
  run: async ({ args, flags, print }) => {
    const [given, ...more] = args
    if (given === undefined || more.length > 0) throw new UsageError('用法 usage: onecity new <dir>')
    const dir = resolve(given)
    const text = (name: string) => (typeof flags[name] === 'string' ? flags[name].trim() : undefined)
    const id = text('id') ?? basename(dir).toLowerCase()
    if (!idPattern.test(id))
      throw new UsageError(`--id: “${id}” 应为小写字母、数字与连字符 must be lower-case words joined by hyphens.`)
    const present = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []
      throw new UsageError(`${dir}: ${error.code}`)
    })
    if (present.length > 0) throw new UsageError(`目录不是空的，没有写入 the folder is not empty: ${dir}`)
    const name = text('name') ?? id
    const files = newCityFiles({ id, name: { zh: name, en: text('name-en') ?? name } })
    for (const [path, content] of files) {
      await mkdir(dirname(join(dir, path)), { recursive: true })
      await writeFile(join(dir, path), content)
    }
    for (const path of files.keys()) print(`  ${path}`)
    print(`已建立 made: ${dir}`)
    print(`检查 check   onecity check ${given}`)
    print(`启动 run     onecity serve --city ${given} --data ${given}-data`)
    return 0
  },
}
