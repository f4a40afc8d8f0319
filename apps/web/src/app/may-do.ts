/** Whether a list of permitted actions covers one; `registers.*` covers a module, `*` everything. */
export const mayDo = (actions: readonly string[], action: string): boolean =>
  actions.some(
    (permitted) =>
      permitted === '*' ||
      permitted === action ||
      (permitted.endsWith('.*') && action.startsWith(permitted.slice(0, -1))),
  )
