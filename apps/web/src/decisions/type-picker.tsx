import { useDecisionsText } from './decisions-text.ts'

export const simpleTypes = [
  'number',
  'string',
  'boolean',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
] as const

/** A type of FEEL or of the model, in words; empty is any. */
export const TypePicker = ({
  value,
  types,
  label,
  isReadOnly = false,
  onChange,
}: {
  readonly value: string | undefined
  readonly types: readonly string[]
  readonly label: string
  readonly isReadOnly?: boolean
  readonly onChange: (type: string | undefined) => void
}) => {
  const t = useDecisionsText()
  const known = ['', ...simpleTypes, ...types]
  const now = value === undefined || value === 'Any' ? '' : value
  return (
    <select
      aria-label={label}
      value={now}
      disabled={isReadOnly}
      onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
    >
      <option value="">{t('type_Any')}</option>
      {simpleTypes.map((type) => (
        <option key={type} value={type}>
          {t(`type_${type}`)}
        </option>
      ))}
      {types.map((type) => (
        <option key={type} value={type}>
          {type}
        </option>
      ))}
      {known.includes(now) ? null : <option value={now}>{now}</option>}
    </select>
  )
}
