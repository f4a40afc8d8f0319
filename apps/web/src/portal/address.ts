import { useSyncExternalStore } from 'react'

/** The portal's state is its address: `/portal?q=…`, `/portal/data/<resource>`. Back and forward work, a link shows the same. */
export type Place = { readonly q: string; readonly resource: string | null }

const listeners = new Set<() => void>()
const notify = () => {
  for (const listener of listeners) listener()
}
addEventListener('popstate', notify)

export const toHref = ({ q = '', resource = null }: Partial<Place>): string =>
  resource !== null
    ? `/portal/data/${encodeURIComponent(resource)}${q === '' ? '' : `?q=${encodeURIComponent(q)}`}`
    : q === ''
      ? '/portal'
      : `/portal?q=${encodeURIComponent(q)}`

export const go = (place: Partial<Place>): void => {
  history.pushState(null, '', toHref(place))
  notify()
  // As after loading a page: at its top, and read from its beginning.
  scrollTo(0, 0)
  document.getElementById('content')?.focus({ preventScroll: true })
}

const readResource = (pathname: string): string | null => {
  const found = /^\/portal\/data\/([^/]+)/.exec(pathname)?.[1]
  if (found === undefined) return null
  try {
    return decodeURIComponent(found)
  } catch {
    return found
  }
}

export const usePlace = (): Place => {
  const href = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => location.href,
  )
  const url = new URL(href)
  return { q: url.searchParams.get('q')?.trim() ?? '', resource: readResource(url.pathname) }
}
