import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../ui/base.css'
import '../ui/parts.css'
import '../ui/table.css'
import { applyTheme } from '../ui/tokens/tokens.ts'
import { Providers } from './providers.tsx'
import { router } from './router.tsx'
import './shell.css'

applyTheme(matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <Providers>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
)
