import { expect, it } from 'vitest'
import { packModel, unpackModel } from './pack-model.ts'

const city = (items: readonly string[]) => ({
  id: 'tiny',
  areas: [{ code: '990000', name: { zh: '城' } }],
  resources: items.map((name, n) => ({ id: `r${n}`, name: { zh: name }, items: [{ id: 'a', codes: [1, null] }] })),
  roles: [],
})

it('gives entries that are as they were as the same objects, and others as they are now', async () => {
  const before = city(['一', '二', '三']) as never as Parameters<typeof packModel>[0]
  const after = city(['一', '贰', '三', '四'])
  const read = await unpackModel(await packModel(after as never), before)
  expect(read).toEqual(after)
  expect(read.resources.map((resource, n) => resource === before.resources[n])).toEqual([true, false, true, false])
  expect(read.areas[0]).toBe(before.areas[0])
})

it('takes neither a property more nor a property less for alike', async () => {
  const one = { resources: [{ id: 'a', unit: '米' }, { id: 'b' }] }
  const other = { resources: [{ id: 'a' }, { id: 'b', unit: '米' }] }
  expect(await unpackModel(await packModel(other as never), one as never)).toEqual(other)
})
