import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hashOf } from './hash-of.ts'
import { nearest } from './nearest.ts'
import { readCity } from './read-city.ts'
import { schemaFiles } from './schema-files.ts'
import { findJsonFault } from './source/find-json-fault.ts'
import { citiesDir } from './testing-folder.ts'

describe('published schemas', () => {
  const dir = fileURLToPath(new URL('../schemas', import.meta.url))

  test('are those of the code', async () => {
    const files = schemaFiles()
    expect(new Set(await readdir(dir))).toEqual(new Set(files.map((file) => file.name)))
    for (const { name, text } of files) expect(await readFile(join(dir, name), 'utf8'), name).toBe(text)
  })
})

describe('the place of a fault in JSON', () => {
  test.each([
    ['{"a": 1,\n "b": oops}', 15],
    ['{"a": [1, 2,]}', 12],
    ['{"a": 1 "b": 2}', 8],
    ['{"a": 1', 7],
    ['[1, 2', 5],
    ['{"a" 1}', 5],
    ['{a: 1}', 1],
    ['[01]', 1],
    ['["a\nb"]', 1],
    ['{} {}', 3],
    ['', 0],
  ])('%s', (text, offset) => expect(findJsonFault(text)).toBe(offset))

  test('is never found in JSON', () => {
    fc.assert(fc.property(fc.json(), (text) => findJsonFault(text) === text.length))
  })
})

describe('the hash of a city', () => {
  test('survives a store that reorders properties, and changes with the city', async () => {
    const result = await readCity(join(citiesDir, 'tiny'))
    if (!result.ok) throw new Error('cities/tiny does not read')
    const reversed = JSON.parse(JSON.stringify(result.city), (_, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    )
    expect(hashOf(reversed)).toBe(result.hash)
    expect(hashOf({ ...result.city, id: 'other' })).not.toBe(result.hash)
    expect(hashOf({ ...result.city, resources: [...result.city.resources].reverse() })).not.toBe(result.hash)
    expect(result.hash).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe('the nearest name', () => {
  const names = ['police', 'civil-affairs', 'transport', 'hr']
  test.each([
    ['polcie', 'police'],
    ['civil_affairs', 'civil-affairs'],
    ['Transport', 'transport'],
    ['hrs', 'hr'],
    ['water', undefined],
    ['', undefined],
  ])('“%s” is near %s', (given, expected) => expect(nearest(given, names)).toBe(expected))

  test('one slip in a long name is always found', () => {
    const name = fc.stringMatching(/^[a-z]{6,12}$/)
    fc.assert(
      fc.property(name, fc.nat(5), (correct, at) => {
        expect(nearest(correct.slice(0, at) + correct.slice(at + 1), [correct])).toBe(correct)
      }),
    )
  })
})
