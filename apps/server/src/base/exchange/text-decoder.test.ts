import { expect, it } from 'vitest'
import { makeStreamDecoder } from './text-decoder.ts'

/** 深圳市 and 福田 in GB18030 (GB 18030-2022 code table). */
const gbShenzhen = Buffer.from([0xc9, 0xee, 0xdb, 0xda, 0xca, 0xd0])
const gbFutian = Buffer.from([0xb8, 0xa3, 0xcc, 0xef])

const decode = (...pieces: Buffer[]) => {
  const decoder = makeStreamDecoder(null)
  const text = pieces.map((piece) => decoder.push(piece)).join('') + decoder.end()
  return { text, encoding: decoder.encoding(), guessed: decoder.guessed() }
}

it('leaves the choice open while all is ASCII', () => {
  expect(decode(Buffer.from('a,b\n1,2\n'))).toEqual({ text: 'a,b\n1,2\n', encoding: null, guessed: false })
})

it('finds UTF-8 and GB18030 at the first character that tells', () => {
  expect(decode(Buffer.from('a,b\n'), Buffer.from('深圳市,1'))).toMatchObject({
    text: 'a,b\n深圳市,1',
    encoding: 'utf-8',
  })
  expect(decode(Buffer.from('a,b\n'), gbShenzhen, Buffer.from(','), gbFutian)).toMatchObject({
    text: 'a,b\n深圳市,福田',
    encoding: 'gb18030',
    guessed: true,
  })
})

it('joins characters that pieces cut in two', () => {
  const bytes = Buffer.from('深圳')
  expect(decode(bytes.subarray(0, 4), bytes.subarray(4)).text).toBe('深圳')
  expect(decode(gbShenzhen.subarray(0, 4), gbShenzhen.subarray(4, 5), gbShenzhen.subarray(5)).text).toBe('深圳市')
})

it('takes byte-order marks at their word and away', () => {
  expect(decode(Buffer.from('\ufeffa,b'))).toEqual({ text: 'a,b', encoding: 'utf-8', guessed: false })
  expect(decode(Buffer.from('\ufeff深圳', 'utf16le'))).toEqual({ text: '深圳', encoding: 'utf-16le', guessed: false })
})

it('keeps a UTF-8 file with one broken byte, marking the place', () => {
  const long = Buffer.from('深圳'.repeat(300))
  expect(decode(Buffer.concat([long, Buffer.from([0xff]), long])).text).toContain('\ufffd')
  expect(decode(Buffer.concat([long, Buffer.from([0xff]), long])).encoding).toBe('utf-8')
})

it('refuses bytes that are neither, and says from where on', () => {
  expect(() => decode(Buffer.from('a,b\n'), Buffer.from([0xff, 0xff, 0x00, 0xff, 0xff]))).toThrow(/offset 4/)
})
