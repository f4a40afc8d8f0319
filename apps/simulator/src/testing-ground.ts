import { makePlaces } from './ground.ts'

export const square = [
  [114, 22.5],
  [114.1, 22.5],
  [114.1, 22.6],
  [114, 22.6],
  [114, 22.5],
] as const

/** Two streets with an outline around them (one of two communities), one beside it in nobody's, one with a local key. */
export const areas = [
  { code: '440300', parent: null, level: 'city', name: { zh: '深圳市' } },
  { code: '440304', parent: '440300', level: 'district', name: { zh: '福田区' }, seat: { position: [114.05, 22.55] } },
  { code: '440304-X', parent: '440300', level: 'district', name: { zh: '内区' }, seat: { position: [114.09, 22.59] } },
  { code: '4403SS', parent: '440300', level: 'district', name: { zh: '深汕' }, seat: { position: [115.06, 22.82] } },
  { code: '440304001', parent: '440304', level: 'street', name: { zh: '南园街道' } },
  { code: '440304001001', parent: '440304001', level: 'community', name: { zh: '园东社区' } },
  { code: '440304001002', parent: '440304001', level: 'community', name: { zh: '园西社区' } },
  { code: '440304002', parent: '440304', level: 'street', name: { zh: '园岭街道' } },
  { code: '440304900', parent: '440304-X', level: 'street', name: { zh: '无廓街道' } },
  { code: '4403SS-1', parent: '4403SS', level: 'street', name: { zh: '小漠镇' } },
] as const
export const outlines = [{ code: '440304', rings: [square] }] as const
export const places = makePlaces(areas, outlines)
export const ground = { places, cityCode: '440300' }
