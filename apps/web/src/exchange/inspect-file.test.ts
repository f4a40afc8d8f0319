import type { Item } from '@onecity/contracts'
import { describe, expect, it } from 'vitest'
import { decodeHead, firstRecords, fitHeader, inspectFile, lookAt } from './inspect-file.ts'

const item = (id: string, part: Partial<Item> = {}): Item => ({
  id,
  name: { zh: `${id}名` },
  type: 'text',
  optional: false,
  index: false,
  headers: [],
  dataType: 'C',
  effectiveShare: 'unconditional',
  ...part,
})

describe('the beginning of a file', () => {
  it('is read as UTF-8 even when cut inside a character', () => {
    const bytes = new TextEncoder().encode('名称,深圳')
    expect(decodeHead(bytes.slice(0, -1))).toEqual({ text: '名称,深', encoding: 'UTF-8' })
  })

  it('is taken for GB18030 when it is not UTF-8', () => {
    // 深圳 in GB18030
    expect(decodeHead(new Uint8Array([0xc9, 0xee, 0xdb, 0xda]))).toEqual({ text: '深圳', encoding: 'GB18030' })
  })

  it('splits records with quoted commas, quotes and line breaks', () => {
    expect(firstRecords('a,b\r\n"x, ""y""","1\n2"\r\nz,3\r\n', 3)).toEqual([
      ['a', 'b'],
      ['x, "y"', '1\n2'],
      ['z', '3'],
    ])
  })

  it('drops a record that the cut left inside quotes', () => {
    expect(firstRecords('a,b\n"never closed', 2)).toEqual([['a', 'b']])
  })

  it('knows tabs and semicolons as delimiters', () => {
    expect(firstRecords('a;b;c\n1;2;3', 2)[0]).toEqual(['a', 'b', 'c'])
    expect(firstRecords('a\tb\n', 1)[0]).toEqual(['a', 'b'])
  })

  it('tells NDJSON from CSV by its first line', () => {
    expect(lookAt('{"a":1,"b":"x"}\n{"a":2}')).toEqual({ format: 'ndjson', header: ['a', 'b'], firstRow: ['1', 'x'] })
    expect(lookAt('\ufeffa,b\n1,2')).toEqual({ format: 'csv', header: ['a', 'b'], firstRow: ['1', '2'] })
    expect(lookAt(' \n')).toBeNull()
  })

  it('is seen through gzip, even when the stream breaks off', async () => {
    const text = `id,name\n${'1,x\n'.repeat(20_000)}`
    const packed = new Uint8Array(
      await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer(),
    )
    const look = await inspectFile(new File([packed.slice(0, packed.length - 20)], 'a.csv.gz'))
    expect(look).toMatchObject({ gzip: true, format: 'csv', header: ['id', 'name'], firstRow: ['1', 'x'] })
  })
})

describe('columns of a file against items', () => {
  const items = [
    item('ticket_id', { headers: ['Unique Key'] }),
    item('status', { optional: true }),
    item('position', { type: 'point' }),
    item('district', { type: 'area', from: 'position', optional: true }),
  ]

  it('fit by id, name or further title, whatever the case and width of letters', () => {
    const fit = fitHeader([' UNIQUE KEY', 'ｓｔａｔｕｓ', 'Longitude', 'Latitude'], items, ['longitude', 'latitude'])
    expect(fit.matches).toEqual([
      { item: 'ticket_id', columns: [0] },
      { item: 'status', columns: [1] },
      { item: 'position', columns: [2, 3] },
    ])
    expect(fit.missing).toEqual([])
  })

  it('names what is missing and what will not be read; items worked out are never missing', () => {
    const fit = fitHeader(['status', 'district', 'extra'], items, ['longitude', 'latitude'])
    expect(fit.missing).toEqual(['ticket_id', 'position'])
    expect(fit.ignored).toEqual(['district', 'extra'])
  })
})
