import { type Text, type ValueFault, valueFaults } from '@onecity/city'

/** Facts that complete a reason's sentence. */
export type ReasonParams = Readonly<Record<string, string | number>>

type Reason = (params: ReasonParams) => Text

/** What a type alone can say of a value; sentences that a resource's declaration completes stand below, under the same code. */
const typeReasons = Object.fromEntries(
  Object.entries(valueFaults).map(([code, text]): [string, Reason] => [code, () => text]),
) as Record<ValueFault, Reason>

/** Why a row was not taken in: every code with its sentence. Codes are part of the API. */
const reasons = {
  ...typeReasons,
  'too-long': ({ max, length }) => ({
    zh: length === undefined ? `超过 ${max} 个字符` : `有 ${length} 个字符，最多 ${max} 个`,
    en:
      length === undefined
        ? `more than the ${max} characters allowed`
        : `${length} characters, at most ${max} are allowed`,
  }),
  'too-many-decimals': ({ scale }) => ({
    zh: `小数位超过 ${scale} 位`,
    en: `has more than ${scale} digits after the point`,
  }),
  'out-of-range': ({ min, max }) => ({
    zh: `超出范围 ${min ?? '…'} 至 ${max ?? '…'}`,
    en: `lies outside ${min ?? '…'} to ${max ?? '…'}`,
  }),
  'not-a-date': ({ formats }) => ({
    zh: `不是有效日期（接受 ${formats}）`,
    en: `is not a date (accepted: ${formats})`,
  }),
  'not-a-datetime': ({ formats }) => ({
    zh: `不是有效时间（接受 ${formats}）`,
    en: `is not a date and time (accepted: ${formats})`,
  }),
  'unknown-code': ({ codes }) => ({ zh: `不在代码表中（${codes}）`, en: `is not in the code list (${codes})` }),
  'bad-line': () => ({
    zh: '不是线：应为 GeoJSON、WKT 或坐标数组',
    en: 'is no line: GeoJSON, WKT or an array of coordinates is expected',
  }),
  'bad-polygon': () => ({
    zh: '不是面：应为 GeoJSON、WKT 或坐标数组',
    en: 'is no polygon: GeoJSON, WKT or an array of coordinates is expected',
  }),
  'bad-shape-position': () => ({
    zh: '线或面中有无效坐标（经度在前，纬度在后）',
    en: 'has a coordinate that is no position (longitude comes first)',
  }),
  'too-few-positions': () => ({
    zh: '线至少两个不同的点，面的每个环至少三个',
    en: 'has too few positions: a line has at least two different ones, a ring three',
  }),
  'too-many-positions': ({ most }) => ({ zh: `坐标超过 ${most} 个`, en: `has more than ${most} positions` }),
  // The value it should have is not named: it is personal, and reasons are shown where values are not.
  'differs-from-id': ({ derived }) => ({ zh: `与 ${derived} 所示不符`, en: `differs from what ${derived} says` }),
  'half-point': () => ({ zh: '经度和纬度只给了一个', en: 'gives only one of longitude and latitude' }),
  'wrong-column-count': ({ expected, found }) => ({
    zh: found === undefined ? `列数与表头的 ${expected} 列不符` : `应有 ${expected} 列，实有 ${found} 列`,
    en:
      found === undefined
        ? `has not the ${expected} columns of the header`
        : `has ${found} columns, the header has ${expected}`,
  }),
  'not-json': () => ({ zh: '这一行不是 JSON', en: 'this line is not JSON' }),
  'not-an-object': () => ({ zh: '这一行不是 JSON 对象', en: 'this line is not a JSON object' }),
  'duplicate-key': ({ line }) => ({
    zh: line === undefined ? '主键与前面的行相同，保留了前面的行' : `主键与第 ${line} 行相同，保留了该行`,
    en:
      line === undefined
        ? 'has the key of an earlier line, which was kept'
        : `has the key of line ${line}, which was kept`,
  }),
  'quality-rule': ({ zh, en, check }) => ({
    zh: `违反质量规则“${zh}”：${check}`,
    en: `breaks the quality rule “${en}”: ${check}`,
  }),
  'key-exists': () => ({
    zh: '登记库中已有该主键且内容不同（追加方式不修改）',
    en: 'is in the register already with other values (append changes nothing)',
  }),
} as const satisfies Record<string, Reason>

export type RejectCode = keyof typeof reasons

export const rejectCodes = Object.keys(reasons) as RejectCode[]

/** The sentence of a reason; an unknown code (written by a newer program) is named as it is. */
export const reasonText = (code: string, params: ReasonParams | null): Text => {
  const reason = (reasons as Record<string, Reason | undefined>)[code]
  return reason ? reason(params ?? {}) : { zh: code, en: code }
}
