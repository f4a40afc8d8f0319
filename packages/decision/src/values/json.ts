import { Walk } from './limit.ts'
import { dateFromText, dateTimeFromText, durationFromText, temporalFromText, timeFromText } from './literal.ts'
import { isNumber, numberFromText, numberToText } from './number.ts'
import { makeRange } from './range.ts'
import { temporalText } from './text.ts'
import type { FeelType } from './type.ts'
import { type FeelContext, FeelFunction, FeelRange, isList, type Value } from './value.ts'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/**
 * Values as plain JSON and back. What JSON has no form for is an object of one entry with a telling key: `@` a date, time or
 * duration, `#` a number of more digits than JSON readers keep, `..` a range, `()` a function (its name only). A context that
 * itself looks like one of these is put under `{}`.
 */
export const toJson = (value: Value): Json =>
  typeof value === 'object' && value !== null ? toJsonWithin(value, new Walk()) : value

const signs = new Set(['@', '#', '..', '()', '{}'])

const signOf = (value: object): string | undefined => {
  const keys = Object.keys(value)
  const [key] = keys
  return keys.length === 1 && signs.has(key as string) ? key : undefined
}

const toJsonWithin = (value: Value, walk: Walk): Json => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number')
    return value
  if (isNumber(value)) return { '#': numberToText(value) }
  const text = temporalText(value)
  if (text !== undefined) return { '@': text }
  if (isList(value)) {
    walk.enter(value.length)
    const list = value.map((element) => toJsonWithin(element, walk))
    walk.leave()
    return list
  }
  if (value instanceof FeelRange) return { '..': rangeToJson(value, walk) }
  if (value instanceof FeelFunction) return { '()': value.name }
  const keys = Object.keys(value)
  // An object with a prototype is several times as fast; the one key that it would take for something else is rare.
  const object: Record<string, Json> = keys.includes('__proto__') ? Object.create(null) : {}
  walk.enter(keys.length)
  for (const key of keys) object[key] = toJsonWithin((value as FeelContext)[key] as Value, walk)
  walk.leave()
  return signOf(object) === undefined ? object : { '{}': object }
}

const rangeToJson = (range: FeelRange, walk: Walk): Json => ({
  ...(range.start !== undefined && { start: toJsonWithin(range.start, walk) }),
  ...(range.end !== undefined && { end: toJsonWithin(range.end, walk) }),
  startIncluded: range.startIncluded,
  endIncluded: range.endIncluded,
  ...(range.isNot && { isNot: true }),
  ...(range.isOnly && { isOnly: true }),
})

/** Reads what `toJson` wrote, and any other JSON; where a type says so, plain texts become dates, times and durations. */
export const fromJson = (json: Json, type?: FeelType): Value => fromJsonWithin(json, type, new Walk())

const fromJsonWithin = (json: Json, type: FeelType | undefined, walk: Walk): Value => {
  if (json === null || json === undefined || typeof json === 'boolean') return json ?? null
  if (typeof json === 'number') return Number.isFinite(json) ? json + 0 : null
  const wanted = type && bare(type)
  if (typeof json === 'string') return (wanted && typedText(json, wanted)) ?? json
  walk.enter(0)
  const value = Array.isArray(json)
    ? listOf(json, wanted, walk)
    : objectFrom(json as { readonly [key: string]: Json }, type, walk)
  walk.leave()
  return value
}

const listOf = (json: readonly Json[], type: FeelType | undefined, walk: Walk): Value => {
  const of = type?.kind === 'list' ? type.of : undefined
  return json.map((element) => fromJsonWithin(element, of, walk))
}

const objectFrom = (json: { readonly [key: string]: Json }, type: FeelType | undefined, walk: Walk): Value => {
  const sign = signOf(json)
  const signed = sign === undefined ? undefined : fromSign(sign, json[sign] as Json, type, walk)
  return signed === undefined ? contextOf(json, type && bare(type), walk) : signed
}

const bare = (type: FeelType): FeelType => {
  if (type.kind === 'constrained') return bare(type.base)
  return type.kind === 'reference' ? type.resolve() : type
}

const typedText = (text: string, type: FeelType): Value => {
  switch (type.kind) {
    case 'date':
      return dateFromText(text)
    case 'time':
      return timeFromText(text)
    case 'date and time':
      return dateTimeFromText(text)
    case 'days and time duration':
    case 'years and months duration':
      return durationFromText(text)
    // A single value where a list is wanted.
    case 'list':
      return typedText(text, bare(type.of))
    default:
      return null
  }
}

const fromSign = (sign: string, json: Json, type: FeelType | undefined, walk: Walk): Value | undefined => {
  if (sign === '@' && typeof json === 'string') return temporalFromText(json) ?? undefined
  if (sign === '#' && typeof json === 'string') return numberFromText(json)
  if (sign === '()' && typeof json === 'string') return null
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined
  const inner = json as { readonly [key: string]: Json }
  if (sign === '{}') return contextOf(inner, type && bare(type), walk)
  if (sign !== '..') return undefined
  const end = (name: string) =>
    Object.hasOwn(inner, name) ? fromJsonWithin(inner[name] as Json, undefined, walk) : undefined
  const flag = (name: string) => Object.hasOwn(inner, name) && inner[name] === true
  const range = makeRange(
    end('start'),
    end('end'),
    flag('startIncluded'),
    flag('endIncluded'),
    flag('isNot'),
    flag('isOnly'),
  )
  return range ?? undefined
}

const contextOf = (json: { readonly [key: string]: Json }, type: FeelType | undefined, walk: Walk): Value => {
  const entries = type?.kind === 'context' ? type.entries : {}
  const context: Record<string, Value> = Object.create(null)
  for (const key of Object.keys(json))
    context[key] = fromJsonWithin(json[key] as Json, Object.hasOwn(entries, key) ? entries[key] : undefined, walk)
  return context
}
