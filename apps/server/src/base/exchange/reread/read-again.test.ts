import type { CrsName, LngLat } from '@onecity/city'
import gcoord from 'gcoord'
import { describe, expect, it } from 'vitest'
import { distanceMetres } from '../../../kernel/geometry.ts'
import { makeCrsConverter } from '../../places/index.ts'
import { makeReadAgain } from './read-again.ts'

/** Real places in WGS-84: the civic centre, the airport, Luohu port, the east end of Dapeng; Beijing and Chengdu. */
const places: readonly LngLat[] = [
  [114.0579, 22.5431],
  [113.8146, 22.6329],
  [114.1142, 22.5318],
  [114.6276, 22.5532],
  [116.3913, 39.9075],
  [104.0657, 30.6595],
]
const systems = { 'WGS-84': gcoord.WGS84, CGCS2000: gcoord.WGS84, 'GCJ-02': gcoord.GCJ02, 'BD-09': gcoord.BD09 }
const all = Object.keys(systems) as CrsName[]

describe('positions taken for one system and meant in another', () => {
  it.each(all.flatMap((meant) => all.map((taken) => [meant, taken] as const)))(
    'numbers in %s, stored as if they were %s, come within a metre of where they belong',
    (meant, taken) => {
      for (const place of places) {
        const delivered = gcoord.transform([...place], gcoord.WGS84, systems[meant]) as [number, number]
        const stored = makeCrsConverter(taken)(...delivered)
        const again = makeReadAgain(taken, { crs: meant, swapped: false })(...stored)
        expect(distanceMetres(again as LngLat, place)).toBeLessThan(1)
      }
    },
  )

  it('numbers taken as they came are read exactly as the right declaration would have read them', () => {
    for (const [lng, lat] of places)
      expect(makeReadAgain('WGS-84', { crs: 'BD-09', swapped: false })(lng, lat)).toEqual(
        gcoord.transform([lng, lat], gcoord.BD09, gcoord.WGS84),
      )
  })

  it('swaps longitude and latitude where both are degrees of latitude, and nothing else', () => {
    // Accra lies at 5.56 N, 0.2 W; numbers of Shenzhen can only be stored the right way round.
    expect(makeReadAgain('WGS-84', { crs: 'WGS-84', swapped: true })(5.56, -0.2)).toEqual([-0.2, 5.56])
    expect(makeReadAgain('WGS-84', { crs: 'WGS-84', swapped: true })(114.0579, 22.5431)).toBeNull()
  })
})
