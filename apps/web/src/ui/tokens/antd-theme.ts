import { type ThemeConfig, theme } from 'antd'
import { fontFamily, monoFamily, palettes, type ThemeName } from './tokens.ts'

/** antd dressed in the project's tokens: flat, dense, one accent. */
export const antdTheme = (name: ThemeName, motion: boolean): ThemeConfig => {
  const p = palettes[name]
  return {
    algorithm: name === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: p.accent,
      colorInfo: p.accent,
      colorLink: p.accent,
      colorError: p.danger,
      colorSuccess: p.ok,
      colorBgBase: p.paper,
      colorBgContainer: p.paper,
      colorBgElevated: name === 'dark' ? p.raised : p.paper,
      colorBgLayout: p.paper,
      colorBorder: p.lineStrong,
      colorBorderDisabled: p.line,
      colorBorderSecondary: p.line,
      colorText: p.text,
      colorTextSecondary: p.textSoft,
      colorTextTertiary: p.textFaint,
      colorTextPlaceholder: p.textFaint,
      controlItemBgActive: p.accentWash,
      borderRadius: 4,
      borderRadiusLG: 4,
      controlHeight: 32,
      controlHeightSM: 24,
      fontSize: 14,
      fontFamily,
      fontFamilyCode: monoFamily,
      motion,
    },
    components: {
      Button: { primaryColor: p.accentText, primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
      Segmented: { trackBg: p.sunken, itemSelectedBg: p.paper },
    },
  }
}
