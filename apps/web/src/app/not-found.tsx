import { Link } from '@tanstack/react-router'
import { Empty } from '../ui/states.tsx'
import { useShellText } from './shell-text.ts'

export const NotFound = () => {
  const t = useShellText()
  return (
    <main className="page" id="content">
      <Empty title={t('notFound')}>
        <Link to="/">{t('toStart')}</Link>
      </Empty>
    </main>
  )
}
