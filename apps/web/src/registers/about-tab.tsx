import type { ResourceDetail } from '@onecity/contracts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { departmentsQuery } from '../app/api/catalogue.ts'
import { useLanguage, usePick } from '../app/make-text.ts'
import { At } from '../ui/time.tsx'
import { termText, useUiText } from '../ui/ui-text.ts'
import { useRegistersText } from './registers-text.ts'

export const AboutTab = ({ resource }: { readonly resource: ResourceDetail }) => {
  const t = useRegistersText()
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
  const { share, source } = resource
  const facts: readonly (readonly [string, ReactNode] | null)[] = [
    [t('owner'), pick(resource.owner.name)],
    [t('id'), <code key="id">{resource.id}</code>],
    resource.code ? [t('code'), <code key="code">{resource.code}</code>] : null,
    [t('keyItems'), resource.key.length === 0 ? t('noKey') : join(resource.key.map(itemName))],
    resource.subject?.kind === 'person' || resource.subject?.kind === 'company'
      ? [t('subject'), t(`subject_${resource.subject.kind}`)]
      : null,
    [t('sharing'), termText(ui, 'share', share.type)],
    share.condition ? [t('shareCondition'), pick(share.condition)] : null,
    share.departments && share.departments.length > 0
      ? [t('shareDepartments'), join(share.departments.map(departmentName))]
      : null,
    share.basis ? [t('shareBasis'), pick(share.basis)] : null,
    [t('opening'), termText(ui, 'open', resource.open)],
    [t('grade'), termText(ui, 'grade', resource.gradeLevel)],
    [t('update'), termText(ui, 'update', resource.update)],
    resource.register.lastBatchAt ? [t('lastBatch'), <At key="at" at={resource.register.lastBatchAt} />] : null,
    resource.geometry !== null ? [t('crs'), resource.crs] : null,
    [t('timeZone'), resource.timeZone],
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
    [t('api'), <code key="api">GET /api/registers/{resource.id}/rows</code>],
  ]
  return (
    <dl className="facts about">
      {facts.flatMap((fact) =>
        fact === null ? [] : [<dt key={`${fact[0]} term`}>{fact[0]}</dt>, <dd key={fact[0]}>{fact[1]}</dd>],
      )}
    </dl>
  )
}
