import type { Json } from '@onecity/decision'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Loading } from '../ui/states.tsx'
import { useDecisionsText } from './decisions-text.ts'
import type { Finding, TableFindings } from './desk-protocol.ts'
import { wordText } from './drafts.ts'
import { FaultNotice } from './fault-notice.tsx'
import type { DeskFault } from './use-desk.ts'
import { useValueWords } from './use-value-words.ts'

const Example = ({
  finding,
  children,
  onTry,
}: {
  readonly finding: Finding
  readonly children: ReactNode
  readonly onTry: (inputs: Readonly<Record<string, Json>>) => void
}) => {
  const t = useDecisionsText()
  const words = { ...useValueWords(), none: t('anyValue') }
  const { inputs } = finding
  return (
    <li>
      {children}
      <span className="found-body">
        <span className="example-cells">
          {finding.cells
            .filter(({ test }) => test !== '-')
            .map(({ label, test }) => (
              <span key={label}>
                {label} <b className="mono">{test}</b>
              </span>
            ))}
        </span>
        <span className="soft small">
          {t('forExample', {
            example: finding.cells.map(({ label, value }) => `${label} ${wordText(value, words)}`).join('，'),
          })}
        </span>
      </span>
      {inputs ? (
        <Button size="small" onClick={() => onTry(inputs)}>
          {t('tryThis')}
        </Button>
      ) : null}
    </li>
  )
}

/** What the tables leave open or answer twice, each with an example that can be tried at once. */
export const GapsTab = ({
  checks,
  fault,
  onTry,
  onGo,
}: {
  readonly checks: readonly TableFindings[] | null
  readonly fault: DeskFault | null
  readonly onTry: (inputs: Readonly<Record<string, Json>>, elementId: string) => void
  readonly onGo: (elementId: string, rule: number) => void
}) => {
  const t = useDecisionsText()
  if (fault) return <FaultNotice fault={fault} tooLong="checkTooLong" />
  if (!checks) return <Loading rows={3} />
  if (checks.length === 0) return <p className="soft">{t('noTables')}</p>
  return (
    <>
      {checks.map((check) => {
        const { elementId, element, gaps, overlaps, unreachable, deadInputs, opaque, isCut } = check
        const isWhole = gaps.length + overlaps.length + unreachable.length === 0
        return (
          <section key={elementId} className="table-check">
            <h3>{element}</h3>
            {isWhole && opaque.length === 0 && !isCut ? <p className="all-well">{t('noGaps')}</p> : null}
            {opaque.length > 0 ? <p className="soft small">{t('opaque', { columns: opaque.join('、') })}</p> : null}
            {deadInputs.length > 0 ? (
              <p className="soft small">{t('deadInputs', { columns: deadInputs.join('、') })}</p>
            ) : null}
            {isCut ? <p className="soft small">{t('checkCut')}</p> : null}
            <ul className="found-list">
              {gaps.map((gap) => (
                <Example key={JSON.stringify(gap.cells)} finding={gap} onTry={(inputs) => onTry(inputs, elementId)}>
                  <b className="label">{t('gap')}</b>
                </Example>
              ))}
              {overlaps.map((overlap) => (
                <Example
                  key={`${overlap.rules.join()} ${JSON.stringify(overlap.cells)}`}
                  finding={overlap}
                  onTry={(inputs) => onTry(inputs, elementId)}
                >
                  <b className="label">{t('overlap', { rules: overlap.rules.join(' + ') })}</b>
                </Example>
              ))}
              {unreachable.map(({ rule, by }) => (
                <li key={`rule ${rule}`}>
                  <b className="label">{t('unreachable')}</b>
                  <span className="found-body">
                    {by.length > 0
                      ? t('maskedBy', { number: rule, by: by.join('、') })
                      : t('neverMet', { number: rule })}
                  </span>
                  <Button size="small" onClick={() => onGo(elementId, rule)}>
                    {t('rule', { number: rule })}
                  </Button>
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </>
  )
}
