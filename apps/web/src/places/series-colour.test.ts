import { describe, expect, it } from 'vitest'
import { seriesColours } from './series-colour.ts'

const ids = ['metro-stations', 'roads', 'parks', 'ev-charging-station', 'cameras', 'buildings']

describe('colours of layers', () => {
  it('differ as long as there are enough, and stay when others are added', () => {
    for (let n = 1; n <= ids.length; n++) {
      const some = seriesColours(ids.slice(0, n), 6)
      expect(new Set(some.values()).size).toBe(n)
      for (const [id, colour] of some) expect(seriesColours(ids, 6).get(id)).toBe(colour)
    }
  })

  it('are shared when there are more layers than colours', () => {
    const many = Array.from({ length: 40 }, (_, i) => `layer-${i}`)
    const colours = [...seriesColours(many, 6).values()]
    expect(colours).toHaveLength(40)
    expect(Math.max(...colours)).toBeLessThan(6)
  })
})
