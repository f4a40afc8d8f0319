import { describe, expect, test } from 'vitest'
import type { Item } from './model.ts'
import { readIntake } from './read-intake.ts'

const item = (id: string): Item => ({
  id,
  name: { zh: id },
  type: 'text',
  optional: true,
  headers: [],
  index: false,
})
const items = [item('sensor_id'), item('speed')]
const read = (text: string) => readIntake('mapping.yaml', text, items)

describe('a column mapping file', () => {
  test('is read from YAML and from JSON alike', () => {
    const intake = { map: { 传感器: 'sensor_id', 备注: null }, constants: { speed: '1' } }
    expect(read('map: {传感器: sensor_id, 备注: null}\nconstants: {speed: "1"}\n')).toEqual({ ok: true, intake })
    expect(read(JSON.stringify(intake))).toEqual({ ok: true, intake })
    expect(read('')).toEqual({ ok: true, intake: {} })
  })

  test.each([
    ['map: {a: sped}', /“sped” is not an item/, 'speed'],
    ['constants: {sensr_id: x}', /“sensr_id” is not an item/, 'sensor_id'],
    ['shet: A', /unknown property “shet”/, 'sheet'],
    ['headerLine: 0', /nobody names its columns/, undefined],
    ['{headerLine: 2, columns: [a]}', /stand on line 2 too/, undefined],
    ['unpivot: {keep: [], title: t, value: t}', /two columns would be called “t”/, undefined],
    ['unpivot: {keep: [], title: t, value: v, start: "2012-03-01"}', /needs both/, undefined],
    ['format: [', /cannot be read/, undefined],
    ['delimiter: ", "', /at most|characters long/, undefined],
  ])('%s is refused with the place', (text, message, didYouMean) => {
    const reading = read(text)
    if (reading.ok) throw new Error('accepted')
    expect(reading.problems[0]).toMatchObject({
      file: 'mapping.yaml',
      line: 1,
      message: expect.stringMatching(message),
    })
    expect(reading.problems[0]?.didYouMean).toBe(didYouMean)
  })
})
