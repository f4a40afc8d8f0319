/**
 * A table as it is kept by hand, with every fault in known number: a title over the whole width, full-width digits, days in three
 * forms, identity numbers whose check character is wrong, slips in a list of words, positions in GCJ-02. Simulated: the area
 * 440399 of the numbers is assigned to nobody.
 */
import gcoord from 'gcoord'
import writeExcel from 'write-excel-file/node'
import { makeRandom } from './testing-tables.ts'

const messyTitles = [
  '序号',
  '登记编号',
  '承租人姓名',
  '身份证号码',
  '联系电话',
  '登记日期',
  '租住方式',
  '楼层',
  '月租金（元）',
  '经度',
  '纬度',
  '备注',
] as const

/** Every how many rows a fault comes. */
const brokenIdEvery = 50
const typoEvery = 400
const fullWidthEvery = 20

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const wide = (text: string): string => text.replace(/[0-9X]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
const two = (n: number): string => String(n).padStart(2, '0')

/** `places`: positions in WGS-84 near the border of the city, where a wrong system shows. */
export const makeMessyRows = (count: number, places: readonly (readonly [number, number])[]): readonly string[][] => {
  const random = makeRandom(7)
  const whole = (from: number, to: number) => from + Math.floor(random() * (to - from + 1))
  const pick = (words: string) => words[whole(0, words.length - 1)] as string
  return Array.from({ length: count }, (_, row) => {
    const body = `440399${whole(1955, 2004)}${two(whole(1, 12))}${two(whole(1, 28))}${String(row).padStart(3, '0').slice(-3)}`
    const check = '10X98765432'[weights.reduce((sum, weight, at) => sum + weight * Number(body[at]), 0) % 11] as string
    const broken = row % brokenIdEvery === 7
    const id = body + (broken ? (check === '3' ? '4' : '3') : check)
    const [year, month, day] = [whole(2022, 2026), whole(1, 12), whole(1, 28)]
    const date = [`${year}/${month}/${day}`, `${year}年${month}月${day}日`, `${year}-${two(month)}-${two(day)}`][
      row % 3
    ] as string
    const kind = row % typoEvery === 11 ? '合祖' : (['整租', '合租', '单位宿舍'][whole(0, 2)] as string)
    const phone = `13${whole(0, 9)}0000${String(row % 10_000).padStart(4, '0')}`
    const [lng, lat] = places[row % places.length] as readonly [number, number]
    const [x, y] = gcoord.transform(
      [lng + (random() - 0.5) * 0.002, lat + (random() - 0.5) * 0.002],
      gcoord.WGS84,
      gcoord.GCJ02,
    ) as [number, number]
    return [
      String(row + 1),
      `ZL2026${String(row + 1).padStart(5, '0')}`,
      `${pick('王李张刘陈杨赵黄周吴')}${pick('伟芳娜敏静强磊洋艳勇')}${row % 2 === 0 ? pick('华明玉文军') : ''}`,
      row % fullWidthEvery === 3 ? wide(id) : id,
      row % fullWidthEvery === 5 ? wide(phone) : phone,
      date,
      kind,
      String(whole(1, 33)),
      String(whole(8, 90) * 100),
      x.toFixed(6),
      y.toFixed(6),
      row % 7 === 0 ? '模拟数据' : '',
    ]
  })
}

/** The rows as a workbook: a title over the whole width, a note, an empty row, then the header; a second sheet of notes. */
export const makeMessyWorkbook = (rows: readonly (readonly string[])[]): Promise<Buffer> => {
  const text = (value: string) => ({ value, type: String })
  return writeExcel([
    {
      sheet: '登记表',
      data: [
        [{ value: '出租屋承租人登记表（模拟数据）', type: String, columnSpan: messyTitles.length }],
        [{ value: '单位：元　填表人：窗口', type: String, columnSpan: 4 }],
        [],
        messyTitles.map(text),
        ...rows.map((row) => row.map((value) => (value === '' ? null : text(value)))),
      ],
    },
    { sheet: '说明', data: [[text('本表为模拟数据')]] },
  ] as never).toBuffer() as Promise<Buffer>
}
