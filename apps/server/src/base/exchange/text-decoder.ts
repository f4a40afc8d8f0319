/**
 * Bytes → text, for files that do not say in what encoding they are.
 *
 * Plain ASCII reads the same in UTF-8 and GB18030, so the choice waits for the first other byte: UTF-8 if that piece is valid
 * UTF-8 (or all but a few bytes of it), else GB18030 if it is that, else the file is refused. A byte-order mark or a stated
 * encoding settles it at once. Bytes that make no character become U+FFFD, which the value readers refuse row by row, so one
 * broken name does not cost the file.
 */
import { isAscii, isUtf8 } from 'node:buffer'
import { AppError } from '../../kernel/app-error.ts'

export const encodings = ['utf-8', 'gb18030', 'utf-16le'] as const
export type Encoding = (typeof encodings)[number]

export type StreamDecoder = {
  readonly push: (bytes: Buffer) => string
  readonly end: () => string
  /** Null while everything was ASCII. */
  readonly encoding: () => Encoding | null
  /** The encoding was concluded from the bytes, not stated. */
  readonly guessed: () => boolean
}

/** Of 1,000 non-ASCII bytes, how many may be broken in a file still taken for UTF-8. */
const brokenPerThousand = 10

const longestUtf8 = 4

/** Without the bytes of a character that the piece may have cut in two. */
const wholeCharacters = (bytes: Buffer): Buffer => {
  for (let back = 1; back < longestUtf8 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] as number
    if (byte < 0x80) return bytes
    if (byte >= 0xc0) return bytes.subarray(0, bytes.length - back)
  }
  return bytes
}

const brokenShare = (text: string): number => {
  let other = 0
  let broken = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x80) continue
    other++
    if (code === 0xfffd) broken++
  }
  return other === 0 ? 0 : (broken / other) * 1000
}

const guess = (bytes: Buffer, offset: number): Encoding => {
  const whole = wholeCharacters(bytes)
  if (isUtf8(whole)) return 'utf-8'
  const asGb = brokenShare(new TextDecoder('gb18030').decode(bytes, { stream: true }))
  const asUtf8 = brokenShare(new TextDecoder('utf-8').decode(whole))
  if (asUtf8 <= brokenPerThousand) return 'utf-8'
  if (asGb <= brokenPerThousand) return 'gb18030'
  throw new AppError('bad-encoding', {
    detail: `the bytes from offset ${offset + bytes.findIndex((byte) => byte >= 0x80)} on are in neither encoding; name the right one, or save the file as UTF-8`,
  })
}

const markOf = (bytes: Buffer): Encoding | null => {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return null
}

/** A decoder that goes by `stated` if given, else by the bytes. */
export const makeStreamDecoder = (stated: Encoding | null): StreamDecoder => {
  let encoding: Encoding | null = stated
  let guessed = false
  let decoder = stated === null ? null : new TextDecoder(stated)
  let offset = 0

  const choose = (bytes: Buffer) => {
    encoding = (offset === 0 ? markOf(bytes) : null) ?? null
    if (encoding === null && !isAscii(bytes)) {
      encoding = guess(bytes, offset)
      guessed = true
    }
    if (encoding !== null) decoder = new TextDecoder(encoding)
  }

  return {
    push: (bytes) => {
      if (decoder === null) choose(bytes)
      offset += bytes.length
      return decoder === null ? bytes.toString('latin1') : decoder.decode(bytes, { stream: true })
    },
    end: () => decoder?.decode() ?? '',
    encoding: () => encoding,
    guessed: () => guessed,
  }
}
