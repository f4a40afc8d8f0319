import { describe, expect, it } from 'vitest'
import { DecisionError, type Problem } from '../problem.ts'
import { anyType, simpleType } from '../values/type.ts'
import { bounded, compileExpression, compileUnaryTests } from './program-of.ts'
import type { Scope } from './scope.ts'

const scope: Scope = {
  variables: new Map([
    ['age', simpleType('number')],
    ['first name', anyType],
  ]),
}

const programOf = (source: string) => {
  const made = compileExpression(source, scope)
  if (!made.ok) throw new DecisionError(made.problems)
  return made.program
}

describe('a program', () => {
  it('is compiled once and evaluated with other values each time', () => {
    const { evaluate, variables, source } = programOf('first name + " " + string(age + 1)')
    expect(variables).toEqual(['age', 'first name'])
    expect(source).toBe('first name + " " + string(age + 1)')
    expect(evaluate({ age: 1, 'first name': 'Ann' })).toBe('Ann 2')
    expect(evaluate({ 'first name': 'Bo', age: 41 })).toBe('Bo 42')
  })

  it('takes what is missing, or only inherited, for null', () => {
    const { evaluate } = programOf('[age, first name]')
    expect(evaluate()).toEqual([null, null])
    expect(evaluate(Object.create({ age: 5 }))).toEqual([null, null])
    expect(evaluate({ age: undefined as never })).toEqual([null, null])
  })

  it('says on request why places came to null, each once', () => {
    const notes: Problem[] = []
    programOf('for i in 1..1000 return age + "x"').evaluate({ age: 1 }, { notes })
    expect(notes).toEqual([
      {
        code: 'feel.arithmetic',
        severity: 'warning',
        message: '"+" gives nothing for these values',
        span: { from: 24, to: 33 },
      },
    ])
  })

  it('gives out lists that nobody can change for those who ask next', () => {
    const { evaluate } = programOf('[3, 1, 2]')
    expect(() => (evaluate() as number[]).sort()).toThrow(TypeError)
    expect(evaluate()).toEqual([3, 1, 2])
  })

  it('comes with warnings that do not stop it', () => {
    const made = compileExpression('@"nonsense"')
    expect(made).toMatchObject({
      ok: true,
      problems: [{ code: 'feel.at-literal', severity: 'warning', span: { from: 0, to: 11 } }],
    })
  })

  it('is none when a type is unknown', () => {
    expect(compileExpression('age instance of tNothing', scope)).toMatchObject({
      ok: false,
      problems: [{ code: 'feel.unknown-type', span: { from: 16, to: 24 }, params: { name: 'tNothing' } }],
    })
  })

  it('of tests needs the input they test', () => {
    expect(compileUnaryTests('> 5', scope)).toMatchObject({
      ok: false,
      problems: [{ code: 'feel.unknown-name', params: { name: '?' } }],
    })
  })
})

it('turns a stack that is used up into a limit, and lets other faults through', () => {
  const endless = (): number => 1 + endless()
  expect(() => bounded(endless)).toThrow(DecisionError)
  expect(() =>
    bounded(() => {
      throw new TypeError('a mistake of ours')
    }),
  ).toThrow(TypeError)
})
