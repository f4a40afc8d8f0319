import { describe, expect, test } from 'vitest'
import { graduateIntake } from './examples/graduate-intake.ts'
import {
  addDecision,
  addInput,
  deleteElement,
  findElement,
  freeName,
  toggleRequirement,
  topDecision,
  withVariableType,
  wouldCircle,
} from './model-edit.ts'

const model = graduateIntake('zh')

describe('edits of a model', () => {
  test('the decision that no other needs is opened first', () => {
    expect(topDecision(model)).toBe('result')
  })

  test('an input of words brings a type that allows only these', () => {
    const { model: next, id } = addInput(model, {
      name: '学位',
      typeRef: 'string',
      choices: { typeName: '学位类型', words: ['学士', '说"是"'] },
    })
    expect(findElement(next, id)?.element).toMatchObject({ name: '学位', variable: { typeRef: '学位类型' } })
    expect(next.itemDefinitions.at(-1)).toMatchObject({ name: '学位类型', allowedValues: '"学士", "说\\"是\\""' })
  })

  test('names and ids are never given twice', () => {
    expect(freeName(model, '年龄上限')).toBe('年龄上限 2')
    const one = addDecision(model, 'a', 'table')
    expect(addDecision(one.model, 'b', 'literal').id).not.toBe(one.id)
  })

  test('a requirement is drawn and taken away, and none that closes a circle is offered', () => {
    const drawn = toggleRequirement(model, 'limit', 'born')
    expect(drawn.decisions.find(({ id }) => id === 'limit')?.requires.inputs).toEqual(['degree', 'born'])
    expect(toggleRequirement(drawn, 'limit', 'born')).toEqual(model)
    expect(wouldCircle(model, 'limit', 'result')).toBe(true)
    expect(wouldCircle(model, 'result', 'limit')).toBe(false)
  })

  test('with an element every requirement of it goes', () => {
    const without = deleteElement(model, 'age')
    expect(without.decisions.map(({ id }) => id)).toEqual(['limit', 'result'])
    expect(without.decisions.find(({ id }) => id === 'result')?.requires.decisions).toEqual(['limit'])
  })

  test('a type is taken away whole', () => {
    const untyped = withVariableType(model, 'born', undefined)
    expect(untyped.inputs.find(({ id }) => id === 'born')?.variable).toEqual({ name: '出生日期' })
  })
})
