import type { FeelType } from '../values/type.ts'
import { piecesOf, type Token } from './tokens.ts'

type Branches = Map<string, { name?: string; next?: Branches }>

/** Names as a tree of their pieces: the longest one at a place is found in as many steps as it has pieces. */
export class KnownNames {
  readonly #root: Branches = new Map()

  constructor(names: Iterable<string> = []) {
    for (const name of names) this.add(name)
  }

  add(name: string): void {
    const pieces = piecesOf(name)
    let branches = this.#root
    pieces.forEach((piece, index) => {
      let branch = branches.get(piece)
      if (!branch) {
        branch = {}
        branches.set(piece, branch)
      }
      if (index === pieces.length - 1) branch.name ??= name
      else {
        branch.next ??= new Map()
        branches = branch.next
      }
    })
  }

  /** The longest name whose pieces are the tokens from `at` on. */
  longestAt(tokens: readonly Token[], at: number): { readonly name: string; readonly length: number } | undefined {
    let name: string | undefined
    let length = 0
    let branches: Branches | undefined = this.#root
    for (let index = at; branches; index++) {
      const token = tokens[index]
      if (!token || token.kind === 'string' || token.kind === 'at') break
      const branch = branches.get(token.text)
      if (!branch) break
      if (branch.name !== undefined) {
        name = branch.name
        length = index - at + 1
      }
      branches = branch.next
    }
    return name === undefined ? undefined : { name, length }
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
