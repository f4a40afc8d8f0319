import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type AreaTree, makeAreaTree } from './area-tree.ts'
import { readCity } from './read-city.ts'
import { citiesDir } from './testing-folder.ts'

let tree: AreaTree
beforeAll(async () => {
  const result = await readCity(join(citiesDir, 'shenzhen'))
  if (!result.ok) throw new Error('cities/shenzhen does not read')
  tree = makeAreaTree(result.city.areas)
})

describe('the tree', () => {
  test('follows management, not the digits of codes', () => {
    // Dapeng's streets carry codes of Longgang, Shenshan's towns those of another city.
    expect(tree.children('440307-DP')).toEqual(['440307009', '440307010', '440307011'])
    expect(tree.ancestors('440307009001')).toEqual(['440307009', '440307-DP', '440300'])
    expect(tree.children('440307')).toHaveLength(11)
    expect(tree.ancestors('441521105')).toEqual(['4403SS', '440300'])
    expect(tree.children('4403SS')).toHaveLength(4)
  })

  test('the city’s descendants are all areas, itself first', () => {
    // The city, 11 districts, 74 streets, four towns, 788 communities.
    expect(tree.descendants('440300')).toHaveLength(1 + 11 + 74 + 4 + 788)
    expect(tree.descendants('440300')[0]).toBe('440300')
  })

  test('unknown codes have nothing', () => {
    expect(tree.get('999999')).toBeUndefined()
    expect(tree.levelOf('999999')).toBeUndefined()
    expect(tree.descendants('999999')).toEqual([])
    expect(tree.ancestors('999999')).toEqual([])
  })

  test('parents in a circle do not hang it', () => {
    const area = (code: string, parent: string) =>
      ({ code, parent, level: 'district', name: { zh: code }, aliases: [] }) as const
    const circle = makeAreaTree([area('a', 'b'), area('b', 'a')])
    expect(circle.ancestors('a')).toEqual(['b', 'a'])
    expect(circle.descendants('a')).toEqual(['a', 'b'])
  })
})

describe('resolve', () => {
  test.each([
    ['440304', '440304'],
    ['福田区', '440304'],
    ['福田', '440304'],
    ['福田街道', '440304004'],
    ['Nanshan District', '440305'],
    ['BAOAN', '440306'],
    ['Bao’an', '440306'],
    ['鮜门镇', '441521105'],
    ['440307009001', '440307009001'],
    // A code the list does not have belongs to its street, and so to Dapeng.
    ['440307009999', '440307009'],
    // A statistical unit that is no street.
    ['440304400', '440304400498'],
    ['广东省深圳市福田区莲花街道', '440304008'],
    ['深圳市龙岗区龙岗街道', '440307016'],
    ['深圳市福田区', '440304'],
    ['深圳市龙岗区葵涌街道坝光社区核坝路', '440307009007'],
    // Communities of the same name lie in several streets: the area named beside it decides.
    ['福海街道和平社区', '440306021003'],
    ['深圳市龙岗区平湖街道新南社区1号', '440307003011'],
    ['坪山区六联社区', '440310001001'],
    // None of the three 和平 lies in Fuyong, so the name says nothing.
    ['深圳市福永街道和平社区', '440306020'],
    ['Room 1, Nanshan District, Shenzhen', '440305'],
  ])('%s means %s', (text, code) => expect(tree.resolve(text)).toBe(code))

  test.each([[''], ['上海市'], ['999999'], ['福田区与南山区之间'], ['Futians'], ['和平社区'], ['深圳市和平社区']])(
    '“%s” means nothing certain',
    (text) => expect(tree.resolve(text)).toBeUndefined(),
  )

  test('a name that two areas share means neither', () => {
    const area = (code: string, name: string) =>
      ({ code, parent: null, level: 'street', name: { zh: name }, aliases: [] }) as const
    const twins = makeAreaTree([area('1', '新村'), area('2', '新村'), area('3', '老村')])
    expect(twins.resolve('新村')).toBeUndefined()
    expect(twins.resolve('某地新村')).toBeUndefined()
    expect(twins.resolve('老村')).toBe('3')
  })
})

describe('findInText', () => {
  test.each([
    ['深圳市福田区莲花街道彩田路12号', '440304008'],
    ['广东省深圳市福田区莲花街道彩田社区彩田路12号', '440304008013'],
    ['深圳市福田区彩田路南山大厦', '440304'],
    ['深圳市深汕特别合作区鹅埠镇创文路8号', '441521103'],
    ['大鹏新区葵涌街道', '440307009'],
    ['4403040080130100001000302', '440304008013'],
    ['莲花街道办事处', '440304008'],
    ['彩田路12号', undefined],
    ['福田区', '440304'],
    ['Room 1, Nanshan District', '440305'],
    ['上海市浦东新区世纪大道1号', undefined],
    ['南山大道', undefined],
    ['福田区与南山区之间', undefined],
    ['', undefined],
  ])('%s lies in %s', (text, code) => expect(tree.findInText(text)).toBe(code))
})
