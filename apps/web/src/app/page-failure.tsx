import { Button } from 'antd'
import { Empty } from '../ui/states.tsx'
import { useShellText } from './shell-text.ts'

/** A page that could not be shown: its code did not arrive, or it failed. What was entered elsewhere is kept by the server. */
export const PageFailure = ({ error }: { readonly error: unknown }) => {
  const t = useShellText()
  return (
    <main className="page" id="content">
      <Empty title={t('pageFailed')}>
        <p role="alert">{t('pageFailedBody')}</p>
        <p className="faint">
          <code>{error instanceof Error ? error.message : String(error)}</code>
        </p>
        <Button type="primary" onClick={() => window.location.reload()}>
          {t('reload')}
        </Button>
      </Empty>
    </main>
  )
}
