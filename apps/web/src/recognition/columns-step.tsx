import { crsNames, itemTypes } from '@onecity/city/model'
import { Button } from 'antd'
import { Fragment, type KeyboardEvent, useState } from 'react'
import { useLanguage, usePick } from '../app/make-text.ts'
import { formatShare } from '../ui/format.ts'
import { termText, useUiText } from '../ui/ui-text.ts'
import { ColumnEditor } from './column-editor.tsx'
import { FileAgain } from './file-step.tsx'
import { useRecognitionText } from './recognition-text.ts'
import { changeColumn, changeItem, changeType, decides, toggleKey, type Wizard, type WizardColumn } from './wizard.ts'
import { useWizard } from './wizard-store.ts'

/** Never 100 for a share that only comes near it. */
const useShare = () => {
  const language = useLanguage()
  return (share: number) => formatShare(share, 1, language)
}

const Facts = ({ wizard }: { readonly wizard: Wizard }) => {
  const t = useRecognitionText()
  const pick = usePick()
  const share = useShare()
  const change = useWizard((state) => state.change)
  const kept = wizard.columns.filter(({ isKept }) => isKept)
  const nameOf = (id: string) => {
    const found = kept.find(({ item }) => item.id === id)
    return found ? pick(found.item.name) : id
  }
  const hasPlace = kept.some(({ item }) => ['point', 'line', 'polygon'].includes(item.type))
  return (
    <div className="table-facts">
      <section>
        <h2>{t('keyBox')}</h2>
        <p>
          {wizard.key.length === 0 ? t('keyNone') : <b>{wizard.key.map(nameOf).join(' + ')}</b>}
          {wizard.key.length > 0 ? (
            <span className="soft"> {wizard.keyEvidence ? pick(wizard.keyEvidence) : t('keyHand')}</span>
          ) : null}
        </p>
      </section>
      {hasPlace ? (
        <section>
          <h2>{t('crsBox')}</h2>
          <p>
            <select
              aria-label={t('crsBox')}
              value={wizard.crs}
              onChange={(event) => change((now) => ({ ...now, crs: event.target.value }))}
            >
              {crsNames.map((crs) => (
                <option key={crs} value={crs}>
                  {crs}
                </option>
              ))}
            </select>{' '}
            <span className="crs-shares">
              {wizard.crsFound?.inside.map((each) => (
                <span key={each.crs} className={each.crs === wizard.crs ? 'chosen-crs' : 'soft'}>
                  {t('crsInside', { crs: each.crs, share: share(each.share) })}
                </span>
              ))}
            </span>
            {wizard.crsFound?.unsure ? <b> {t('crsUnsure')}</b> : null}
          </p>
        </section>
      ) : null}
      <section>
        <h2>{t('personalBox')}</h2>
        <label className="tick">
          <input
            type="checkbox"
            checked={wizard.personal}
            onChange={(event) =>
              change((now) => ({
                ...now,
                personal: event.target.checked,
                subject: event.target.checked && now.subject?.kind === 'company' ? null : now.subject,
              }))
            }
          />
          {t('personalIs')}
        </label>
        {wizard.personal ? (
          <>
            <p className="soft small">{t('personalWhy')}</p>
            <label className="inline">
              <span className="soft">{t('subjectItem')}</span>
              <select
                value={wizard.subject?.item ?? ''}
                onChange={(event) =>
                  change((now) => ({
                    ...now,
                    subject: event.target.value === '' ? null : { kind: 'person', item: event.target.value },
                  }))
                }
              >
                <option value="">{t('subjectNone')}</option>
                {kept.map(({ item }) => (
                  <option key={item.id} value={item.id}>
                    {pick(item.name)}
                  </option>
                ))}
              </select>
            </label>
          </>
        ) : null}
      </section>
    </div>
  )
}

const ColumnRow = ({
  column,
  at,
  wizard,
  isOpen,
  onToggle,
}: {
  readonly column: WizardColumn
  readonly at: number
  readonly wizard: Wizard
  readonly isOpen: boolean
  readonly onToggle: () => void
}) => {
  const t = useRecognitionText()
  const ui = useUiText()
  const pick = usePick()
  const share = useShare()
  const change = useWizard((state) => state.change)
  const { item, isKept } = column
  const name = pick(item.name)
  const isPlace = ['point', 'line', 'polygon'].includes(item.type)
  const isWorkedOut = column.titles.length === 0
  const isSure = column.doubts.length === 0 || column.isConfirmed
  const isChanged = decides(item) !== decides(column.proposed)
  return (
    <tr className={isKept ? undefined : 'left-out'} data-open={isOpen || undefined}>
      <td className="take">
        <input
          type="checkbox"
          checked={isKept}
          aria-label={t('takeOf', { name })}
          onChange={(event) => change((now) => changeColumn(now, at, { isKept: event.target.checked }))}
        />
      </td>
      <th scope="row">
        <button
          type="button"
          className="column-name"
          aria-expanded={isOpen}
          aria-label={t('openColumn', { name })}
          onClick={onToggle}
        >
          <span className="caret" aria-hidden="true" />
          <b>{isWorkedOut ? name : column.titles.join(' + ')}</b>
          {isWorkedOut ? <span className="label">{t('workedOut')}</span> : null}
          {isKept && !isSure ? <span className="label to-confirm">{t('toConfirm')}</span> : null}
        </button>
        <span className="column-item">
          <code>{item.id}</code>
          {isWorkedOut || name === column.titles[0] ? null : <span className="soft"> {name}</span>}
        </span>
      </th>
      <td className="type">
        <select
          aria-label={t('typeOf', { name })}
          value={item.type}
          disabled={isWorkedOut || column.titles.length === 2}
          onChange={(event) => change((now) => changeType(now, at, event.target.value))}
        >
          {itemTypes.map((type) => (
            <option key={type} value={type}>
              {termText(ui, 'type', type)}
            </option>
          ))}
        </select>
      </td>
      <td className="fits">
        <span className="share-line">
          <meter min={0} max={1} value={column.share} aria-hidden="true" />
          <b>{share(column.share)}</b>
        </span>
        <span className="soft small">
          {isChanged
            ? t('changedByHand', { type: termText(ui, 'type', item.type), share: share(column.share) })
            : pick(column.evidence)}
        </span>
      </td>
      <td className="tick-cell" data-name={t('colKey')}>
        <input
          type="checkbox"
          aria-label={t('keyOf', { name })}
          checked={wizard.key.includes(item.id)}
          disabled={!isKept || isPlace || isWorkedOut}
          onChange={() => change((now) => toggleKey(now, at))}
        />
      </td>
      <td className="tick-cell" data-name={t('colMay')}>
        <input
          type="checkbox"
          aria-label={t('mayOf', { name })}
          checked={item.optional === true}
          disabled={!isKept || wizard.key.includes(item.id)}
          onChange={(event) => change((now) => changeItem(now, at, { optional: event.target.checked || undefined }))}
        />
      </td>
    </tr>
  )
}

/** The same control of the row above or below. */
const moveFocus = (event: KeyboardEvent<HTMLTableElement>) => {
  if (!event.altKey || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return
  const from = event.target as HTMLElement
  const row = from.closest('tr')
  const cell = from.closest('td, th')
  if (!row || !cell) return
  event.preventDefault()
  const at = [...row.children].indexOf(cell)
  const rows = [...event.currentTarget.querySelectorAll<HTMLTableRowElement>('tbody > tr:not(.editor-row)')]
  const next = rows[rows.indexOf(row) + (event.key === 'ArrowDown' ? 1 : -1)]
  next?.children[at]?.querySelector<HTMLElement>('button, input, select')?.focus()
}

export const ColumnsStep = ({ wizard }: { readonly wizard: Wizard }) => {
  const t = useRecognitionText()
  const { past, undo } = useWizard()
  const [open, setOpen] = useState<number | null>(null)
  return (
    <>
      <FileAgain />
      <Facts wizard={wizard} />
      <div className="columns-head">
        <p className="soft">
          {t('columnsLead')} <span className="keys-hint">{t('keys')}</span>
        </p>
        <Button size="small" disabled={past.length === 0} onClick={undo}>
          {past.length === 0 ? t('undo') : t('undoN', { n: past.length })}
        </Button>
      </div>
      <table className="column-table" aria-label={t('columnTable')} onKeyDown={moveFocus}>
        <thead>
          <tr>
            <th scope="col">{t('colTake')}</th>
            <th scope="col">{t('colTitle')}</th>
            <th scope="col">{t('colType')}</th>
            <th scope="col">{t('colFits')}</th>
            <th scope="col">{t('colKey')}</th>
            <th scope="col">{t('colMay')}</th>
          </tr>
        </thead>
        <tbody>
          {wizard.columns.map((column, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column keeps its place, whatever it is called
            <Fragment key={at}>
              <ColumnRow
                column={column}
                at={at}
                wizard={wizard}
                isOpen={open === at}
                onToggle={() => setOpen(open === at ? null : at)}
              />
              {open === at ? (
                <tr className="editor-row">
                  <td colSpan={6}>
                    <ColumnEditor column={column} at={at} />
                  </td>
                </tr>
              ) : null}
            </Fragment>
          ))}
        </tbody>
      </table>
    </>
  )
}
