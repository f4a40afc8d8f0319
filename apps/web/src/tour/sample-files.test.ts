import { parseCitizenId } from '@onecity/city/values'
import { describe, expect, it } from 'vitest'
import { sampleFiles } from './sample-files.ts'

const linesOf = async (file: File): Promise<string[][]> =>
  (await file.text())
    .replace(/^\ufeff/, '')
    .trim()
    .split('\r\n')
    .map((line) => line.split(','))

describe('sample files', () => {
  it('are named so that their rows are labelled as simulated', () => {
    for (const make of Object.values(sampleFiles)) expect(make().name).toMatch(/\.simulated\.csv$/)
  })

  it('name people by valid numbers of the unassigned area only, each once', async () => {
    const [, , head = [], ...rows] = await linesOf(sampleFiles.people())
    const ids = rows.map((row) => row[head.indexOf('身份证号')] ?? '')
    expect(ids.length).toBe(60)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(parseCitizenId(id), id).toMatchObject({ ok: true, areaCode: '440399' })
  })

  it('hold stations of which some are badly written, each once', async () => {
    const [head = [], ...rows] = await linesOf(sampleFiles.stations())
    const ids = rows.map((row) => row[head.indexOf('station_id')])
    expect(new Set(ids).size).toBe(40)
    const at = head.indexOf('charge_count')
    // What a thousands separator quotes is parted by the split above: eight full-width, four parted, two hopeless.
    expect(rows.filter((row) => !/^\d+$/.test(row[at] ?? '')).length).toBe(14)
  })

  it('hold nothing but the header where a replace is to find nothing', async () => {
    expect(await linesOf(sampleFiles.empty())).toHaveLength(1)
  })
})
