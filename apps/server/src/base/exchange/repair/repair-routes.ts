import {
  BatchSchema,
  RejectValuesSchema,
  type RepairRequest,
  RepairRequestSchema,
  RepairsSchema,
} from '@onecity/contracts'
import { type Static, Type } from 'typebox'
import { AppError } from '../../../kernel/app-error.ts'
import type { Route, RouteRequest } from '../../../platform/http/index.ts'
import type { RequestAccess } from '../../../trust/access/index.ts'
import { makeBatchAccess } from '../batch-access.ts'
import type { RouteDeps } from '../exchange-deps.ts'
import { makeReceive } from '../make-receive.ts'
import { countRepaired, findReject } from '../reject-ledger.ts'
import { reasonText } from '../reject-reasons.ts'
import { listRepairs, makeRepairer } from './list-repairs.ts'
import { makeRepairMemory } from './repair-memory.ts'
import { prepareRepair } from './repair-rejects.ts'

const BatchParams = Type.Object({ batch: Type.String() })
const RejectParams = Type.Object({ batch: Type.String(), line: Type.Integer({ minimum: 1 }) })
type Request<P> = RouteRequest<RequestAccess, P, unknown>

/** Routes that propose repairs of rejects and take mended rows in. */
export const makeRepairRoutes = (deps: RouteDeps): readonly Route<RequestAccess>[] => {
  const { database, city, areaIndexOf } = deps
  const { db } = database
  const { getBatch, maySeeDelivered, assertMaySeeDelivered } = makeBatchAccess(deps)
  const receive = makeReceive(deps)
  const remember = makeRepairMemory()
  const input = () => {
    const now = city.current()
    return { city: now.city, tree: now.tree, areaIndex: areaIndexOf(now.version, now.city) }
  }

  const list = async ({ params, access }: Request<Static<typeof BatchParams>>) => {
    const { batch, resource } = await getBatch(params.batch, access)
    if (batch.status !== 'done' || batch.rejected === 0) return { groups: [], repairable: 0, others: 0, repaired: 0 }
    const showValues = maySeeDelivered(access, resource)
    const { kept, repaired } = await countRepaired(db, batch.id)
    const stamp = `${city.current().version} ${kept} ${repaired}`
    return remember(`${batch.id} ${showValues}`, stamp, () => listRepairs(db, input(), resource, batch.id, showValues))
  }

  const repair = async ({ params, json, access }: Request<Static<typeof BatchParams>>) => {
    const { batch, resource } = await getBatch(params.batch, access)
    assertMaySeeDelivered(access, resource)
    if (batch.status !== 'done') throw new AppError('nothing-to-repair')
    const chosen = json as RepairRequest
    const { role } = access.actor
    const { batch: repaired } = await receive(await prepareRepair(db, input(), resource, batch.id, chosen, role))
    return repaired
  }

  const getValues = async ({ params, access }: Request<Static<typeof RejectParams>>) => {
    const { batch, resource } = await getBatch(params.batch, access)
    assertMaySeeDelivered(access, resource)
    const reject = await findReject(db, batch.id, Number(params.line))
    if (!reject) throw new AppError('not-found')
    const repairer = await makeRepairer(db, input(), resource, batch.id)
    const fields = repairer.read(reject)
    if (!fields) throw new AppError('nothing-to-repair', { detail: 'the row could not be taken apart into columns' })
    const fixes = repairer.mend(reject)?.fixes ?? []
    return {
      line: reject.line,
      values: Object.fromEntries(repairer.columns.map((id, at) => [id, fields[at] ?? ''])),
      proposed: Object.fromEntries(fixes.map((fix) => [fix.item, fix.to])),
      item: reject.item,
      reason: reasonText(reject.code, reject.params),
    }
  }

  const tags = ['batches']
  const routes = [
    {
      method: 'GET',
      url: '/api/batches/:batch/repairs',
      action: 'batches.read',
      summary: 'Rejects grouped by the repair that would make them good, with examples before and after',
      tags,
      params: BatchParams,
      response: RepairsSchema,
      handler: list,
    },
    {
      method: 'POST',
      url: '/api/batches/:batch/repairs',
      action: 'batches.write',
      roles: 'intake',
      summary: 'Take mended rejects in as a batch of their own: chosen groups, rows mended by hand, or both',
      tags,
      params: BatchParams,
      jsonBody: RepairRequestSchema,
      response: BatchSchema,
      handler: repair,
    },
    {
      method: 'GET',
      url: '/api/batches/:batch/rejects/:line',
      action: 'batches.read',
      summary: 'One reject as values by item, to be mended by hand, with what a safe repair would make of it',
      tags,
      params: RejectParams,
      response: RejectValuesSchema,
      handler: getValues,
    },
  ]
  return routes as unknown as readonly Route<RequestAccess>[]
}
