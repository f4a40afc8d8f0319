/** A throwaway installation with the register of the benchmarks, and rows for it made on the fly. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  buildServer,
  embeddedUrl,
  freePort,
  makeFolder,
  type Server,
  startServer,
} from '../../apps/server/src/serve/testing-process.ts'
import { resourceYaml } from '../../bench/exchange/resource.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
export const register = 'bench-row'

export type Installation = {
  readonly data: string
  readonly url: string
  readonly databaseUrl: () => string
  readonly server: () => Server
  /** Starts the server, or starts it again on the same port. */
  readonly start: () => Promise<Server>
}

export const makeInstallation = async (name: string): Promise<Installation> => {
  buildServer()
  const data = makeFolder(name)
  const city = join(data, 'city')
  cpSync(join(root, 'cities/tiny'), city, { recursive: true })
  writeFileSync(join(city, `departments/works/resources/${register}.yaml`), resourceYaml)
  const port = await freePort()
  let running: Server | undefined
  return {
    data,
    url: `http://localhost:${port}`,
    databaseUrl: () => embeddedUrl(data),
    server: () => {
      if (!running) throw new Error('not started')
      return running
    },
    start: async () => {
      running = await startServer(['--data', data, '--city', city, '--port', `${port}`, '--demo', 'off'])
      return running
    },
  }
}

export const codeOf = (i: number): string => `R${`${i}`.padStart(9, '0')}`

const kinds = ['a', 'b', 'c']
const streets = ['990101001', '990101002', '990102001']
const two = (value: number) => `${value}`.padStart(2, '0')

const valuesOf = (i: number, visits: number) => ({
  row_code: codeOf(i),
  name: `单位名称${i % 5_000}`,
  opened_on: `${1990 + (i % 35)}-${two(1 + (i % 12))}-${two(1 + (i % 28))}`,
  kind: kinds[i % 3],
  phone: `169${`${i % 100_000_000}`.padStart(8, '0')}`,
  address: `小城东区河东街道第${i % 300}路${i % 900}号`,
  street: streets[i % 3],
  position: [114.01 + (i % 18_000) / 100_000, 22.56 + (i % 8_000) / 100_000],
  amount: `${i % 100_000}.${two(i % 100)}`,
  active: i % 3 === 0,
  seen_at: `2026-${two(1 + (i % 12))}-${two(1 + (i % 28))}T${two(i % 24)}:${two(i % 60)}:00+08:00`,
  visits,
})

/** NDJSON of rows `from` … `from + count - 1`, a few hundred at a time; `visits` tells which delivery a row came with. */
export function* ndjsonRows(from: number, count: number, visits: number): Generator<Buffer> {
  for (let at = 0; at < count; at += 500) {
    const lines = Array.from(
      { length: Math.min(500, count - at) },
      (_, k) => `${JSON.stringify(valuesOf(from + at + k, visits))}\n`,
    )
    yield Buffer.from(lines.join(''))
  }
}

/** A column that the register does not declare: what makes a file large is read through, and the database stays small. */
const remark = '备注 '.repeat(150)
const values = (i: number) => Object.entries({ ...valuesOf(i, 0), remark })

/** About `bytes` of a file in a format, made as it is read; never on disk. */
export function* fileOfBytes(format: 'csv' | 'ndjson' | 'json', bytes: number, prefix: string): Generator<Buffer> {
  const cell = (value: unknown) => (Array.isArray(value) ? `"${value.join(',')}"` : String(value))
  const object = (i: number) => JSON.stringify({ ...Object.fromEntries(values(i)), row_code: `${prefix}${codeOf(i)}` })
  const line = (i: number) =>
    format === 'csv'
      ? values(i)
          .map(([name, value]) => (name === 'row_code' ? `${prefix}${codeOf(i)}` : cell(value)))
          .join(',')
      : object(i)
  const join = format === 'json' ? ',\n' : '\n'
  yield Buffer.from(
    format === 'csv'
      ? `${values(0)
          .map(([name]) => name)
          .join(',')}\n`
      : format === 'json'
        ? `{"total":1,"data":[${line(0)}`
        : `${line(0)}\n`,
  )
  for (let i = 1, made = 0; made < bytes; ) {
    const lines = Array.from({ length: 200 }, () => line(i++))
    const piece = Buffer.from(format === 'json' ? `,\n${lines.join(join)}` : `${lines.join(join)}\n`)
    made += piece.length
    yield piece
  }
  if (format === 'json') yield Buffer.from(']}')
}

/** Resident memory of a process in megabytes (Linux). */
export const residentMegabytes = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
