import type { ProblemDetails } from '@onecity/contracts'

/** A refusal of the server: RFC 9457 problem details, with the code of the error table. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly problem: ProblemDetails

  constructor(problem: ProblemDetails) {
    super(`${problem.code}: ${problem.detail ?? problem.title}`)
    this.problem = problem
  }

  get code(): string {
    return this.problem.code
  }
  get status(): number {
    return this.problem.status
  }
  get retryable(): boolean {
    return this.problem.retryable
  }
}

/** The problem in an answer's text; one that is no problem document (a proxy's page, nothing) is told as what it is. */
export const toProblem = (status: number, text: string): ProblemDetails => {
  try {
    const body: unknown = JSON.parse(text)
    if (typeof body === 'object' && body !== null && 'code' in body && 'status' in body) return body as ProblemDetails
  } catch {}
  return {
    type: 'about:blank',
    title: `HTTP ${status}`,
    status,
    code: 'not-a-problem-document',
    detail: text.slice(0, 200),
    message: { zh: `服务器返回 ${status}。`, en: `The server answered ${status}.` },
    retryable: status >= 500,
    requestId: '',
  }
}
