import { expect, it } from 'vitest'
import { nearestName } from './nearest-name.ts'

it.each([
  ['amuont', ['account', 'amount'], 'amount'],
  ['Amount', ['amount'], 'amount'],
  ['monthly_income', ['monthly income', 'yearly income'], 'monthly income'],
  ['x', ['y'], 'y'],
  ['xy', ['ab'], undefined],
  ['income', ['outcome of it', 'age'], undefined],
  ['年齡', ['年龄', '性别'], '年龄'],
])('of %s among %j is %s', (name, names, expected) => {
  expect(nearestName(name, names)).toBe(expected)
})
