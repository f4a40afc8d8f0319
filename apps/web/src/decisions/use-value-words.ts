import { useMemo } from 'react'
import { useDecisionsText } from './decisions-text.ts'
import type { ValueWords } from './drafts.ts'

export const useValueWords = (): ValueWords => {
  const t = useDecisionsText()
  return useMemo(() => ({ yes: t('true'), no: t('false'), none: t('null') }), [t])
}
