import type { ItemType } from '@onecity/city/model'
import { Input, Select } from 'antd'
import type { ComponentType } from 'react'
import { usePick } from '../../app/make-text.ts'
import { AreaPicker } from '../area-picker.tsx'
import { useUiText } from '../ui-text.ts'
import { unitText } from '../value-text.ts'
import type { WidgetProps } from './item-input-props.ts'
import { useItemInputsText } from './item-inputs-text.ts'

/** A line of text. `mono`: characters are compared one by one, so they stand in columns. */
const line =
  (options: {
    readonly mono?: boolean
    readonly mode?: 'text' | 'numeric' | 'decimal' | 'tel'
    readonly maxLength?: number
  }) =>
  ({ item, value, onChange, label, id, disabled, autoFocus }: WidgetProps) => (
    <Input
      {...(id !== undefined && { id })}
      aria-label={label}
      className={options.mono ? 'item-input-mono' : ''}
      inputMode={options.mode ?? 'text'}
      {...((item.max ?? options.maxLength) !== undefined && { maxLength: item.max ?? options.maxLength })}
      {...(item.unit !== undefined && { suffix: <span className="unit">{unitText(item.unit)}</span> })}
      spellCheck={false}
      autoComplete="off"
      value={value}
      disabled={disabled === true}
      autoFocus={autoFocus === true}
      onChange={(event) => onChange(event.target.value)}
    />
  )

/** The browser's own field for days and times: it knows keyboards and wheels of every device. */
const moment =
  (type: 'date' | 'datetime-local') =>
  ({ value, onChange, label, id, disabled, autoFocus }: WidgetProps) => (
    <Input
      {...(id !== undefined && { id })}
      type={type}
      {...(type === 'datetime-local' && { step: 1 })}
      aria-label={label}
      className="item-input-moment"
      value={value}
      disabled={disabled === true}
      autoFocus={autoFocus === true}
      onChange={(event) => onChange(event.target.value)}
    />
  )

const Paragraph = ({
  placeholder,
  props: { value, onChange, label, id, disabled, autoFocus },
}: {
  readonly placeholder: string
  readonly props: WidgetProps
}) => (
  <Input.TextArea
    {...(id !== undefined && { id })}
    aria-label={label}
    className="item-input-mono"
    placeholder={placeholder}
    autoSize={{ minRows: 2, maxRows: 10 }}
    spellCheck={false}
    value={value}
    disabled={disabled === true}
    autoFocus={autoFocus === true}
    onChange={(event) => onChange(event.target.value)}
  />
)

const ShapeWidget = (props: WidgetProps) => <Paragraph placeholder={useItemInputsText()('shapeHint')} props={props} />
const JsonWidget = (props: WidgetProps) => <Paragraph placeholder="{ }" props={props} />

/** Longer texts get lines to stand in. */
const longText = 80
const TextWidget = (props: WidgetProps) => {
  const { item, value, onChange, label, id, disabled, autoFocus } = props
  if ((item.max ?? 0) <= longText) return <PlainLine {...props} />
  return (
    <Input.TextArea
      {...(id !== undefined && { id })}
      aria-label={label}
      autoSize={{ minRows: 1, maxRows: 6 }}
      {...(item.max !== undefined && { maxLength: item.max })}
      value={value}
      disabled={disabled === true}
      autoFocus={autoFocus === true}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
const PlainLine = line({})

const FileWidget = ({ value, onChange, label, id, disabled, autoFocus }: WidgetProps) => {
  const t = useItemInputsText()
  return (
    <Input
      {...(id !== undefined && { id })}
      aria-label={label}
      placeholder={t('fileHint')}
      spellCheck={false}
      autoComplete="off"
      value={value}
      disabled={disabled === true}
      autoFocus={autoFocus === true}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

const Choice = ({
  props: { value, onChange, label, id, disabled, autoFocus, item },
  options,
}: {
  readonly props: WidgetProps
  readonly options: readonly { readonly value: string; readonly label: string }[]
}) => {
  const t = useItemInputsText()
  return (
    <Select
      {...(id !== undefined && { id })}
      aria-label={label}
      className="item-input-choice"
      value={value === '' ? null : value}
      options={[...options]}
      onChange={(chosen) => onChange(chosen ?? '')}
      placeholder={t('choose')}
      allowClear={item.optional}
      showSearch={options.length > 8 ? { optionFilterProp: 'label' } : false}
      popupMatchSelectWidth={false}
      disabled={disabled === true}
      autoFocus={autoFocus === true}
    />
  )
}

const CodeWidget = (props: WidgetProps) => {
  const pick = usePick()
  const options = (props.item.codes ?? []).map((code) => ({ value: code.value, label: pick(code.name) }))
  return <Choice props={props} options={options} />
}

const BooleanWidget = (props: WidgetProps) => {
  const t = useUiText()
  return (
    <Choice
      props={props}
      options={[
        { value: 'true', label: t('yes') },
        { value: 'false', label: t('no') },
      ]}
    />
  )
}

const AreaWidget = ({ value, onChange, label }: WidgetProps) => {
  const t = useItemInputsText()
  return (
    <AreaPicker
      value={value === '' ? undefined : value}
      onChange={(code) => onChange(code ?? '')}
      placeholder={t('anyArea')}
      label={label}
      width="100%"
    />
  )
}

/** Longitude and latitude side by side; a pasted pair fills both. */
const PointWidget = ({ value, onChange, label, id, disabled, autoFocus }: WidgetProps) => {
  const t = useItemInputsText()
  const [lng = '', lat = ''] = value.replace(/^\[|\]$/g, '').split(',')
  const change = (nextLng: string, nextLat: string) => {
    const pasted = /^\[?\s*([-+]?[\d.]+)\s*[,，]\s*([-+]?[\d.]+)\s*\]?$/.exec(nextLng)
    const pair = pasted ? [pasted[1], pasted[2]] : [nextLng.trim(), nextLat.trim()]
    onChange(pair[0] === '' && pair[1] === '' ? '' : pair.join(','))
  }
  return (
    <fieldset className="item-input-point" aria-label={label}>
      <Input
        {...(id !== undefined && { id })}
        aria-label={t('lng')}
        placeholder={t('lng')}
        inputMode="decimal"
        value={lng}
        disabled={disabled === true}
        autoFocus={autoFocus === true}
        onChange={(event) => change(event.target.value, lat)}
      />
      <Input
        aria-label={t('lat')}
        placeholder={t('lat')}
        inputMode="decimal"
        value={lat}
        disabled={disabled === true}
        onChange={(event) => change(lng, event.target.value)}
      />
    </fieldset>
  )
}

/** One widget per item type. */
export const widgets: { readonly [T in ItemType]: ComponentType<WidgetProps> } = {
  text: TextWidget,
  integer: line({ mode: 'numeric' }),
  decimal: line({ mode: 'decimal' }),
  boolean: BooleanWidget,
  date: moment('date'),
  datetime: moment('datetime-local'),
  code: CodeWidget,
  'citizen-id': line({ mono: true }),
  uscc: line({ mono: true }),
  phone: line({ mode: 'tel' }),
  area: AreaWidget,
  point: PointWidget,
  line: ShapeWidget,
  polygon: ShapeWidget,
  address: line({}),
  plate: line({ mono: true }),
  'travel-permit': line({ mono: true }),
  'camera-id': line({ mono: true, mode: 'numeric' }),
  'licence-id': line({ mono: true }),
  json: JsonWidget,
  file: FileWidget,
}
