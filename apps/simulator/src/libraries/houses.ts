import type { Stock } from '../houses.ts'
import type { World } from '../world.ts'
import type { Delivered, Library } from './library.ts'

const stocks = ({ homes, offices }: World): readonly Stock[] => [homes, offices]

/** Some 12 m deep, and 18 m for each unit. */
const outlineOf = (lng: number, lat: number, units: number): string => {
  const [west, east] = [lng - 0.00009 * units, lng + 0.00009 * units].map((degrees) => degrees.toFixed(6))
  const [south, north] = [lat - 0.00005, lat + 0.00005].map((degrees) => degrees.toFixed(6))
  return `POLYGON((${west} ${south},${east} ${south},${east} ${north},${west} ${north},${west} ${south}))`
}

export const buildingLibrary = (world: World): Library => ({
  resource: 'building',
  columns: [
    { id: 'building_code', type: 'text', required: true, key: true },
    { id: 'name', type: 'text' },
    { id: 'address', type: 'address', required: true },
    { id: 'area', type: 'area', required: true },
    { id: 'lng', type: 'lng', required: true },
    { id: 'lat', type: 'lat', required: true },
    { id: 'outline', type: 'polygon' },
    { id: 'floors', type: 'integer', required: true },
    { id: 'floors_below', type: 'integer' },
    { id: 'units', type: 'integer' },
    { id: 'rooms', type: 'integer' },
    { id: 'floor_area', type: 'decimal' },
    { id: 'use', type: 'code', required: true },
    { id: 'structure', type: 'code' },
    { id: 'built', type: 'integer' },
  ],
  *rows(): Generator<Delivered> {
    for (const stock of stocks(world))
      for (let i = 0; i < stock.buildings; i++) {
        const { code, name, address, place, position, units, floors, doors, use, built } = stock.building(i)
        const rooms = units * floors * doors
        yield {
          month: 0,
          values: [
            code,
            name,
            address,
            place.code,
            position[0],
            position[1],
            outlineOf(Number(position[0]), Number(position[1]), units),
            floors,
            floors > 9 ? 2 : floors > 6 ? 1 : 0,
            units,
            rooms,
            `${rooms * (use === 'dwelling' ? 92 : 400)}.00`,
            use,
            floors > 6 ? 'reinforced-concrete' : use === 'industry' ? 'steel' : 'mixed',
            built,
          ],
        }
      }
  },
})

export const unitLibrary = (world: World): Library => ({
  resource: 'building-unit',
  columns: [
    { id: 'unit_code', type: 'text', required: true, key: true },
    { id: 'building_code', type: 'text', required: true, reference: true },
    { id: 'name', type: 'text', required: true },
    { id: 'floors', type: 'integer', required: true },
    { id: 'rooms', type: 'integer', required: true },
    { id: 'lift', type: 'boolean' },
  ],
  *rows(): Generator<Delivered> {
    for (const stock of stocks(world))
      for (let i = 0; i < stock.buildings; i++) {
        const { code, units, floors, doors } = stock.building(i)
        for (let unit = 1; unit <= units; unit++)
          yield { month: 0, values: [`${code}0${unit}`, code, `${unit}单元`, floors, floors * doors, floors > 6] }
      }
  },
})

export const roomLibrary = (world: World): Library => ({
  resource: 'room',
  columns: [
    { id: 'room_code', type: 'text', required: true, key: true },
    { id: 'building_code', type: 'text', required: true, reference: true },
    { id: 'unit_code', type: 'text', reference: true },
    { id: 'floor', type: 'integer', required: true },
    { id: 'door', type: 'text', required: true },
    { id: 'address', type: 'address', required: true },
    { id: 'area', type: 'area', required: true },
    { id: 'use', type: 'code', required: true },
    { id: 'floor_area', type: 'decimal' },
    { id: 'occupancy', type: 'code' },
  ],
  *rows(): Generator<Delivered> {
    for (const [s, stock] of stocks(world).entries())
      for (let i = 0; i < stock.rooms; i++) {
        const { building, code, unit, floor, door, address } = stock.room(i)
        const occupancy = stock.tenantOf(i) === undefined ? 'vacant' : i % 3 === 0 ? 'owned' : 'let'
        yield {
          month: 0,
          values: [
            code,
            building.code,
            `${building.code}0${unit}`,
            floor,
            door,
            address,
            building.place.code,
            s === 0 ? 'dwelling' : 'business',
            stock.floorArea(i),
            occupancy,
          ],
        }
      }
  },
})
