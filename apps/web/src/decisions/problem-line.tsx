import { useDecisionsText } from './decisions-text.ts'
import type { SaidProblem } from './desk-protocol.ts'

/** A problem in a sentence; where the nearest valid name is known, one press puts it in. */
export const ProblemLine = ({
  problem,
  isPlaced = true,
  onMend,
  onConnect,
}: {
  readonly problem: SaidProblem
  /** The reader sees where it lies: its sentence need not say so. */
  readonly isPlaced?: boolean
  /** Takes the mended source. */
  readonly onMend?: ((text: string) => void) | undefined
  /** For a name: how to make it known, where another element has it. */
  readonly onConnect?: ((name: string) => (() => void) | undefined) | undefined
}) => {
  const t = useDecisionsText()
  const { severity, suggestion, span, source } = problem
  const name = problem.code === 'feel.unknown-name' ? problem.params?.['name'] : undefined
  const connect = typeof name === 'string' ? onConnect?.(name) : undefined
  return (
    <span className={`problem-line problem-${severity}`}>
      <span className="problem-mark" role="img" aria-label={t(severity)} />
      <span>{isPlaced ? problem.brief : problem.said}</span>
      {connect ? (
        <button type="button" className="link-button" onClick={connect}>
          {t('connect', { name: String(name) })}
        </button>
      ) : null}
      {suggestion !== undefined && !connect && onMend && span && source !== undefined ? (
        <button
          type="button"
          className="link-button"
          onClick={() => onMend(source.slice(0, span.from) + suggestion + source.slice(span.to))}
        >
          {t('mend', { name: suggestion })}
        </button>
      ) : null}
    </span>
  )
}

const fewest = 3

/** The first problems of a place, each once; the others can be unfolded. */
export const FewProblems = ({ problems }: { readonly problems: readonly SaidProblem[] }) => {
  const t = useDecisionsText()
  const each = [...new Map(problems.map((problem) => [problem.said, problem])).values()]
  const list = (some: readonly SaidProblem[]) => (
    <ul className="few-problems">
      {some.map((problem) => (
        <li key={problem.said}>
          <ProblemLine problem={problem} isPlaced={false} />
        </li>
      ))}
    </ul>
  )
  if (each.length === 0) return null
  return (
    <>
      {list(each.slice(0, fewest))}
      {each.length > fewest ? (
        <details className="more-problems">
          <summary>{t('moreProblems', { count: each.length - fewest })}</summary>
          {list(each.slice(fewest))}
        </details>
      ) : null}
    </>
  )
}
