import type { LiveEvent } from '@onecity/contracts'

/** The text of one server-sent event (WHATWG HTML, 9.2). JSON has no raw line breaks, so one `data:` line is enough. */
export const toSse = (event: LiveEvent): string => {
  const id = 'number' in event ? `id: ${event.number}\n` : ''
  return `${id}event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`
}

/**
 * Keeps the connection awake, and moves the reader's place on past changes that were not for them: an `id` without data
 * sets the last event id and raises no event.
 */
export const heartbeat = (number: number | null): string => (number === null ? ':\n\n' : `:\nid: ${number}\n\n`)

/** A place in the feed as a client states it; null for none or nonsense. */
export const parsePlace = (text: unknown): number | null => {
  const place = typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : text
  return typeof place === 'number' && Number.isSafeInteger(place) && place >= 0 ? place : null
}
