import type { DmnModel } from '@onecity/decision'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { graduateIntake } from './examples/graduate-intake.ts'
import { boxHeight, layoutRequirements } from './requirement-layout.ts'

describe('the picture of requirements', () => {
  test('what decides stands above what it needs, and no two boxes cover each other', () => {
    for (const room of [300, 500, 800, 2000]) {
      const { elements, edges, boxWidth } = layoutRequirements(graduateIntake('zh'), room)
      const at = new Map(elements.map((element) => [element.id, element]))
      expect(elements).toHaveLength(9)
      for (const { from, to } of edges) expect(at.get(from)?.y).toBeGreaterThan(at.get(to)?.y ?? 0)
      for (const [index, one] of elements.entries())
        for (const other of elements.slice(index + 1))
          expect(Math.abs(one.x - other.x) >= boxWidth || Math.abs(one.y - other.y) >= boxHeight).toBe(true)
    }
  })

  test('any graph is laid out whole, circles and requirements of nothing too', () => {
    const ids = fc.constantFrom('a', 'b', 'c', 'd', 'nobody')
    fc.assert(
      fc.property(fc.array(fc.array(ids, { maxLength: 3 }), { minLength: 4, maxLength: 4 }), (needs) => {
        const model: DmnModel = {
          ...graduateIntake('zh'),
          inputs: [],
          knowledgeModels: [],
          decisions: ['a', 'b', 'c', 'd'].map((id, at) => ({
            id,
            name: id,
            variable: { name: id },
            requires: { inputs: [], decisions: needs[at] ?? [], knowledge: [] },
          })),
        }
        expect(
          layoutRequirements(model, 400)
            .elements.map(({ id }) => id)
            .sort(),
        ).toEqual(['a', 'b', 'c', 'd'])
      }),
    )
  })
})
