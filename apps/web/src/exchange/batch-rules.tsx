import type { Batch } from '@onecity/contracts'
import { usePick } from '../app/make-text.ts'
import { useNumberFormat } from '../ui/time.tsx'
import { useExchangeText } from './exchange-text.ts'

/** Quality rules that rows of the batch broke; one line when none did. */
export const BatchRules = ({ batch: { quality } }: { readonly batch: Batch }) => {
  const t = useExchangeText()
  const pick = usePick()
  const number = useNumberFormat()
  if (quality.length === 0) return null
  const broken = quality.filter(({ rows }) => rows > 0)
  return (
    <section>
      <h2>{t('rules')}</h2>
      {broken.length === 0 ? (
        <p className="soft">{t('rulesKept', { count: quality.length, n: number(quality.length) })}</p>
      ) : (
        <ul className="batch-rules">
          {broken.map(({ rule, title, check, severity, rows }) => (
            <li key={rule}>
              <span className={`rule-rows rule-${severity}`}>
                {t(severity === 'reject' ? 'ruleRejected' : 'ruleWarned', { count: rows, n: number(rows) })}
              </span>
              <span>
                <b>{pick(title)}</b> <code>{check}</code>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
