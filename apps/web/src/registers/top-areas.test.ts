import { describe, expect, it } from 'vitest'
import { topAreas } from './top-areas.ts'

const areas = new Map([
  ['440300', { parent: null }],
  ['440304', { parent: '440300' }],
  ['440304001', { parent: '440304' }],
  ['440305001', { parent: '440305' }],
])

describe('the areas that head a scope', () => {
  it('leave out what lies below another one of the scope', () => {
    expect(topAreas(['440304', '440304001', '440305001'], areas)).toEqual(['440304', '440305001'])
  })

  it('keep an area that the city does not know (any more)', () => {
    expect(topAreas(['999999'], areas)).toEqual(['999999'])
    expect(topAreas([], areas)).toEqual([])
  })
})
