import { compileModel } from '@onecity/decision'
import { describe, expect, test } from 'vitest'
import { graduateIntake } from './examples/graduate-intake.ts'
import { renameElement } from './rename.ts'

const model = graduateIntake('en')
const logicOf = (of: typeof model, id: string) => of.decisions.find((decision) => decision.id === id)?.logic

describe('another name', () => {
  test('an input is renamed in every expression that names it, and only there', () => {
    const next = renameElement(model, 'applied', 'day of filing')
    expect(logicOf(next, 'age')).toMatchObject({ text: 'full years(date of birth, day of filing)' })
    expect(logicOf(next, 'result')).toMatchObject({
      inputs: [{}, {}, { text: 'day of filing <= date of graduation + duration("P2Y")' }],
    })
    expect(logicOf(next, 'limit')).toEqual(logicOf(model, 'limit'))
    expect(compileModel(next).problems).toEqual([])
  })

  test('a decision is renamed in cells, in titles and in its own output', () => {
    const next = renameElement(model, 'limit', 'oldest')
    const table = logicOf(next, 'result')
    expect(table?.kind === 'table' && table.rules.map(({ inputs }) => inputs[0])).toEqual([
      '<= oldest',
      '> oldest',
      '<= oldest',
      '<= oldest',
    ])
    expect(logicOf(next, 'limit')).toMatchObject({ outputs: [{ name: 'oldest', label: 'oldest' }] })
    expect(renameElement(model, 'fullYears', 'years').decisions.find(({ id }) => id === 'age')?.logic).toMatchObject({
      text: 'years(date of birth, date of application)',
    })
    expect(compileModel(next).problems).toEqual([])
  })

  test('a word in a string stays, a name that is taken is refused', () => {
    const quoted = {
      ...model,
      decisions: model.decisions.map((decision) =>
        decision.id === 'limit'
          ? { ...decision, logic: { kind: 'literal' as const, text: 'if degree = "degree" then 1 else 2' } }
          : decision,
      ),
    }
    expect(logicOf(renameElement(quoted, 'degree', 'title'), 'limit')).toMatchObject({
      text: 'if title = "degree" then 1 else 2',
    })
    expect(renameElement(model, 'degree', 'age limit')).toBe(model)
    expect(renameElement(model, 'degree', ' ')).toBe(model)
  })
})
