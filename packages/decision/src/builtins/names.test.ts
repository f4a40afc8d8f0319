import { expect, it } from 'vitest'
import { builtins } from './index.ts'
import { builtinNames } from './names.ts'

it('has a function for every name that the parser knows, and no other', () => {
  expect([...builtins.keys()].sort()).toEqual([...builtinNames].sort())
})

it('gives each function its own name', () => {
  for (const [name, { name: own }] of builtins) expect(own).toBe(name)
})
