import type { ResourcePage } from '@onecity/contracts'
import type { CatalogueFilter } from '../app/api/catalogue.ts'
import { usePick } from '../app/make-text.ts'
import { shareTypes } from '../app/vocabulary.ts'
import { useNumberFormat } from '../ui/time.tsx'
import { termText, useUiText } from '../ui/ui-text.ts'
import { useCatalogueText } from './catalogue-text.ts'

type Option = { readonly value: string; readonly name: string; readonly count?: number | undefined }

const FacetGroup = ({
  title,
  name,
  options,
  value,
  onChange,
}: {
  readonly title: string
  readonly name: string
  readonly options: readonly Option[]
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
}) => {
  const ui = useUiText()
  const number = useNumberFormat()
  return (
    <fieldset className="facet">
      <legend>{title}</legend>
      {[{ value: '', name: ui('all'), count: undefined }, ...options].map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            checked={(value ?? '') === option.value}
            onChange={() => onChange(option.value === '' ? undefined : option.value)}
          />
          <span>{option.name}</span>
          {option.count === undefined ? null : <small>{number(option.count)}</small>}
        </label>
      ))}
    </fieldset>
  )
}

const flagText = (value: boolean | undefined): string | undefined => (value === undefined ? undefined : String(value))
const textFlag = (value: string | undefined): boolean | undefined =>
  value === undefined ? undefined : value === 'true'

export const Facets = ({
  filter,
  facets,
  onChange,
}: {
  readonly filter: CatalogueFilter
  readonly facets: ResourcePage['facets'] | undefined
  readonly onChange: (change: CatalogueFilter) => void
}) => {
  const t = useCatalogueText()
  const ui = useUiText()
  const pick = usePick()
  const owners = (facets?.owner ?? []).map(({ id, name, count }) => ({ value: id, name: pick(name), count }))
  const countOf = (type: string) => facets?.shareType.find((share) => share.id === type)?.count ?? 0
  return (
    <div className="facets">
      <FacetGroup
        title={t('contents')}
        name="personal"
        value={flagText(filter.personal)}
        options={[
          { value: 'true', name: t('personalOnly') },
          { value: 'false', name: t('withoutPersonal') },
        ]}
        onChange={(value) => onChange({ personal: textFlag(value) })}
      />
      <label className="facet-check">
        <input
          type="checkbox"
          checked={filter.hasRows === true}
          onChange={(event) => onChange({ hasRows: event.target.checked ? true : undefined })}
        />
        <span>{t('withRows')}</span>
      </label>
      <FacetGroup
        title={t('shareType')}
        name="shareType"
        value={filter.shareType}
        options={shareTypes.map((type) => ({ value: type, name: termText(ui, 'share', type), count: countOf(type) }))}
        onChange={(shareType) => onChange({ shareType })}
      />
      {owners.length > 1 || filter.owner !== undefined ? (
        <FacetGroup
          title={t('owner')}
          name="owner"
          value={filter.owner}
          options={owners}
          onChange={(owner) => onChange({ owner })}
        />
      ) : null}
    </div>
  )
}
