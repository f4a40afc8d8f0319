import type { LocatedProblem } from '@onecity/contracts'
import { useCityText } from './city-text.ts'

/** Problems with their places; a place can be gone to where there is an editor. */
export const ProblemList = ({
  problems,
  onGo,
}: {
  readonly problems: readonly LocatedProblem[]
  readonly onGo?: ((problem: LocatedProblem) => void) | undefined
}) => {
  const t = useCityText()
  return (
    <ul className="city-problems">
      {problems.map((problem) => {
        const place = `${problem.file}:${problem.line}:${problem.column}`
        return (
          <li key={`${place} ${problem.message}`} className={`city-problem city-problem-${problem.severity}`}>
            {onGo ? (
              <button type="button" className="link-button" onClick={() => onGo(problem)}>
                <code>{place}</code>
              </button>
            ) : (
              <code>{place}</code>
            )}
            <span>
              {problem.severity === 'warning' ? <span className="label">{t('warning')}</span> : null} {problem.message}
              {problem.expected ? <span className="soft"> · {t('expected', { text: problem.expected })}</span> : null}
              {problem.didYouMean ? <b> · {t('meant', { text: problem.didYouMean })}</b> : null}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
