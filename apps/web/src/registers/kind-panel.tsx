import type { ResourceDetail } from '@onecity/contracts'
import type { ReactNode } from 'react'
import { useLanguage, usePick } from '../app/make-text.ts'
import { useNumberFormat } from '../ui/time.tsx'
import { unitText } from '../ui/value-text.ts'
import { useEntryText } from './entry-text.ts'
import { Facts } from './facts.tsx'

/** What a service, stream, layer or file says of itself; an address only to those who may read it. */
export const KindPanel = ({ resource }: { readonly resource: ResourceDetail }) => {
  const t = useEntryText()
  const pick = usePick()
  const number = useNumberFormat()
  const language = useLanguage()
  const { service, stream, layer, file } = resource
  const address = (value: string | null): ReactNode =>
    value === null ? <span className="faint">{t('addressHidden')}</span> : <code className="address">{value}</code>
  const seconds = (value: number): string =>
    new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
      style: 'unit',
      unit: value % 3600 === 0 ? 'hour' : value % 60 === 0 ? 'minute' : 'second',
      unitDisplay: 'long',
    }).format(value % 3600 === 0 ? value / 3600 : value % 60 === 0 ? value / 60 : value)
  const itemNames = (ids: readonly string[]) =>
    ids
      .map((id) => {
        const item = resource.items.find((each) => each.id === id)
        return item ? pick(item.name) : id
      })
      .join(language === 'zh' ? '、' : ', ')
  return (
    <section className="kind-panel">
      {service ? (
        <>
          <p className="kind-lead">{t(service.answers === 'values' ? 'serviceValues' : 'serviceYesNo')}</p>
          <Facts
            facts={[
              [t('endpoint'), address(service.endpoint)],
              [t('serviceKeys'), itemNames(service.keys)],
              [t('timeLimit'), t('milliseconds', { n: number(service.timeLimitMs) })],
              [t('health'), <span key="health">{t('healthUnknown')}</span>],
            ]}
          />
        </>
      ) : null}
      {stream ? (
        <>
          <p className="kind-lead">{t('streamLead')}</p>
          <Facts
            facts={[
              [t('thing'), <code key="thing">{stream.thing}</code>],
              [t('property'), `${pick(stream.property)}${stream.unit === '1' ? '' : ` (${unitText(stream.unit)})`}`],
              stream.range ? [t('range'), `${stream.range.min ?? '−∞'} … ${stream.range.max ?? '∞'}`] : null,
              [t('period'), seconds(stream.periodSeconds)],
              [t('silence'), seconds(stream.silenceSeconds)],
              [
                t('sources'),
                stream.sources === null
                  ? address(null)
                  : stream.sources.map((source) => (
                      <div key={source.address}>
                        {source.by.toUpperCase()} <code className="address">{source.address}</code>
                      </div>
                    )),
              ],
            ]}
          />
        </>
      ) : null}
      {layer ? (
        <>
          <p className="kind-lead">{t('layerLead')}</p>
          <Facts
            facts={[
              [t('address'), address(layer.url)],
              [t('format'), layer.format],
              [t('attribution'), layer.attribution],
              [t('licence'), layer.licence],
              [t('mapNumber'), layer.mapNumber ?? <span className="faint">{t('noMapNumber')}</span>],
            ]}
          />
        </>
      ) : null}
      {file ? (
        <>
          <p className="kind-lead">{t('fileLead')}</p>
          <Facts
            facts={[
              [t('address'), address(file.location)],
              [t('mediaType'), file.mediaType],
              file.sizeBytes === undefined ? null : [t('size'), t('bytes', { n: number(file.sizeBytes) })],
            ]}
          />
        </>
      ) : null}
    </section>
  )
}
