import type { ColumnProfile } from './table-sample.ts'
import { shareOf } from './table-sample.ts'
import { titleSays, unitOfTitle } from './title-words.ts'

export type NumberFinding = {
  readonly type: 'integer' | 'decimal'
  readonly share: number
  readonly unit?: string
  /** Share that is written with thousands separators, units or signs, which intake turns away and repairs. */
  readonly dressed: number
  readonly reads: (value: string) => boolean
}

const plain = /^[+-]?\d{1,18}(\.\d{1,60})?$/
const dressed =
  /^[¥￥$]?\s*[+-]?(\d{1,3}([,，]\d{3})+|\d+)(\.\d+)?\s*(元|万元|亿元|km|公里|米|m|㎡|平方米|人|个|%|℃|kw|kg|吨)?$/iu

/** Whether a column holds amounts; numbers that are names of things (leading zeros, very long) are not. */
export const recogniseNumbers = (profile: ColumnProfile): NumberFinding | null => {
  const { values, counts, plainTitle, title } = profile
  if (values.length === 0) return null
  const share = shareOf(profile, (value) => plain.test(value) || dressed.test(value))
  if (share < 0.85) return null
  const zeroLed = shareOf(profile, (value) => /^0\d/.test(value))
  if (zeroLed > 0.02) return null
  const long = shareOf(profile, (value) => /^\d{12,}$/.test(value))
  if (long > 0.5) return null
  const isName = titleSays(plainTitle, 'identifier') && !titleSays(plainTitle, 'amount')
  const fixed = new Set([...counts.keys()].filter((value) => /^\d+$/.test(value)).map((value) => value.length))
  // A number of always the same many digits under a title such as 编号 names something.
  if (isName && fixed.size === 1 && [...fixed][0] !== undefined && ([...fixed][0] as number) >= 5) return null
  const decimal = shareOf(profile, (value) => /\.\d*[1-9]/.test(value)) > 0.002
  const unit = unitOfTitle(title)
  return {
    type: decimal ? 'decimal' : 'integer',
    share,
    dressed: shareOf(profile, (value) => !plain.test(value) && dressed.test(value)),
    reads: (value) => plain.test(value),
    ...(unit === undefined ? {} : { unit }),
  }
}
