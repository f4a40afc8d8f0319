import type { Batch } from '@onecity/contracts'
import { useLanguage } from '../app/make-text.ts'
import { formatShare } from '../ui/format.ts'
import { useNumberFormat } from '../ui/time.tsx'
import { useExchangeText } from './exchange-text.ts'

const outcomes = ['inserted', 'updated', 'unchanged', 'deleted', 'absent', 'skipped', 'rejected'] as const
type Counts = Pick<Batch, (typeof outcomes)[number] | 'mode'>

/** Rows that a replacing batch removes were not received: they stand beside the bar, not in it. */
const present = (counts: Counts) =>
  outcomes.filter((outcome) => counts[outcome] > 0 && !(outcome === 'deleted' && counts.mode === 'replace'))

/** The bar alone, for lists. */
export const AccountStrip = ({ counts }: { readonly counts: Counts }) => (
  <span className="account-bar account-strip" aria-hidden="true">
    {present(counts).map((outcome) => (
      <i key={outcome} className={`account-${outcome}`} style={{ flexGrow: counts[outcome] }} />
    ))}
  </span>
)

/** Every row received in one bar, as wide as its share; figures stand under it and add up. */
export const AccountBar = ({ batch }: { readonly batch: Batch }) => {
  const t = useExchangeText()
  const language = useLanguage()
  const number = useNumberFormat()
  const shown = present(batch)
  const replaced = batch.mode === 'replace' && batch.deleted > 0
  const removed = replaced ? (
    <p className="account-removed">{t('removedBeside', { n: number(batch.deleted) })}</p>
  ) : null
  if (batch.received === 0 || shown.length === 0)
    return (
      <>
        <p className="soft">{t('nothingReceived')}</p>
        {removed}
      </>
    )
  const parts = shown.map((outcome) => `${t(outcome)} ${number(batch[outcome])}`).join(' + ')
  return (
    <figure className="account">
      <div
        className="account-bar"
        role="img"
        aria-label={t('accountingSum', { received: number(batch.received), parts })}
      >
        {shown.map((outcome) => (
          <i key={outcome} className={`account-${outcome}`} style={{ flexGrow: batch[outcome] }} />
        ))}
      </div>
      <dl className="account-figures">
        <div className="account-total">
          <dt>{t(batch.mode === 'undo' || batch.mode === 'reread' ? 'touched' : 'received')}</dt>
          <dd>{number(batch.received)}</dd>
        </div>
        {shown.map((outcome) => (
          <div key={outcome}>
            <dt>
              <i className={`account-key account-${outcome}`} aria-hidden="true" />
              {t(outcome)}
            </dt>
            <dd>
              {number(batch[outcome])} <small>{formatShare(batch[outcome], batch.received, language)}</small>
            </dd>
          </div>
        ))}
      </dl>
      {removed}
    </figure>
  )
}
