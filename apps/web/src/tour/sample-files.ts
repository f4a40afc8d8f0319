import { citizenIdCheckCharacter } from '@onecity/city/values'

/**
 * Files to try things on, made here: nothing in them is real. `.simulated.` in the name has their rows labelled as
 * simulated wherever they appear; identity numbers carry the unassigned area 440399.
 */
const stationHeader = 'station_id,longitude,latitude,charge_count,TAZID,area,perimeter'
const stationCount = 40

const wide = (digits: string): string =>
  digits.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))

/** How the count of chargers is written: mostly well, some as people type it, two past mending. */
const chargers = (i: number): string => {
  const count = String(5 + (i % 20))
  if (i < 8) return wide(count)
  if (i < 12) return '"1,000"'
  if (i < 14) return i === 12 ? '很多' : '-3'
  return count
}

const stations = (): string =>
  [
    stationHeader,
    ...Array.from({ length: stationCount }, (_, i) => {
      const lng = (114.03 + (i % 8) * 0.006).toFixed(4)
      const lat = (22.528 + Math.floor(i / 8) * 0.004).toFixed(4)
      return `SIM-TOUR-${String(i + 1).padStart(3, '0')},${lng},${lat},${chargers(i)},1,1000000.5,4000.25`
    }),
    '',
  ].join('\r\n')

const surnames = ['赵', '钱', '孙', '李', '周', '吴', '郑', '王', '冯', '陈']
/** With the surnames sixty names, none of which anybody would take for a person's. */
const givens = ['模拟', '示例', '样本', '演示', '虚拟', '试填']
const streets = ['福田区莲花街道', '南山区粤海街道', '罗湖区桂园街道', '宝安区新安街道', '龙岗区布吉街道']
const kinds = ['老年人', '儿童', '残疾人']
const peopleCount = 60

/** A list as it comes by mail: a title over it, a blank line, mixed dates, stray spaces, full-width digits. */
const people = (): string =>
  [
    '社区助餐登记表（模拟数据，不涉及真实的人）,,,,,,',
    ',,,,,,',
    '序号,姓名,身份证号,类别,登记日期,地址,每月次数',
    ...Array.from({ length: peopleCount }, (_, i) => {
      const year = 1935 + ((i * 7) % 60)
      const month = String(1 + ((i * 5) % 12)).padStart(2, '0')
      const day = String(1 + ((i * 11) % 28)).padStart(2, '0')
      const digits = `440399${year}${month}${day}${String(100 + i)}`
      const id = `${digits}${citizenIdCheckCharacter(digits)}`
      const registered =
        i % 3 === 0 ? `2026/${month}/${day}` : i % 3 === 1 ? `2026-${month}-${day}` : `2026年${month}月${day}日`
      const times = i % 10 === 4 ? wide(String(4 + (i % 20))) : String(4 + (i % 20))
      return [
        i + 1,
        `${surnames[i % surnames.length]}${givens[Math.floor(i / surnames.length)]}${i % 7 === 3 ? ' ' : ''}`,
        id,
        kinds[i % kinds.length],
        registered,
        `${streets[i % streets.length]}示例路${i + 1}号`,
        times,
      ].join(',')
    }),
    '',
  ].join('\r\n')

const asCsv = (name: string, content: string): File => new File([`\ufeff${content}`], name, { type: 'text/csv' })

export const sampleFiles = {
  people: () => asCsv('社区助餐登记表.simulated.csv', people()),
  stations: () => asCsv('充电站-有错.simulated.csv', stations()),
  empty: () => asCsv('充电站-空.simulated.csv', `${stationHeader}\r\n`),
} as const
export type SampleName = keyof typeof sampleFiles

export const downloadSample = (name: SampleName): void => {
  const file = sampleFiles[name]()
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = file.name
  link.click()
  URL.revokeObjectURL(url)
}

/**
 * Hands the file to the place on the page where files are dropped, as a drop would: the page needs no other way in. False
 * when there is none.
 */
export const dropSample = (name: SampleName): boolean => {
  const place = document.querySelector('.file-drop')
  if (!place) return false
  const dataTransfer = new DataTransfer()
  dataTransfer.items.add(sampleFiles[name]())
  place.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }))
  return true
}
