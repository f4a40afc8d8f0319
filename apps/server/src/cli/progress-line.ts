/** One line that says how far long work is: rewritten in place at a terminal, a new line every few seconds elsewhere. */
export type ProgressLine = { readonly show: (text: string) => void; readonly clear: () => void }

const quietMs = 5_000

export const makeProgressLine = (out: NodeJS.WriteStream): ProgressLine => {
  let lastAt = Date.now()
  if (!out.isTTY)
    return {
      show: (text) => {
        if (Date.now() - lastAt < quietMs) return
        lastAt = Date.now()
        out.write(`${text}\n`)
      },
      clear: () => {},
    }
  return {
    show: (text) => out.write(`\r\u001b[K${text.slice(0, Math.max(20, (out.columns ?? 80) - 1))}`),
    clear: () => out.write('\r\u001b[K'),
  }
}
