import { useEffect, useRef } from 'react'

/** Longer than between two keys of a word. */
const settleMs = 450

/** Passes a draft on once nobody has changed it for a moment, so that not every key asks the server. */
export const useSettled = <T>(draft: T, onSettled: (value: T) => void): void => {
  const pass = useRef(onSettled)
  pass.current = onSettled
  const text = JSON.stringify(draft)
  const passed = useRef(text)
  useEffect(() => {
    if (passed.current === text) return
    const timer = setTimeout(() => {
      passed.current = text
      pass.current(JSON.parse(text) as T)
    }, settleMs)
    return () => clearTimeout(timer)
  }, [text])
}
