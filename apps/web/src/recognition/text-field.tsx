import { useId } from 'react'

/** Taken over when the field is left, so that one correction is one step back. */
export const TextField = ({
  name,
  value,
  onChange,
  mono = false,
  list = false,
  bare = false,
}: {
  readonly name: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly mono?: boolean
  /** Several lines. */
  readonly list?: boolean
  /** Its name stands over the column it is in. */
  readonly bare?: boolean
}) => {
  const id = useId()
  const common = { id, defaultValue: value, spellCheck: !mono && !list }
  return (
    <span className={list ? 'text-field wide' : 'text-field'}>
      <label htmlFor={id} className={bare ? 'visually-hidden' : undefined}>
        {name}
      </label>
      {list ? (
        <textarea
          key={value}
          {...common}
          rows={Math.max(2, value.split('\n').length)}
          onBlur={(event) => event.target.value !== value && onChange(event.target.value)}
        />
      ) : (
        <input
          key={value}
          {...common}
          type="text"
          className={mono ? 'mono' : undefined}
          onBlur={(event) => event.target.value !== value && onChange(event.target.value.trim())}
          onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
        />
      )}
    </span>
  )
}
