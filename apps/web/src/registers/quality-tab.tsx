import type { Quality, ResourceDetail } from '@onecity/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { qualityQuery } from '../app/api/catalogue.ts'
import { useLanguage, usePick } from '../app/make-text.ts'
import { FreshnessMark } from '../ui/state-marks.tsx'
import { Failure, Loading } from '../ui/states.tsx'
import { Ago, useNow, useNumberFormat } from '../ui/time.tsx'
import { useEntryText } from './entry-text.ts'

const minute = 60_000

const useDuration = (): ((minutes: number) => string) => {
  const language = useLanguage()
  return (minutes) => {
    const [value, unit] =
      minutes >= 2 * 1440 ? [minutes / 1440, 'day'] : minutes >= 120 ? [minutes / 60, 'hour'] : [minutes, 'minute']
    return new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
      style: 'unit',
      unit,
      unitDisplay: 'long',
      maximumFractionDigits: value < 10 ? 1 : 0,
    }).format(value)
  }
}

/** How much of the time a delivery may take has passed; past its end the bar is full and hatched. */
const Clock = ({ resource, quality }: { readonly resource: ResourceDetail; readonly quality: Quality }) => {
  const t = useEntryText()
  const duration = useDuration()
  const now = useNow()
  const { state, limitMinutes, staleAt } = quality.freshness
  const left = staleAt === null ? null : (Date.parse(staleAt) - now) / minute
  const used = left === null || limitMinutes === null ? 0 : Math.min(1, Math.max(0, 1 - left / limitMinutes))
  return (
    <section>
      <h2>{t('clock')}</h2>
      <p className="clock-line">
        <FreshnessMark state={state} />
        <span className="soft">
          {limitMinutes === null
            ? t('clockNone')
            : left === null
              ? t('clockNever', { limit: duration(limitMinutes) })
              : left >= 0
                ? t('clockLeft', { limit: duration(limitMinutes), left: duration(left) })
                : t('clockOver', { limit: duration(limitMinutes), over: duration(-left) })}
        </span>
      </p>
      {limitMinutes === null ? null : (
        <div className={`clock-bar clock-${state}`} aria-hidden="true">
          <span style={{ width: `${used * 100}%` }} />
          <i />
        </div>
      )}
      {limitMinutes === null ? null : (
        <p className="faint small">
          {t('clockSource', {
            source: resource.rules.freshness.source,
            from: resource.rules.freshness.effectiveFrom,
          })}
        </p>
      )}
    </section>
  )
}

const Completeness = ({
  resource,
  measured,
}: {
  readonly resource: ResourceDetail
  readonly measured: NonNullable<Quality['measured']>
}) => {
  const t = useEntryText()
  const pick = usePick()
  const number = useNumberFormat()
  const language = useLanguage()
  const looked = measured.sampled ?? measured.rows
  const percent = (share: number): string =>
    // 99.97 % is not whole: it is not rounded up to it.
    new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
      style: 'percent',
      maximumFractionDigits: 1,
      roundingMode: 'trunc',
    } as Intl.NumberFormatOptions).format(share)
  const items = measured.items
    .flatMap((each) => {
      const item = resource.items.find(({ id }) => id === each.id)
      return item
        ? [{ ...each, name: item.name, optional: item.optional, share: looked === 0 ? 0 : each.filled / looked }]
        : []
    })
    .sort((a, b) => a.share - b.share)
  const gaps = items.filter(({ share, unverified }) => share < 1 || (unverified ?? 0) > 0)
  const overall = items.length === 0 ? 0 : items.reduce((sum, { share }) => sum + share, 0) / items.length
  return (
    <section>
      <h2>{t('completeness')}</h2>
      {looked === 0 ? null : <p className="figure">{percent(overall)}</p>}
      <p className="soft small">
        {t('measured')} <Ago at={measured.at} />
        {measured.sampled === null ? null : ` · ${t('sampled', { n: number(measured.sampled) })}`}
        {measured.isCurrent ? null : ` · ${t('measuredOld')}`}
        {' · '}
        {measured.key === null ? t('noKey') : t('keyUnique')}
      </p>
      {gaps.length === 0 ? (
        <p>{t('allFilled', { count: items.length, n: number(items.length) })}</p>
      ) : (
        <ul className="quality-bars" aria-label={t('gaps')}>
          {gaps.map(({ id, name, optional, share, unverified }) => (
            <li key={id}>
              <span className="bar-name">
                {pick(name)}
                {optional ? <span className="faint"> · {t('mayBeEmpty')}</span> : null}
              </span>
              <span className="bar-track" aria-hidden="true">
                <span style={{ width: `${share * 100}%` }} />
              </span>
              <span className="bar-value">{percent(share)}</span>
              {unverified ? (
                <span className="bar-note">{t('unverified', { count: unverified, n: number(unverified) })}</span>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {gaps.length > 0 && gaps.length < items.length ? (
        <p className="faint small">
          {t('allFilled', { count: items.length - gaps.length, n: number(items.length - gaps.length) })}
        </p>
      ) : null}
    </section>
  )
}

/** What rows are held to when they come in, and how the last batch did. */
const Rules = ({ quality: { rules, rulesBatch } }: { readonly quality: Quality }) => {
  const t = useEntryText()
  const pick = usePick()
  const number = useNumberFormat()
  if (rules.length === 0) return null
  return (
    <section className="quality-rules">
      <h2>{t('rules')}</h2>
      <p className="soft small">
        {rulesBatch === null ? (
          t('rulesNever')
        ) : (
          <>
            {t('rulesBatch', { n: number(rulesBatch.received) })} ·{' '}
            <Link to="/batches/$batchId" params={{ batchId: rulesBatch.id }}>
              <Ago at={rulesBatch.at} />
            </Link>
          </>
        )}
      </p>
      <ul>
        {rules.map(({ id, title, check, severity, source, rows }) => (
          <li key={id}>
            <span className="rule-title">
              <b>{pick(title)}</b>
              <span className={`label rule-${severity}`}>{t(severity === 'reject' ? 'ruleReject' : 'ruleWarn')}</span>
            </span>
            <span className={rows ? `rule-rows rule-${severity}` : 'rule-rows faint'}>
              {rows === null
                ? '–'
                : t(severity === 'reject' ? 'ruleRejected' : 'ruleWarned', { count: rows, n: number(rows) })}
            </span>
            <code>{check}</code>
            {source ? <span className="faint small">{t('ruleSource', { source: pick(source) })}</span> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

const Rejects = ({ resource, quality }: { readonly resource: ResourceDetail; readonly quality: Quality }) => {
  const t = useEntryText()
  const pick = usePick()
  const number = useNumberFormat()
  const { batches, rejects } = quality
  if (batches.length === 0)
    return (
      <section>
        <h2>{t('rejects', { count: 2, n: 10 })}</h2>
        <p className="soft">{t('noBatches')}</p>
      </section>
    )
  const most = Math.max(1, ...batches.map(({ received }) => received))
  const total = rejects.reduce((sum, { count }) => sum + count, 0)
  return (
    <section>
      <h2>{t('rejects', { count: batches.length, n: number(batches.length) })}</h2>
      <ul className="batch-bars">
        {batches.toReversed().map((batch) => (
          <li key={batch.id}>
            <Link
              to="/batches/$batchId"
              params={{ batchId: batch.id }}
              title={t('rejectedOf', { rejected: number(batch.rejected), received: number(batch.received) })}
              aria-label={t('rejectedOf', { rejected: number(batch.rejected), received: number(batch.received) })}
            >
              <span className="taken" style={{ height: `${(64 * (batch.received - batch.rejected)) / most}px` }} />
              <span
                className="sent-back"
                style={{ height: batch.rejected === 0 ? 0 : `${Math.max(2, (64 * batch.rejected) / most)}px` }}
              />
            </Link>
          </li>
        ))}
      </ul>
      {rejects.length === 0 ? (
        <p className="soft">{t(batches.some(({ rejected }) => rejected > 0) ? 'notMeasured' : 'rejectsNone')}</p>
      ) : (
        <ul className="quality-bars" aria-label={t('reasons')}>
          {rejects.map(({ code, reason, item: id, count }) => {
            const item = resource.items.find((each) => each.id === id)
            return (
              <li key={`${code} ${id} ${reason.zh}`}>
                <span className="bar-name">
                  {pick(reason)}
                  {item ? <span className="faint"> · {pick(item.name)}</span> : null}
                </span>
                <span className="bar-track rejected" aria-hidden="true">
                  <span style={{ width: `${(100 * count) / total}%` }} />
                </span>
                <span className="bar-value">{number(count)}</span>
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}

/** Freshness against the clock, how complete the rows are, and what was sent back; as last measured. */
export const QualityTab = ({ resource }: { readonly resource: ResourceDetail }) => {
  const t = useEntryText()
  const { data: quality, error, refetch } = useQuery(qualityQuery(resource.id))
  if (error) return <Failure error={error} onRetry={() => void refetch()} />
  if (!quality) return <Loading rows={6} />
  return (
    <div className="quality">
      <Clock resource={resource} quality={quality} />
      {quality.measured ? (
        <Completeness resource={resource} measured={quality.measured} />
      ) : (
        <section>
          <h2>{t('completeness')}</h2>
          <p className="soft">{t('notMeasured')}</p>
        </section>
      )}
      <Rejects resource={resource} quality={quality} />
      <Rules quality={quality} />
    </div>
  )
}
