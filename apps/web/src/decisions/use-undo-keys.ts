import { useEffect, useEffectEvent } from 'react'
import { isTyping } from '../app/shortcuts.ts'
import { usePlayground } from './playground-store.ts'

/** Undo and redo from anywhere on the page but text fields, which have their own. */
export const useUndoKeys = () => {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return
    // The field of a cell that nothing is typed in yet has nothing of its own to take back.
    const isWaiting = event.target instanceof HTMLElement && event.target.dataset['waiting'] === 'true'
    if (isTyping(event.target) && !isWaiting) return
    const key = event.key.toLowerCase()
    const { undo, redo } = usePlayground.getState()
    const act = key === 'y' || (key === 'z' && event.shiftKey) ? redo : key === 'z' ? undo : null
    if (!act) return
    event.preventDefault()
    act()
  })
  useEffect(() => {
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}
