/**
 * Takes mended rejects in as a batch of their own, through the intake that every delivery goes through: as NDJSON, each row on
 * the line of its reject, with what was changed in a field that the resource does not have. So the new batch has its own
 * accounting and its own rejects, and a reject is marked as repaired by the very transaction that takes its row in.
 */
import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { CrsName, Resource } from '@onecity/city'
import type { RepairRequest } from '@onecity/contracts'
import { AppError } from '../../../kernel/app-error.ts'
import type { Executor } from '../../../platform/db/db.ts'
import type { MergeMode } from '../../registers/index.ts'
import type { BatchRequest } from '../receive-batch.ts'
import { repairField } from '../reject-ledger.ts'
import { makeRepairer, type Repairer, type RepairInput, walkRejects } from './list-repairs.ts'
import type { Fix } from './mend-record.ts'

/** What was done to a row, kept with its reject. */
type Change = Omit<Fix, 'rule'> & { readonly rule: Fix['rule'] | 'by-hand'; readonly by: string }

const writeLine = (repairer: Repairer, fields: readonly (string | null)[], changes: readonly Change[]): string =>
  JSON.stringify({
    ...Object.fromEntries(repairer.columns.map((id, at) => [id, fields[at] ?? null])),
    [repairField]: changes,
  })

/** Values that somebody wrote in the place of delivered ones, and what that changes. */
const editFields = (
  repairer: Repairer,
  fields: readonly (string | null)[],
  values: Readonly<Record<string, string>>,
) => {
  const changes: Omit<Change, 'by'>[] = []
  const edited = repairer.columns.map((id, at) => {
    const from = fields[at] ?? ''
    const to = values[id]
    if (to === undefined || to === from) return fields[at] ?? null
    changes.push({ item: id, rule: 'by-hand', from, to })
    return to
  })
  return { edited, changes }
}

/** The chosen rejects, mended; blank lines stand for all others, so that each row keeps the line of its reject. */
async function* writeMended(
  executor: Executor,
  repairer: Repairer,
  batch: string,
  chosen: RepairRequest,
  by: string,
): AsyncGenerator<string> {
  const groups = new Set((chosen.groups ?? []).map(({ rule, item }) => `${rule} ${item}`))
  const rows = new Map((chosen.rows ?? []).map(({ line, values }) => [line, values]))
  const allowed = (fix: Fix) => groups.has(`${fix.rule} ${fix.item}`)
  let written = 0
  for await (const page of walkRejects(executor, batch)) {
    let text = ''
    for (const reject of page) {
      let line: string | null = null
      const values = rows.get(reject.line)
      if (values) {
        const fields = repairer.read(reject)
        if (!fields) continue
        const { edited, changes } = editFields(repairer, fields, values)
        // Turned away again if it is still wrong, with its reason, in the new batch.
        line = writeLine(
          repairer,
          edited,
          changes.map((change) => ({ ...change, by })),
        )
      } else if (groups.size > 0) {
        const mended = repairer.mend(reject, allowed)
        if (!mended || mended.reject !== null || mended.fixes.length === 0) continue
        line = writeLine(
          repairer,
          mended.fields,
          mended.fixes.map((fix) => ({ ...fix, by })),
        )
      }
      if (line === null) continue
      text += `${'\n'.repeat(reject.line - 1 - written)}${line}\n`
      written = reject.line
    }
    if (text !== '') yield text
  }
}

/** Rows of a file that replaced are mended into what it left. */
const modeOf = (mode: MergeMode | 'undo' | 'reread', resource: Resource): MergeMode => {
  if (mode === 'append' || mode === 'delete') return mode
  return resource.key.length > 0 ? 'upsert' : 'append'
}

/**
 * The delivery of a batch's mended rejects.
 * Throws AppError `nothing-to-repair` when no row is chosen that could be mended.
 */
export const prepareRepair = async (
  executor: Executor,
  input: RepairInput,
  resource: Resource,
  batch: string,
  chosen: RepairRequest,
  by: string,
): Promise<BatchRequest> => {
  const repairer = await makeRepairer(executor, input, resource, batch)
  const { delivered } = repairer
  const lines = writeMended(executor, repairer, batch, chosen, by)
  const first = await lines.next()
  if (first.done) throw new AppError('nothing-to-repair')
  const all = async function* () {
    yield Buffer.from(first.value)
    for await (const text of lines) yield Buffer.from(text)
  }
  return {
    resource: resource.id,
    key: `repair ${batch} ${randomUUID()}`,
    mode: modeOf(delivered.mode, resource),
    fileName: delivered.file_name,
    layout: {
      format: 'ndjson',
      encoding: 'utf-8',
      ...(delivered.crs === null ? {} : { crs: delivered.crs as CrsName }),
    },
    simulated: delivered.simulated,
    bytesExpected: null,
    source: Readable.from(all()),
    sentBy: by,
    repairs: batch,
  }
}
