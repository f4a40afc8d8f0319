import { type Verification, verifyLedger } from '../base/exchange/index.ts'
import { UsageError } from '../platform/config/index.ts'
import { makeLog } from '../platform/log/index.ts'
import { openDatabase } from '../serve/open-database.ts'
import type { Command } from './command.ts'

export const verifyCommand: Command = {
  name: 'verify',
  usage: '',
  zh: '重新清点：台账与登记库逐项核对',
  en: 'recount everything: the ledger against the registers',
  settings: ['data', 'database-url', 'postgres-binaries'],
  flags: { json: { zh: '以 JSON 输出', en: 'print JSON' } },
  run: async ({ args, flags, settings, print }) => {
    if (args.length > 0) throw new UsageError('verify 不接受参数 takes no arguments.')
    const tell = flags['json'] ? () => {} : print
    const database = await openDatabase(settings, makeLog({ level: 'warn' }), tell)
    try {
      const { registers, open, findings } = await verifyLedger(database)
      if (flags['json']) {
        print(JSON.stringify({ ok: findings.length === 0, registers, open, findings }))
        return findings.length === 0 ? 0 : 1
      }
      return tellFindings({ registers, open, findings }, print)
    } finally {
      await database.close()
    }
  },
}

/** Prints what a recount found and gives the exit code. */
export const tellFindings = ({ registers, open, findings }: Verification, print: (line: string) => void): number => {
  for (const { resource, rows, batches, received } of registers)
    print(`${resource}: ${rows} 行 rows · ${batches} 批 batches · ${received} 收到 received`)
  if (open > 0) print(`${open} 批正在处理，未计入 batches under way, not counted`)
  for (const { check, subject, expected, found } of findings)
    print(`不符 MISMATCH ${subject}: ${check} — 应为 expected ${expected}，实为 found ${found}`)
  print(findings.length === 0 ? '核对无误。Everything is accounted for.' : `${findings.length} 处不符 mismatches`)
  return findings.length === 0 ? 0 : 1
}
