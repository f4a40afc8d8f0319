/** SHA-256 (FIPS 180-4) of a text's UTF-8, as hex: browsers have it only as a promise, and a hash of a model is asked for at once. */

const firstBitsOfRoots = (root: (prime: number) => number, count: number): Int32Array => {
  const bits = new Int32Array(count)
  for (let candidate = 2, found = 0; found < count; candidate++) {
    let isPrime = true
    for (let divisor = 2; divisor * divisor <= candidate; divisor++) if (candidate % divisor === 0) isPrime = false
    if (isPrime) bits[found++] = ((root(candidate) % 1) * 2 ** 32) | 0
  }
  return bits
}

const constants = firstBitsOfRoots(Math.cbrt, 64)
const start = firstBitsOfRoots(Math.sqrt, 8)

export const sha256 = (text: string): string => {
  const bytes = new TextEncoder().encode(text)
  const length = ((bytes.length + 8) >>> 6) + 1
  const padded = new Uint8Array(length * 64)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, Math.floor((bytes.length * 8) / 2 ** 32))
  view.setUint32(padded.length - 4, (bytes.length * 8) >>> 0)
  const state = Int32Array.from(start)
  const schedule = new Int32Array(64)
  const at = (list: Int32Array, index: number): number => list[index] as number
  const turn = (value: number, by: number): number => (value >>> by) | (value << (32 - by))
  for (let block = 0; block < padded.length; block += 64) {
    for (let index = 0; index < 16; index++) schedule[index] = view.getInt32(block + index * 4)
    for (let index = 16; index < 64; index++) {
      const early = at(schedule, index - 15)
      const late = at(schedule, index - 2)
      const s0 = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)
      const s1 = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10)
      schedule[index] = (at(schedule, index - 16) + s0 + at(schedule, index - 7) + s1) | 0
    }
    let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number]
    for (let index = 0; index < 64; index++) {
      const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)
      const first = (h + s1 + ((e & f) ^ (~e & g)) + at(constants, index) + at(schedule, index)) | 0
      const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)
      const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
      ;[a, b, c, d, e, f, g, h] = [(first + second) | 0, a, b, c, (d + first) | 0, e, f, g]
    }
    for (const [index, value] of [a, b, c, d, e, f, g, h].entries()) state[index] = (at(state, index) + value) | 0
  }
  return [...state].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}
