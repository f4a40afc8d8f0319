import { useDecisionsText } from './decisions-text.ts'
import { usePlayground } from './playground-store.ts'

/** The draft that was replaced or closed is not lost: it can be fetched back. */
export const PreviousDraft = () => {
  const t = useDecisionsText()
  const name = usePlayground((state) => state.previous?.model?.name)
  const { fetchBack } = usePlayground.getState()
  if (name === undefined) return null
  return (
    <p className="example-source">
      {t('previous', { name })}{' '}
      <button type="button" className="link-button" onClick={fetchBack}>
        {t('fetchBack')}
      </button>
    </p>
  )
}
