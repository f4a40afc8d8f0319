/**
 * Offset at which a text stops being JSON (RFC 8259). `JSON.parse` says so too, but in words that differ from version
 * to version and often without the offset, so the few rules are walked again for texts it refused.
 */
export function findJsonFault(text: string): number {
  const space = /[ \t\r\n]*/y
  const scalar =
    /"(?:[ !#-[\]-\uFFFF]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|true\b|false\b|null\b/y
  let offset = 0
  const skip = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = offset
    const found = pattern.exec(text)?.[0]
    offset += found?.length ?? 0
    return found
  }
  const take = (character: string): boolean => {
    skip(space)
    if (text[offset] !== character) return false
    offset++
    return true
  }
  // What is open, innermost last; no recursion, so that depth costs nothing.
  const open: ('{' | '[')[] = []
  const startMember = (): boolean => {
    if (open.at(-1) === '[') return true
    skip(space)
    return text[offset] === '"' && skip(scalar) !== undefined && take(':')
  }
  const close = () => open.at(-1) !== undefined && take(open.at(-1) === '{' ? '}' : ']')

  for (;;) {
    const opened = take('{') ? '{' : take('[') ? '[' : undefined
    if (opened) {
      open.push(opened)
      if (!close()) {
        if (!startMember()) return offset
        continue
      }
      open.pop()
    } else if (skip(scalar) === undefined) return offset
    while (close()) open.pop()
    if (open.length === 0) {
      skip(space)
      return offset
    }
    if (!take(',') || !startMember()) return offset
  }
}
