import { parse, validate, version } from 'uuid'
import { expect, it } from 'vitest'
import { isId, newId } from './ids.ts'

it('is a UUID of version 7 as an independent reader sees it, carrying the time', () => {
  const before = Date.now()
  const id = newId()
  expect(validate(id) && isId(id)).toBe(true)
  expect(version(id)).toBe(7)
  const milliseconds = Buffer.from(parse(id)).readUIntBE(0, 6)
  expect(milliseconds).toBeGreaterThanOrEqual(before - 1_000)
  expect(milliseconds).toBeLessThanOrEqual(Date.now() + 1_000)
})

it('rises and never repeats, however many are made in one millisecond', () => {
  const ids = Array.from({ length: 200_000 }, newId)
  expect(ids.every((id, i) => i === 0 || id > (ids[i - 1] as string))).toBe(true)
  expect(ids.every(isId)).toBe(true)
})

it('goes on rising when the clock is set back', () => {
  const first = newId()
  const real = Date.now
  Date.now = () => real() - 3_600_000
  try {
    expect(newId() > first).toBe(true)
  } finally {
    Date.now = real
  }
})
