import { useEffect, useEffectEvent, useRef } from 'react'

/** Pages reached by `g` and a letter. */
export const goKeys = { s: '/', c: '/catalogue', i: '/import', b: '/batches', m: '/map' } as const
export type GoTarget = (typeof goKeys)[keyof typeof goKeys]

const sequenceMs = 1500

/** Whether keys belong to a field. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** Listens on the whole page; keys typed into fields, and those with a modifier, are left alone. */
export const useShortcuts = (actions: {
  readonly go: (path: GoTarget) => void
  readonly search: () => void
  readonly help: () => void
  readonly tour: () => void
}): void => {
  const goSinceMs = useRef(0)
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    const path = goKeys[event.key as keyof typeof goKeys]
    if (path !== undefined && event.timeStamp - goSinceMs.current < sequenceMs) {
      goSinceMs.current = 0
      event.preventDefault()
      actions.go(path)
    } else if (event.key === 'g') goSinceMs.current = event.timeStamp
    else if (event.key === '/') {
      event.preventDefault()
      actions.search()
    } else if (event.key === '?') actions.help()
    else if (event.key === 't') actions.tour()
  })
  useEffect(() => {
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}
