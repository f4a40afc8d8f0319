import { ProblemError } from '@onecity/sdk'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { ConfigProvider } from 'antd'
import enGB from 'antd/locale/en_GB'
import zhCN from 'antd/locale/zh_CN'
import { type ReactNode, useLayoutEffect, useMemo } from 'react'
import { antdTheme } from '../ui/tokens/antd-theme.ts'
import { applyTheme } from '../ui/tokens/tokens.ts'
import { useLanguage } from './make-text.ts'
import { useMotion, useThemeName } from './settings.ts'

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => failures < 2 && error instanceof ProblemError && error.problem.retryable,
    },
  },
})

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
const csp = nonce === '' ? {} : { nonce }

export const Providers = ({ children }: { readonly children: ReactNode }) => {
  const theme = useThemeName()
  const motion = useMotion()
  const language = useLanguage()
  useLayoutEffect(() => applyTheme(theme), [theme])
  const antd = useMemo(() => antdTheme(theme, motion), [theme, motion])
  return (
    <QueryClientProvider client={queryClient}>
      <ConfigProvider
        theme={antd}
        csp={csp}
        locale={language === 'zh' ? zhCN : enGB}
        button={{ autoInsertSpace: false }}
      >
        {children}
      </ConfigProvider>
    </QueryClientProvider>
  )
}
