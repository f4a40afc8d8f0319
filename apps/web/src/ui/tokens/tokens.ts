/** The colours, sizes and faces of the office and of its maps. antd's theme, CSS variables and map styles all come from here. */
export type ThemeName = 'light' | 'dark'

export type Palette = {
  /** The page; lists and forms lie directly on it. */
  readonly paper: string
  readonly raised: string
  readonly sunken: string
  readonly line: string
  readonly lineStrong: string
  readonly text: string
  readonly textSoft: string
  readonly textFaint: string
  /** Selection, focus, action. Never data. */
  readonly accent: string
  readonly accentText: string
  readonly accentWash: string
  /** A refusal or a loss, always beside a shape and words. Not one of the warning levels. */
  readonly danger: string
  readonly dangerWash: string
  readonly ok: string
  readonly levels: { readonly I: string; readonly II: string; readonly III: string; readonly IV: string }
  /** Categories of data, in order; at most six side by side. */
  readonly series: readonly string[]
  /** One hue from much to little: rows put in, changed, left alone. */
  readonly account: { readonly inserted: string; readonly updated: string; readonly unchanged: string }
  readonly map: {
    readonly outside: string
    readonly land: string
    readonly hover: string
    readonly district: string
    readonly street: string
    readonly halo: string
  }
}

export const palettes: Record<ThemeName, Palette> = {
  light: {
    paper: '#FFFFFF',
    raised: '#F6F7F9',
    sunken: '#ECEFF3',
    line: '#DDE2E9',
    lineStrong: '#B9C2CF',
    text: '#16202F',
    textSoft: '#4A586B',
    textFaint: '#5F6B7E',
    accent: '#0B7A6E',
    accentText: '#FFFFFF',
    accentWash: '#E3F2F0',
    danger: '#9A3324',
    dangerWash: '#FBEFEC',
    ok: '#3D6B57',
    levels: { I: '#C4162A', II: '#B8541B', III: '#8A6D00', IV: '#1F60C4' },
    series: ['#6B4FA0', '#8C5A2B', '#A93C77', '#3F6F8F', '#5E7322', '#565F6C'],
    account: { inserted: '#4B3F8F', updated: '#938AC9', unchanged: '#CBD2DC' },
    map: {
      outside: '#E4E8ED',
      land: '#FBFBFA',
      hover: '#F0F2F4',
      district: '#8C98A9',
      street: '#CBD2DB',
      halo: '#FFFFFF',
    },
  },
  dark: {
    paper: '#0B1220',
    raised: '#121B2C',
    sunken: '#1B2740',
    line: '#243149',
    lineStrong: '#3D4D6B',
    text: '#E8EDF5',
    textSoft: '#A9B4C6',
    textFaint: '#8A97AD',
    accent: '#3CC8B4',
    accentText: '#06231F',
    accentWash: '#12312F',
    danger: '#EE9182',
    dangerWash: '#2E1C1E',
    ok: '#8FB8A3',
    levels: { I: '#F2495C', II: '#FF9830', III: '#F2CC0C', IV: '#5794F2' },
    series: ['#B9A3F0', '#DDB68E', '#EE9CC6', '#93C2DF', '#BFD07A', '#C3CAD6'],
    account: { inserted: '#A99BF0', updated: '#675CA8', unchanged: '#3A4762' },
    map: {
      outside: '#080E19',
      land: '#131D30',
      hover: '#1A2640',
      district: '#4A5D80',
      street: '#26344F',
      halo: '#0B1220',
    },
  },
}

/** Names as CSS and the map's canvas take them; the first one present on the machine is used, nothing is loaded. */
export const faces = ['PingFang SC', 'Noto Sans SC', 'Noto Sans CJK SC', 'Microsoft YaHei', 'sans-serif'] as const
export const fontFamily = faces.map((face) => (face.includes(' ') ? `"${face}"` : face)).join(',')
export const monoFamily = 'ui-monospace,"SF Mono","Cascadia Mono","Noto Sans Mono",Consolas,monospace'

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** The palette as CSS custom properties, `--text-soft` and so on. */
export const cssVariables = (palette: Palette): ReadonlyMap<string, string> => {
  const out = new Map<string, string>()
  for (const [name, value] of Object.entries(palette)) {
    if (typeof value === 'string') out.set(`--${kebab(name)}`, value)
    else for (const [part, colour] of Object.entries(value)) out.set(`--${kebab(name)}-${part}`, colour as string)
  }
  out.set('--font', fontFamily)
  out.set('--mono', monoFamily)
  return out
}

/** Sets the variables on the page through the CSS object model, which a policy without inline styles permits. */
export const applyTheme = (theme: ThemeName, root: HTMLElement = document.documentElement): void => {
  root.dataset['theme'] = theme
  root.style.colorScheme = theme
  for (const [name, value] of cssVariables(palettes[theme])) root.style.setProperty(name, value)
}
