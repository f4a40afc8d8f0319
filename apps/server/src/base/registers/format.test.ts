import type { Item } from '@onecity/city'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isAppError } from '../../kernel/app-error.ts'
import { chooseFormat } from './format-choose.ts'
import { csvWriter, geojsonWriter, ndjsonWriter, writeRows } from './format-rows.ts'
import { parseRowCursor, writeRowCursor } from './read-cursor.ts'
import type { ReadRow } from './read-rows.ts'

const item = (id: string, type: Item['type']): Item => ({
  id,
  type,
  name: { zh: id },
  optional: true,
  headers: [],
  index: false,
})
const rowId = '01900000-0000-7000-8000-000000000001'
const row = (values: Record<string, unknown>): ReadRow => ({
  rowId,
  values,
  changeSet: 7,
  simulated: false,
  cursor: { row: rowId },
})
const plain = { byteOrderMark: false, safeForSpreadsheets: false }

/** A reader of RFC 4180, written from its grammar. */
const readCsv = (text: string): string[][] => {
  const records: string[][] = []
  let record: string[] = []
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y
  while (field.lastIndex < text.length) {
    const found = field.exec(text)
    if (!found) throw new Error(`no field at ${field.lastIndex}`)
    record.push(found[1] === undefined ? (found[2] ?? '') : found[1].replaceAll('""', '"'))
    if (found[3] === '\r\n') {
      records.push(record)
      record = []
    }
  }
  return records
}

describe('CSV', () => {
  it('gives every text back to a reader of RFC 4180', () => {
    const writer = csvWriter([item('a', 'text'), item('b', 'text')], plain)
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (a, b) => {
        expect(readCsv(writer.before + writer.row(row({ a, b }), true))).toEqual([
          ['row_id', 'a', 'b'],
          [rowId, a, b],
        ])
      }),
    )
  })

  it('writes points as two columns, absent values as nothing, numbers and truth plainly', () => {
    const items = [
      item('p', 'point'),
      item('q', 'point'),
      item('n', 'integer'),
      item('d', 'decimal'),
      item('o', 'boolean'),
    ]
    const writer = csvWriter(items, plain)
    expect(writer.before).toBe('row_id,p_lng,p_lat,q_lng,q_lat,n,d,o\r\n')
    expect(writer.row(row({ p: [114.05, 22.5], q: null, n: -5, d: '1.50', o: true }), true)).toBe(
      `${rowId},114.05,22.5,,,-5,1.50,true\r\n`,
    )
  })

  it('guards spreadsheets against formulas only when asked, and then texts only', () => {
    const items = [item('a', 'text'), item('n', 'integer')]
    const values = row({ a: '=1+1', n: -5 })
    expect(csvWriter(items, plain).row(values, true)).toBe(`${rowId},=1+1,-5\r\n`)
    const safe = csvWriter(items, { ...plain, safeForSpreadsheets: true })
    expect(safe.row(values, true)).toBe(`${rowId},'=1+1,-5\r\n`)
    for (const start of ['=', '+', '-', '@', '\t', '\r'])
      expect(safe.row(row({ a: `${start}x` }), true)).toContain(`'${start}x`)
  })

  it('begins with a byte order mark when asked', () => {
    expect(csvWriter([], { ...plain, byteOrderMark: true }).before).toBe('\ufeffrow_id\r\n')
  })
})

describe('GeoJSON', () => {
  it('makes the first point the geometry, and null of an absent one', () => {
    const writer = geojsonWriter([item('n', 'integer'), item('p', 'point'), item('q', 'point')])
    const rows = [row({ n: 1, p: [114, 22], q: [113, 22] }), row({ n: 2, p: null, q: null })]
    const text = writer.before + rows.map((each, index) => writer.row(each, index === 0)).join('') + writer.after
    expect(JSON.parse(text)).toEqual({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          id: rowId,
          geometry: { type: 'Point', coordinates: [114, 22] },
          properties: { n: 1, q: [113, 22] },
        },
        { type: 'Feature', id: rowId, geometry: null, properties: { n: 2, q: null } },
      ],
    })
  })

  it('is a whole collection when there are no rows', () => {
    const { before, after } = geojsonWriter([])
    expect(JSON.parse(before + after)).toEqual({ type: 'FeatureCollection', features: [] })
  })
})

describe('a streamed answer', () => {
  const endless = (onEnd: () => void) =>
    (async function* () {
      try {
        for (;;) yield [row({})]
      } finally {
        onEnd()
      }
    })()

  it('ends its batches when it is closed before anybody reads', async () => {
    let ended = 0
    const body = await writeRows(
      endless(() => ended++),
      ndjsonWriter(),
    )
    body.destroy()
    await new Promise((resolve) => body.once('close', resolve))
    await new Promise((resolve) => setImmediate(resolve))
    expect(ended).toBe(1)
  })

  it('fetches no more than the reader takes, and ends its batches when the reader leaves', async () => {
    let fetched = 0
    let ended = 0
    const counted = (async function* () {
      try {
        for (;;) {
          fetched++
          yield Array.from({ length: 1_000 }, () => row({ text: 'x'.repeat(100) }))
        }
      } finally {
        ended++
      }
    })()
    const body = await writeRows(counted, ndjsonWriter())
    await new Promise((resolve) => body.once('readable', resolve))
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(fetched).toBeLessThanOrEqual(3)
    body.destroy()
    await new Promise((resolve) => body.once('close', resolve))
    await new Promise((resolve) => setImmediate(resolve))
    expect(ended).toBe(1)
  })

  it('fails before it begins when the first batch fails', async () => {
    const failing = (async function* (): AsyncGenerator<ReadRow[], void, undefined> {
      yield await Promise.reject(new Error('no such column'))
    })()
    await expect(writeRows(failing, ndjsonWriter())).rejects.toThrow('no such column')
  })
})

describe('the format of an answer', () => {
  it('is what f says, else what Accept likes best, else JSON', () => {
    expect(chooseFormat('csv', 'application/json')).toBe('csv')
    expect(chooseFormat(undefined, 'text/csv;q=0.5, application/geo+json')).toBe('geojson')
    expect(chooseFormat(undefined, 'text/html,*/*;q=0.8')).toBe('json')
    expect(chooseFormat(undefined, undefined)).toBe('json')
    expect(chooseFormat(undefined, 'text/csv;q=0, application/x-ndjson;q=0.1')).toBe('ndjson')
  })

  it('is refused when unknown', () => {
    expect(() => chooseFormat('geojsn', undefined)).toThrow(/Did you mean geojson/)
  })
})

describe('a row cursor', () => {
  it('comes back as it was, for its own sort only', () => {
    const byName = { item: item('name', 'text'), descending: false }
    fc.assert(
      fc.property(fc.option(fc.string()), (value) => {
        fc.pre(!value?.includes('\0'))
        const text = writeRowCursor({ row: rowId, value }, byName)
        expect(parseRowCursor(text, byName)).toEqual({ row: rowId, value })
        expect(() => parseRowCursor(text, { ...byName, descending: true })).toThrow(/bad-request/)
        expect(() => parseRowCursor(text, undefined)).toThrow(/bad-request/)
      }),
    )
  })

  it('refuses whatever was not written here, also values that are not of the item', () => {
    const byDay = { item: item('day', 'date'), descending: false }
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          parseRowCursor(text, undefined)
          throw new Error(`taken: ${text}`)
        } catch (error) {
          expect(isAppError(error) && error.code).toBe('bad-request')
        }
      }),
    )
    expect(() => parseRowCursor(writeRowCursor({ row: rowId, value: "now'" }, byDay), byDay)).toThrow(/bad-request/)
  })
})
