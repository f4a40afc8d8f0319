/**
 * YAML is read twice at most: once fast with js-yaml, and, only when something about the file is wrong, again with
 * `yaml`, which knows positions but takes several times as long.
 */
import { load, YAMLException } from 'js-yaml'
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument } from 'yaml'
import { type Fault, type Part, type Pointer, type Position, type Source, withoutByteOrderMark } from './source.ts'

export function readYaml(path: string, fileText: string): Source {
  const text = withoutByteOrderMark(fileText)
  const at: Source['at'] = (pointer, part = 'value') => positionsOf(text).at(pointer, part)
  try {
    return { path, document: load(text), faults: [], at }
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    const positions = positionsOf(text)
    const faults = positions.faults()
    if (faults.length === 0) faults.push(faultOf(error))
    return { path, document: positions.documentDespiteFaults(), faults, at }
  }
}

let latest: { readonly text: string; readonly positions: YamlPositions } | undefined

/** Only the latest file is kept with its positions: thousands of faulty ones would not fit into memory. */
export function positionsOf(text: string): YamlPositions {
  if (latest?.text !== text) latest = { text, positions: new YamlPositions(text) }
  return latest.positions
}

function faultOf(error: YAMLException): Fault {
  const { line = 0, column = 0 } = error.mark ?? {}
  return { line: line + 1, column: column + 1, message: `the YAML cannot be read: ${error.reason}` }
}

class YamlPositions {
  readonly #lines = new LineCounter()
  readonly #document: Document.Parsed
  readonly #text: string

  constructor(text: string) {
    this.#text = text
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false })
  }

  faults(): Fault[] {
    const { errors } = this.#document
    // Behind the first break in the syntax everything looks broken.
    const firstBreak = errors.find((error) => error.code !== 'DUPLICATE_KEY')
    const told = errors.filter((error) => error.code === 'DUPLICATE_KEY' || error === firstBreak)
    return told.map((error) => ({
      ...this.#position(error.pos[0]),
      message:
        error.code === 'DUPLICATE_KEY'
          ? 'the same property is given twice'
          : `the YAML cannot be read: ${error.message.replace(/\.$/, '')}`,
      ...(error.code === 'DUPLICATE_KEY' ? { expected: 'each property once' } : {}),
    }))
  }

  /** With only double keys the document still says enough to look for further problems; a broken one does not. */
  documentDespiteFaults(): unknown {
    const { errors } = this.#document
    if (errors.length === 0 || errors.some((error) => error.code !== 'DUPLICATE_KEY')) return undefined
    return this.#document.toJS()
  }

  at(pointer: Pointer, part: Part): Position {
    let node: Node | null = this.#document.contents
    let start = node?.range?.[0] ?? 0
    for (const [depth, segment] of pointer.entries()) {
      if (isAlias(node)) node = node.resolve(this.#document) ?? null
      if (isMap(node)) {
        const pair = node.items.find((item) => keyOf(item) === String(segment)) as Pair<Node, Node | null> | undefined
        if (!pair) break
        const wantsKey = part === 'key' && depth === pointer.length - 1
        const valueStart = pair.value?.range?.[0]
        // A property without a value has a null node behind the colon: its name is the better place.
        const isEmpty = isScalar(pair.value) && pair.value.value === null && pair.value.source === ''
        start = (wantsKey || isEmpty ? undefined : valueStart) ?? pair.key.range?.[0] ?? start
        node = pair.value
      } else if (isSeq(node)) {
        const item = node.items[Number(segment)] as Node | undefined
        if (!item) break
        start = item.range?.[0] ?? start
        node = item
      } else break
    }
    if (typeof part === 'object' && isScalar(node) && typeof node.value === 'string')
      return this.#position(offsetInScalar(this.#text.slice(start, node.range?.[1]), node.value, part.offset) + start)
    return this.#position(start)
  }

  #position(offset: number): Position {
    const { line, col } = this.#lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
}

/**
 * Where a character of a text stands in the YAML that writes it: after as many visible characters. Lines are folded, quotes doubled
 * and characters escaped, but none of it hides or adds what can be seen.
 */
function offsetInScalar(written: string, text: string, offset: number): number {
  const isBlock = /^[|>]/.test(written)
  const quote = written[0] === '"' || written[0] === "'" ? written[0] : ''
  let at = isBlock ? written.indexOf('\n') + 1 : quote.length
  let left = text.slice(0, offset).replace(/\s/g, '').length
  for (;;) {
    while (/\s/.test(written[at] ?? '')) at++
    if (left-- === 0 || at >= written.length) return at
    const escaped = quote === '"' ? /^\\(?:x..|u.{4}|U.{8}|[\s\S])/.exec(written.slice(at))?.[0] : undefined
    // Escaped blanks and line ends are no visible characters.
    if (escaped !== undefined && /^\\[\snrt0 ]/.test(escaped)) left++
    at += escaped?.length ?? (quote === "'" && written.startsWith("''", at) ? 2 : 1)
  }
}

function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : String(pair.key)
}
