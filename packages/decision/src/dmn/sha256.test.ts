import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { sha256 } from './sha256.ts'

test('is SHA-256 for texts of every length around a block, and beyond ASCII', () => {
  const texts = [...Array.from({ length: 140 }, (_unused, length) => 'a'.repeat(length)), '补贴 🏙️'.repeat(100)]
  for (const text of texts) expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'))
})
