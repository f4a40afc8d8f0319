import type { Batch, ResourceDetail } from '@onecity/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { meQuery } from '../app/api/city.ts'
import { readAsQuery } from '../app/api/exchange.ts'
import { useLanguage, usePick } from '../app/make-text.ts'
import { mayDo } from '../app/may-do.ts'
import { useBatchText } from './batch-text.ts'
import { useExchangeText } from './exchange-text.ts'
import { useTransfer } from './transfer.ts'

type Unpivot = { readonly keep: readonly string[]; readonly title: string; readonly value: string }

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const namesShown = 12

/** How the file of a batch was read, and the way to read the next one in the same way. */
export const BatchReadAs = ({
  batch,
  resource,
}: {
  readonly batch: Batch
  readonly resource: ResourceDetail | undefined
}) => {
  const t = useBatchText()
  const x = useExchangeText()
  const pick = usePick()
  const language = useLanguage()
  const { data: me } = useQuery(meQuery)
  const [all, setAll] = useState(false)
  const transfer = useTransfer((state) => state.transfer)
  const forget = useTransfer((state) => state.forget)
  const { data: readAs } = useQuery({ ...readAsQuery(batch.id), enabled: batch.status === 'done' })
  if (!readAs) return null
  const { layout, sheets, columns } = readAs
  const join = (names: readonly string[]) => names.join(language === 'zh' ? '、' : ', ')
  const nameOf = (target: string) => {
    const [, id = target, side] = /^(.*?)(?:\.(lng|lat))?$/.exec(target) ?? []
    const item = resource?.items.find((each) => each.id === id)
    const name = item ? pick(item.name) : id
    return side === 'lng' ? x('lng', { name }) : side === 'lat' ? x('lat', { name }) : name
  }
  const used = columns.filter(({ item }) => item !== null)
  const unused = columns.filter(({ item, name }) => item === null && name !== '').map(({ name }) => name)
  const shown = all ? used : used.slice(0, namesShown)
  const unpivot = layout['unpivot'] as Unpivot | undefined
  const constants = Object.entries((layout['constants'] ?? {}) as Record<string, string>)
  const { headerLine, delimiter } = layout
  const facts: readonly (readonly [string, ReactNode] | null)[] = [
    [t('readFormat'), [batch.format?.toUpperCase(), batch.encoding?.toUpperCase()].filter(Boolean).join(' · ')],
    sheets.length > 0 ? [t('readSheets'), join(sheets)] : null,
    text(layout['layer']) ? [t('readLayer'), text(layout['layer'])] : null,
    text(layout['recordPath']) ? [t('readRecords'), <code key="path">{text(layout['recordPath'])}</code>] : null,
    typeof headerLine === 'number'
      ? [t('readHeader'), headerLine === 0 ? t('readNoHeader') : t('readHeaderLine', { n: headerLine })]
      : null,
    typeof delimiter === 'string'
      ? [t('readDelimiter'), delimiter === '\t' ? x('tab') : <code key="delimiter">{delimiter}</code>]
      : null,
    text(layout['crs']) ? [t('readCrs'), text(layout['crs'])] : null,
    unpivot
      ? [
          t('readUnpivot'),
          t('readUnpivotValue', {
            keep: unpivot.keep.length > 0 ? join(unpivot.keep) : t('readNothingKept'),
            title: unpivot.title,
            value: unpivot.value,
          }),
        ]
      : null,
    constants.length > 0
      ? [
          t('readConstants'),
          <ul key="constants" className="read-pairs">
            {constants.map(([id, value]) => (
              <li key={id}>
                {nameOf(id)} = <code>{value}</code>
              </li>
            ))}
          </ul>,
        ]
      : null,
    [
      t('readColumns'),
      <div key="columns">
        <span className="soft">{t('readUsed', { used: used.length, all: columns.length })}</span>
        <ul className="read-pairs">
          {shown.map(({ name, item }) => (
            <li key={name}>
              <code>{name}</code> → {nameOf(item ?? '')}
            </li>
          ))}
        </ul>
        {used.length > namesShown && !all ? (
          <button type="button" className="link-like" onClick={() => setAll(true)}>
            + {used.length - namesShown}
          </button>
        ) : null}
        {unused.length > 0 ? (
          <p className="soft small">
            {t('readUnused', {
              names: `${join(unused.slice(0, namesShown))}${unused.length > namesShown ? ' …' : ''}`,
            })}
          </p>
        ) : null}
      </div>,
    ],
  ]
  return (
    <section className="read-as">
      <header className="section-head">
        <h2>{t('readTitle')}</h2>
        {me !== undefined && mayDo(me.actions, 'batches.write') ? (
          <Link
            to="/import"
            search={{ resource: batch.resource, like: batch.id }}
            // The import page would go on telling how the last file came out.
            onClick={() => {
              if (transfer?.phase === 'done' || transfer?.phase === 'failed') forget()
            }}
          >
            {t('readAgain')}
          </Link>
        ) : null}
      </header>
      <dl className="facts">
        {facts.flatMap((fact) =>
          fact === null || fact[1] === ''
            ? []
            : [<dt key={`${fact[0]} term`}>{fact[0]}</dt>, <dd key={fact[0]}>{fact[1]}</dd>],
        )}
      </dl>
    </section>
  )
}
