import type { ResourcePage } from '@onecity/contracts'
import { useState } from 'react'
import type { CatalogueFilter } from '../app/api/catalogue.ts'
import { usePick } from '../app/make-text.ts'
import { useNumberFormat } from '../ui/time.tsx'
import { termText, useUiText } from '../ui/ui-text.ts'
import { useCatalogueText } from './catalogue-text.ts'

type Option = {
  readonly value: string
  readonly name: string
  readonly count?: number | undefined
  readonly within?: boolean
}

/** So many values are shown before the rest is asked for. */
const fewOptions = 8

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
  const t = useCatalogueText()
  const number = useNumberFormat()
  const [wide, setWide] = useState(false)
  const isChosen = (option: Option) => option.value === value
  const shown = wide ? options : options.filter((option, i) => i < fewOptions || isChosen(option))
  return (
    <fieldset className="facet">
      <legend>{title}</legend>
      {[{ value: '', name: ui('all') } as Option, ...shown].map((option) => (
        <label key={option.value} className={option.within ? 'within' : undefined}>
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
      {options.length > fewOptions ? (
        <button type="button" className="link-button facet-more" onClick={() => setWide(!wide)}>
          {wide ? t('showFew') : t('showAll', { n: number(options.length) })}
        </button>
      ) : null}
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
  const [more, setMore] = useState(filter.tag !== undefined || filter.update !== undefined || filter.open !== undefined)
  const terms = (kind: Parameters<typeof termText>[1], counts: readonly { id: string; count: number }[] | undefined) =>
    (counts ?? []).map(({ id, count }) => ({ value: id, name: termText(ui, kind, id), count }))
  const named = (counts: ResourcePage['facets']['owner'] | undefined) =>
    (counts ?? []).map(({ id, name, count }) => ({ value: id, name: pick(name), count }))
  const personal = (value: string) => facets?.personal.find(({ id }) => id === value)?.count
  /** A facet that offers no choice is not shown. */
  const offers = (options: readonly Option[], value: string | undefined) => options.length > 1 || value !== undefined
  const group = (
    name: 'kind' | 'shareType' | 'freshness' | 'owner' | 'class' | 'update' | 'open' | 'tag',
    options: readonly Option[],
  ) =>
    offers(options, filter[name]) ? (
      <FacetGroup
        key={name}
        title={t(name)}
        name={name}
        options={options}
        value={filter[name]}
        onChange={(value) => onChange({ [name]: value })}
      />
    ) : null
  return (
    <div className="facets">
      {group('kind', terms('kind', facets?.kind))}
      {group('freshness', terms('fresh', facets?.freshness))}
      {(facets?.personal.length ?? 2) > 1 || filter.personal !== undefined ? (
        <FacetGroup
          title={t('contents')}
          name="personal"
          value={flagText(filter.personal)}
          options={[
            { value: 'true', name: t('personalOnly'), count: personal('true') },
            { value: 'false', name: t('withoutPersonal'), count: personal('false') },
          ]}
          onChange={(value) => onChange({ personal: textFlag(value) })}
        />
      ) : null}
      <label className="facet-check">
        <input
          type="checkbox"
          checked={filter.hasRows === true}
          onChange={(event) => onChange({ hasRows: event.target.checked ? true : undefined })}
        />
        <span>{t('withRows')}</span>
      </label>
      {group('shareType', terms('share', facets?.shareType))}
      {group(
        'class',
        named(facets?.class).map((option) => ({ ...option, within: option.value.length > 1 })),
      )}
      {group('owner', named(facets?.owner))}
      {more ? (
        <>
          {group('open', terms('open', facets?.open))}
          {group('update', terms('update', facets?.update))}
          {group('tag', named(facets?.tag))}
        </>
      ) : (
        <button type="button" className="link-button" onClick={() => setMore(true)}>
          {t('showMore')}
        </button>
      )}
    </div>
  )
}
