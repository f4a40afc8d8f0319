import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SourceRecord } from './record-source.ts'
import { makeCsvScanner } from './scan-csv.ts'

const scan = (...chunks: string[]) => {
  const scanner = makeCsvScanner()
  const records: SourceRecord[] = []
  const emit = (record: SourceRecord) => records.push(record)
  for (const chunk of chunks) scanner.push(chunk, emit)
  scanner.end(emit)
  return { records, header: scanner.header(), delimiter: scanner.delimiter() }
}

const quote = (field: string) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)

describe('delimited text', () => {
  it('reads fields, quotes, doubled quotes and line ends inside quotes, and says on which line each record starts', () => {
    const { records, header } = scan('a,b\r\n1,2\r\n"x ""y""","two\r\nlines"\r\n3,4')
    expect(header).toEqual(['a', 'b'])
    expect(records.map(({ line, fields }) => [line, ...fields])).toEqual([
      [2, '1', '2'],
      [3, 'x "y"', 'two\r\nlines'],
      [5, '3', '4'],
    ])
  })

  it('keeps each record as it was written', () => {
    expect(scan('a,b\n1,"x, y"\r\n2,z\n').records.map((record) => record.raw)).toEqual(['1,"x, y"', '2,z'])
  })

  it('reads what was written, however the chunks fall', () => {
    const field = fc.stringMatching(/^[a-z"',;\r\n 中]{0,6}$/)
    const rows = fc.array(fc.tuple(fc.constantFrom('k', 'l'), field, field), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(rows, fc.array(fc.nat(80), { maxLength: 6 }), (written, cuts) => {
        const text = `p,q,r\n${written.map((row) => row.map(quote).join(',')).join('\n')}\n`
        const points = [0, ...cuts.map((cut) => Math.min(cut, text.length)).sort((a, b) => a - b), text.length]
        const chunks = points.slice(1).map((to, i) => text.slice(points[i], to))
        expect(scan(...chunks).records.map((record) => record.fields)).toEqual(written)
      }),
      { numRuns: 500 },
    )
  })

  it('marks a record with too few or too many fields and goes on', () => {
    const { records } = scan('a,b\n1\n1,2,3\n4,5\n')
    expect(records.map((record) => record.fault)).toEqual(['wrong-column-count', 'wrong-column-count', undefined])
  })

  it('skips blank lines but counts them', () => {
    expect(scan('a,b\n\n1,2\n\n\n3,4\n').records.map((record) => record.line)).toEqual([3, 6])
  })

  it('finds the delimiter by the header', () => {
    expect(scan('a;b;c\n1;2;3').delimiter).toBe(';')
    expect(scan('a\tb\n1\t2').records[0]?.fields).toEqual(['1', '2'])
  })

  it('says on which line a quote was opened that never closes', () => {
    expect(() => scan('a,b\n1,2\n3,"open\n5,6\n')).toThrow(/line 3/)
  })
})
