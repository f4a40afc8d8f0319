import type { Tree } from './tree.ts'

/** The same expression in JavaScript's syntax (flag `v`); groups only where somebody asks for them. */
export const nativeSource = (tree: Tree, withGroups: boolean): string => {
  const inside = (part: Tree) => nativeSource(part, withGroups)
  switch (tree.kind) {
    case 'characters':
      return tree.source
    case 'sequence':
      return tree.parts.map(inside).join('')
    case 'choice':
      return `(?:${tree.options.map(inside).join('|')})`
    case 'group':
      return `${withGroups && tree.index !== undefined ? '(' : '(?:'}${inside(tree.of)})`
    case 'repeat': {
      const most = tree.most === Number.POSITIVE_INFINITY ? '' : tree.most
      return `(?:${inside(tree.of)}){${tree.least},${most}}${tree.isGreedy ? '' : '?'}`
    }
    case 'start':
      return tree.isLinewise ? '(?:^|(?<=\\n)(?!$))' : '^'
    case 'end':
      return tree.isLinewise ? '(?:$|(?=\\n))' : '$'
    case 'backreference':
      throw new Error('A back-reference is not for the native engine')
  }
}

/**
 * How many ways at most a part can be matched from one place in a text of `length`: what a backtracking engine may try.
 * Infinity where it grows without a bound that is worth having.
 */
export const waysOf = (tree: Tree, length: number): number => {
  switch (tree.kind) {
    case 'characters':
    case 'start':
    case 'end':
      return 1
    case 'sequence':
      return tree.parts.reduce((ways, part) => ways * waysOf(part, length), 1)
    case 'choice':
      return tree.options.reduce((ways, option) => ways + waysOf(option, length), 0)
    case 'group':
      return waysOf(tree.of, length)
    case 'repeat': {
      const each = waysOf(tree.of, length)
      const turns = Math.min(tree.most, length + 1)
      return each === 1 ? Math.min(tree.most - tree.least, length) + 1 : each ** Math.max(turns, 1) * turns
    }
    case 'backreference':
      return Number.POSITIVE_INFINITY
  }
}

/** Whether a group lies in something repeated: then the two engines keep different turns of it. */
export const repeatsGroups = (tree: Tree, isRepeated = false): boolean => {
  switch (tree.kind) {
    case 'sequence':
      return tree.parts.some((part) => repeatsGroups(part, isRepeated))
    case 'choice':
      return tree.options.some((option) => repeatsGroups(option, isRepeated))
    case 'group':
      return (isRepeated && tree.index !== undefined) || repeatsGroups(tree.of, isRepeated)
    case 'repeat':
      return repeatsGroups(tree.of, isRepeated || tree.most > 1)
    default:
      return false
  }
}
