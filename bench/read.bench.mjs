/**
 * Records cut out of a CSV file in a second: ours beside two CSV parsers of npm, all of them streaming the same text in pieces
 * of 64 KB. The limit is `split` twice, which knows no quotes. `npm run bench -- read [--rows 300000]`
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse'
import Papa from 'papaparse'
import { makeCsvScanner } from '../apps/server/src/base/exchange/scan-csv.ts'
import { writeFiles } from './exchange/files.ts'

const pieceLength = 65_536
const repeats = 5

function* piecesOf(text) {
  for (let at = 0; at < text.length; at += pieceLength) yield text.slice(at, at + pieceLength)
}

/** Each counts the records behind the header. */
const readers = {
  ours: async (text) => {
    const scanner = makeCsvScanner()
    let records = 0
    const count = () => records++
    for (const piece of piecesOf(text)) scanner.push(piece, count)
    scanner.end(count)
    return records
  },
  'csv-parse': async (text) => {
    const parser = parse()
    let records = -1
    const done = new Promise((resolve, reject) =>
      parser
        .on('data', () => records++)
        .on('end', resolve)
        .on('error', reject),
    )
    for (const piece of piecesOf(text))
      if (!parser.write(piece)) await new Promise((resolve) => parser.once('drain', resolve))
    parser.end()
    await done
    return records
  },
  papaparse: async (text) => {
    const parser = Papa.parse(Papa.NODE_STREAM_INPUT, { skipEmptyLines: true })
    let records = -1
    const done = new Promise((resolve, reject) =>
      parser
        .on('data', () => records++)
        .on('end', resolve)
        .on('error', reject),
    )
    for (const piece of piecesOf(text))
      if (!parser.write(piece)) await new Promise((resolve) => parser.once('drain', resolve))
    parser.end()
    await done
    return records
  },
  limit: async (text) => {
    let records = -1
    for (const line of text.split('\n')) if (line.split(',').length > 1) records++
    return records
  },
}

export const run = async (args) => {
  const at = args.indexOf('--rows')
  const rows = at === -1 ? 300_000 : Number(args[at + 1])
  const dir = mkdtempSync(join(tmpdir(), 'onecity-bench-'))
  try {
    const files = await writeFiles({
      path: join(dir, 'read'),
      rows,
      rowAt: (k) => ({ i: k, is: 'new' }),
      round: 0,
      bad: false,
    })
    const text = readFileSync(files.ours, 'utf8')
    const best = {}
    for (let repeat = 0; repeat < repeats; repeat++)
      for (const [name, read] of Object.entries(readers)) {
        const startedAt = performance.now()
        const records = await read(text)
        if (records !== rows) throw new Error(`${name} found ${records} records of ${rows}`)
        best[name] = Math.max(best[name] ?? 0, rows / ((performance.now() - startedAt) / 1000))
      }
    const figures = { rows, repeats }
    const ratios = {}
    for (const [name, perSecond] of Object.entries(best)) {
      figures[`${name}.recordsPerSecond`] = Math.round(perSecond)
      if (name !== 'ours') ratios[name] = Number((best.ours / perSecond).toFixed(2))
    }
    console.log(JSON.stringify({ bench: 'read', figures, ratios }))
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
