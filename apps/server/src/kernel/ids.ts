import { v7 } from 'uuid'

/** A UUIDv7 (RFC 9562): opaque, unique, and increasing with time, so that keyset paging follows arrival. */
export const newId = (): string => v7()

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
export const isId = (text: string): boolean => uuidPattern.test(text)
