import type { ResourceDetail } from '@onecity/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { dcatPath, departmentsQuery } from '../app/api/catalogue.ts'
import { useLanguage, usePick } from '../app/make-text.ts'
import type { LocalText } from '../app/pick-text.ts'
import { ShareMark } from '../ui/state-marks.tsx'
import { At } from '../ui/time.tsx'
import { termText, useUiText } from '../ui/ui-text.ts'
import { useEntryText } from './entry-text.ts'
import { type Fact, Facts } from './facts.tsx'
import { useRegistersText } from './registers-text.ts'

/** The class names of the code, from the broadest to the narrowest, and what they rest on. */
const Classification = ({ resource }: { readonly resource: ResourceDetail }) => {
  const t = useEntryText()
  const pick = usePick()
  const { source, confidence, effectiveFrom } = resource.rules.classification
  return (
    <>
      <span className="class-steps">
        {resource.classification.map((step) => (
          <span key={step.code}>
            <code>{step.code}</code> {step.name ? pick(step.name) : ''}
          </span>
        ))}
      </span>
      <p className="faint small">{t('classSource', { source, from: effectiveFrom, confidence })}</p>
    </>
  )
}

/** Everything the catalogue entry says, in groups; what the guide asks for and nobody stated is shown as missing. */
export const AboutTab = ({ resource }: { readonly resource: ResourceDetail }) => {
  const t = useRegistersText()
  const e = useEntryText()
  const ui = useUiText()
  const pick = usePick()
  const language = useLanguage()
  const { data: departments } = useQuery(departmentsQuery)
  const join = (names: readonly string[]) => names.join(language === 'zh' ? '、' : ', ')
  const departmentName = (id: string) => {
    const department = departments?.find((candidate) => candidate.id === id)
    return department ? pick(department.name) : id
  }
  const itemName = (id: string) => {
    const item = resource.items.find((candidate) => candidate.id === id)
    return item ? pick(item.name) : id
  }
  const missing = <span className="faint">{e('missing')}</span>
  const words = (term: string, value: LocalText | undefined): Fact => (value ? [term, pick(value)] : null)
  const { share, source, kind, extent, period } = resource
  const isStored = kind === 'stored'

  const identity: Fact[] = [
    [t('code'), resource.code ? <code key="code">{resource.code}</code> : missing],
    resource.classification.length > 0
      ? [e('classification'), <Classification key="class" resource={resource} />]
      : null,
    [t('id'), <code key="id">{resource.id}</code>],
    [t('owner'), pick(resource.owner.name)],
    words(e('unit'), resource.unit),
    [e('providerCode'), resource.providerCode ? <code key="uscc">{resource.providerCode}</code> : missing],
    [e('publishedOn'), resource.publishedOn ?? missing],
    resource.tags.length === 0
      ? null
      : [
          e('tags'),
          <span key="tags" className="labels">
            {resource.tags.map((tag) => (
              <Link key={tag.zh} className="label" to="/catalogue" search={{ tag: tag.zh }}>
                {pick(tag)}
              </Link>
            ))}
          </span>,
        ],
    resource.related.length === 0
      ? null
      : [
          e('related'),
          resource.related.map(({ code, id, name }) => (
            <div key={code}>
              <code>{code}</code>{' '}
              {id !== undefined && name ? (
                <Link to="/catalogue/$resourceId" params={{ resourceId: id }}>
                  {pick(name)}
                </Link>
              ) : null}
            </div>
          )),
        ],
  ]
  const sharing: Fact[] = [
    [t('sharing'), <ShareMark key="share" type={share.type} />],
    share.type === 'conditional'
      ? [t('shareCondition'), share.condition ? pick(share.condition) : missing]
      : words(t('shareCondition'), share.condition),
    share.departments ? [t('shareDepartments'), join(share.departments.map(departmentName))] : null,
    share.type === 'none'
      ? [t('shareBasis'), share.basis ? pick(share.basis) : missing]
      : words(t('shareBasis'), share.basis),
    share.purposes ? [e('purposes'), join(share.purposes.map((each) => termText(ui, 'purpose', each)))] : null,
    [
      e('method'),
      `${termText(ui, 'method', share.method.by)}${share.method.note ? ` — ${pick(share.method.note)}` : ''}`,
    ],
    [t('opening'), termText(ui, 'open', resource.open)],
    words(e('openCondition'), resource.openCondition),
    [t('grade'), termText(ui, 'grade', resource.gradeLevel)],
    words(e('useConditions'), resource.useConditions),
    words(e('legalBasis'), resource.legalBasis),
  ]
  const contents: Fact[] = [
    [e('formats'), join(resource.formats.map((format) => `${termText(ui, 'format', format.class)} ${format.name}`))],
    isStored ? [t('keyItems'), resource.key.length === 0 ? t('noKey') : join(resource.key.map(itemName))] : null,
    resource.subject
      ? [t('subject'), t(resource.subject.kind === 'company' ? 'subject_company' : 'subject_person')]
      : null,
    [t('update'), termText(ui, 'update', resource.update)],
    resource.register.lastBatchAt ? [t('lastBatch'), <At key="at" at={resource.register.lastBatchAt} />] : null,
    [
      e('extent'),
      extent === undefined
        ? e('extent_city')
        : extent.areas.length > 0
          ? join(extent.areas.map(({ name }) => pick(name)))
          : e(`extent_${extent.level}` as 'extent_city'),
    ],
    period ? [e('covers'), e('until', { from: period.from ?? e('begin'), to: period.to ?? e('open') })] : null,
    resource.hasPoint ? [t('crs'), resource.crs] : null,
    isStored ? [t('timeZone'), resource.timeZone] : null,
  ]
  const origin: Fact[] = [
    words(e('system'), resource.system),
    words(e('business'), resource.business),
    source
      ? [
          t('source'),
          <span key="source">
            {source.title}
            <span className="faint"> · {source.licence}</span>
            {source.note ? <p className="soft">{pick(source.note)}</p> : null}
          </span>,
        ]
      : null,
  ]
  const isExported = share.type !== 'none' || resource.open !== 'none'
  const use: Fact[] = [
    isStored ? [t('api'), <code key="api">GET /api/registers/{resource.id}/rows</code>] : null,
    isExported
      ? [
          e('dcat'),
          <span key="dcat">
            <a href={dcatPath(resource.id, 'jsonld')}>DCAT-AP JSON-LD</a> ·{' '}
            <a href={dcatPath(resource.id, 'ttl')}>Turtle</a>
          </span>,
        ]
      : null,
  ]
  const groups = [
    ['groupIdentity', identity],
    ['groupSharing', sharing],
    ['groupContents', contents],
    ['groupOrigin', origin],
    ['groupUse', use],
  ] as const
  return (
    <div className="entry-groups">
      {groups.map(([title, facts]) =>
        facts.some((fact) => fact !== null) ? (
          <section key={title}>
            <h2>{e(title)}</h2>
            <Facts facts={facts} />
          </section>
        ) : null,
      )}
    </div>
  )
}
