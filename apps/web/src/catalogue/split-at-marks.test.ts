import { expect, it } from 'vitest'
import { splitAtMarks } from './split-at-marks.ts'

const shown = (text: string, marks: readonly string[]) =>
  splitAtMarks(text, marks)
    .map((part) => (part.marked ? `[${part.text}]` : part.text))
    .join('')

it('marks what was found, whatever its letter case, the longest first, neighbours as one', () => {
  expect(shown('Charging stations', ['charg'])).toBe('[Charg]ing stations')
  expect(shown('常住人口基本信息', ['人口', '信息'])).toBe('常住[人口]基本[信息]')
  expect(shown('常住人口', ['住', '常住人'])).toBe('[常住人]口')
  expect(shown('人口信息', ['人口', '信'])).toBe('[人口信]息')
  expect(shown('nothing', [])).toBe('nothing')
})
