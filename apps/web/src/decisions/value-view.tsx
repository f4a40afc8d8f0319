import type { Json } from '@onecity/decision'
import { useDecisionsText } from './decisions-text.ts'
import { contextOf, plainText } from './drafts.ts'

/** A value as people read it: contexts as names beside values, lists as lines. */
export const ValueView = ({ value }: { readonly value: Json }) => {
  const t = useDecisionsText()
  if (value === null) return <span className="value-none">{t('null')}</span>
  if (typeof value === 'boolean') return <span>{t(value ? 'true' : 'false')}</span>
  if (Array.isArray(value))
    return value.length === 0 ? (
      <span className="value-none">{t('emptyList')}</span>
    ) : (
      <ol className="value-list">
        {value.map((each, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an element is its place
          <li key={index}>
            <ValueView value={each} />
          </li>
        ))}
      </ol>
    )
  const context = contextOf(value)
  if (!context) return <span>{plainText(value)}</span>
  return (
    <dl className="value-context">
      {Object.entries(context).map(([name, of]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <ValueView value={of} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
