/**
 * Buildings, units and rooms by arithmetic. Who lives where follows from two numbers: the n-th household (or company) has the
 * n-th room that is not vacant, and rooms fill buildings in order. The shapes of buildings repeat in a fixed pattern.
 */
import { below, mix, pick } from './chance.ts'
import type { Place } from './ground.ts'
import { makeRandom } from './random.ts'

type Shape = readonly [units: number, floors: number, doors: number]

const dwellings: readonly Shape[] = [
  [1, 3, 2],
  [1, 5, 2],
  [1, 4, 2],
  [2, 6, 2],
  [1, 6, 1],
  [1, 7, 2],
  [1, 3, 1],
  [1, 11, 3],
  [1, 8, 2],
  [1, 2, 2],
]
const workplaces: readonly Shape[] = [
  [1, 2, 4],
  [1, 6, 4],
  [1, 1, 6],
  [1, 3, 4],
  [1, 20, 5],
]
/** One room in so many is vacant. */
const vacancy = 16

const roads = ['模拟路', '示例路', '演示路', '样例街', '虚构大道', '测试路'] as const
const estates = [
  '晨曦',
  '云海',
  '星辰',
  '青松',
  '博雅',
  '天成',
  '瑞丰',
  '和安',
  '新禾',
  '远航',
  '启明',
  '华光',
] as const
const dwellingNames = ['苑', '花园', '公寓', '新村'] as const
const workplaceNames = ['大厦', '广场', '工业园', '商务楼'] as const
const streams = { place: 11, road: 12, name: 13, year: 14, area: 15, use: 16, let: 17 } as const

export type Building = {
  readonly index: number
  readonly code: string
  readonly name: string
  readonly address: string
  readonly place: Place
  readonly position: readonly [lng: string, lat: string]
  readonly units: number
  readonly floors: number
  readonly doors: number
  /** Number of its first room. */
  readonly firstRoom: number
  readonly use: 'dwelling' | 'commerce' | 'office' | 'industry'
  readonly built: number
}

export type Room = {
  readonly building: Building
  readonly code: string
  readonly unit: number
  readonly floor: number
  readonly door: string
  readonly address: string
}

export type Stock = {
  readonly buildings: number
  readonly rooms: number
  readonly building: (index: number) => Building
  /** The room with a number. */
  readonly room: (room: number) => Room
  /** The number of the room of the n-th household or company. */
  readonly roomOf: (tenant: number) => number
  /** Who has a room; undefined: vacant. */
  readonly tenantOf: (room: number) => number | undefined
  readonly floorArea: (room: number) => string
}

/** Two digits, by table: padStart is slow, and rooms are many. */
const two = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'))

/**
 * @param tenants number of households or companies to house
 * @param grid first of the 40 grids whose codes the buildings take: stocks must not share them
 */
export const makeStock = (
  kind: 'dwellings' | 'workplaces',
  tenants: number,
  seed: number,
  places: readonly Place[],
  grid: number,
): Stock => {
  const shapes = kind === 'dwellings' ? dwellings : workplaces
  const own = mix(seed, streams.place, grid)
  const firstRooms: number[] = []
  const shapeOfRoom: number[] = []
  for (const [s, [units, floors, doors]] of shapes.entries()) {
    firstRooms.push(shapeOfRoom.length)
    for (let i = 0; i < units * floors * doors; i++) shapeOfRoom.push(s)
  }
  const patternRooms = shapeOfRoom.length

  // Places with more weight have more slots; a shuffled order spreads even a small city over its whole ground.
  const slots = places
    .flatMap((place) =>
      Array.from({ length: place.weight }, (_, rank) => ({ place, rank, order: mix(own, rank, place.number) })),
    )
    .sort((a, b) => a.order - b.order || a.place.number - b.place.number || a.rank - b.rank)

  const roomOf = (tenant: number) => tenant + Math.floor(tenant / (vacancy - 1))
  const buildingOfRoom = (room: number) =>
    Math.floor(room / patternRooms) * shapes.length + (shapeOfRoom[room % patternRooms] as number)
  const buildings = tenants === 0 ? 0 : buildingOfRoom(roomOf(tenants - 1)) + 1

  const firstRoomOf = (index: number) =>
    Math.floor(index / shapes.length) * patternRooms + (firstRooms[index % shapes.length] as number)
  const rooms = firstRoomOf(buildings)

  let last: Building | undefined
  const building = (index: number): Building => {
    // Neighbours are asked for one after the other.
    if (last?.index === index) return last
    const slot = slots[index % slots.length] as (typeof slots)[number]
    const { place } = slot
    const serial = Math.floor(index / slots.length) * place.weight + slot.rank
    const [units, floors, doors] = shapes[index % shapes.length] as Shape
    const at = place.place(makeRandom(mix(own, streams.place, index)))
    const name = `${pick(mix(own, streams.name, index), estates)}${pick(mix(own, streams.use, index), kind === 'dwellings' ? dwellingNames : workplaceNames)}${1 + below(mix(own, streams.name + 100, index), 20)}栋`
    last = {
      index,
      code: `${place.houseCode}${two[grid + (serial % 40)]}${String(Math.floor(serial / 40) + 1).padStart(5, '0')}`,
      name,
      address: `${place.address}${pick(mix(own, streams.road, index), roads)}${1 + below(mix(own, streams.road + 100, index), 299)}号${name}`,
      place,
      position: [at.lng.toFixed(6), at.lat.toFixed(6)],
      units,
      floors,
      doors,
      firstRoom: firstRoomOf(index),
      use:
        kind === 'dwellings'
          ? 'dwelling'
          : ((['office', 'commerce', 'industry', 'office'] as const)[mix(own, streams.use, index) >>> 30] ?? 'office'),
      built: 1985 + below(mix(own, streams.year, index), 36),
    }
    return last
  }

  const room = (number: number): Room => {
    const house = building(buildingOfRoom(number))
    const within = number - house.firstRoom
    const perUnit = house.floors * house.doors
    const unit = Math.floor(within / perUnit) + 1
    const floor = Math.floor((within % perUnit) / house.doors) + 1
    const door = `${floor}${two[(within % house.doors) + 1]}`
    return {
      building: house,
      code: `${house.code}${two[unit]}${two[floor]}${two[(within % house.doors) + 1]}`,
      unit,
      floor,
      door,
      address: `${house.address}${house.units > 1 ? `${unit}单元` : ''}${door}室`,
    }
  }

  return {
    buildings,
    rooms,
    building,
    room,
    roomOf,
    tenantOf: (number) => {
      if (number % vacancy === vacancy - 1) return undefined
      const tenant = number - Math.floor(number / vacancy)
      return tenant < tenants ? tenant : undefined
    },
    floorArea: (number) =>
      `${(kind === 'dwellings' ? 18 : 40) + below(mix(own, streams.area, number), kind === 'dwellings' ? 120 : 600)}.${two[below(mix(own, streams.let, number), 100)]}`,
  }
}
