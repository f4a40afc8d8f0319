/**
 * Remembers which keys a batch has brought so far, in a fixed 16 MB (a Bloom filter, four bits a key in 2^27).
 *
 * It never forgets a key, and now and then takes a new key for a seen one: 0.001 % at a million keys, 0.4 % at ten million.
 * So rows it suspects are looked at again by the database, all others are known to be the first of their key, and a batch
 * without duplicates costs no check in the database at all.
 */
const bits = 2 ** 27
const mask = bits - 1

export type SeenKeys = {
  /** Whether the key may have been there before; remembers it. */
  readonly maybeSeen: (key: string) => boolean
}

export const makeSeenKeys = (): SeenKeys => {
  const words = new Uint32Array(bits / 32)
  return {
    maybeSeen: (key) => {
      // FNV-1a, and a second hash of the same walk; two hashes give any number of independent-enough ones (Kirsch, Mitzenmacher).
      let a = 0x811c9dc5
      let b = 0x9747b28c
      for (let i = 0; i < key.length; i++) {
        const code = key.charCodeAt(i)
        a = Math.imul(a ^ code, 0x01000193)
        b = Math.imul(b + code, 0x85ebca6b) ^ (b >>> 13)
      }
      a ^= a >>> 15
      b = (Math.imul(b, 0xc2b2ae35) ^ (b >>> 16)) | 1
      let seen = true
      for (let i = 0; i < 4; i++) {
        const bit = (a + Math.imul(i, b)) & mask
        const word = bit >>> 5
        const flag = 1 << (bit & 31)
        if (((words[word] as number) & flag) === 0) {
          seen = false
          words[word] = (words[word] as number) | flag
        }
      }
      return seen
    },
  }
}
