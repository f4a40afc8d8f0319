import type { Boxed } from '@onecity/decision'

const indented = (text: string): string => text.replaceAll('\n', '\n  ')
const lines = (open: string, parts: readonly string[], close: string): string =>
  parts.length === 0 ? `${open}${close}` : `${open}\n  ${parts.map(indented).join(',\n  ')}\n${close}`

/** A boxed expression as FEEL text, for reading: what boxes say, in the words that expressions use. */
export const boxedText = (boxed: Boxed | undefined): string => {
  if (!boxed) return 'null'
  const of = boxedText
  if (boxed.kind === 'literal') return boxed.text
  if (boxed.kind === 'list') return lines('[', boxed.elements.map(of), ']')
  if (boxed.kind === 'relation')
    return lines(
      '[',
      boxed.rows.map((row) => `{ ${boxed.columns.map(({ name }, at) => `${name}: ${of(row[at])}`).join(', ')} }`),
      ']',
    )
  if (boxed.kind === 'context')
    return lines(
      '{',
      boxed.entries.map(({ variable, value }) => `${variable?.name ?? 'result'}: ${of(value)}`),
      '}',
    )
  if (boxed.kind === 'invocation')
    return lines(
      `${of(boxed.callee)}(`,
      boxed.bindings.map(({ parameter, value }) => `${parameter}: ${of(value)}`),
      ')',
    )
  if (boxed.kind === 'function')
    return `function(${boxed.parameters.map(({ name }) => name).join(', ')}) ${of(boxed.body)}`
  if (boxed.kind === 'conditional') return `if ${of(boxed.if)}\nthen ${of(boxed.then)}\nelse ${of(boxed.else)}`
  if (boxed.kind === 'filter') return `${of(boxed.in)}[${of(boxed.match)}]`
  if (boxed.kind === 'table') {
    const columns = boxed.inputs.map(({ text }) => text).join(' | ')
    const rules = boxed.rules.map((rule) => [...rule.inputs, '→', ...rule.outputs].join(' | '))
    return `${boxed.hitPolicy} (${columns})\n${rules.join('\n')}`
  }
  const how = boxed.kind === 'for' ? 'return' : 'satisfies'
  return `${boxed.kind} ${boxed.variable} in ${of(boxed.in)}\n${how} ${of(boxed.result)}`
}
