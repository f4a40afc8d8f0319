import { useDecisionsText } from './decisions-text.ts'
import type { DeskFault } from './use-desk.ts'

/** What the engine did not answer, and what became of the draft. */
export const FaultNotice = ({
  fault,
  tooLong = 'tooLongBody',
}: {
  readonly fault: DeskFault | null
  /** What taking too long probably means. */
  readonly tooLong?: 'tooLongBody' | 'checkTooLong'
}) => {
  const t = useDecisionsText()
  if (!fault) return null
  return (
    <div className="failure" role="alert">
      <p className="failure-title">{t(fault === 'timeout' ? 'tooLong' : 'deskFailed')}</p>
      <p className="failure-detail">{fault === 'timeout' ? t(tooLong) : fault.message}</p>
    </div>
  )
}
