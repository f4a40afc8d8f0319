import type { FeelType } from '../values/type.ts'
import { piecesOf, type Token } from './tokens.ts'

/** Names by their first piece, so that the longest one at a place is found without trying them all. */
export class KnownNames {
  readonly #byFirst = new Map<string, { readonly name: string; readonly pieces: readonly string[] }[]>()

  constructor(names: Iterable<string> = []) {
    for (const name of names) this.add(name)
  }

  add(name: string): void {
    const pieces = piecesOf(name)
    const first = pieces[0]
    if (first === undefined) return
    const others = this.#byFirst.get(first)
    if (!others) this.#byFirst.set(first, [{ name, pieces }])
    else if (!others.some((other) => other.name === name)) {
      others.push({ name, pieces })
      others.sort((left, right) => right.pieces.length - left.pieces.length)
    }
  }

  /** The longest name whose pieces are the tokens from `at` on. */
  longestAt(tokens: readonly Token[], at: number): { readonly name: string; readonly length: number } | undefined {
    const first = tokens[at]
    if (first === undefined || first.kind === 'string' || first.kind === 'at') return undefined
    const found = this.#byFirst.get(first.text)?.find(({ pieces }) => {
      for (let index = 1; index < pieces.length; index++) {
        const token = tokens[at + index]
        if (!token || token.text !== pieces[index] || token.kind === 'string' || token.kind === 'at') return false
      }
      return true
    })
    return found && { name: found.name, length: found.pieces.length }
  }
}

/** Names of entries anywhere inside a type, into `names`. */
export const entryNamesOf = (type: FeelType, names: Set<string>, seen = new Set<FeelType>()): void => {
  if (seen.has(type)) return
  seen.add(type)
  const inside = (of: FeelType) => entryNamesOf(of, names, seen)
  if (type.kind === 'list' || type.kind === 'range') inside(type.of)
  else if (type.kind === 'constrained') inside(type.base)
  else if (type.kind === 'reference') inside(type.resolve())
  else if (type.kind === 'function') inside(type.result)
  else if (type.kind === 'context')
    for (const [name, of] of Object.entries(type.entries)) {
      names.add(name)
      inside(of)
    }
}
