import type { Span } from '../problem.ts'

/** The first thing that cannot be read in an expression; caught by the parser's front door and told as a problem. */
export class SyntaxFault extends Error {
  readonly span: Span

  constructor(
    readonly code: string,
    message: string,
    { from, to }: Span,
    readonly params: Readonly<Record<string, string | number>> = {},
    readonly suggestion?: string,
  ) {
    super(message)
    this.span = { from, to }
  }
}

const mostShown = 60

/** A piece of a source as a sentence can hold it. */
export const shown = (text: string): string => (text.length > mostShown ? `${text.slice(0, mostShown)}…` : text)
