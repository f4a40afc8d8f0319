import { useDecisionsText } from './decisions-text.ts'
import type { DeskFault } from './use-desk.ts'

/** What the engine did not answer, and what became of the draft. */
export const FaultNotice = ({ fault }: { readonly fault: DeskFault | null }) => {
  const t = useDecisionsText()
  if (!fault) return null
  return (
    <div className="failure" role="alert">
      <p className="failure-title">{t(fault === 'timeout' ? 'tooLong' : 'deskFailed')}</p>
      <p className="failure-detail">{fault === 'timeout' ? t('tooLongBody') : fault.message}</p>
    </div>
  )
}
