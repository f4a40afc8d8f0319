import type { ResourceSummary } from '@onecity/contracts'
import { usePick } from '../app/make-text.ts'
import type { BatchStatusName } from '../app/vocabulary.ts'
import { termText, useUiText } from './ui-text.ts'

/** What a reader must know before trusting a register: personal data, another place's data, generated rows. */
export const ResourceLabels = ({
  resource,
}: {
  readonly resource: Pick<ResourceSummary, 'personal' | 'foreign' | 'register'>
}) => {
  const t = useUiText()
  const pick = usePick()
  return (
    <span className="labels">
      {resource.personal ? (
        <span className="label label-personal" title={t('personalHint')}>
          {t('personal')}
        </span>
      ) : null}
      {resource.foreign ? (
        <span className="label label-foreign" title={pick(resource.foreign)}>
          {t('foreign')}
        </span>
      ) : null}
      {resource.register.simulatedRows ? (
        <span className="label label-simulated" title={t('simulatedHint')}>
          {t('simulated')}
        </span>
      ) : null}
    </span>
  )
}

const marks: Record<BatchStatusName, string> = {
  receiving: 'M8 2a6 6 0 0 1 0 12',
  merging: 'M8 2a6 6 0 1 1-6 6',
  done: 'M3.5 8.5l3 3 6-7',
  failed: 'M4 4l8 8M12 4l-8 8',
  interrupted: 'M8 3v6M8 12.2v.3',
  held: 'M5.5 3v10M10.5 3v10',
  discarded: 'M3 8h10',
}

/** A batch's state by form first: tick, cross, bang, or an open ring while it is under way. */
export const BatchStatus = ({ status }: { readonly status: BatchStatusName }) => {
  const t = useUiText()
  return (
    <span className={`batch-status batch-status-${status}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true" className="mark">
        <path d={marks[status]} />
      </svg>
      {termText(t, 'status', status)}
    </span>
  )
}
