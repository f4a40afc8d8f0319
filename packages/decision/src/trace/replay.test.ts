import { describe, expect, it } from 'vitest'
import { compileModel } from '../dmn/compile.ts'
import { readModel } from '../dmn/read.ts'
import { replay } from './replay.ts'
import type { Trace } from './trace.ts'

const xml = (
  days: number,
) => `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="m" namespace="m">
  <inputData id="s" name="since"><variable name="since" typeRef="date"/></inputData>
  <decision id="w" name="waited"><variable name="waited"/>
    <informationRequirement><requiredInput href="#s"/></informationRequirement>
    <literalExpression><text>today() - since</text></literalExpression></decision>
  <decision id="l" name="late"><variable name="late" typeRef="boolean"/>
    <informationRequirement><requiredDecision href="#w"/></informationRequirement>
    <literalExpression><text>waited &gt; duration("P${days}D")</text></literalExpression></decision>
</definitions>`

const engineOf = async (days: number) => {
  const { model } = await readModel(xml(days))
  if (!model) throw new Error('the model cannot be read')
  return compileModel(model)
}

describe('a replay', async () => {
  const engine = await engineOf(3)
  const late = engine.entries.get('late')
  // Four days, told on the day itself; kept as JSON, as somebody keeps it.
  const told = late?.trace({ since: '2026-11-16' }, { now: Date.UTC(2026, 10, 20, 9), zone: 'Asia/Shanghai' }).trace
  const kept: Trace = JSON.parse(JSON.stringify(told))

  it('comes to the same as then, whatever day it is now', () => {
    expect(kept.outcome).toBe(true)
    expect(kept.inputs).toEqual({ since: { '@': '2026-11-16' } })
    const again = replay(engine, kept)
    expect(again).toMatchObject({ ok: true, same: true, differences: [] })
    expect(again.ok && JSON.parse(JSON.stringify(again.trace))).toEqual(kept)
  })

  it('names what was not decided so', () => {
    expect(replay(engine, { ...kept, outcome: false })).toMatchObject({ same: false, differences: ['late'] })
    const steps = kept.steps.map((step) => (step.element === 'waited' ? { ...step, result: { '@': 'P2D' } } : step))
    expect(replay(engine, { ...kept, steps })).toMatchObject({ same: false, differences: ['waited'] })
    expect(replay(engine, { ...kept, inputs: { since: { '@': '2026-11-19' } } })).toMatchObject({
      differences: ['waited', 'late'],
    })
  })

  it('is refused for another model, and for an element that is not there', async () => {
    expect(replay(await engineOf(5), kept)).toEqual({ ok: false, why: 'other model' })
    expect(replay(engine, { ...kept, asked: 'early' })).toEqual({ ok: false, why: 'no such element' })
  })
})
