import { termText, useUiText } from './ui-text.ts'

const freshnessPaths: Readonly<Record<string, string>> = {
  // A tick, a clock hand near the hour, a bang, an empty ring, a dash.
  fresh: 'M3.5 8.5l3 3 6-7',
  due: 'M8 3.5V8l3 2M8 2a6 6 0 1 0 .01 0',
  stale: 'M8 3v6M8 12.2v.3',
  never: 'M8 3a5 5 0 1 0 .01 0',
  untimed: 'M4 8h8',
}

/** How fresh rows are, by form first: tick, clock, bang, empty ring, dash. */
export const FreshnessMark = ({ state }: { readonly state: string }) => {
  const t = useUiText()
  return (
    <span className={`state-mark freshness-${state}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true" className="mark">
        <path d={freshnessPaths[state] ?? freshnessPaths['untimed']} />
      </svg>
      {termText(t, 'fresh', state)}
    </span>
  )
}

/** Sharing type: an open ring, a half-filled one, a filled one with a bar; and the words. */
export const ShareMark = ({ type }: { readonly type: string }) => {
  const t = useUiText()
  return (
    <span className={`state-mark share-${type}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true" className="share-form">
        <circle cx="8" cy="8" r="5" />
        {type === 'conditional' ? <path d="M8 3a5 5 0 0 1 0 10z" className="filled" /> : null}
        {type === 'none' ? <path d="M4.5 4.5l7 7" className="bar" /> : null}
      </svg>
      {termText(t, 'share', type)}
    </span>
  )
}
