import { expect, test } from 'vitest'
import type { TestCase } from './desk-protocol.ts'
import { casesFromText, casesToText } from './test-cases.ts'

const cases: readonly TestCase[] = [
  { id: 'a', name: 'eighty', asked: '每月津贴', inputs: { 周岁: 80, born: { '@': '1946-01-01' } }, expected: 300 },
  { id: 'b', name: 'none', asked: '每月津贴', inputs: { 周岁: null }, expected: null },
]

test('cases come back from their file as they were', () => {
  let next = 0
  const read = casesFromText(casesToText('m', cases), () => (next++ === 0 ? 'a' : 'b'))
  expect(read).toEqual(cases)
})

test('what is no file of cases is refused; entries that are no cases are left out', () => {
  const id = () => 'x'
  expect(casesFromText('no json', id)).toBeNull()
  expect(casesFromText('[]', id)).toBeNull()
  expect(casesFromText('{"cases":[{"name":"without inputs"}]}', id)).toBeNull()
  expect(casesFromText('{"cases":[1,{"asked":"d","inputs":{},"expected":null}]}', id)).toEqual([
    { id: 'x', name: 'd', asked: 'd', inputs: {}, expected: null },
  ])
})
