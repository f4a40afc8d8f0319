import { expect, it } from 'vitest'
import { anyType, type FeelType, listOf } from '../values/type.ts'
import { entryNamesOf, KnownNames } from './known-names.ts'
import { tokensOf } from './tokens.ts'

const longest = (source: string, ...names: string[]) => new KnownNames(names).longestAt(tokensOf(source), 0)

it('finds the longest name, whatever blanks it is written with', () => {
  expect(longest('a b c d', 'a', 'a b c', 'a b')).toEqual({ name: 'a b c', length: 3 })
  expect(longest('a b x', 'a', 'a b c')).toEqual({ name: 'a', length: 1 })
  expect(longest('b', 'a', 'a b')).toBeUndefined()
  expect(longest('a-b', 'a - b')).toEqual({ name: 'a - b', length: 3 })
  expect(longest('a 1 b', 'a 1 b')).toEqual({ name: 'a 1 b', length: 3 })
})

it('does not take a string for a part of a name', () => {
  expect(longest('a "b"', 'a b')).toBeUndefined()
  expect(longest('a @"b"', 'a', 'a b')).toEqual({ name: 'a', length: 1 })
})

it('keeps the first of two names that are one to FEEL', () => {
  expect(longest('a-b', 'a-b', 'a - b')).toEqual({ name: 'a-b', length: 3 })
})

it('collects entries at any depth of a type, also of one that holds itself', () => {
  const person: FeelType = {
    kind: 'context',
    name: 'person',
    entries: {
      name: anyType,
      children: listOf({ kind: 'reference', name: 'person', resolve: () => person }),
      visit: { kind: 'function', parameters: [], result: { kind: 'context', entries: { place: anyType } } },
    },
  }
  const names = new Set<string>()
  entryNamesOf(listOf(person), names)
  expect([...names]).toEqual(['name', 'children', 'visit', 'place'])
})
