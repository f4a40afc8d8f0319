const compiled = (pattern: string, flags: string): RegExp | null => {
  if (!/^[smi]*$/.test(flags)) return null
  try {
    return new RegExp(pattern, `${[...new Set(flags)].join('')}ug`)
  } catch {
    return null
  }
}

export const matchesPattern = (input: string, pattern: string, flags: string): boolean | null => {
  const regex = compiled(pattern, flags)
  return regex?.test(input) ?? null
}

export const replacePattern = (input: string, pattern: string, replacement: string, flags: string): string | null => {
  const regex = compiled(pattern, flags)
  return (
    regex &&
    input.replace(
      regex,
      replacement.replaceAll('$0', () => '$&'),
    )
  )
}

export const splitAtPattern = (input: string, pattern: string): string[] | null => {
  const regex = compiled(pattern, '')
  return regex && input.split(regex)
}
