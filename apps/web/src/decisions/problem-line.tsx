import { useDecisionsText } from './decisions-text.ts'
import type { SaidProblem } from './desk-protocol.ts'

/** A problem in a sentence; where the nearest valid name is known, one press puts it in. */
export const ProblemLine = ({
  problem,
  onMend,
}: {
  readonly problem: SaidProblem
  /** Takes the mended source. */
  readonly onMend?: ((text: string) => void) | undefined
}) => {
  const t = useDecisionsText()
  const { said, severity, suggestion, span, source } = problem
  return (
    <span className={`problem-line problem-${severity}`}>
      <span className="problem-mark" role="img" aria-label={t(severity)} />
      <span>{said}</span>
      {suggestion !== undefined && onMend && span && source !== undefined ? (
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
