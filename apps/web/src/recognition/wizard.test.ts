import type { Recognition } from '@onecity/contracts'
import { describe, expect, test } from 'vitest'
import {
  beginWizard,
  changeColumn,
  changeItem,
  changeType,
  findProblems,
  toggleKey,
  toRequest,
  type Wizard,
  withoutValues,
  withValues,
} from './wizard.ts'

const column = (
  titles: string[],
  item: Recognition['columns'][number]['item'],
  values: string[] = [],
): Recognition['columns'][number] => ({
  titles,
  item,
  share: 0.987,
  filled: 1,
  evidence: { zh: '依据', en: 'evidence' },
  doubts: [],
  examples: values,
  odd: values.slice(0, 1),
  values: values.map((value) => ({ fields: [value], count: 1 })),
})
const secret = '440399199001010018'
const found: Recognition = {
  file: {
    format: 'xlsx',
    encoding: null,
    delimiter: null,
    headerLine: 1,
    recordPath: null,
    parts: [],
    geometry: null,
    notices: [],
  },
  read: { records: 2, sampled: 2, faulty: 0, complete: true },
  columns: [
    column(['序号'], { id: 'row_number', name: { zh: '序号' }, type: 'integer' }, ['1', '2']),
    column(
      ['身份证号'],
      { id: 'id_number', name: { zh: '身份证号' }, type: 'citizen-id', sensitive: 'high', mask: 'keep-4-4' },
      [secret],
    ),
    column(['登记日期'], { id: 'day', name: { zh: '登记日期' }, type: 'date', formats: ['YYYY/M/D'] }, ['2024/1/2']),
    column(['经度', '纬度'], {
      id: 'position',
      name: { zh: '位置' },
      type: 'point',
      columns: { lng: ['经度'], lat: ['纬度'] },
    }),
    column([], { id: 'area', name: { zh: '区域' }, type: 'area', from: 'position', optional: true }),
  ],
  key: { items: ['id_number'], evidence: { zh: '唯一', en: 'unique' } },
  crs: { name: 'GCJ-02', evidence: { zh: '落在城市范围内' }, unsure: false, inside: [] },
  personal: true,
  subject: { kind: 'person', item: 'id_number' },
  sample: { columns: ['序号', '身份证号', '登记日期', '经度', '纬度'], rows: [['1', secret, '2024/1/2', '114', '22']] },
}
const begun = beginWizard(found, 'Rental Tenants 2026.xlsx', {})
const says = (wizard: Wizard) => findProblems(wizard, null).map(({ say }) => say)

describe('the wizard', () => {
  test('begins with the proposal, an id from the name of the file, a row number left out, personal data shared on conditions', () => {
    expect(begun.head).toMatchObject({
      id: 'rental-tenants-2026',
      nameZh: 'Rental Tenants 2026',
      share: 'conditional',
      open: 'none',
    })
    expect(begun.columns.map(({ isKept }) => isKept)).toEqual([false, true, true, true, true])
    expect(toRequest(begun, 'zh').leftOut).toEqual(['序号'])
  })
  test('a new id is followed by key, subject and what is worked out of the item', () => {
    const renamed = changeItem(changeItem(begun, 1, { id: 'person' }), 3, { id: 'place' })
    expect(renamed.key).toEqual(['person'])
    expect(renamed.subject?.item).toBe('person')
    expect(renamed.columns[4]?.item.from).toBe('place')
  })
  test('another type loses what only the old one has, gets what it needs, and finds back', () => {
    const asText = changeType(begun, 2, 'text')
    expect(asText.columns[2]?.item).toEqual({ id: 'day', name: { zh: '登记日期' }, type: 'text' })
    expect(changeType(asText, 2, 'code').columns[2]?.item.codes).toEqual([
      { value: '2024/1/2', name: { zh: '2024/1/2' } },
    ])
    expect(changeType(asText, 2, 'date').columns[2]?.item.formats).toEqual(['YYYY/M/D'])
    expect(changeType(asText, 2, 'phone').columns[2]?.item).toMatchObject({ sensitive: 'high', mask: 'keep-3-4' })
    // A mask that makes no sense of the new type goes.
    expect(changeType(begun, 1, 'integer').columns[1]?.item.mask).toBeUndefined()
    expect(toRequest(asText, 'en').items[1]?.evidence).toEqual({
      zh: '人工改定；样本中 98.7 % 的值符合',
      en: 'set by a person; 98.7 % of the values looked at fit',
    })
  })
  test('a key item is not optional; a column left out is no key', () => {
    const keyed = toggleKey(changeItem(begun, 2, { optional: true }), 2)
    expect(keyed.key).toEqual(['id_number', 'day'])
    expect(keyed.columns[2]?.item.optional).toBeUndefined()
    expect(changeColumn(keyed, 1, { isKept: false }).key).toEqual(['day'])
  })
  test('nothing of the file is kept for a reload; the same file brings its values back, another one does not', () => {
    const kept = withoutValues(changeType(begun, 2, 'text'))
    expect(JSON.stringify(kept)).not.toContain(secret)
    const again = withValues(kept, found)
    expect(again?.columns[2]).toMatchObject({ item: { type: 'text' }, values: [{ fields: ['2024/1/2'] }] })
    expect(withValues(kept, { ...found, columns: found.columns.slice(0, 2) })).toBeNull()
  })
  test('says what is missing and what would be refused', () => {
    expect(says(begun)).toEqual(['noOwner', 'noCondition'])
    const { head } = begun
    expect(
      says({ ...begun, head: { ...head, owner: 'works', condition: '协同', id: '出租', open: 'conditional' } }),
    ).toEqual(['badId', 'personalOpen'])
    expect(findProblems(begun, '别的资源').map(({ say }) => say)).toContain('idTaken')
    expect(says(changeColumn(begun, 1, { isKept: false }))).toEqual(expect.arrayContaining(['subjectGone', 'noKey']))
    expect(says(changeColumn(begun, 3, { isKept: false }))).toContain('fromGone')
    expect(says({ ...begun, personal: false })).toContain('notPersonal')
    expect(says(changeItem(begun, 2, { id: 'id_number' }))).toContain('twiceItem')
  })
})
