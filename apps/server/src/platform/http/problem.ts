import { type ErrorCode, errorTable, type ProblemDetails } from '@onecity/contracts'
import type { FastifyError } from 'fastify'
import { AppError, isAppError } from '../../kernel/app-error.ts'
import { isDatabaseAway } from '../db/database-away.ts'
import { isDiskFull } from '../db/disk-full.ts'

/** SQLSTATE query_canceled: the statement timeout. */
const statementTimeout = '57014'

/** Any thrown thing as an error of the table. What is not understood is `internal`, with the original as its cause. */
export const toAppError = (error: unknown): AppError => {
  if (isAppError(error)) return error
  if (isDiskFull(error)) return new AppError('disk-full', { cause: error })
  if (isDatabaseAway(error)) return new AppError('database-away', { cause: error })
  if ((error as { code?: unknown } | null)?.code === statementTimeout)
    return new AppError('took-too-long', { cause: error })
  const fastify = error as Partial<FastifyError>
  if (fastify.validation) {
    const first = fastify.validation[0]
    const place = [fastify.validationContext, ...(first?.instancePath.split('/').filter(Boolean) ?? [])].join('.')
    const detail = `${place}: ${first?.message ?? 'not valid'}`
    return new AppError('bad-request', { detail, params: { place, expected: first?.params ?? {} }, cause: error })
  }
  if (fastify.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new AppError('too-large', { cause: error })
  if (fastify.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new AppError('unsupported-format', { cause: error })
  if (typeof fastify.statusCode === 'number' && fastify.statusCode >= 400 && fastify.statusCode < 500)
    return new AppError('bad-request', { detail: (error as Error).message, cause: error })
  return new AppError('internal', { cause: error })
}

/** English when the reader prefers it to Chinese, by order and weight of Accept-Language. */
export const preferredLanguage = (header: string | undefined): 'zh' | 'en' => {
  const ranked = (header ?? '')
    .split(',')
    .map((part, order) => {
      const [tag = '', ...params] = part.trim().toLowerCase().split(';')
      const weight = params.map((p) => /^\s*q=([\d.]+)$/.exec(p)?.[1]).find((q) => q !== undefined)
      return { language: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight), order }
    })
    .filter(({ language, weight }) => (language === 'zh' || language === 'en') && weight > 0)
    .sort((a, b) => b.weight - a.weight || a.order - b.order)
  return ranked[0]?.language === 'en' ? 'en' : 'zh'
}

export const problemType = 'application/problem+json'

/** RFC 9457 body of an error. */
export const toProblem = (error: AppError, requestId: string, language: 'zh' | 'en'): ProblemDetails => {
  const entry = errorTable[error.code as ErrorCode]
  return {
    type: `urn:onecity:error:${error.code}`,
    title: entry[language],
    status: entry.status,
    code: error.code,
    ...(error.detail === undefined ? {} : { detail: error.detail }),
    message: { zh: entry.zh, en: entry.en },
    retryable: entry.retryable,
    requestId,
    ...(Object.keys(error.params).length === 0 ? {} : { params: { ...error.params } }),
  }
}
