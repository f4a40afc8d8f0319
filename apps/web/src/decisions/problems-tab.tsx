import type { Place } from '@onecity/decision'
import { useDecisionsText } from './decisions-text.ts'
import type { SaidProblem } from './desk-protocol.ts'
import { ProblemLine } from './problem-line.tsx'

/** Everything that is wrong with the model, each with its place; a press goes there. */
export const ProblemsTab = ({
  problems,
  onGo,
}: {
  readonly problems: readonly SaidProblem[]
  readonly onGo: (place: Place) => void
}) => {
  const t = useDecisionsText()
  if (problems.length === 0) return <p className="all-well">{t('noProblems')}</p>
  const place = (at: Place | undefined): string =>
    [
      at?.element,
      at?.row === undefined ? undefined : t('rule', { number: at.row }),
      at?.column === undefined ? undefined : t(`column_${at.columnKind ?? 'input'}`, { number: at.column }),
      at?.row === undefined && at?.line !== undefined ? t('line', { number: at.line }) : undefined,
    ]
      .filter((part) => part !== undefined)
      .join(' · ')
  return (
    <ul className="found-list">
      {problems.map((problem, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: problems have no identity, and the list is replaced as a whole
        <li key={index}>
          <ProblemLine problem={problem} />
          {problem.place?.element === undefined ? null : (
            <button type="button" className="link-button" onClick={() => problem.place && onGo(problem.place)}>
              {place(problem.place)}
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}
