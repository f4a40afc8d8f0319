import { assertDepth } from './limit.ts'
import { dateFromText, dateTimeFromText, durationFromText, temporalFromText, timeFromText } from './literal.ts'
import { isNumber, numberFromText, numberToText } from './number.ts'
import { temporalText } from './text.ts'
import type { FeelType } from './type.ts'
import { type FeelContext, FeelFunction, FeelRange, isList, type Value } from './value.ts'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/**
 * Values as plain JSON and back. What JSON has no form for is an object of one entry with a telling key: `@` a date, time or
 * duration, `#` a number of more digits than JSON readers keep, `..` a range, `()` a function (its name only). A context that
 * itself looks like one of these is put under `{}`.
 */
export const toJson = (value: Value): Json => toJsonAt(value, 0)

const signs = new Set(['@', '#', '..', '()', '{}'])

const signOf = (value: object): string | undefined => {
  const keys = Object.keys(value)
  const [key] = keys
  return keys.length === 1 && signs.has(key as string) ? key : undefined
}

const toJsonAt = (value: Value, depth: number): Json => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number')
    return value
  if (isNumber(value)) return { '#': numberToText(value) }
  const text = temporalText(value)
  if (text !== undefined) return { '@': text }
  assertDepth(depth)
  if (isList(value)) return value.map((element) => toJsonAt(element, depth + 1))
  if (value instanceof FeelRange) return { '..': rangeToJson(value, depth) }
  if (value instanceof FeelFunction) return { '()': value.name }
  const keys = Object.keys(value)
  // An object with a prototype is several times as fast; the one key that it would take for something else is rare.
  const object: Record<string, Json> = keys.includes('__proto__') ? Object.create(null) : {}
  for (const key of keys) object[key] = toJsonAt((value as FeelContext)[key] as Value, depth + 1)
  return signOf(object) === undefined ? object : { '{}': object }
}

const rangeToJson = (range: FeelRange, depth: number): Json => ({
  ...(range.start !== undefined && { start: toJsonAt(range.start, depth + 1) }),
  ...(range.end !== undefined && { end: toJsonAt(range.end, depth + 1) }),
  startIncluded: range.startIncluded,
  endIncluded: range.endIncluded,
  ...(range.isNot && { isNot: true }),
  ...(range.isOnly && { isOnly: true }),
})

/** Reads what `toJson` wrote, and any other JSON; where a type says so, plain texts become dates, times and durations. */
export const fromJson = (json: Json, type?: FeelType): Value => fromJsonAt(json, type, 0)

const fromJsonAt = (json: Json, type: FeelType | undefined, depth: number): Value => {
  if (json === null || json === undefined || typeof json === 'boolean') return json ?? null
  if (typeof json === 'number') return Number.isFinite(json) ? json + 0 : null
  const wanted = type && bare(type)
  if (typeof json === 'string') return (wanted && typedText(json, wanted)) ?? json
  assertDepth(depth)
  if (Array.isArray(json)) {
    const of = wanted?.kind === 'list' ? wanted.of : undefined
    return json.map((element) => fromJsonAt(element, of, depth + 1))
  }
  const object = json as { readonly [key: string]: Json }
  const sign = signOf(object)
  const signed = sign === undefined ? undefined : fromSign(sign, object[sign] as Json, type, depth)
  return signed === undefined ? contextOf(object, wanted, depth) : signed
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

const fromSign = (sign: string, json: Json, type: FeelType | undefined, depth: number): Value | undefined => {
  if (sign === '@' && typeof json === 'string') return temporalFromText(json) ?? undefined
  if (sign === '#' && typeof json === 'string') return numberFromText(json)
  if (sign === '()' && typeof json === 'string') return null
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined
  const inner = json as { readonly [key: string]: Json }
  if (sign === '{}') return contextOf(inner, type && bare(type), depth)
  if (sign !== '..') return undefined
  const end = (name: string) =>
    Object.hasOwn(inner, name) ? fromJsonAt(inner[name] as Json, undefined, depth + 1) : undefined
  const flag = (name: string) => Object.hasOwn(inner, name) && inner[name] === true
  return new FeelRange(
    end('start'),
    end('end'),
    flag('startIncluded'),
    flag('endIncluded'),
    flag('isNot'),
    flag('isOnly'),
  )
}

const contextOf = (json: { readonly [key: string]: Json }, type: FeelType | undefined, depth: number): Value => {
  const entries = type?.kind === 'context' ? type.entries : {}
  const context: Record<string, Value> = Object.create(null)
  for (const key of Object.keys(json))
    context[key] = fromJsonAt(json[key] as Json, Object.hasOwn(entries, key) ? entries[key] : undefined, depth + 1)
  return context
}
