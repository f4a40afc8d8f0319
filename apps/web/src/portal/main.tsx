import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../app/i18n.ts'
import './portal.css'
import { PortalPage } from './portal-page.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('portal.html has no #root')
createRoot(root).render(
  <StrictMode>
    <PortalPage />
  </StrictMode>,
)
