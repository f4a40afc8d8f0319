import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readPositions } from './read-positions.ts'

const number = fc.oneof(
  fc.double({ min: -180, max: 180, noNaN: true }),
  fc.integer({ min: -180, max: 180 }),
  fc.double({ min: -180, max: 180, noNaN: true }).map((value) => Number(value.toFixed(7))),
)
const position = fc.tuple(number, number)
const list = fc.array(position, { minLength: 1, maxLength: 8 })
const back = (read: ReturnType<typeof readPositions>) =>
  read.map((lists) => lists.map(({ xs, ys }) => [...xs].map((x, i) => [x, ys[i]])))
/** As a jsonb column writes it. */
const spaced = (value: unknown) => JSON.stringify(value).replaceAll(',', ', ')
// JSON knows no negative zero.
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

it('reads the very numbers that JSON.parse reads, whatever the kind of shape', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(list, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
      (polygons) => {
        const [polygon = []] = polygons
        const [line = []] = polygon
        expect(plain(back(readPositions('MultiPolygon', spaced(polygons))))).toEqual(plain(polygons))
        expect(plain(back(readPositions('Polygon', spaced(polygon))))).toEqual(plain([polygon]))
        expect(plain(back(readPositions('MultiLineString', JSON.stringify(polygon))))).toEqual(plain([polygon]))
        expect(plain(back(readPositions('LineString', spaced(line))))).toEqual(plain([[line]]))
      },
    ),
  )
})

it('reads lists longer than the memory it begins with, and leaves heights out', () => {
  const line = Array.from({ length: 20_000 }, (_, i) => [i / 1000, -i / 1000, 5])
  const [[read] = []] = readPositions('LineString', JSON.stringify(line))
  expect([read?.xs.length, read?.xs[19_999], read?.ys[19_999]]).toEqual([20_000, 19.999, -19.999])
})
