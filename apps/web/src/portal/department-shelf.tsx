import type { Department, DepartmentList, ResourcePage } from '@onecity/contracts'
import { useState } from 'react'
import { useLanguage, usePick } from '../app/make-text.ts'
import { formatNumber } from '../ui/format.ts'
import { useAsk } from './ask.ts'
import { To, Waiting } from './parts.tsx'
import { usePortalText } from './portal-text.ts'

const mostShown = 100

const Shelf = ({ department }: { readonly department: Department }) => {
  const t = usePortalText()
  const pick = usePick()
  const answer = useAsk<ResourcePage>(
    `/api/catalogue/resources?owner=${encodeURIComponent(department.id)}&limit=${mostShown}`,
  )
  if (!answer.data) return <Waiting answer={answer} />
  return (
    <ul className="holdings">
      {answer.data.resources.map((resource) => (
        <li key={resource.id}>
          {resource.open === 'unconditional' ? (
            <To to={{ resource: resource.id }}>{pick(resource.name)}</To>
          ) : (
            pick(resource.name)
          )}
          <span className="soft">
            {t(`share_${resource.shareType as 'unconditional' | 'conditional' | 'none'}`)}
            {resource.open === 'unconditional' ? ` · ${t('isOpen')}` : null}
            {resource.personal ? ` · ${t('personal')}` : null}
          </span>
        </li>
      ))}
    </ul>
  )
}

const One = ({ department }: { readonly department: Department }) => {
  const t = usePortalText()
  const pick = usePick()
  const [isOpen, setOpen] = useState(false)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span>{pick(department.name)}</span>
        <span className="soft">{t('countOf', { count: department.resources, n: department.resources })}</span>
      </summary>
      {isOpen ? <Shelf department={department} /> : null}
    </details>
  )
}

/** Which department holds which kinds of data, and how they are shared. */
export const DepartmentShelf = () => {
  const t = usePortalText()
  const language = useLanguage()
  const answer = useAsk<DepartmentList>('/api/catalogue/departments')
  const holding = answer.data?.departments.filter(({ resources }) => resources > 0) ?? []
  const sorted = [...holding].sort((a, b) => b.resources - a.resources)
  return (
    <section id="departments" tabIndex={-1}>
      <h2>{t('departments')}</h2>
      {answer.data ? (
        <p>{t('departmentsLede', { count: holding.length, n: formatNumber(holding.length, language) })}</p>
      ) : (
        <Waiting answer={answer} />
      )}
      <div className="folds">
        {sorted.map((department) => (
          <One key={department.id} department={department} />
        ))}
      </div>
    </section>
  )
}
