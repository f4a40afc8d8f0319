import type { FilePreview, Item } from '@onecity/contracts'
import { describe, expect, it } from 'vitest'
import { proposeUnpivot, titlesInOrder, unpivotFault, withColumnNames, withHeaderLine } from './layout-parts.ts'

const item = (id: string, type: string, more: Partial<Item> = {}): Item => ({
  id,
  name: { zh: id },
  type,
  optional: true,
  index: false,
  headers: [],
  dataType: 'C',
  effectiveShare: 'unconditional',
  ...more,
})
const items = [
  item('sensor', 'text'),
  item('at', 'datetime'),
  item('speed', 'decimal'),
  item('place', 'point'),
  item('district', 'area', { from: 'place' }),
]
const column = (name: string, fed: string | null = null): FilePreview['columns'][number] => ({
  name,
  item: fed,
  by: fed === null ? null : 'title',
  likely: null,
  examples: [],
})

describe('a wide table', () => {
  it('keeps the columns that feed an item, and gives titles and values to items that nothing feeds', () => {
    expect(proposeUnpivot(items, [column('时间', 'at'), column('773869'), column('767541')])).toEqual({
      keep: ['时间'],
      title: 'sensor',
      value: 'speed',
    })
  })

  it('is refused before it is sent where two columns would share a name, or a time has only one half', () => {
    const good = { keep: ['时间'], title: 'sensor', value: 'speed' }
    expect(unpivotFault(good)).toBeNull()
    expect(unpivotFault({ ...good, value: 'sensor' })).toEqual({ twice: 'sensor' })
    expect(unpivotFault({ ...good, keep: ['speed'] })).toEqual({ twice: 'speed' })
    expect(unpivotFault({ ...good, row: 'at', start: '2012-03-01' })).toBe('both')
    expect(unpivotFault({ ...good, start: '2012-03-01', every: '5m' })).toBe('both')
    expect(unpivotFault({ ...good, row: 'at', start: '2012-03-01', every: '5m' })).toBeNull()
  })
})

describe('a file without header', () => {
  it('may be named in the order of the items, what is worked out left out; not when it has more columns', () => {
    expect(titlesInOrder(items, 5)).toEqual(['sensor', 'at', 'speed', 'place.lng', 'place.lat'])
    expect(titlesInOrder(items, 2)).toEqual(['sensor', 'at'])
    expect(titlesInOrder(items, 6)).toBeNull()
  })

  it('maps the halves of a position, keeps what was mapped of names that stay, and gives way to a header line', () => {
    const named = withColumnNames({ headerLine: 1, map: { a: 'sensor', gone: 'at' } }, ['a', 'place.lng', 'place.lat'])
    expect(named).toEqual({
      headerLine: 0,
      columns: ['a', 'place.lng', 'place.lat'],
      map: { a: 'sensor', 'place.lng': 'place.lng', 'place.lat': 'place.lat' },
    })
    expect(withHeaderLine({ headerLine: 0, columns: ['a'], crs: 'GCJ-02' }, 3)).toEqual({
      headerLine: 3,
      crs: 'GCJ-02',
    })
  })
})
